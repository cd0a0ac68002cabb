using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Bench.Shapes;

/// <summary>
/// The bytes that a pass must move to and from memory at the least. A solve reads its inputs and writes its solution. A gradient reads the inputs, the solution and the derivative
/// of the loss with respect to it, and writes the derivatives with respect to the inputs. Working memory counts only where it exceeds the last-level cache, as written once and read once.
/// </summary>
/// <param name="Forward">Bytes of a solve.</param>
/// <param name="Both">Bytes of a solve and a gradient.</param>
/// <param name="CountsScratch">Whether the working memory of a solve exceeds the cache.</param>
/// <param name="CountsFactor">Whether the factor kept for the gradient exceeds the cache.</param>
internal sealed record Traffic(double Forward, double Both, bool CountsScratch, bool CountsFactor)
{
    public static Traffic Of(Shape shape, KernelLayout layout, long cacheBytes, int cores)
    {
        const int Number = sizeof(double);
        var inputs = (double)shape.InputsPerTrajectory * shape.Trajectories * Number;
        var solution = (double)shape.Unknowns * shape.Points * shape.Trajectories * Number;

        // Packed values, rows and factor of a block, kept or not; two vectors besides. A block holds up to eight trajectories, a core one block at a time.
        var kept = (double)shape.Points * (layout.Steps + layout.Rows + layout.Factor) * Number;
        var scratch = kept + (2.0 * shape.Points * layout.Unknowns * Number);
        var atOnce = scratch * System.Math.Min(shape.Trajectories, 8 * cores);
        var countsScratch = atOnce > cacheBytes;
        var countsFactor = kept * shape.Trajectories > cacheBytes;
        var forward = inputs + solution + (countsScratch ? 2 * scratch * shape.Trajectories : 0);
        var both = (2 * inputs) + solution + inputs + (2 * solution) + (countsFactor ? 2 * kept * shape.Trajectories : 0) + (countsScratch ? 2 * scratch * shape.Trajectories : 0);
        return new Traffic(forward, both, countsScratch, countsFactor);
    }
}
