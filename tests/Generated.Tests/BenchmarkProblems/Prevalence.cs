using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.BenchmarkProblems;

/// <summary>Prevalence of an infection in a population, with stages, treatment and a change of behaviour: Rahman et al., Mathematical Biosciences 2016. Times in years, prevalence in per cent.</summary>
[MechanisticModel]
public partial class Prevalence
{
    [State(Order = 1), InitialValue] public partial State Susceptible { get; }

    [State(Order = 1), InitialValue] public partial State Normal { get; }

    [State(Order = 1), InitialValue] public partial State Moderate { get; }

    [State(Order = 1), InitialValue] public partial State Weak { get; }

    [State(Order = 1), InitialValue] public partial State TreatedNormal { get; }

    [State(Order = 1), InitialValue] public partial State TreatedModerate { get; }

    [State(Order = 1), InitialValue] public partial State TreatedWeak { get; }

    [Coefficient(Source.Learned, Initial = 10, Lower = 0.1, Upper = 1000)] public partial Coefficient NormalRelative { get; }

    [Coefficient(Source.Learned, Initial = 0.05, Lower = 1e-4, Upper = 1)] public partial Coefficient Transmission { get; }

    [Coefficient(Source.Learned, Initial = 5, Lower = 0.1, Upper = 1000)] public partial Coefficient WeakRelative { get; }

    [Coefficient(Source.Learned, Initial = 0.1, Lower = 1e-4, Upper = 1)] public partial Coefficient Treatment { get; }

    [Coefficient(Source.Learned, Initial = 0.3, Lower = 1e-4, Upper = 1)] public partial Coefficient WorsenNormal { get; }

    [Coefficient(Source.Learned, Initial = 0.3, Lower = 1e-4, Upper = 1)] public partial Coefficient WorsenModerate { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 1e-4, Upper = 1)] public partial Coefficient ImproveModerate { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 1e-4, Upper = 1)] public partial Coefficient ImproveWeak { get; }

    [Coefficient(Source.Learned, Initial = 2e-7, Lower = 1e-9, Upper = 1e-5)] public partial Coefficient Behaviour { get; }

    [Equation] private Equation OfSusceptible => Susceptible.D(1) == 1032672 - Force * Susceptible - 0.0288 * Susceptible;

    [Equation] private Equation OfNormal => Normal.D(1) == Force * Susceptible - WorsenNormal * Normal - 0.0888 * Normal;

    [Equation] private Equation OfModerate => Moderate.D(1) == WorsenNormal * Normal - WorsenModerate * Moderate - 0.1368 * Moderate;

    [Equation] private Equation OfWeak => Weak.D(1) == WorsenModerate * Moderate - Treatment * Weak - 0.3108 * Weak;

    [Equation] private Equation OfTreatedNormal => TreatedNormal.D(1) == ImproveModerate * TreatedModerate - 0.0408 * TreatedNormal;

    [Equation] private Equation OfTreatedModerate => TreatedModerate.D(1) == ImproveWeak * TreatedWeak - ImproveModerate * TreatedModerate - 0.0528 * TreatedModerate;

    [Equation] private Equation OfTreatedWeak => TreatedWeak.D(1) == Treatment * Weak - ImproveWeak * TreatedWeak - 0.1752 * TreatedWeak;

    [Observed(Noise = 1)] private Term Percent => 100 * Infected / (Susceptible + Infected);

    private Term Infected => Normal + Moderate + Weak + Treated;

    private Term Treated => TreatedNormal + TreatedModerate + TreatedWeak;

    private Term Force => Transmission * (NormalRelative * Normal + Moderate + WeakRelative * Weak + 0.04 * Treated) / (Susceptible + Infected) * Exp(-Behaviour * Infected);
}
