using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace ScalableMNN.Generators;

/// <summary>Which engines the user's project references: all that the pipeline knows of them, so that an edit of the project changes nothing here.</summary>
/// <param name="Ilgpu">Whether it references ILGPU and its algorithms.</param>
/// <param name="TorchSharp">Whether it references TorchSharp.</param>
internal sealed record EngineReferences(bool Ilgpu, bool TorchSharp)
{
    /// <summary>None of them.</summary>
    public static EngineReferences None { get; } = new(false, false);

    /// <summary>What a compilation references.</summary>
    public static EngineReferences Of(Compilation compilation)
    {
        return new(Has("ILGPU") && Has("ILGPU.Algorithms"), Has("TorchSharp") && Has("ScalableMNN.Runtime"));

        bool Has(string name) => compilation.ReferencedAssemblyNames.Any(assembly => string.Equals(assembly.Name, name, StringComparison.OrdinalIgnoreCase));
    }
}
