using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>A dose by mouth: first-order absorption from the gut, first-order elimination from the plasma.</summary>
[MechanisticModel]
[Grid(StepSize = 0.25)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class OralDose
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

    [Equation]
    private Equation Absorption => Gut.D(1) == -Ka * Gut;

    [Equation]
    private Equation Disposition => Plasma.D(1) == Ka / V * Gut - Ke * Plasma;
}
