using ScalableMNN.Dsl;

namespace ScalableMNN.Samples.Strogatz;

/// <summary>The charge of a capacitor behind a resistor, and a voltage on both.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(Source = Source.Input, Per = Per.Model)]
public partial class RcCircuit
{
    private const double Voltage = 0.7;
    private const double Resistance = 1.2;
    private const double Capacitance = 2.31;

    /// <summary>The charge at time 0.</summary>
    public const double Initial = 10;

    [State(Order = 2), InitialValue]
    public partial State U { get; }

    [Equation]
    private Equation Charging => U.D(1) == (Voltage - U / Resistance) / Capacitance;

    /// <summary>The charge decays towards Voltage Resistance.</summary>
    public static ClosedForm Exact { get; } = ClosedForm.Decay(Initial, rest: Voltage * Resistance, rate: -1 / (Resistance * Capacitance));
}
