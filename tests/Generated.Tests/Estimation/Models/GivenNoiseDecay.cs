using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>A decay that is measured with known noise.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class GivenNoiseDecay
{
    [State(Order = 1), InitialValue, Observed(Noise = 0.05)]
    public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 0.2)]
    public partial Coefficient K { get; }

    [Equation]
    private Equation Decay => X.D(1) == -K * X;
}
