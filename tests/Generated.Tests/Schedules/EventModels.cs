using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.Schedules;

/// <summary>A ball that bounces.</summary>
[MechanisticModel]
public partial class Ball
{
    [State(Order = 2), InitialValue(Orders = 2), Observed] public partial State Height { get; }

    [Coefficient(Source.Learned, Initial = 9.81, Lower = 0)] public partial Coefficient Gravity { get; }

    [Coefficient(Source.Learned, Initial = 0.9, Lower = 0)] public partial Coefficient Restitution { get; }

    [Equation] private Equation Fall => Height.D(2) == -Gravity;

    [Event] private Event Bounce => When(Height <= 0).Set(Height.D(1), -Restitution * Height.D(1));
}

/// <summary>An epidemic with a campaign by the schedule, a measure at a time that is a parameter, one that a number of cases triggers, and an end.</summary>
[MechanisticModel]
public partial class Campaign
{
    [State(Order = 1), InitialValue] public partial State S { get; }

    [State(Order = 1), InitialValue] public partial State I { get; }

    [Coefficient(Source.Learned, Initial = 0.4)] public partial Coefficient Beta { get; }

    [Coefficient(Source.Learned, Initial = 0.1)] public partial Coefficient Gamma { get; }

    [Coefficient(Source.Learned, Initial = 0.3)] public partial Coefficient Coverage { get; }

    [Coefficient(Source.Learned, Initial = 20.3)] public partial Coefficient Measure { get; }

    [Coefficient(Source.Learned, Initial = 100)] public partial Coefficient Alarm { get; }

    [Equation] private Equation OfS => S.D(1) == -Beta * S * I / 1000;

    [Equation] private Equation OfI => I.D(1) == Beta * S * I / 1000 - Gamma * I;

    [Event] private Event Vaccinate => Set(S, (1 - Coverage) * S);

    [Event] private Event Isolate => At(Measure).Set(I, 0.5 * I).Set(S, S + 0.1 * I);

    [Event] private Event Panic => When(I >= Alarm).Set(S, 0.9 * S + 0.01 * T).Set(I, I * 0.95);

    [Event(Terminates = true)] private Event Over => When(I <= 30 - 0.1 * T);
}

/// <summary>A neuron that integrates its current, fires at a threshold, and adapts: Izhikevich, IEEE Transactions on Neural Networks 14, 2003.</summary>
[MechanisticModel]
public partial class Neuron
{
    [State(Order = 1), InitialValue] public partial State V { get; }

    [State(Order = 1), InitialValue] public partial State U { get; }

    [Coefficient(Source.Input, Per = Per.Point)] public partial Coefficient Current { get; }

    [Equation] private Equation Membrane => V.D(1) == 0.04 * V * V + 5 * V + 140 - U + Current;

    [Equation] private Equation Recovery => U.D(1) == 0.02 * (0.2 * V - U);

    [Event] private Event Spike => When(V >= 30).Set(V, -65).Set(U, U + 8);
}

/// <summary>Two counters that reach their ends at the same moment.</summary>
[MechanisticModel]
public partial class Together
{
    [State(Order = 1), InitialValue] public partial State A { get; }

    [State(Order = 1), InitialValue] public partial State B { get; }

    [Equation] private Equation OfA => A.D(1) == 1;

    [Equation] private Equation OfB => B.D(1) == 2;

    [Event] private Event First => When(A >= 3).Set(A, 0);

    [Event] private Event Second => When(B >= 6).Set(B, A + 1);
}

/// <summary>A cup that is emptied where it is full, whatever fills it; what was in it goes into a basin, which overflows in its turn.</summary>
[MechanisticModel]
public partial class Cascade
{
    [State(Order = 1), InitialValue, Dosed] public partial State Cup { get; }

    [State(Order = 1), InitialValue] public partial State Basin { get; }

    [State(Order = 1), InitialValue] public partial State Spilt { get; }

    [Equation] private Equation OfCup => Cup.D(1) == 1;

    [Equation] private Equation OfBasin => Basin.D(1) == 0;

    [Equation] private Equation OfSpilt => Spilt.D(1) == 0;

    [Event] private Event Empty => When(Cup >= 10).Set(Cup, 0).Set(Basin, Basin + Cup);

    [Event] private Event Overflow => When(Basin >= 25).Set(Basin, 0).Set(Spilt, Spilt + Basin);
}
