using System.Runtime.CompilerServices;
using ScalableMNN.Runtime.Lanes;
using static System.Runtime.CompilerServices.Unsafe;

namespace ScalableMNN.Runtime.Banded;

/// <summary>Writes the solution in its own units and sums the squares of the rows.</summary>
internal ref struct SolutionVisitor<TLane> : IPointVisitor<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    private readonly ref TLane _solve;
    private StepWriter<TLane> _writer;

    public SolutionVisitor(ref TLane solve, StepWriter<TLane> writer)
    {
        _solve = ref solve;
        _writer = writer;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Visit(scoped ref BandedBlock<TLane> block, int t, ref TLane solution, nint stride)
    {
        block.Unscale(t, ref solution, ref _writer.At(t));
        block.ResidualStep(t, ref _solve, ref solution, ref solution, stride, homogeneous: false, writes: false);
    }

    /// <summary>Writes what is still held.</summary>
    public void Flush() => _writer.Flush();
}
