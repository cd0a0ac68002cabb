using ScalableMNN.Dsl;

namespace ScalableMNN.Samples.Influenza;

/// <summary>
/// An epidemic in a closed school of N boys, after Kermack and McKendrick (1927): those who are susceptible are infected by those who are ill, and these recover or are sent to bed
/// at the rate Gamma. Times in days.
/// </summary>
/// <remarks>
/// Nobody comes or goes. That is an equation like the others, and it takes the place of the one for the recovered: their state has no derivative in the model.
/// How many were ill on the first day is estimated; none had recovered.
/// </remarks>
[MechanisticModel]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class Outbreak
{
    /// <summary>Boys who have not been ill.</summary>
    [State(Order = 1)]
    public partial State Susceptible { get; }

    /// <summary>Boys who are ill.</summary>
    [State(Order = 1), InitialValue, Observed]
    public partial State Infected { get; }

    /// <summary>Boys who have been ill.</summary>
    [State(Order = 0), InitialValue]
    public partial State Recovered { get; }

    /// <summary>Infections by each ill boy while all others are susceptible, 1/day.</summary>
    [Coefficient(Source.Learned, Initial = 1, Lower = 0)]
    public partial Coefficient Beta { get; }

    /// <summary>Recovery, 1/day.</summary>
    [Coefficient(Source.Learned, Initial = 0.3, Lower = 0)]
    public partial Coefficient Gamma { get; }

    /// <summary>All boys.</summary>
    [Coefficient(Source.Constant, Value = 763)]
    public partial Coefficient N { get; }

    [Equation]
    private Equation Infection => Susceptible.D(1) == -Beta * Susceptible * Infected / N;

    [Equation]
    private Equation Illness => Infected.D(1) == Beta * Susceptible * Infected / N - Gamma * Infected;

    [Equation]
    private Equation Conservation => Susceptible + Infected + Recovered == N;
}
