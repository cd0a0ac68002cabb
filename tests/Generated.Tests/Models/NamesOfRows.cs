using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Models;

/// <summary>Equations with the names of what the compiler adds: the derivatives of another equation, and observations.</summary>
[MechanisticModel, Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class NamedLikeRows
{
    [State(Order = 1), InitialValue, Observed] public partial State X { get; }

    [State(Order = 1), InitialValue, Observed(Order = 1)] public partial State Y { get; }

    [State(Order = 1), InitialValue] public partial State Z { get; }

    [Coefficient(Source.Learned, Initial = 0.5)] public partial Coefficient Rate { get; }

    [Equation] private Equation A => X.D(1) == -Rate * X * Y;

    [Equation] private Equation AD1 => Y.D(1) == Rate * X - Z;

    [Equation] private Equation ObservedX => Z.D(1) == X - Rate * Z;

    [Observed(Noise = 1)] private Term AD2 => X * Z;
}

/// <summary>The same with other names.</summary>
[MechanisticModel, Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class NamedUnlikeRows
{
    [State(Order = 1), InitialValue, Observed] public partial State X { get; }

    [State(Order = 1), InitialValue, Observed(Order = 1)] public partial State Y { get; }

    [State(Order = 1), InitialValue] public partial State Z { get; }

    [Coefficient(Source.Learned, Initial = 0.5)] public partial Coefficient Rate { get; }

    [Equation] private Equation First => X.D(1) == -Rate * X * Y;

    [Equation] private Equation Second => Y.D(1) == Rate * X - Z;

    [Equation] private Equation Third => Z.D(1) == X - Rate * Z;

    [Observed(Noise = 1)] private Term Product => X * Z;
}
