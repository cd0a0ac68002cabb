using System;
using System.Numerics;
using ScalableMNN.Dsl;

namespace ScalableMNN.Samples.Strogatz;

/// <summary>A damped oscillator, written as two equations of first order.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(Source = Source.Input, Per = Per.Model)]
public partial class DampedOscillator
{
    private const double Stiffness = 4.5;
    private const double Damping = 0.43;

    /// <summary>The position at time 0.</summary>
    public const double InitialPosition = 0.12;

    /// <summary>The velocity at time 0.</summary>
    public const double InitialVelocity = 0.043;

    [State(Order = 2), InitialValue]
    public partial State X { get; }

    [State(Order = 2), InitialValue]
    public partial State V { get; }

    [Equation]
    private Equation Kinematics => X.D(1) == V;

    [Equation]
    private Equation Newton => V.D(1) == -Stiffness * X - Damping * V;

    /// <summary>The rate is the root of r^2 + Damping r + Stiffness.</summary>
    public static ClosedForm Exact { get; } = ClosedForm.Oscillation(
        InitialPosition, InitialVelocity, rest: 0, new Complex(-Damping / 2, Math.Sqrt(Stiffness - (Damping * Damping / 4))));
}
