using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>x' = a and y' = a + b, linear in their parameters, with the noise of x given and that of y not.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class TwoDrifts
{
    [State(Order = 1), InitialValue, Observed(Noise = 0.05)]
    public partial State X { get; }

    [State(Order = 1), InitialValue, Observed]
    public partial State Y { get; }

    [Coefficient(Source.Learned, Initial = 0.5)]
    public partial Coefficient A { get; }

    [Coefficient(Source.Learned, Initial = 0.5)]
    public partial Coefficient B { get; }

    [Equation]
    private Equation OfX => X.D(1) == A;

    [Equation]
    private Equation OfY => Y.D(1) == A + B;
}

/// <summary>x' = a with a prior, and noise that is not given.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class PulledDrift
{
    [State(Order = 1), InitialValue, Observed]
    public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 0.5), Prior(2, 0.005)]
    public partial Coefficient A { get; }

    [Equation]
    private Equation OfX => X.D(1) == A;
}
