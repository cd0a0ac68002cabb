namespace ScalableMNN.Bench.Shapes;

/// <summary>Milliseconds of the reference implementation (Python, PyTorch, float64, two cores, the better of one and two threads).</summary>
/// <param name="Forward">The solve.</param>
/// <param name="Both">The solve and its gradient.</param>
internal sealed record ReferenceTime(double Forward, double Both);
