using System;
using System.Numerics;
using ScalableMNN.Dsl;

namespace ScalableMNN.Samples.Strogatz;

/// <summary>x''' + x'' + x' = 0, written as three equations of first order.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(Source = Source.Input, Per = Per.Model)]
public partial class ThirdOrder
{
    /// <summary>x at time 0.</summary>
    public const double Initial0 = 0;

    /// <summary>x' at time 0.</summary>
    public const double Initial1 = -1;

    /// <summary>x'' at time 0.</summary>
    public const double Initial2 = 1;

    [State(Order = 2), InitialValue]
    public partial State X { get; }

    [State(Order = 2), InitialValue]
    public partial State Y { get; }

    [State(Order = 2), InitialValue]
    public partial State Z { get; }

    [Equation]
    private Equation First => X.D(1) == Y;

    [Equation]
    private Equation Second => Y.D(1) == Z;

    [Equation]
    private Equation Third => Z.D(1) == -Y - Z;

    /// <summary>x'' + x' + x does not change, so x oscillates about this sum; the rate is the root of r^2 + r + 1.</summary>
    public static ClosedForm Exact { get; } = ClosedForm.Oscillation(Initial0, Initial1, rest: Initial0 + Initial1 + Initial2, new Complex(-0.5, Math.Sqrt(3) / 2));
}
