using ScalableMNN.Bench.Measuring;

namespace ScalableMNN.Bench.Shapes;

/// <summary>Everything measured of one shape.</summary>
/// <param name="Name">Name of the shape.</param>
/// <param name="Trajectories">Number of trajectories.</param>
/// <param name="Points">Number of grid points.</param>
/// <param name="Unknowns">Number of unknowns at a grid point.</param>
/// <param name="Reference">The reference implementation, measured elsewhere.</param>
/// <param name="Forward">Generated kernels: solve, in memory that is reused.</param>
/// <param name="Both">Generated kernels: solve keeping the factor, and gradient, in memory that is reused.</param>
/// <param name="BothFactorisedAgain">The same without keeping the factor.</param>
/// <param name="ForwardUnrefined">Solve without iterative refinement.</param>
/// <param name="BothUnrefined">Solve and gradient without iterative refinement.</param>
/// <param name="ForwardFresh">Solve in fresh memory.</param>
/// <param name="BothFresh">Solve and gradient in fresh memory.</param>
/// <param name="RuntimeShapedForward">OdeForward: solve.</param>
/// <param name="RuntimeShapedBoth">OdeForward: solve and gradient.</param>
/// <param name="ForwardBatchFirst">Solve, reading and writing (B, T, ...) in place.</param>
/// <param name="BothBatchFirst">Solve keeping the factor, and gradient, reading and writing (B, T, ...) in place.</param>
/// <param name="Traffic">The bytes that must be moved.</param>
/// <param name="Memory">The bytes that calls allocate.</param>
/// <param name="Agreement">How far generated kernels and OdeForward are apart.</param>
internal sealed record ShapeResult(
    string Name,
    int Trajectories,
    int Points,
    int Unknowns,
    ReferenceTime Reference,
    Sample Forward,
    Sample Both,
    Sample BothFactorisedAgain,
    Sample ForwardUnrefined,
    Sample BothUnrefined,
    Sample ForwardFresh,
    Sample BothFresh,
    Sample RuntimeShapedForward,
    Sample RuntimeShapedBoth,
    Sample ForwardBatchFirst,
    Sample BothBatchFirst,
    Traffic Traffic,
    AllocatedBytes Memory,
    Agreement Agreement);

/// <summary>Bytes that one call allocates in the steady state, on all threads.</summary>
/// <param name="ForwardFresh">Solve.</param>
/// <param name="ForwardReused">Solve into earlier memory.</param>
/// <param name="BothFresh">Solve keeping the factor, and gradient.</param>
/// <param name="BothReused">The same into earlier memory.</param>
/// <param name="Solution">The size of the solution itself.</param>
internal sealed record AllocatedBytes(long ForwardFresh, long ForwardReused, long BothFresh, long BothReused, long Solution);

/// <summary>How far generated kernels and OdeForward are apart on the data measured: largest difference relative to the largest value.</summary>
/// <param name="Solution">Of the solution.</param>
/// <param name="Gradient">Of the gradient with respect to the coefficients.</param>
internal sealed record Agreement(double Solution, double Gradient);
