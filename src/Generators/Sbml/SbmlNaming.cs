using System.Collections.Generic;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Sbml;

/// <summary>Makes names of C# of identifiers: the same, with underscores behind where generated members have them already.</summary>
internal sealed class SbmlNaming(string model)
{
    private readonly Dictionary<string, string> _names = [];
    private readonly HashSet<string> _taken = [model, model + "Kernel"];

    /// <summary>The name of an identifier, always the same.</summary>
    public string Of(string id)
    {
        if (!_names.TryGetValue(id, out var name))
        {
            name = id;
            while (GeneratedMembers.Names.Contains(name) || GeneratedMembers.Methods.Contains(name) || GeneratedMembers.PropertyNames.Contains(name) || !_taken.Add(name))
            {
                name += "_";
            }

            _names.Add(id, name);
        }

        return name;
    }
}
