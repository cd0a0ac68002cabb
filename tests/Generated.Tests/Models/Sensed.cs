using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.Models;

/// <summary>Two substances that decay; a sensor sees a weighted sum of both.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class Sensed
{
    [State(Order = 1)]
    public partial State A { get; }

    [State(Order = 1)]
    public partial State B { get; }

    [Coefficient(Source.Learned, Initial = 0.5)]
    public partial Coefficient Gain { get; }

    [Equation]
    private Equation OfA => A.D(1) == -A;

    [Equation]
    private Equation OfB => B.D(1) == -2 * B;

    [Observed]
    private Term Sum => A + Gain * B;
}

/// <summary>The same, but the sensor is not linear.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class SensedCurved
{
    [State(Order = 1)]
    public partial State A { get; }

    [State(Order = 1)]
    public partial State B { get; }

    [Coefficient(Source.Learned, Initial = 0.5)]
    public partial Coefficient Gain { get; }

    [Equation]
    private Equation OfA => A.D(1) == -A;

    [Equation]
    private Equation OfB => B.D(1) == -2 * B;

    [Observed]
    private Term Signal => Sinh(A + Gain * B);
}
