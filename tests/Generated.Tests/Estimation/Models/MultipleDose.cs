using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>Absorption with an input rate, on steps of any length.</summary>
[MechanisticModel]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class MultipleDose
{
    [State(Order = 1), InitialValue]
    public partial State Gut { get; }

    [State(Order = 1), InitialValue, Observed]
    public partial State Plasma { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0)]
    public partial Coefficient Ka { get; }

    [Coefficient(Source.Learned, Initial = 0.1, Lower = 0)]
    public partial Coefficient Ke { get; }

    [Coefficient(Source.Learned, Initial = 20, Lower = 0)]
    public partial Coefficient V { get; }

    [Coefficient(Source.Input, Per = Per.Step, Derivatives = 1)]
    public partial Coefficient Rate { get; }

    [Equation]
    private Equation Absorption => Gut.D(1) == Rate - (Ka * Gut);

    [Equation]
    private Equation Disposition => Plasma.D(1) == (Ka / V * Gut) - (Ke * Plasma);
}
