using ScalableMNN.Dsl;

namespace ScalableMNN.Samples.Infusion;

/// <summary>A drug that is infused into a central compartment, goes to and fro between it and a peripheral one, and is eliminated. Amounts in mg, times in h.</summary>
[MechanisticModel(TimeUnit = "h")]
public partial class TwoCompartments
{
    /// <summary>In the blood, mg.</summary>
    [State(Order = 1, Unit = "mg"), InitialValue, Dosed]
    public partial State Central { get; }

    /// <summary>In the tissue, mg.</summary>
    [State(Order = 1, Unit = "mg"), InitialValue]
    public partial State Peripheral { get; }

    /// <summary>Elimination, 1/h.</summary>
    [Coefficient(Source.Learned, Initial = 0.15, Lower = 0, Unit = "1/h")]
    public partial Coefficient Elimination { get; }

    /// <summary>Into the tissue, 1/h.</summary>
    [Coefficient(Source.Learned, Initial = 0.6, Lower = 0, Unit = "1/h")]
    public partial Coefficient Out { get; }

    /// <summary>Back into the blood, 1/h.</summary>
    [Coefficient(Source.Learned, Initial = 0.25, Lower = 0, Unit = "1/h")]
    public partial Coefficient Back { get; }

    /// <summary>Volume of the central compartment, L.</summary>
    [Coefficient(Source.Learned, Initial = 12, Lower = 0, Unit = "L")]
    public partial Coefficient Volume { get; }

    [Equation]
    private Equation OfCentral => Central.D(1) == -(Elimination + Out) * Central + Back * Peripheral;

    [Equation]
    private Equation OfPeripheral => Peripheral.D(1) == Out * Central - Back * Peripheral;

    [Observed(Unit = "mg/L")]
    private Term Concentration => Central / Volume;
}
