using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Engines.Tests.NotFinite;

/// <summary>y' = y / t, which has no value at t = 0.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
public partial class Ray
{
    [State(Order = 1), InitialValue]
    public partial State Y { get; }

    [Equation]
    private Equation Law => Y.D(1) == Y / T;
}

/// <summary>An effect with a strength in a root, which has no derivative with respect to it where there is no drug.</summary>
[MechanisticModel]
[Grid(StepSize = 0.05)]
[Smoothness(Scheme.Hermite)]
public partial class Effect
{
    [State(Order = 1), InitialValue]
    public partial State R { get; }

    [Coefficient(Source.Learned, Initial = 2)]
    public partial Coefficient Hill { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient Drug { get; }

    [Equation]
    private Equation Response => R.D(1) == Sqrt(Drug * Hill) - R;
}

/// <summary>A vessel that runs empty, whose equation is not linear and has no derivative at zero.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite)]
public partial class Vessel
{
    [State(Order = 1), InitialValue]
    public partial State X { get; }

    [Equation]
    private Equation Law => X.D(1) == 1 - Sqrt(X);
}
