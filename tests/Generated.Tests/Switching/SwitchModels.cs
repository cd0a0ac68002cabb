using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.Switching;

/// <summary>Growth towards one level below a threshold, towards another above it: the right-hand side jumps, and the solution goes through.</summary>
[MechanisticModel]
public partial class Relay
{
    [State(Order = 1), InitialValue, Observed] public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 1)] public partial Coefficient Slow { get; }

    [Coefficient(Source.Learned, Initial = 3)] public partial Coefficient Fast { get; }

    [Coefficient(Source.Learned, Initial = 0.7)] public partial Coefficient Threshold { get; }

    [Equation] private Equation Growth => X.D(1) == If(X < Threshold, Slow, Fast);
}

/// <summary>A relay that holds its solution at the threshold: on both sides the equations lead to it.</summary>
[MechanisticModel]
public partial class Held
{
    [State(Order = 1), InitialValue] public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 1)] public partial Coefficient Threshold { get; }

    [Equation] private Equation Law => X.D(1) == If(X <= Threshold, 1, -1);
}

/// <summary>A dead band: nothing happens for small displacements.</summary>
[MechanisticModel]
public partial class DeadBand
{
    [State(Order = 2), InitialValue(Orders = 2), Observed] public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 0.5)] public partial Coefficient Band { get; }

    [Coefficient(Source.Learned, Initial = 4)] public partial Coefficient Stiffness { get; }

    [Equation] private Equation Motion => X.D(2) == -Stiffness * (Max(X - Band, 0) + Min(X + Band, 0));
}

/// <summary>Half of a sine into a tank: a rectifier.</summary>
[MechanisticModel]
public partial class Rectifier
{
    [State(Order = 1), InitialValue, Observed] public partial State Charge { get; }

    [Coefficient(Source.Learned, Initial = 2)] public partial Coefficient Frequency { get; }

    [Equation] private Equation Current => Charge.D(1) == Max(Sin(Frequency * T), 0);
}

/// <summary>A block on a belt with dry friction.</summary>
[MechanisticModel]
public partial class Friction
{
    [State(Order = 2), InitialValue(Orders = 2)] public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 0.3)] public partial Coefficient Dry { get; }

    [Equation] private Equation Motion => X.D(2) == -X - Dry * Sign(X.D(1));
}

/// <summary>A pulse in each period.</summary>
[MechanisticModel]
public partial class PulseTrain
{
    [State(Order = 1), InitialValue, Observed] public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 1)] public partial Coefficient Period { get; }

    [Coefficient(Source.Learned, Initial = 0.1)] public partial Coefficient Width { get; }

    [Coefficient(Source.Learned, Initial = 5)] public partial Coefficient Decay { get; }

    [Equation] private Equation Law => X.D(1) == If(Mod(T, Period) < Width, 1, 0) - Decay * X;
}

/// <summary>A heater that follows the time of day, an outflow that stops when nothing is left, and a step in time.</summary>
[MechanisticModel]
public partial class House
{
    [State(Order = 1), InitialValue, Observed] public partial State Temperature { get; }

    [State(Order = 1), InitialValue, Observed] public partial State Oil { get; }

    [Coefficient(Source.Learned, Initial = 0.2)] public partial Coefficient Loss { get; }

    [Coefficient(Source.Learned, Initial = 6.3)] public partial Coefficient Morning { get; }

    [Coefficient(Source.Learned, Initial = 21.7)] public partial Coefficient Evening { get; }

    private Term Heat => If(Mod(T, 24) >= Morning & !(Mod(T, 24) > Evening), Max(20 - Temperature, 0), 0);

    [Equation] private Equation OfTemperature => Temperature.D(1) == Heat - Loss * (Temperature - 5);

    [Equation] private Equation OfOil => Oil.D(1) == -0.1 * Heat - Abs(Oil - 40) / 100;
}

/// <summary>Functions beside the elementary ones, each in an equation of its own kind.</summary>
[MechanisticModel]
public partial class Further
{
    [State(Order = 1), InitialValue] public partial State A { get; }

    [State(Order = 1), InitialValue] public partial State B { get; }

    [Coefficient(Source.Learned, Initial = 0.7)] public partial Coefficient K { get; }

    [Equation] private Equation OfA => A.D(1) == Atan(K * A) + Log10(K + A * A) + Erf(K * A / 2) - A;

    [Equation] private Equation OfB => B.D(1) == Asin(B / 3) - 3 * B - Acos(K * B / 4) + Round(T) - Ceiling(T / 2);
}

/// <summary>What is not taken does not matter, even where it has no value.</summary>
[MechanisticModel]
public partial class Untaken
{
    [State(Order = 1), InitialValue] public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 1)] public partial Coefficient Rate { get; }

    [Equation] private Equation Law => X.D(1) == If(X >= 0, Rate, Rate * Log(X) + Sqrt(X));
}

/// <summary>The same functions on a grid, in single precision.</summary>
[MechanisticModel]
[Solver(Precision = Precision.Single)]
[Grid(Points = 9, StepSize = 0.125)]
public partial class SingleFurther
{
    [State(Order = 1), InitialValue] public partial State A { get; }

    [Coefficient(Source.Learned, Initial = 0.7)] public partial Coefficient K { get; }

    [Equation] private Equation Law => A.D(1) == -A + Atan(K * T) + Erf(K) + Log10(1 + K) + Asin(K / 2) + Acos(K / 3) + Min(K, 0.5) + Max(T - 0.5, 0) + If(T >= 0.5 | K < 0, Floor(K + 0.5), K);
}

/// <summary>The same in double precision.</summary>
[MechanisticModel]
[Grid(Points = 9, StepSize = 0.125)]
public partial class DoubleFurther
{
    [State(Order = 1), InitialValue] public partial State A { get; }

    [Coefficient(Source.Learned, Initial = 0.7)] public partial Coefficient K { get; }

    [Equation] private Equation Law => A.D(1) == -A + Atan(K * T) + Erf(K) + Log10(1 + K) + Asin(K / 2) + Acos(K / 3) + Min(K, 0.5) + Max(T - 0.5, 0) + If(T >= 0.5 | K < 0, Floor(K + 0.5), K);
}

/// <summary>On a grid: a nonlinear piecewise function, whose other piece has no value.</summary>
[MechanisticModel]
[Grid(Points = 41, StepSize = 0.05)]
public partial class GridSwitch
{
    [State(Order = 1), InitialValue] public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 0.8)] public partial Coefficient K { get; }

    [Equation] private Equation Law => X.D(1) == If(K >= 0, -K * Max(X, 0.1), Log(K)) * If(X > -1, 1, Sqrt(X));
}

/// <summary>An event takes the state past a threshold of its equation.</summary>
[MechanisticModel]
public partial class ByEvent
{
    [State(Order = 1), InitialValue, Observed] public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 1)] public partial Coefficient Rate { get; }

    [Coefficient(Source.Learned, Initial = 1.5)] public partial Coefficient Jump { get; }

    [Equation] private Equation Law => X.D(1) == If(X < 2, Rate, -Rate * X / 4);

    [Event] private Event Push => When(T >= 1 & X > 0.5).Set(X, X + Jump);
}
