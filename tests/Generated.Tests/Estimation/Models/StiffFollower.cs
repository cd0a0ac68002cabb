using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>y' = -y, x' = -k (x - a y) with a fast k: x = c exp(-k t) + a k / (k - 1) exp(-t) for y(0) = 1.</summary>
[MechanisticModel]
[Grid(StepSize = 0.05)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class StiffFollower
{
    [State(Order = 1), InitialValue, Observed]
    public partial State X { get; }

    [State(Order = 1), InitialValue]
    public partial State Y { get; }

    [Coefficient(Source.Input)]
    public partial Coefficient K { get; }

    [Coefficient(Source.Learned, Initial = 1)]
    public partial Coefficient A { get; }

    [Equation]
    private Equation Follow => X.D(1) == -K * (X - A * Y);

    [Equation]
    private Equation Lead => Y.D(1) == -Y;
}
