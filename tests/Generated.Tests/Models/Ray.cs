using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.Models;

/// <summary>y' = y / t: lines through the origin, which cannot start there.</summary>
[MechanisticModel]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class Ray
{
    [State(Order = 1), InitialValue] public partial State Y { get; }

    [Equation] private Equation Line => Y.D(1) == Y / T;
}
