using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.Switching;

/// <summary>A fall with drag by the square of the speed, from rest, where the absolute value has its kink.</summary>
[MechanisticModel]
public partial class Drag
{
    [State(Order = 1), InitialValue] public partial State Speed { get; }

    [Equation] private Equation Law => Speed.D(1) == 1 - Abs(Speed) * Speed;
}

/// <summary>Short pulses where a curve in time says, counted; and a sign that changes with it.</summary>
[MechanisticModel]
public partial class Flashes
{
    [State(Order = 1), InitialValue] public partial State Light { get; }

    [State(Order = 1), InitialValue] public partial State Side { get; }

    [Equation] private Equation OfLight => Light.D(1) == If(Sin(T) > 0.99, 1, 0);

    [Equation] private Equation OfSide => Side.D(1) == Sign(Sin(T));
}

/// <summary>A solution that comes to rest where the pieces meet, one that is there from the start, two that pass at one moment, and one that waits for a late time.</summary>
[MechanisticModel]
public partial class Corners
{
    [State(Order = 1), InitialValue] public partial State Settling { get; }

    [State(Order = 1), InitialValue] public partial State Resting { get; }

    [State(Order = 1), InitialValue] public partial State One { get; }

    [State(Order = 1), InitialValue] public partial State Other { get; }

    [State(Order = 1), InitialValue] public partial State Late { get; }

    [Equation] private Equation OfSettling => Settling.D(1) == If(Settling >= 1, 2 - 2 * Settling, 1 - Settling);

    [Equation] private Equation OfResting => Resting.D(1) == Max(Resting, 0);

    [Equation] private Equation OfOne => One.D(1) == If(One >= 2, 3, 1);

    [Equation] private Equation OfOther => Other.D(1) == If(Other + 0 * T >= 2, 0.5, 1);

    [Equation] private Equation OfLate => Late.D(1) == If(T >= 500, 1, 0);
}
