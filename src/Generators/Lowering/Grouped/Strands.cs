using System;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering.Grouped;

/// <summary>
/// How the threads of a group share the grid points in the phases that go through the rows: the points are cut into strands, whose number does not depend on the threads, and each strand adds
/// up by itself. So sums do not depend on how many threads there are.
/// </summary>
internal sealed class Strands
{
    /// <summary>A number for each strand: sums to be added up.</summary>
    public static readonly View Sums = KernelBuffer.Sums.Whole;

    private const int LargestGradient = 4096;

    private static readonly Index _strand = new IndexVariable("strand");

    private Strands(int count, bool isOrdered)
    {
        Count = count;
        IsOrdered = isOrdered;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Whether a point needs what was found at the point before, so that there is but one strand.</summary>
    public bool IsOrdered { get; }

    /// <summary>The strands of the residual, as many as threads. In single precision it evaluates the rows, and the time at a point may be a sum of steps.</summary>
    public static Strands OfResidual(SolverPlan plan, int threads) => plan.IsSingle && HasClock(plan) ? new Strands(1, isOrdered: true) : new Strands(threads, isOrdered: false);

    /// <summary>The strands of the chain rule: each has a derivative with respect to every value that points share, which bounds their number.</summary>
    public static Strands OfChain(SolverPlan plan, int threads) =>
        plan.UsesTime && plan.Steps is not null ? new Strands(1, isOrdered: true) : new Strands(Math.Max(1, Math.Min(threads, LargestGradient / Math.Max(1, plan.Slots.Header))), isOrdered: false);

    /// <summary>What belongs to a strand of a buffer that has a number for every strand in the place of one.</summary>
    public View Own(Region region, View buffer) => Count == 1 ? buffer : region.Open("own", buffer, _strand);

    /// <summary>Ends a phase: the body of its frame runs for every point, strand by strand.</summary>
    /// <param name="strand">What is done for each strand; the points come after what it holds already.</param>
    /// <param name="touchesNext">Whether a point changes what belongs to the next: then first the even points, then the odd ones.</param>
    /// <param name="ending">What is done at the end of a strand, with the place for its sum.</param>
    public void Sweep(PhaseFrame frame, Region strand, bool touchesNext, Action<Region, Index>? ending = null)
    {
        if (IsOrdered)
        {
            strand.For("step", 0, PhaseFrame.Points, frame.Body, descending: !touchesNext);
            ending?.Invoke(strand, 0);
            frame.Prologue.Spread("strand", 0, 1, strand);
            return;
        }

        if (!touchesNext)
        {
            strand.For("step", _strand, PhaseFrame.Points, frame.Body, stride: Count);
            ending?.Invoke(strand, _strand);
            frame.Prologue.Spread("strand", 0, Count, strand);
            return;
        }

        var colour = new IndexVariable("colour");
        var colours = frame.Prologue.Nested();
        strand.For("step", (_strand * 2) + colour, PhaseFrame.Points, frame.Body, stride: 2 * Count);
        ending?.Invoke(strand, (colour * Count) + _strand);
        colours.Spread("strand", 0, Count, strand);
        frame.Prologue.For("colour", 0, 2, colours);
    }

    /// <summary>Adds up the sums of all strands of a sweep that touches the next point.</summary>
    public Local Total(Region region)
    {
        var total = region.Variable("total", Operand.Zero);
        var inner = region.Nested();
        inner.AddTo(total, inner.Load("part", Sums, new IndexVariable("strand")), Operand.One);
        region.For("strand", 0, IsOrdered ? 1 : 2 * Count, inner);
        return total;
    }

    private static bool HasClock(SolverPlan plan) => plan.UsesTime && plan.Steps is { Per: Parsing.Variation.Step };
}
