using ScalableMNN.Dsl;

namespace ScalableMNN.Bench.Estimation;

/// <summary>x' = r x (1 - x / c).</summary>
[MechanisticModel]
[Grid(StepSize = 0.2)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
internal sealed partial class Growth
{
    [State(Order = 1), InitialValue, Observed] internal partial State X { get; }

    [Coefficient(Source.Learned, Initial = 0.5)] internal partial Coefficient R { get; }
    [Coefficient(Source.Learned, Initial = 5)] internal partial Coefficient C { get; }

    [Equation] private Equation Logistic => X.D(1) == R * X * (1 - X / C);
}
