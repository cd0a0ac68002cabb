using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Schedules;

/// <summary>One compartment with absorption from the gut: part of each dose arrives, after a lag.</summary>
[MechanisticModel]
public partial class LateDose
{
    [State(Order = 1), InitialValue, Dosed(Bioavailability = nameof(F), Lag = nameof(Delay))] public partial State Gut { get; }

    [State(Order = 1), InitialValue, Dosed] public partial State Plasma { get; }

    [Observed] private Term Concentration => Plasma / V;

    [Coefficient(Source.Learned, Initial = 1.2, Lower = 0)] public partial Coefficient Ka { get; }

    [Coefficient(Source.Learned, Initial = 0.2, Lower = 0)] public partial Coefficient Ke { get; }

    [Coefficient(Source.Learned, Initial = 10, Lower = 0)] public partial Coefficient V { get; }

    [Coefficient(Source.Learned, Initial = 0.7, Lower = 0)] public partial Coefficient F { get; }

    [Coefficient(Source.Learned, Initial = 0.35, Lower = 0)] public partial Coefficient Lag { get; }

    [Coefficient(Source.Function)] private Coefficient Delay => 2 * Lag;

    [Equation] private Equation Absorption => Gut.D(1) == -Ka * Gut;

    [Equation] private Equation Disposition => Plasma.D(1) == Ka * Gut - Ke * Plasma;
}

/// <summary>Two compartments; the drug goes into the central one.</summary>
[MechanisticModel]
public partial class TwoCompartments
{
    [State(Order = 1), InitialValue, Dosed] public partial State Central { get; }

    [State(Order = 1), InitialValue] public partial State Peripheral { get; }

    [Coefficient(Source.Learned, Initial = 0.3, Lower = 0)] public partial Coefficient Elimination { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)] public partial Coefficient Out { get; }

    [Coefficient(Source.Learned, Initial = 0.2, Lower = 0)] public partial Coefficient Back { get; }

    [Coefficient(Source.Learned, Initial = 12, Lower = 0)] public partial Coefficient V { get; }

    [Observed] private Term Concentration => Central / V;

    private Term Exchange => Out * Central - Back * Peripheral;

    [Equation] private Equation OfCentral => Central.D(1) == -Elimination * Central - Exchange;

    [Equation] private Equation OfPeripheral => Peripheral.D(1) == Exchange;
}

/// <summary>A vehicle: its pedal goes from one place to another at once.</summary>
[MechanisticModel]
public partial class Vehicle
{
    [State(Order = 1), InitialValue, Observed] public partial State Speed { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)] public partial Coefficient Gain { get; }

    [Coefficient(Source.Learned, Initial = 20, Lower = 0)] public partial Coefficient Drag { get; }

    [Coefficient(Source.Input, Per = Per.Point)] public partial Coefficient Pedal { get; }

    [Equation] private Equation Motion => 500 * Speed.D(1) + Drag * Speed == Gain * Drag * Pedal;
}

/// <summary>One compartment, of which each trajectory has a volume of its own.</summary>
[MechanisticModel]
public partial class OwnVolume
{
    [State(Order = 1), InitialValue, Dosed] public partial State Amount { get; }

    [Coefficient(Source.Learned, Initial = 0.05, Lower = 0)] public partial Coefficient Rate { get; }

    [Coefficient(Source.Learned, Initial = 20, Lower = 0, Per = Per.Trajectory)] public partial Coefficient V { get; }

    [Observed] private Term Concentration => Amount / V;

    [Equation] private Equation Balance => Amount.D(1) == -Rate * Amount;
}

/// <summary>The model of the README's quick start.</summary>
[MechanisticModel]
public partial class ScheduledOralDose
{
    [State(Order = 1), InitialValue, Dosed] public partial State Gut { get; }

    [State(Order = 1), InitialValue, Observed] public partial State Plasma { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0)] public partial Coefficient Ka { get; }

    [Coefficient(Source.Learned, Initial = 0.1, Lower = 0)] public partial Coefficient Ke { get; }

    [Coefficient(Source.Learned, Initial = 20, Lower = 0)] public partial Coefficient V { get; }

    [Equation] private Equation Absorption => Gut.D(1) == -Ka * Gut;

    [Equation] private Equation Disposition => Plasma.D(1) == Ka / V * Gut - Ke * Plasma;
}
