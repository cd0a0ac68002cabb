using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>A decay beside a second state that nothing measures, with a rate of its own.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class HiddenBystander
{
    [State(Order = 1), InitialValue, Observed]
    public partial State X { get; }

    [State(Order = 1), InitialValue]
    public partial State Hidden { get; }

    [Coefficient(Source.Learned, Initial = 0.2)]
    public partial Coefficient K { get; }

    [Coefficient(Source.Learned, Initial = 0.7)]
    public partial Coefficient Idle { get; }

    [Equation]
    private Equation Decay => X.D(1) == -K * X;

    [Equation]
    private Equation Beside => Hidden.D(1) == -Idle * Hidden;
}
