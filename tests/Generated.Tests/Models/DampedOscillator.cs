using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Models;

/// <summary>m x'' + c x' + k x = F(t)</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Taylor)]
public partial class DampedOscillator
{
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State X { get; }

    [Coefficient(Source.Constant, Value = 1.0)]
    public partial Coefficient Mass { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)]
    public partial Coefficient Damping { get; }

    [Coefficient(Source.Learned, Initial = 4.0, Lower = 0)]
    public partial Coefficient Stiffness { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient Force { get; }

    [Equation]
    private Equation Newton => Mass * X.D(2) + Damping * X.D(1) + Stiffness * X == Force;
}
