using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>x' = a + b t, linear in its parameters, so that with priors on them everything has a closed form.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class PriorDrift
{
    [State(Order = 1), InitialValue, Observed(Noise = 0.1)]
    public partial State X { get; }

    [State(Order = 1), InitialValue]
    public partial State Clock { get; }

    [Coefficient(Source.Learned, Initial = 0), Prior(1.5, 0.02)]
    public partial Coefficient A { get; }

    [Coefficient(Source.Learned, Initial = 0), Prior(0, 100)]
    public partial Coefficient B { get; }

    [Equation]
    private Equation Drift => X.D(1) == A + B * Clock;

    [Equation]
    private Equation Running => Clock.D(1) == 1;
}
