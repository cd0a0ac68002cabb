using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>amount' = -(cl / v) amount, measured as amount / v: with an unknown dose nothing says how large v is.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class UnknownDose
{
    [State(Order = 1), InitialValue]
    public partial State Amount { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0.01)]
    public partial Coefficient Cl { get; }

    [Coefficient(Source.Learned, Initial = 2, Lower = 0.01)]
    public partial Coefficient V { get; }

    [Observed]
    private Term Concentration => Amount / V;

    [Equation]
    private Equation Elimination => Amount.D(1) == -Cl / V * Amount;
}
