using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Accuracy;

/// <summary>u'' + 0.43 u' + 4.5 u = 0 by Taylor rows of the least order.</summary>
[MechanisticModel, Smoothness(Scheme.Taylor), Grid(Source = Source.Input, Per = Per.Model)]
public partial class OscillatorTaylor2
{
    [State(Order = 2), InitialValue(Orders = 2)] public partial State U { get; }

    [Equation] private Equation Law => U.D(2) + 0.43 * U.D(1) + 4.5 * U == 0;
}

/// <summary>The same with one derivative more than the equation has, weighted rows and steps that differ.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Step), Smoothness(Scheme.Taylor, Weight = 3)]
public partial class OscillatorTaylorSteps
{
    [State(Order = 3), InitialValue(Orders = 2)] public partial State U { get; }

    [Equation] private Equation Law => U.D(2) + 0.43 * U.D(1) + 4.5 * U == 0;
}

/// <summary>The same with central rows.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Step), Smoothness(Central = true)]
public partial class OscillatorCentral
{
    [State(Order = 2), InitialValue(Orders = 2)] public partial State U { get; }

    [Equation] private Equation Law => U.D(2) + 0.43 * U.D(1) + 4.5 * U == 0;
}

/// <summary>The same with central rows and one derivative more.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Step), Smoothness(Central = true)]
public partial class OscillatorCentral3
{
    [State(Order = 3), InitialValue(Orders = 2)] public partial State U { get; }

    [Equation] private Equation Law => U.D(2) + 0.43 * U.D(1) + 4.5 * U == 0;
}

/// <summary>The same by Hermite rows, differentiated twice, with steps that differ.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Step), Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class OscillatorSteps
{
    [State(Order = 2), InitialValue(Orders = 2)] public partial State U { get; }

    [Equation] private Equation Law => U.D(2) + 0.43 * U.D(1) + 4.5 * U == 0;
}

/// <summary>The Lorenz system, eliminated by Cholesky.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Model), Smoothness(Scheme.Hermite, Prolongation = 2), Solver(Elimination = Elimination.Cholesky)]
public partial class LorenzCholesky
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

/// <summary>Prey and predator, eliminated by Cholesky in a block small enough to be unrolled.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Step), Smoothness(Scheme.Hermite, Prolongation = 1), Solver(Elimination = Elimination.Cholesky)]
public partial class LotkaVolterraCholesky
{
    [State(Order = 1), InitialValue] public partial State Prey { get; }

    [State(Order = 1), InitialValue] public partial State Predator { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory, Initial = 1.5)] public partial Coefficient Birth { get; }

    [Coefficient(Source.Learned, Initial = 3)] public partial Coefficient Death { get; }

    [Equation] private Equation Growth => Prey.D(1) == Birth * Prey - Prey * Predator;

    [Equation] private Equation Hunt => Predator.D(1) == Prey * Predator - Death * Predator;
}
