using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.Accuracy;

/// <summary>u'' = -4 u, of the order that the equation has, and without a scheme.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Model)]
public partial class UnnamedRotation
{
    [State(Order = 2), InitialValue(Orders = 2)] public partial State U { get; }

    [Equation] private Equation Law => U.D(2) == -4 * U;
}

/// <summary>u' = -u without a scheme, its smoothness rows weighted.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Model), Smoothness(Weight = 2)]
public partial class UnnamedDecay
{
    [State(Order = 1), InitialValue] public partial State U { get; }

    [Equation] private Equation Law => U.D(1) == -U;
}

/// <summary>A decay that a force drives whose derivatives nobody gives.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Model)]
public partial class UnnamedDriven
{
    [State(Order = 1), InitialValue] public partial State U { get; }

    [Coefficient(Source.Input, Per = Per.Step)] public partial Coefficient Force { get; }

    [Equation] private Equation Law => U.D(1) == Force - U;
}

/// <summary>A tank that empties through a hole, whose law has no finite derivative where the tank is empty.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Model)]
public partial class UnnamedTank
{
    [State(Order = 1), InitialValue] public partial State Height { get; }

    [Equation] private Equation Law => Height.D(1) == -Sqrt(Height);
}

/// <summary>u' = a u^2 with its pole at t = 1 / a where u(0) = 1.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Model)]
public partial class LearnedPole
{
    [State(Order = 1), InitialValue, Observed] public partial State U { get; }

    [Coefficient(Source.Learned, Initial = 1)] public partial Coefficient A { get; }

    [Equation] private Equation Law => U.D(1) == A * U * U;
}

/// <summary>HIRES of the Test Set for IVP Solvers (Mazzia and Magherini, University of Bari): eight stiff states, 24 unknowns at a grid point.</summary>
[MechanisticModel, Grid(Source = Source.Input, Per = Per.Step), Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class Hires
{
    [State(Order = 1), InitialValue] public partial State Y1 { get; }

    [State(Order = 1), InitialValue] public partial State Y2 { get; }

    [State(Order = 1), InitialValue] public partial State Y3 { get; }

    [State(Order = 1), InitialValue] public partial State Y4 { get; }

    [State(Order = 1), InitialValue] public partial State Y5 { get; }

    [State(Order = 1), InitialValue] public partial State Y6 { get; }

    [State(Order = 1), InitialValue] public partial State Y7 { get; }

    [State(Order = 1), InitialValue] public partial State Y8 { get; }

    [Coefficient(Source.Learned, Initial = 280)] public partial Coefficient Binding { get; }

    [Equation] private Equation E1 => Y1.D(1) == -1.71 * Y1 + 0.43 * Y2 + 8.32 * Y3 + 0.0007;

    [Equation] private Equation E2 => Y2.D(1) == 1.71 * Y1 - 8.75 * Y2;

    [Equation] private Equation E3 => Y3.D(1) == -10.03 * Y3 + 0.43 * Y4 + 0.035 * Y5;

    [Equation] private Equation E4 => Y4.D(1) == 8.32 * Y2 + 1.71 * Y3 - 1.12 * Y4;

    [Equation] private Equation E5 => Y5.D(1) == -1.745 * Y5 + 0.43 * Y6 + 0.43 * Y7;

    [Equation] private Equation E6 => Y6.D(1) == -Binding * Y6 * Y8 + 0.69 * Y4 + 1.71 * Y5 - 0.43 * Y6 + 0.69 * Y7;

    [Equation] private Equation E7 => Y7.D(1) == Binding * Y6 * Y8 - 1.81 * Y7;

    [Equation] private Equation E8 => Y8.D(1) == -Binding * Y6 * Y8 + 1.81 * Y7;
}
