using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.Estimation.Models;

/// <summary>A decay that is driven by a wave in time.</summary>
[MechanisticModel]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class ForcedDecay
{
    [State(Order = 1), InitialValue, Observed] public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 0.5, Lower = 0)] public partial Coefficient Rate { get; }

    [Coefficient(Source.Learned, Initial = 1)] public partial Coefficient Height { get; }

    [Equation] private Equation Balance => X.D(1) == Height * Sin(2 * T) - Rate * X;
}
