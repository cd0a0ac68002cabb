using System.Collections.Generic;

namespace ScalableMNN.Generators.Lowering.Ir;

/// <summary>Gives every local of a kernel a name of its own, close to the one asked for.</summary>
internal sealed class Naming
{
    /// <summary>
    /// What stands for something else within a kernel: its scalars, buffers and loop variables, and the keywords that a coefficient's name with "in" before it can make.
    /// </summary>
    private static readonly string[] _reserved =
    [
        KernelParameter.Scale.Name, KernelParameter.Failure.Name, KernelParameter.Squares.Name,
        "block", "points", "step", "header", "steps", "rows", "factor", "workspace", "reduced", "vector", "solution", "residual", "adjoint", "headerGradient", "stepGradient", "values",
        "i", "k", "tile", "column", "state", "strip", "strand", "colour", "lane", "lanes", "sums", "number", "pivot", "beside",
        "int", "interface", "internal",
    ];

    private readonly Dictionary<string, int> _used = [];

    public Naming()
    {
        foreach (var name in _reserved)
        {
            _used.Add(name, 1);
        }
    }

    public string Unique(string wanted)
    {
        var count = _used.TryGetValue(wanted, out var before) ? before + 1 : 1;
        _used[wanted] = count;
        return count == 1 ? wanted : Unique($"{wanted}_{(char)('a' + ((count - 2) % 26))}{(count > 27 ? ((count - 2) / 26).ToString(System.Globalization.CultureInfo.InvariantCulture) : string.Empty)}");
    }
}
