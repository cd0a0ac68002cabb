using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Models;

/// <summary>A chain of three compartments of which the first and the last are observed here and there; large enough to be eliminated in tiles.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(Source = Source.Input)]
public partial class ObservedChain
{
    [State(Order = 2), Observed]
    public partial State A { get; }

    [State(Order = 2), InitialValue]
    public partial State B { get; }

    [State(Order = 2), Observed(Weight = 2)]
    public partial State C { get; }

    [Coefficient(Source.Learned, Initial = 0.7)]
    public partial Coefficient Rate { get; }

    [Equation]
    private Equation First => A.D(1) == -Rate * A;

    [Equation]
    private Equation Second => B.D(1) == Rate * A - B;

    [Equation]
    private Equation Third => C.D(1) == B;
}
