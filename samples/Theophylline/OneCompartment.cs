using ScalableMNN.Dsl;

namespace ScalableMNN.Samples.Theophylline;

/// <summary>
/// One compartment with first-order absorption: the dose leaves the gut at the rate Ka, spreads in a volume V, and is eliminated at the rate Ke.
/// Amounts are per kg of body weight, times in hours.
/// </summary>
/// <remarks>
/// All three are estimated for each subject, and bounded below, so that they stay positive. Every subject has steps of its own: without a [Grid], they are an input.
/// The compiler differentiates the equations once in time, which makes the steps a method of fourth order.
/// </remarks>
[MechanisticModel]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class OneCompartment
{
    /// <summary>Amount in the gut, mg/kg; it starts with the dose.</summary>
    [State(Order = 1), InitialValue]
    public partial State Gut { get; }

    /// <summary>Concentration in the blood, mg/L.</summary>
    [State(Order = 1), InitialValue, Observed]
    public partial State Concentration { get; }

    /// <summary>Rate of absorption, 1/h.</summary>
    [Coefficient(Source.Learned, Per = Per.Trajectory, Initial = 1.5, Lower = 0)]
    public partial Coefficient Ka { get; }

    /// <summary>Rate of elimination, 1/h.</summary>
    [Coefficient(Source.Learned, Per = Per.Trajectory, Initial = 0.1, Lower = 0)]
    public partial Coefficient Ke { get; }

    /// <summary>Volume of distribution, L/kg.</summary>
    [Coefficient(Source.Learned, Per = Per.Trajectory, Initial = 0.5, Lower = 0)]
    public partial Coefficient V { get; }

    [Equation]
    private Equation Absorption => Gut.D(1) == -Ka * Gut;

    [Equation]
    private Equation Balance => Concentration.D(1) == Ka / V * Gut - Ke * Concentration;
}
