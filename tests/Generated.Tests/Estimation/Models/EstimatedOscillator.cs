using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>x'' + 2 d x' + w x = 0, measured in place and speed.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class EstimatedOscillator
{
    [State(Order = 2), InitialValue(Orders = 2), Observed, Observed(Order = 1)]
    public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 0.1)]
    public partial Coefficient D { get; }

    [Coefficient(Source.Learned, Initial = 3)]
    public partial Coefficient W { get; }

    [Equation]
    private Equation Swing => X.D(2) + 2 * D * X.D(1) + W * X == 0;
}
