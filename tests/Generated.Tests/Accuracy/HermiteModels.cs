using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Accuracy;

/// <summary>u'' + 0.43 u' + 4.5 u = 0 by Taylor rows.</summary>
[MechanisticModel, Smoothness(Scheme.Taylor), Grid(Source = Source.Input, Per = Per.Model)]
public partial class OscillatorTaylor
{
    [State(Order = 3), InitialValue(Orders = 2)] public partial State U { get; }

    [Equation] private Equation Law => U.D(2) + 0.43 * U.D(1) + 4.5 * U == 0;
}

/// <summary>The same by Hermite rows, not differentiated.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Model), Smoothness(Scheme.Hermite)]
public partial class Oscillator0
{
    [State(Order = 2), InitialValue(Orders = 2)] public partial State U { get; }

    [Equation] private Equation Law => U.D(2) + 0.43 * U.D(1) + 4.5 * U == 0;
}

/// <summary>The same, differentiated once.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Model), Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class Oscillator1
{
    [State(Order = 2), InitialValue(Orders = 2)] public partial State U { get; }

    [Equation] private Equation Law => U.D(2) + 0.43 * U.D(1) + 4.5 * U == 0;
}

/// <summary>The same, differentiated twice.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Model), Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class Oscillator2
{
    [State(Order = 2), InitialValue(Orders = 2)] public partial State U { get; }

    [Equation] private Equation Law => U.D(2) + 0.43 * U.D(1) + 4.5 * U == 0;
}

/// <summary>The same, differentiated four times.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Model), Smoothness(Scheme.Hermite, Prolongation = 4)]
public partial class Oscillator4
{
    [State(Order = 2), InitialValue(Orders = 2)] public partial State U { get; }

    [Equation] private Equation Law => U.D(2) + 0.43 * U.D(1) + 4.5 * U == 0;
}

/// <summary>The same, differentiated twice and eliminated by Cholesky.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Model), Smoothness(Scheme.Hermite, Prolongation = 2), Solver(Elimination = Elimination.Cholesky)]
public partial class OscillatorCholesky
{
    [State(Order = 2), InitialValue(Orders = 2)] public partial State U { get; }

    [Equation] private Equation Law => U.D(2) + 0.43 * U.D(1) + 4.5 * U == 0;
}

/// <summary>A population that grows without a limit.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Model), Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class PopulationGrowth
{
    [State(Order = 1), InitialValue] public partial State U { get; }

    [Equation] private Equation Law => U.D(1) == 0.23 * U;
}

/// <summary>The charge of a capacitor behind a resistor.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Model), Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class CapacitorCharge
{
    [State(Order = 1), InitialValue] public partial State U { get; }

    [Equation] private Equation Law => U.D(1) == (0.7 - U / 1.2) / 2.31;
}

/// <summary>The part of the speakers of two languages who speak one of them.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Model), Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class Speakers
{
    [State(Order = 1), InitialValue] public partial State U { get; }

    [Equation] private Equation Law => U.D(1) == (1 - U) * 0.32 - U * 0.28;
}

/// <summary>A harmonic oscillator as two equations of first order.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Model), Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class HarmonicPair
{
    [State(Order = 1), InitialValue] public partial State X { get; }

    [State(Order = 1), InitialValue] public partial State V { get; }

    [Equation] private Equation Kinematics => X.D(1) == V;

    [Equation] private Equation Newton => V.D(1) == -2.1 * X;
}

/// <summary>A damped oscillator as two equations of first order.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Model), Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class DampedPair
{
    [State(Order = 1), InitialValue] public partial State X { get; }

    [State(Order = 1), InitialValue] public partial State V { get; }

    [Equation] private Equation Kinematics => X.D(1) == V;

    [Equation] private Equation Newton => V.D(1) == -4.5 * X - 0.43 * V;
}

/// <summary>x''' + x'' + x' = 0 as three equations of first order.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Model), Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class ThirdOrderTriple
{
    [State(Order = 1), InitialValue] public partial State X { get; }

    [State(Order = 1), InitialValue] public partial State Y { get; }

    [State(Order = 1), InitialValue] public partial State Z { get; }

    [Equation] private Equation First => X.D(1) == Y;

    [Equation] private Equation Second => Y.D(1) == Z;

    [Equation] private Equation Third => Z.D(1) == -Y - Z;
}

/// <summary>A coefficient that is a function of time and of a learned value: u = exp(-sin(A t) / A).</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Step, Start = 0.25), Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class Modulated
{
    [State(Order = 1), InitialValue] public partial State U { get; }

    [Coefficient(Source.Learned, Initial = 1.3)] public partial Coefficient A { get; }

    [Coefficient(Source.Function)] private Coefficient Rate => Symbols.Cos(A * Symbols.T);

    [Equation] private Equation Law => U.D(1) + Rate * U == 0;
}

/// <summary>An oscillator with a force that is given with its derivatives, a learned stiffness, and an algebraic state.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Step), Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class Driven
{
    [State(Order = 2), InitialValue(Orders = 2)] public partial State U { get; }

    [State(Order = 0)] public partial State Energy { get; }

    [Coefficient(Source.Learned, Initial = 2.0)] public partial Coefficient Stiffness { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient Damping { get; }

    [Coefficient(Source.Input, Per = Per.Step, Derivatives = 2)] public partial Coefficient Force { get; }

    [Equation] private Equation Law => U.D(2) + Damping * U.D(1) + Stiffness * U == Force;

    [Equation] private Equation Balance => Energy == Stiffness * U + 0.5 * U.D(1);
}

/// <summary>The same, eliminated by Cholesky.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Step), Smoothness(Scheme.Hermite, Prolongation = 2), Solver(Elimination = Elimination.Cholesky)]
public partial class DrivenCholesky
{
    [State(Order = 2), InitialValue(Orders = 2)] public partial State U { get; }

    [State(Order = 0)] public partial State Energy { get; }

    [Coefficient(Source.Learned, Initial = 2.0)] public partial Coefficient Stiffness { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient Damping { get; }

    [Coefficient(Source.Input, Per = Per.Step, Derivatives = 2)] public partial Coefficient Force { get; }

    [Equation] private Equation Law => U.D(2) + Damping * U.D(1) + Stiffness * U == Force;

    [Equation] private Equation Balance => Energy == Stiffness * U + 0.5 * U.D(1);
}
