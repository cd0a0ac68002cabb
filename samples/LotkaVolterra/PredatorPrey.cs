using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Samples.LotkaVolterra;

/// <summary>
/// Hares that grow at the rate Alpha and are eaten, and lynxes that eat them and die at the rate Gamma (Lotka 1925, Volterra 1926). Thousands of pelts, times in years.
/// </summary>
/// <remarks>
/// Counts of pelts scatter in proportion to their size, so that it is the logarithms that are compared with the model: their noise is the same for few pelts and for many.
/// Both initial values are estimated too.
/// </remarks>
[MechanisticModel]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class PredatorPrey
{
    /// <summary>Pelts of the snowshoe hare, thousands.</summary>
    [State(Order = 1), InitialValue]
    public partial State Hare { get; }

    /// <summary>Pelts of the Canadian lynx, thousands.</summary>
    [State(Order = 1), InitialValue]
    public partial State Lynx { get; }

    /// <summary>Growth of hares, 1/year.</summary>
    [Coefficient(Source.Learned, Initial = 1, Lower = 0)]
    public partial Coefficient Alpha { get; }

    /// <summary>Hares eaten for each of them by a thousand lynxes, 1/year.</summary>
    [Coefficient(Source.Learned, Initial = 0.05, Lower = 0)]
    public partial Coefficient Beta { get; }

    /// <summary>Death of lynxes, 1/year.</summary>
    [Coefficient(Source.Learned, Initial = 1, Lower = 0)]
    public partial Coefficient Gamma { get; }

    /// <summary>Growth of lynxes by a thousand hares, 1/year.</summary>
    [Coefficient(Source.Learned, Initial = 0.05, Lower = 0)]
    public partial Coefficient Delta { get; }

    [Observed]
    private Term LogHare => Log(Hare);

    [Observed]
    private Term LogLynx => Log(Lynx);

    [Equation]
    private Equation Prey => Hare.D(1) == Hare * (Alpha - Beta * Lynx);

    [Equation]
    private Equation Predator => Lynx.D(1) == Lynx * (Delta * Hare - Gamma);
}
