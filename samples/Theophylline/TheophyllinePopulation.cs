using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Samples.Theophylline;

/// <summary>
/// The same compartment for a population: subjects are like each other, but for random effects on absorption and clearance. Rates, clearance and effects are on the scale of their logarithms, as in R's <c>SSfol</c>.
/// </summary>
[MechanisticModel(TimeUnit = "h")]
public partial class TheophyllinePopulation
{
    /// <summary>Amount in the gut, mg/kg, where the dose goes.</summary>
    [State(Order = 1, Unit = "mg/kg"), InitialValue, Dosed]
    public partial State Gut { get; }

    /// <summary>Concentration in the blood, mg/L.</summary>
    [State(Order = 1, Unit = "mg/L"), InitialValue, Observed]
    public partial State Concentration { get; }

    /// <summary>Logarithm of the rate of elimination, 1/h.</summary>
    [Coefficient(Source.Learned, Initial = -2.5)]
    public partial Coefficient LogKe { get; }

    /// <summary>Logarithm of the rate of absorption, 1/h.</summary>
    [Coefficient(Source.Learned, Initial = 0.5)]
    public partial Coefficient LogKa { get; }

    /// <summary>Logarithm of the clearance, L/h/kg.</summary>
    [Coefficient(Source.Learned, Initial = -3)]
    public partial Coefficient LogClearance { get; }

    /// <summary>How a subject's absorption differs.</summary>
    [Coefficient(Source.Learned, Per = Per.Trajectory), RandomEffect(0.5)]
    public partial Coefficient OfKa { get; }

    /// <summary>How a subject's clearance differs.</summary>
    [Coefficient(Source.Learned, Per = Per.Trajectory), RandomEffect(0.3)]
    public partial Coefficient OfClearance { get; }

    [Coefficient(Source.Function, Unit = "1/h")]
    private Coefficient Ka => Exp(LogKa + OfKa);

    [Coefficient(Source.Function, Unit = "1/h")]
    private Coefficient Ke => Exp(LogKe);

    [Coefficient(Source.Function, Unit = "L/h/kg")]
    private Coefficient Clearance => Exp(LogClearance + OfClearance);

    [Equation]
    private Equation Absorption => Gut.D(1) == -Ka * Gut;

    [Equation]
    private Equation Balance => Concentration.D(1) == Ka * Ke / Clearance * Gut - Ke * Concentration;
}
