using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>x' = -a b x + c: of a and b only the product matters.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class ProductDecay
{
    [State(Order = 1), InitialValue, Observed]
    public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 0.5)]
    public partial Coefficient A { get; }

    [Coefficient(Source.Learned, Initial = 2)]
    public partial Coefficient B { get; }

    [Coefficient(Source.Learned, Initial = 0.5)]
    public partial Coefficient C { get; }

    [Equation]
    private Equation Decay => X.D(1) == C - A * B * X;
}
