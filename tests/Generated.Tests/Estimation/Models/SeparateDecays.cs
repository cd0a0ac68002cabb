using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>Decays that have nothing in common, with steps of their own.</summary>
[MechanisticModel]
[Grid(Source = Source.Input)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class SeparateDecays
{
    [State(Order = 1), InitialValue, Observed]
    public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Per = Per.Trajectory, Lower = 0, Upper = 20)]
    public partial Coefficient K { get; }

    [Equation]
    private Equation Decay => X.D(1) == -K * X;
}
