using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.BenchmarkProblems;

/// <summary>Virus in blood under a protease inhibitor: Perelson et al., Science 271, 1996. The error is one of the decimal logarithm.</summary>
[MechanisticModel]
public partial class ViralDecay
{
    private const double Ln10 = 2.302585092994046;

    [State(Order = 1), InitialValue] public partial State Infected { get; }

    [State(Order = 1), InitialValue] public partial State Infectious { get; }

    [State(Order = 1), InitialValue] public partial State Harmless { get; }

    [Coefficient(Source.Learned, Initial = 3, Lower = 1e-5, Upper = 1e5)] public partial Coefficient Clearance { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 1e-5, Upper = 1e5)] public partial Coefficient Loss { get; }

    [Equation] private Equation OfInfected => Infected.D(1) == 3.89999999976204e-7 * 11000.0000010581 * Infectious - Loss * Infected;

    [Equation] private Equation OfInfectious => Infectious.D(1) == -Clearance * Infectious;

    [Equation] private Equation OfHarmless => Harmless.D(1) == 480.000000026982 * Loss * Infected - Clearance * Harmless;

    [Observed] private Term LogVirus => Log(Infectious + Harmless) / Ln10;

    [Derived] private Term HalfLife => Log(2) / Clearance;
}
