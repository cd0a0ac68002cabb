using ScalableMNN.Dsl;

namespace ScalableMNN.Samples.LorenzDiscovery;

/// <summary>
/// Three states of which nothing is known but that their rates are polynomials of second degree: ten candidate terms each. The data are those of Lorenz, Deterministic nonperiodic flow (1963).
/// </summary>
[MechanisticModel]
[Grid(StepSize = 0.01)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class UnknownDynamics
{
    /// <summary>Intensity of the convection.</summary>
    [State(Order = 1), Observed]
    public partial State X { get; }

    /// <summary>Difference of temperature between rising and falling currents.</summary>
    [State(Order = 1), Observed]
    public partial State Y { get; }

    /// <summary>Distortion of the vertical profile of temperature.</summary>
    [State(Order = 1), Observed]
    public partial State Z { get; }

    /// <summary>The rate of X.</summary>
    [PolynomialLibrary(Degree = 2)]
    public partial Library XRate { get; }

    /// <summary>The rate of Y.</summary>
    [PolynomialLibrary(Degree = 2)]
    public partial Library YRate { get; }

    /// <summary>The rate of Z.</summary>
    [PolynomialLibrary(Degree = 2)]
    public partial Library ZRate { get; }

    [Equation]
    private Equation InX => X.D(1) == XRate;

    [Equation]
    private Equation InY => Y.D(1) == YRate;

    [Equation]
    private Equation InZ => Z.D(1) == ZRate;
}
