using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>A dose that is absorbed and eliminated: depot' = -ka depot, body' = ka depot - ke body, measured as a concentration and in the depot.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class TwoCompartments
{
    [State(Order = 1), InitialValue, Observed]
    public partial State Depot { get; }

    [State(Order = 1), InitialValue]
    public partial State Body { get; }

    [Coefficient(Source.Learned, Initial = 1)]
    public partial Coefficient Ka { get; }

    [Coefficient(Source.Learned, Initial = 0.5)]
    public partial Coefficient Ke { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0.01)]
    public partial Coefficient V { get; }

    [Observed]
    private Term Concentration => Body / V;

    [Equation]
    private Equation Absorption => Depot.D(1) == -Ka * Depot;

    [Equation]
    private Equation Elimination => Body.D(1) == Ka * Depot - Ke * Body;
}
