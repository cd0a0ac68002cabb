using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>x' = s - k x with one s for all trajectories and a k for each.</summary>
[MechanisticModel]
[Grid(StepSize = 0.05)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class Population
{
    [State(Order = 1), InitialValue, Observed]
    public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 1)]
    public partial Coefficient S { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Per = Per.Trajectory)]
    public partial Coefficient K { get; }

    [Equation]
    private Equation Balance => X.D(1) == S - K * X;
}
