using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>x' = -k x, so that x = x(0) exp(-k t).</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class ExponentialDecay
{
    [State(Order = 1), InitialValue, Observed]
    public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 0.2)]
    public partial Coefficient K { get; }

    [Equation]
    private Equation Decay => X.D(1) == -K * X;
}
