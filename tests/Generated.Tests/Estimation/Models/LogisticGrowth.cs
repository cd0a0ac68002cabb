using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>x' = r x (1 - x / c), so that x = c / (1 + (c / x(0) - 1) exp(-r t)).</summary>
[MechanisticModel]
[Grid(StepSize = 0.2)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class LogisticGrowth
{
    [State(Order = 1), InitialValue, Observed]
    public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 0.5)]
    public partial Coefficient R { get; }

    [Coefficient(Source.Learned, Initial = 5)]
    public partial Coefficient C { get; }

    [Equation]
    private Equation Growth => X.D(1) == R * X * (1 - X / C);
}
