using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>A body that falls through air; where its height is counted from does not matter.</summary>
[MechanisticModel]
[Grid(StepSize = 0.05)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class FallWithDrag
{
    [State(Order = 2), InitialValue(Orders = 2), Observed]
    public partial State Z { get; }

    [Coefficient(Source.Learned, Initial = 9)]
    public partial Coefficient G { get; }

    [Coefficient(Source.Learned, Initial = 0.1, Lower = 0)]
    public partial Coefficient Drag { get; }

    [Equation]
    private Equation Newton => Z.D(2) == -G - (Drag * Z.D(1));
}
