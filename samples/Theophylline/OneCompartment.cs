using ScalableMNN.Dsl;

namespace ScalableMNN.Samples.Theophylline;

/// <summary>
/// One compartment with first-order absorption: the dose leaves the gut at the rate Ka, spreads in a volume V, and is eliminated at the rate Ke.
/// Amounts are per kg of body weight, times in hours.
/// </summary>
/// <remarks>
/// All three are estimated for each subject, and bounded below, so that they stay positive. Doses and measurements come by time: without a [Grid], the model has a schedule.
/// </remarks>
[MechanisticModel(TimeUnit = "h")]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class OneCompartment
{
    /// <summary>Amount in the gut, mg/kg, where the dose goes.</summary>
    [State(Order = 1, Unit = "mg/kg"), InitialValue, Dosed]
    public partial State Gut { get; }

    /// <summary>Concentration in the blood, mg/L.</summary>
    [State(Order = 1, Unit = "mg/L"), InitialValue, Observed]
    public partial State Concentration { get; }

    /// <summary>Rate of absorption, 1/h.</summary>
    [Coefficient(Source.Learned, Per = Per.Trajectory, Initial = 1.5, Lower = 0, Unit = "1/h")]
    public partial Coefficient Ka { get; }

    /// <summary>Rate of elimination, 1/h.</summary>
    [Coefficient(Source.Learned, Per = Per.Trajectory, Initial = 0.1, Lower = 0, Unit = "1/h")]
    public partial Coefficient Ke { get; }

    /// <summary>Volume of distribution, L/kg.</summary>
    [Coefficient(Source.Learned, Per = Per.Trajectory, Initial = 0.5, Lower = 0, Unit = "L/kg")]
    public partial Coefficient V { get; }

    [Equation]
    private Equation Absorption => Gut.D(1) == -Ka * Gut;

    [Equation]
    private Equation Balance => Concentration.D(1) == Ka / V * Gut - Ke * Concentration;
}
