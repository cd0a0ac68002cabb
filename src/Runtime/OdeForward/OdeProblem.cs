namespace ScalableMNN.Runtime;

/// <summary>
/// A linear ordinary differential equation on a grid, for one trajectory or for many at once: the inputs of <see cref="OdeForward"/>, whose sizes are known only at run
/// time. With T grid points, V states that all carry the derivatives 0..R, and E equations, the unknowns of a trajectory u_v^(r)(t) minimise the sum of the squares of
/// <list type="bullet">
/// <item>equation rows: <see cref="EquationWeight"/> (sum over v, r of c[t, e, v, r] u_v^(r)(t) - b[t, e]);</item>
/// <item>initial rows: <see cref="InitialWeight"/> (u_v^(r)(t) - given[t, v, r]) for the first I grid points and the first J orders;</item>
/// <item>smoothness rows: <see cref="SmoothnessWeight"/> times the difference between u_v^(r) at one point and its Taylor expansion from the next or the one before.</item>
/// </list>
/// Leading dimensions, written ... below, are batch dimensions: they may differ between the inputs, and broadcast against each other aligned at the right, an extent of 1 (or
/// a missing dimension) standing for any extent.
/// </summary>
/// <remarks>The formulation is that of Chen et al., Scalable Mechanistic Neural Networks, ICLR 2025 (arXiv 2410.06074).</remarks>
public sealed record OdeProblem
{
    /// <summary>T, the number of grid points; at least 1.</summary>
    public required int Points { get; init; }

    /// <summary>The coefficients c of the equations, (..., T|1, E, V, R+1); 1 where they are the same at every grid point.</summary>
    public required NdArray Coefficients { get; init; }

    /// <summary>The right-hand sides b of the equations, (..., T|1, E).</summary>
    public required NdArray RightHandSide { get; init; }

    /// <summary>The values given at the first grid points, (..., I|1, V, J), or nothing. J, the number of orders given, is at most R+1. With I or J zero nothing is given.</summary>
    public NdArray? InitialValues { get; init; }

    /// <summary>I, the number of grid points with given values, at most T; by default the extent of <see cref="InitialValues"/>. Needed where one set of values is meant for several points.</summary>
    public int? InitialPoints { get; init; }

    /// <summary>The steps h between the grid points, (..., T-1|1), all larger than zero. May be missing only where T is 1.</summary>
    public NdArray? Steps { get; init; }

    /// <summary>The factor on every equation row; finite and not negative.</summary>
    public double EquationWeight { get; init; } = 1;

    /// <summary>The factor on every initial row; finite and not negative.</summary>
    public double InitialWeight { get; init; } = 1;

    /// <summary>The factor on every smoothness row; finite and not negative.</summary>
    public double SmoothnessWeight { get; init; } = 1;

    /// <summary>
    /// Ties the highest derivative by a central difference over every three neighbouring points, (t, t+1, t+2) with H = h_t + h_(t+1),
    /// H^(R-2) u^(R-1)_t + H^(R-1) u^(R)_(t+1) - H^(R-2) u^(R-1)_(t+2) = 0, in place of the two Taylor rows of order R. Needs R of at least 1.
    /// </summary>
    public bool CentralSmoothness { get; init; }
}
