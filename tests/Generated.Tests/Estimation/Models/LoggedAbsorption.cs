using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>An oral dose, of which the logarithm of the concentration is measured: it begins at zero, where there is no logarithm.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class LoggedAbsorption
{
    [State(Order = 1), InitialValue]
    public partial State Gut { get; }

    [State(Order = 1), InitialValue]
    public partial State Plasma { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0)]
    public partial Coefficient Ka { get; }

    [Coefficient(Source.Learned, Initial = 0.3, Lower = 0)]
    public partial Coefficient Ke { get; }

    [Coefficient(Source.Learned, Initial = 3, Lower = 0)]
    public partial Coefficient Volume { get; }

    [Observed]
    private Term LogConcentration => Symbols.Log(Plasma / Volume);

    [Equation]
    private Equation Absorption => Gut.D(1) == -Ka * Gut;

    [Equation]
    private Equation Disposition => Plasma.D(1) == Ka * Gut - Ke * Plasma;
}
