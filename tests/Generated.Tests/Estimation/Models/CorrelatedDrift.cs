using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>x' = a + b y with a y that hardly varies: a and b are determined, but strongly correlated.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class CorrelatedDrift
{
    [State(Order = 1), InitialValue, Observed]
    public partial State X { get; }

    [State(Order = 1), InitialValue]
    public partial State Y { get; }

    [Coefficient(Source.Input)]
    public partial Coefficient Rate { get; }

    [Coefficient(Source.Learned, Initial = 0.3)]
    public partial Coefficient A { get; }

    [Coefficient(Source.Learned, Initial = 0.3)]
    public partial Coefficient B { get; }

    [Equation]
    private Equation Drift => X.D(1) == A + B * Y;

    [Equation]
    private Equation Slow => Y.D(1) == Rate;
}
