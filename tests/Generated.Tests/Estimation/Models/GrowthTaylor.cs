using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>x' = r x (1 - x / 10) on short steps, by the Taylor scheme.</summary>
[MechanisticModel]
[Grid(StepSize = 0.02)]
[Smoothness(Scheme.Taylor)]
public partial class GrowthTaylor
{
    [State(Order = 1), InitialValue, Observed]
    public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 0.5)]
    public partial Coefficient R { get; }

    [Equation]
    private Equation Growth => X.D(1) == R * X * (1 - X / 10);
}
