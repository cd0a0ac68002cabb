using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Accuracy;

/// <summary>A layer that grows the slower the thicker it is, s = sqrt(s0^2 + 2 D t): hardly a step of a grid resolves the beginning.</summary>
[MechanisticModel]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class ParabolicGrowth
{
    [State(Order = 1), InitialValue]
    public partial State S { get; }

    [Coefficient(Source.Input)]
    public partial Coefficient D { get; }

    [Equation]
    private Equation Growth => S.D(1) == D / S;
}
