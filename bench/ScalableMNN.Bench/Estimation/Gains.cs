using ScalableMNN.Dsl;

namespace ScalableMNN.Bench.Estimation;

/// <summary>x' = s - k x with one s for all trajectories and a k for each.</summary>
[MechanisticModel]
[Grid(StepSize = 0.05)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
internal sealed partial class Gains
{
    [State(Order = 1), InitialValue, Observed] internal partial State X { get; }

    [Coefficient(Source.Learned, Initial = 1)] internal partial Coefficient S { get; }
    [Coefficient(Source.Learned, Initial = 0.5, Per = Per.Trajectory)] internal partial Coefficient K { get; }

    [Equation] private Equation Balance => X.D(1) == S - K * X;
}
