using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>x' = s - k x with a k that may not be larger than 0.5.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class BoundedDecay
{
    [State(Order = 1), InitialValue, Observed]
    public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 1)]
    public partial Coefficient S { get; }

    [Coefficient(Source.Learned, Initial = 0.2, Upper = 0.5)]
    public partial Coefficient K { get; }

    [Equation]
    private Equation Balance => X.D(1) == S - K * X;
}
