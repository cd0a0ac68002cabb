using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.Models;

/// <summary>A body in a plane that a fixed one attracts, as the law of gravity is written.</summary>
[MechanisticModel, Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class Comet
{
    [State(Order = 2), InitialValue(Orders = 2)] public partial State X { get; }

    [State(Order = 2), InitialValue(Orders = 2)] public partial State Y { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0)] public partial Coefficient Mu { get; }

    [Equation] private Equation Across => X.D(2) == -Mu * X / Pow(X * X + Y * Y, 1.5);

    [Equation] private Equation Up => Y.D(2) == -Mu * Y / Pow(X * X + Y * Y, 1.5);
}

/// <summary>The same with a root, differentiated once.</summary>
[MechanisticModel, Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class CometByRoot
{
    [State(Order = 2), InitialValue(Orders = 2)] public partial State X { get; }

    [State(Order = 2), InitialValue(Orders = 2)] public partial State Y { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0)] public partial Coefficient Mu { get; }

    [Equation] private Equation Across => X.D(2) == -Mu * X / ((X * X + Y * Y) * Sqrt(X * X + Y * Y));

    [Equation] private Equation Up => Y.D(2) == -Mu * Y * Pow(X * X + Y * Y, -1.5);
}
