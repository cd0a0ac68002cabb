using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Samples.SpikingNeuron;

/// <summary>A neuron after Izhikevich, IEEE Transactions on Neural Networks 14 (2003): where its voltage reaches 30 mV it has fired, falls back, and recovers more slowly. Times in ms.</summary>
[MechanisticModel]
public partial class Neuron
{
    /// <summary>The voltage of the membrane, mV.</summary>
    [State(Order = 1), InitialValue]
    public partial State Voltage { get; }

    /// <summary>What holds it back.</summary>
    [State(Order = 1), InitialValue]
    public partial State Recovery { get; }

    /// <summary>The current into it.</summary>
    [Coefficient(Source.Input, Per = Per.Point)]
    public partial Coefficient Current { get; }

    [Equation]
    private Equation Membrane => Voltage.D(1) == 0.04 * Voltage * Voltage + 5 * Voltage + 140 - Recovery + Current;

    [Equation]
    private Equation Adaptation => Recovery.D(1) == 0.02 * (0.2 * Voltage - Recovery);

    [Event]
    private Event Spike => When(Voltage >= 30).Set(Voltage, -65).Set(Recovery, Recovery + 8);
}
