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

/// <summary>A decay that is seen through expressions without a value where it begins, and where it ends.</summary>
[MechanisticModel, Grid(StepSize = 0.1), Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class SensedOnTheWay
{
    [State(Order = 1)] public partial State U { get; }

    [Coefficient(Source.Learned, Initial = 0.8)] public partial Coefficient Rate { get; }

    [Equation] private Equation Decay => U.D(1) == -Rate * U;

    /// <summary>Infinite at the first point, where time is zero.</summary>
    [Observed] private Term Mean => U / T;

    /// <summary>Not defined where U has reached one, where it begins, nor for anything above it.</summary>
    [Observed] private Term Loss => Log(1 - U) + Pow(1 - U, 0.5) * Exp(900 * U) * Exp(-900 * U);
}
