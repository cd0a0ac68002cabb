using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Accuracy;

/// <summary>The Lorenz system.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Model), Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class Lorenz
{
    [State(Order = 1), InitialValue] public partial State X { get; }

    [State(Order = 1), InitialValue] public partial State Y { get; }

    [State(Order = 1), InitialValue] public partial State Z { get; }

    [Coefficient(Source.Learned, Initial = 10)] public partial Coefficient Sigma { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory, Initial = 28)] public partial Coefficient Rho { get; }

    [Coefficient(Source.Constant, Value = 8.0 / 3)] public partial Coefficient Beta { get; }

    [Equation] private Equation First => X.D(1) == Sigma * (Y - X);

    [Equation] private Equation Second => Y.D(1) == X * (Rho - Z) - Y;

    [Equation] private Equation Third => Z.D(1) == X * Y - Beta * Z;
}

/// <summary>Prey and predator, with steps that differ.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Step), Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class LotkaVolterra
{
    [State(Order = 1), InitialValue] public partial State Prey { get; }

    [State(Order = 1), InitialValue] public partial State Predator { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory, Initial = 1.5)] public partial Coefficient Birth { get; }

    [Coefficient(Source.Learned, Initial = 3)] public partial Coefficient Death { get; }

    [Equation] private Equation Growth => Prey.D(1) == Birth * Prey - Prey * Predator;

    [Equation] private Equation Hunt => Predator.D(1) == Prey * Predator - Death * Predator;
}

/// <summary>Van der Pol's oscillator.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Step), Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class VanDerPol
{
    [State(Order = 2), InitialValue(Orders = 2)] public partial State X { get; }

    [Coefficient(Source.Input)] public partial Coefficient Mu { get; }

    [Equation] private Equation Law => X.D(2) == Mu * (1 - X * X) * X.D(1) - X;
}

/// <summary>Robertson's reactions; the third substance by conservation of mass.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Step), Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class Robertson
{
    [State(Order = 1), InitialValue] public partial State A { get; }

    [State(Order = 1), InitialValue] public partial State B { get; }

    [State(Order = 0)] public partial State C { get; }

    [Equation] private Equation Slow => A.D(1) == -0.04 * A + 1e4 * B * C;

    [Equation] private Equation Fast => B.D(1) == 0.04 * A - 1e4 * B * C - 3e7 * B * B;

    [Equation] private Equation Mass => A + B + C == 1;
}

/// <summary>u' = a u^2, with a pole at 1 / (a u(0)).</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Model), Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class Pole
{
    [State(Order = 1), InitialValue] public partial State U { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient A { get; }

    [Equation] private Equation Law => U.D(1) == A * U * U;
}

/// <summary>u' = -a exp(-u), which ends at u = log(exp(u(0)) - a t): there is no solution after t = exp(u(0)) / a. Not
/// differentiated, its equations have no solution there either; higher schemes step past such points.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Model), Smoothness(Scheme.Hermite)]
public partial class EndOfExistence
{
    [State(Order = 1), InitialValue] public partial State U { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient A { get; }

    [Equation] private Equation Law => U.D(1) == -A * Symbols.Exp(-U);
}
