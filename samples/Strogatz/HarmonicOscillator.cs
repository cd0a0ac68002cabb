using System;
using System.Numerics;
using ScalableMNN.Dsl;

namespace ScalableMNN.Samples.Strogatz;

/// <summary>A harmonic oscillator, written as two equations of first order.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(Source = Source.Input, Per = Per.Model)]
public partial class HarmonicOscillator
{
    private const double Stiffness = 2.1;

    /// <summary>The position at time 0.</summary>
    public const double InitialPosition = 0.4;

    /// <summary>The velocity at time 0.</summary>
    public const double InitialVelocity = -0.03;

    [State(Order = 2), InitialValue]
    public partial State X { get; }

    [State(Order = 2), InitialValue]
    public partial State V { get; }

    [Equation]
    private Equation Kinematics => X.D(1) == V;

    [Equation]
    private Equation Newton => V.D(1) == -Stiffness * X;

    /// <summary>The position oscillates with the angular frequency sqrt(Stiffness).</summary>
    public static ClosedForm Exact { get; } = ClosedForm.Oscillation(InitialPosition, InitialVelocity, rest: 0, new Complex(0, Math.Sqrt(Stiffness)));
}
