using System.Collections.Generic;

namespace ScalableMNN.Generators.Lowering.Ir;

/// <summary>Gives every local of a kernel a name of its own, close to the one asked for.</summary>
internal sealed class Naming
{
    private readonly Dictionary<string, int> _used = [];

    public string Unique(string wanted)
    {
        var count = _used.TryGetValue(wanted, out var before) ? before + 1 : 1;
        _used[wanted] = count;
        return count == 1 ? wanted : Unique($"{wanted}_{(char)('a' + ((count - 2) % 26))}{(count > 27 ? ((count - 2) / 26).ToString(System.Globalization.CultureInfo.InvariantCulture) : string.Empty)}");
    }
}
