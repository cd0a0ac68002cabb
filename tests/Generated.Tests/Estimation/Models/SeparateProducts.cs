using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>x' = -a b x + c with an a and a b for each trajectory, of which only the product matters, and one c for all.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class SeparateProducts
{
    [State(Order = 1), InitialValue, Observed]
    public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Per = Per.Trajectory)]
    public partial Coefficient A { get; }

    [Coefficient(Source.Learned, Initial = 2, Per = Per.Trajectory)]
    public partial Coefficient B { get; }

    [Coefficient(Source.Learned, Initial = 0.5)]
    public partial Coefficient C { get; }

    [Equation]
    private Equation Decay => X.D(1) == C - A * B * X;
}

/// <summary>Mirrors <see cref="UnknownDose"/> for many: of clearance and volume only the ratio matters while the dose is not known.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class SeparateDoses
{
    [State(Order = 1), InitialValue]
    public partial State Amount { get; }

    [Coefficient(Source.Learned, Initial = 1.5, Lower = 0.01, Per = Per.Trajectory)]
    public partial Coefficient Cl { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0.01, Per = Per.Trajectory)]
    public partial Coefficient V { get; }

    [Equation]
    private Equation Elimination => Amount.D(1) == -Cl / V * Amount;

    [Observed]
    private Term Concentration => Amount / V;
}
