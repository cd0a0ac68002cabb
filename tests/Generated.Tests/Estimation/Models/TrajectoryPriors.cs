using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>x' = a + b with one a for all trajectories and a b for each, of which something is known beforehand.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class TrajectoryPriors
{
    [State(Order = 1), InitialValue, Observed(Noise = 0.1)]
    public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 0)]
    public partial Coefficient A { get; }

    [Coefficient(Source.Learned, Initial = 0, Per = Per.Trajectory), Prior(0, 0.3)]
    public partial Coefficient B { get; }

    [Equation]
    private Equation Drift => X.D(1) == A + B;
}
