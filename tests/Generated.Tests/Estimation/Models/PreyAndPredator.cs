using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>Prey and predators (Lotka and Volterra), of which the logarithms are measured.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class PreyAndPredator
{
    [State(Order = 1), InitialValue]
    public partial State Hare { get; }

    [State(Order = 1), InitialValue]
    public partial State Lynx { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0)]
    public partial Coefficient Alpha { get; }

    [Coefficient(Source.Learned, Initial = 0.05, Lower = 0)]
    public partial Coefficient Beta { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0)]
    public partial Coefficient Gamma { get; }

    [Coefficient(Source.Learned, Initial = 0.05, Lower = 0)]
    public partial Coefficient Delta { get; }

    [Observed]
    private Term LogHare => Symbols.Log(Hare);

    [Observed]
    private Term LogLynx => Symbols.Log(Lynx);

    [Equation]
    private Equation Prey => Hare.D(1) == Hare * (Alpha - Beta * Lynx);

    [Equation]
    private Equation Predators => Lynx.D(1) == Lynx * (Delta * Hare - Gamma);
}
