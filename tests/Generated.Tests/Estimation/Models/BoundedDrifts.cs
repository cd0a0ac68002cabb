using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>x' = a + b with one a for all trajectories and for each a b that is not negative.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class BoundedDrifts
{
    [State(Order = 1), InitialValue, Observed]
    public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 0), Prior(1, 0.5)]
    public partial Coefficient A { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0, Per = Per.Trajectory)]
    public partial Coefficient B { get; }

    [Equation]
    private Equation Drift => X.D(1) == A + B;
}
