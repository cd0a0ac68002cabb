using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Engines.Tests.Torch;

/// <summary>m x'' + c x' + k x = F(t)</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(StepSize = 0.1)]
public partial class DampedOscillator
{
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State X { get; }

    [Coefficient(Source.Constant, Value = 1.0)]
    public partial Coefficient Mass { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)]
    public partial Coefficient Damping { get; }

    [Coefficient(Source.Learned, Initial = 4.0, Lower = 1, Upper = 9)]
    public partial Coefficient Stiffness { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient Force { get; }

    [Equation]
    private Equation Newton => Mass * X.D(2) + Damping * X.D(1) + Stiffness * X == Force;
}

/// <summary>Two states of one order, steps that are given, a network's rate for each trajectory and a learned one for each step.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(Source = Source.Input)]
public partial class Exchange
{
    [State(Order = 1), InitialValue]
    public partial State Left { get; }

    [State(Order = 1), InitialValue]
    public partial State Right { get; }

    [Coefficient(Source.Network, Per = Per.Trajectory)]
    public partial Coefficient Flow { get; }

    [Coefficient(Source.Learned, Per = Per.Step, Initial = 0.25, Upper = 2)]
    public partial Coefficient Loss { get; }

    [Equation]
    private Equation OfLeft => Left.D(1) == Flow * (Right - Left) - Loss * Left;

    [Equation]
    private Equation OfRight => Right.D(1) == Flow * (Left - Right);
}

/// <summary>States of different orders.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(Points = 12, StepSize = 0.1)]
public partial class Follower
{
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State Leader { get; }

    [State(Order = 1), InitialValue]
    public partial State Behind { get; }

    [Coefficient(Source.Network, Per = Per.Step)]
    public partial Coefficient Pull { get; }

    [Coefficient(Source.Learned, Initial = 1.5)]
    public partial Coefficient Speed { get; }

    [Equation]
    private Equation OfLeader => Leader.D(2) + Pull * Leader == 0;

    [Equation]
    private Equation OfBehind => Behind.D(1) == Speed * (Leader - Behind);
}

/// <summary>A nonlinear model with one input, as it stands in a sequence of layers.</summary>
[MechanisticModel]
[Grid(Points = 15, StepSize = 0.2)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class Growth
{
    [State(Order = 1), InitialValue]
    public partial State N { get; }

    [Coefficient(Source.Learned, Initial = 0.8, Lower = 0)]
    public partial Coefficient Rate { get; }

    [Equation]
    private Equation Law => N.D(1) == Rate * N * (1 - N);
}

/// <summary>One state with all coefficients given at every step, as networks give them.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(Source = Source.Network, Per = Per.Step)]
public partial class SecondOrder
{
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State U { get; }

    [Coefficient(Source.Network, Per = Per.Step)]
    public partial Coefficient C0 { get; }

    [Coefficient(Source.Network, Per = Per.Step)]
    public partial Coefficient C1 { get; }

    [Coefficient(Source.Network, Per = Per.Step)]
    public partial Coefficient C2 { get; }

    [Coefficient(Source.Network, Per = Per.Step)]
    public partial Coefficient Right { get; }

    [Equation]
    private Equation Law => C2 * U.D(2) + C1 * U.D(1) + C0 * U == Right;
}

/// <summary>One state of fourth order, as the KdV equation has it, with all coefficients given at every step.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(Source = Source.Network, Per = Per.Step)]
public partial class FourthOrder
{
    [State(Order = 4), InitialValue(Orders = 4)]
    public partial State U { get; }

    [Coefficient(Source.Network, Per = Per.Step)]
    public partial Coefficient C0 { get; }

    [Coefficient(Source.Network, Per = Per.Step)]
    public partial Coefficient C1 { get; }

    [Coefficient(Source.Network, Per = Per.Step)]
    public partial Coefficient C2 { get; }

    [Coefficient(Source.Network, Per = Per.Step)]
    public partial Coefficient C3 { get; }

    [Coefficient(Source.Network, Per = Per.Step)]
    public partial Coefficient C4 { get; }

    [Coefficient(Source.Network, Per = Per.Step)]
    public partial Coefficient Right { get; }

    [Equation]
    private Equation Law => C4 * U.D(4) + C3 * U.D(3) + C2 * U.D(2) + C1 * U.D(1) + C0 * U == Right;
}

/// <summary>A model without inputs but what is measured.</summary>
[MechanisticModel]
[Grid(Points = 12, StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class Measured
{
    [State(Order = 1), Observed]
    public partial State U { get; }

    [Coefficient(Source.Learned, Initial = 0.8, Lower = 0)]
    public partial Coefficient Rate { get; }

    [Equation]
    private Equation Law => U.D(1) + Rate * U == 0;
}

/// <summary>x' = cos t</summary>
[MechanisticModel]
[Grid(StepSize = 0.1, Start = 0.5)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class Sweep
{
    [State(Order = 1), InitialValue]
    public partial State X { get; }

    [Equation]
    private Equation Law => X.D(1) == Cos(T);
}
