using System;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>Cuts the memory of a lane block into the arrays that the kernels work on, side by side.</summary>
internal ref struct BlockArrays<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    private readonly LaneArray _scratch;
    private readonly int _vector;
    private readonly int _unknowns;
    private int _next;

    public BlockArrays(Problem problem, LaneArray scratch, LaneArray? kept)
    {
        var layout = new BlockLayout(problem.Model.Layout, problem.Points);
        _scratch = scratch;
        _vector = layout.Vector;
        _unknowns = problem.Model.Layout.Unknowns;
        var memory = kept ?? scratch;
        _next = kept is null ? layout.Kept : 0;
        Block = new LaneBlock<TLane>
        {
            Points = problem.Points,
            Header = memory.Slice<TLane>(0, layout.Header),
            Steps = memory.Slice<TLane>(layout.Header, layout.Steps),
            Rows = memory.Slice<TLane>(layout.Header + layout.Steps, layout.Rows),
            Factor = memory.Slice<TLane>(layout.Header + layout.Steps + layout.Rows, layout.Factor),
            Workspace = Take(layout.Workspace),
        };
        Scales = Take(_unknowns);
    }

    public LaneBlock<TLane> Block { get; }

    /// <summary>Room for a number for each unknown of a grid point.</summary>
    public Span<TLane> Scales { get; }

    /// <summary>A vector whose two points beyond the grid are zero; the others are yet to be written.</summary>
    public Span<TLane> TakeVector()
    {
        var vector = Take(_vector);
        vector[^(2 * _unknowns)..].Clear();
        return vector;
    }

    /// <summary>Lanes that are yet to be written.</summary>
    public Span<TLane> Take(int count)
    {
        var lanes = _scratch.Slice<TLane>(_next, count);
        _next += count;
        return lanes;
    }
}
