using System;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>Where the arrays of one lane block lie in its memory, counted in lanes.</summary>
internal readonly struct BlockLayout
{
    private readonly KernelLayout _layout;
    private readonly int _points;

    public BlockLayout(KernelLayout layout, int points)
    {
        _layout = layout;
        _points = points;
    }

    public int Header => _layout.Header;

    public int Steps => (_points + 2) * _layout.Steps;

    public int Rows => _points * _layout.Rows;

    public int Factor => _points * _layout.Factor;

    public int Vector => (_points + 2) * _layout.Unknowns;

    /// <summary>The packed values, rows and factor: what outlives a solve that keeps its factor.</summary>
    public int Kept => Header + Steps + Rows + Factor;

    public int Workspace => _layout.Workspace;

    /// <summary>The workspace, two sets of scales of one grid point, and vectors.</summary>
    public int Scratch(int vectors) => Workspace + (2 * _layout.Unknowns) + (vectors * Vector);

    /// <summary>The largest number of lanes that any phase needs at once.</summary>
    public static long Largest(KernelLayout layout, int points) =>
        (2L * layout.Header) + layout.Workspace + (2L * layout.Unknowns) + ((points + 2L) * ((2L * layout.Steps) + layout.Rows + layout.Factor + (4L * layout.Unknowns)));
}
