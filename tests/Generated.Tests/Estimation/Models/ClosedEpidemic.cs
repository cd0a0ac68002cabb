using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>An epidemic whose people neither come nor go: s' = -beta s i / n, i' = beta s i / n - gamma i, and s + i + r = n in place of the third equation.</summary>
[MechanisticModel]
[Grid(StepSize = 0.25)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class ClosedEpidemic
{
    private const double People = 763;

    [State(Order = 1), InitialValue]
    public partial State S { get; }

    [State(Order = 1), InitialValue, Observed]
    public partial State I { get; }

    [State(Order = 0)]
    public partial State R { get; }

    [Coefficient(Source.Learned, Initial = 1)]
    public partial Coefficient Beta { get; }

    [Coefficient(Source.Learned, Initial = 1)]
    public partial Coefficient Gamma { get; }

    [Equation]
    private Equation Infection => S.D(1) == -Beta * S * I / People;

    [Equation]
    private Equation Recovery => I.D(1) == Beta * S * I / People - Gamma * I;

    [Equation]
    private Equation Conservation => S + I + R == People;
}
