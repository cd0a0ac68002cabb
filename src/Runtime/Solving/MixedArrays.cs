using System;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>
/// Cuts the memory of a lane block with a factor in single precision into arrays. What is in double precision comes in parts of <typeparamref name="TDouble"/> lanes, one array
/// after the other: two of half the trajectories each, or one where there is a single trajectory.
/// </summary>
internal ref struct MixedArrays<TSingle, TDouble>
    where TSingle : unmanaged, ISingleLane<TSingle, TDouble>
    where TDouble : unmanaged, ILane<TDouble>
{
    private readonly LaneArray _scratch;
    private readonly Span<TDouble> _header;
    private readonly Span<TDouble> _steps;
    private readonly Span<TDouble> _rows;
    private readonly Span<TDouble> _workspace;
    private readonly int _first;
    private readonly int _trajectories;
    private readonly int _points;
    private readonly int _unknowns;
    private readonly int _vector;
    private int _next;

    public MixedArrays(Problem problem, int block, LaneArray scratch, LaneArray? kept)
    {
        var sizes = problem.Model.Layout;
        var layout = new MixedLayout(sizes, problem.Points);
        _first = block * TSingle.Count;
        _trajectories = problem.Trajectories;
        _points = problem.Points;
        _unknowns = sizes.Unknowns;
        _vector = layout.Vector;

        // What is kept lies at the start of its memory in any case.
        _scratch = kept ?? scratch;
        _header = Take<TDouble>(sizes.Header * Parts);
        _steps = Take<TDouble>(layout.Steps * Parts);
        var header = Take<TSingle>(sizes.Header);
        var steps = Take<TSingle>(layout.Steps);
        var factor = Take<TSingle>(layout.Factor);
        _next = kept is null ? _next : 0;
        _scratch = scratch;
        _rows = Take<TDouble>(layout.Rows * Parts);
        _workspace = Take<TDouble>(sizes.Workspace);
        Block = new LaneBlock<TSingle>
        {
            Points = problem.Points,
            Header = header,
            Steps = steps,
            Rows = default,
            Factor = factor,
            Workspace = Take<TSingle>(sizes.Workspace),
        };
        Vector = Take<TSingle>(_vector);
        Vector[^(2 * _unknowns)..].Clear();
        Scales = Take<TDouble>(_unknowns);
        Inverses = Take<TDouble>(_unknowns);
    }

    /// <summary>How many lanes in double precision hold the trajectories of one in single precision.</summary>
    public static int Parts => TSingle.Count / TDouble.Count;

    /// <summary>What the factorisation and the sweeps work on.</summary>
    public LaneBlock<TSingle> Block { get; }

    /// <summary>Room for a vector in single precision.</summary>
    public Span<TSingle> Vector { get; }

    /// <summary>Room for a number for each unknown of a grid point.</summary>
    public Span<TDouble> Scales { get; }

    /// <summary>The same once more.</summary>
    public Span<TDouble> Inverses { get; }

    /// <summary>What the residual and the chain rule work on.</summary>
    public readonly LaneBlock<TDouble> Exact(int part) => new()
    {
        Points = _points,
        Header = PartOf(_header, part),
        Steps = PartOf(_steps, part),
        Rows = PartOf(_rows, part),
        Factor = default,
        Workspace = _workspace,
    };

    /// <summary>A part of an array with lanes for all parts.</summary>
    public static Span<TDouble> PartOf(Span<TDouble> array, int part)
    {
        var length = array.Length / Parts;
        return array.Slice(part * length, length);
    }

    /// <summary>The trajectories of a part; one beyond the last trajectory repeats that.</summary>
    public readonly (int First, int Count, bool IsEmpty) TrajectoriesOf(int part)
    {
        var first = _first + (part * TDouble.Count);
        var isEmpty = first >= _trajectories;
        first = Math.Min(first, _trajectories - 1);
        return (first, Math.Min(TDouble.Count, _trajectories - first), isEmpty);
    }

    /// <summary>Packs the values of the block in both precisions.</summary>
    /// <param name="problem">Where they come from.</param>
    /// <param name="part">Which part.</param>
    /// <returns>Whether all numbers of the part are finite and all steps positive.</returns>
    public readonly bool Pack(Problem problem, int part)
    {
        var (first, count, _) = TrajectoriesOf(part);
        var exact = Exact(part);
        return count == TDouble.Count
            ? Packing<TDouble>.Pack<FullBlock>(problem, first, count, exact.Header, exact.Steps)
            : Packing<TDouble>.Pack<RaggedBlock>(problem, first, count, exact.Header, exact.Steps);
    }

    /// <summary>Rounds the packed values to single precision.</summary>
    public readonly void NarrowValues()
    {
        Narrowing<TSingle, TDouble>.Narrow(_header, Block.Header);
        Narrowing<TSingle, TDouble>.Narrow(_steps, Block.Steps);
    }

    /// <summary>A vector for each part, of which the two points beyond the grid are zero; the others are yet to be written.</summary>
    public Span<TDouble> TakeVectors()
    {
        var vectors = Take<TDouble>(_vector * Parts);
        for (var part = 0; part < Parts; part++)
        {
            PartOf(vectors, part)[^(2 * _unknowns)..].Clear();
        }

        return vectors;
    }

    /// <summary>Lanes that are yet to be written.</summary>
    public Span<TLane> Take<TLane>(int count)
        where TLane : unmanaged, ILane<TLane>
    {
        var lanes = _scratch.At<TLane>(_next, count);
        _next += LaneArray.NumbersOf<TLane>(count);
        return lanes;
    }
}
