using ScalableMNN.Dsl;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>A compartment.</summary>
[MechanisticModel, Smoothness(Scheme.Taylor), Grid(StepSize = 0.1)]
public partial class Chain1
{
    [State(Order = 1), InitialValue] public partial State X0 { get; }

    [Coefficient(Source.Learned, Initial = 0.5)] public partial Coefficient Rate { get; }

    [Coefficient(Source.Input, Per = Per.Step)] public partial Coefficient Inflow { get; }

    [Equation] private Equation E0 => X0.D(1) == Inflow - Rate * X0;
}

/// <summary>2 compartments, each emptied into the next.</summary>
[MechanisticModel, Smoothness(Scheme.Taylor), Grid(StepSize = 0.1)]
public partial class Chain2
{
    [State(Order = 1), InitialValue] public partial State X0 { get; }

    [State(Order = 1), InitialValue] public partial State X1 { get; }

    [Coefficient(Source.Learned, Initial = 0.5)] public partial Coefficient Rate { get; }

    [Coefficient(Source.Input, Per = Per.Step)] public partial Coefficient Inflow { get; }

    [Equation] private Equation E0 => X0.D(1) == Inflow - Rate * X0;

    [Equation] private Equation E1 => X1.D(1) == Rate * (X0 - X1);
}

/// <summary>3 compartments, each emptied into the next.</summary>
[MechanisticModel, Smoothness(Scheme.Taylor), Grid(StepSize = 0.1)]
public partial class Chain3
{
    [State(Order = 1), InitialValue] public partial State X0 { get; }

    [State(Order = 1), InitialValue] public partial State X1 { get; }

    [State(Order = 1), InitialValue] public partial State X2 { get; }

    [Coefficient(Source.Learned, Initial = 0.5)] public partial Coefficient Rate { get; }

    [Coefficient(Source.Input, Per = Per.Step)] public partial Coefficient Inflow { get; }

    [Equation] private Equation E0 => X0.D(1) == Inflow - Rate * X0;

    [Equation] private Equation E1 => X1.D(1) == Rate * (X0 - X1);

    [Equation] private Equation E2 => X2.D(1) == Rate * (X1 - X2);
}

/// <summary>4 compartments, each emptied into the next.</summary>
[MechanisticModel, Smoothness(Scheme.Taylor), Grid(StepSize = 0.1)]
public partial class Chain4
{
    [State(Order = 1), InitialValue] public partial State X0 { get; }

    [State(Order = 1), InitialValue] public partial State X1 { get; }

    [State(Order = 1), InitialValue] public partial State X2 { get; }

    [State(Order = 1), InitialValue] public partial State X3 { get; }

    [Coefficient(Source.Learned, Initial = 0.5)] public partial Coefficient Rate { get; }

    [Coefficient(Source.Input, Per = Per.Step)] public partial Coefficient Inflow { get; }

    [Equation] private Equation E0 => X0.D(1) == Inflow - Rate * X0;

    [Equation] private Equation E1 => X1.D(1) == Rate * (X0 - X1);

    [Equation] private Equation E2 => X2.D(1) == Rate * (X1 - X2);

    [Equation] private Equation E3 => X3.D(1) == Rate * (X2 - X3);
}

/// <summary>8 compartments, each emptied into the next.</summary>
[MechanisticModel, Smoothness(Scheme.Taylor), Grid(StepSize = 0.1)]
public partial class Chain8
{
    [State(Order = 1), InitialValue] public partial State X0 { get; }

    [State(Order = 1), InitialValue] public partial State X1 { get; }

    [State(Order = 1), InitialValue] public partial State X2 { get; }

    [State(Order = 1), InitialValue] public partial State X3 { get; }

    [State(Order = 1), InitialValue] public partial State X4 { get; }

    [State(Order = 1), InitialValue] public partial State X5 { get; }

    [State(Order = 1), InitialValue] public partial State X6 { get; }

    [State(Order = 1), InitialValue] public partial State X7 { get; }

    [Coefficient(Source.Learned, Initial = 0.5)] public partial Coefficient Rate { get; }

    [Coefficient(Source.Input, Per = Per.Step)] public partial Coefficient Inflow { get; }

    [Equation] private Equation E0 => X0.D(1) == Inflow - Rate * X0;

    [Equation] private Equation E1 => X1.D(1) == Rate * (X0 - X1);

    [Equation] private Equation E2 => X2.D(1) == Rate * (X1 - X2);

    [Equation] private Equation E3 => X3.D(1) == Rate * (X2 - X3);

    [Equation] private Equation E4 => X4.D(1) == Rate * (X3 - X4);

    [Equation] private Equation E5 => X5.D(1) == Rate * (X4 - X5);

    [Equation] private Equation E6 => X6.D(1) == Rate * (X5 - X6);

    [Equation] private Equation E7 => X7.D(1) == Rate * (X6 - X7);
}

/// <summary>12 compartments, each emptied into the next.</summary>
[MechanisticModel, Smoothness(Scheme.Taylor), Grid(StepSize = 0.1)]
public partial class Chain12
{
    [State(Order = 1), InitialValue] public partial State X0 { get; }

    [State(Order = 1), InitialValue] public partial State X1 { get; }

    [State(Order = 1), InitialValue] public partial State X2 { get; }

    [State(Order = 1), InitialValue] public partial State X3 { get; }

    [State(Order = 1), InitialValue] public partial State X4 { get; }

    [State(Order = 1), InitialValue] public partial State X5 { get; }

    [State(Order = 1), InitialValue] public partial State X6 { get; }

    [State(Order = 1), InitialValue] public partial State X7 { get; }

    [State(Order = 1), InitialValue] public partial State X8 { get; }

    [State(Order = 1), InitialValue] public partial State X9 { get; }

    [State(Order = 1), InitialValue] public partial State X10 { get; }

    [State(Order = 1), InitialValue] public partial State X11 { get; }

    [Coefficient(Source.Learned, Initial = 0.5)] public partial Coefficient Rate { get; }

    [Coefficient(Source.Input, Per = Per.Step)] public partial Coefficient Inflow { get; }

    [Equation] private Equation E0 => X0.D(1) == Inflow - Rate * X0;

    [Equation] private Equation E1 => X1.D(1) == Rate * (X0 - X1);

    [Equation] private Equation E2 => X2.D(1) == Rate * (X1 - X2);

    [Equation] private Equation E3 => X3.D(1) == Rate * (X2 - X3);

    [Equation] private Equation E4 => X4.D(1) == Rate * (X3 - X4);

    [Equation] private Equation E5 => X5.D(1) == Rate * (X4 - X5);

    [Equation] private Equation E6 => X6.D(1) == Rate * (X5 - X6);

    [Equation] private Equation E7 => X7.D(1) == Rate * (X6 - X7);

    [Equation] private Equation E8 => X8.D(1) == Rate * (X7 - X8);

    [Equation] private Equation E9 => X9.D(1) == Rate * (X8 - X9);

    [Equation] private Equation E10 => X10.D(1) == Rate * (X9 - X10);

    [Equation] private Equation E11 => X11.D(1) == Rate * (X10 - X11);
}

/// <summary>24 compartments, each emptied into the next.</summary>
[MechanisticModel, Smoothness(Scheme.Taylor), Grid(StepSize = 0.1)]
public partial class Chain24
{
    [State(Order = 1), InitialValue] public partial State X0 { get; }

    [State(Order = 1), InitialValue] public partial State X1 { get; }

    [State(Order = 1), InitialValue] public partial State X2 { get; }

    [State(Order = 1), InitialValue] public partial State X3 { get; }

    [State(Order = 1), InitialValue] public partial State X4 { get; }

    [State(Order = 1), InitialValue] public partial State X5 { get; }

    [State(Order = 1), InitialValue] public partial State X6 { get; }

    [State(Order = 1), InitialValue] public partial State X7 { get; }

    [State(Order = 1), InitialValue] public partial State X8 { get; }

    [State(Order = 1), InitialValue] public partial State X9 { get; }

    [State(Order = 1), InitialValue] public partial State X10 { get; }

    [State(Order = 1), InitialValue] public partial State X11 { get; }

    [State(Order = 1), InitialValue] public partial State X12 { get; }

    [State(Order = 1), InitialValue] public partial State X13 { get; }

    [State(Order = 1), InitialValue] public partial State X14 { get; }

    [State(Order = 1), InitialValue] public partial State X15 { get; }

    [State(Order = 1), InitialValue] public partial State X16 { get; }

    [State(Order = 1), InitialValue] public partial State X17 { get; }

    [State(Order = 1), InitialValue] public partial State X18 { get; }

    [State(Order = 1), InitialValue] public partial State X19 { get; }

    [State(Order = 1), InitialValue] public partial State X20 { get; }

    [State(Order = 1), InitialValue] public partial State X21 { get; }

    [State(Order = 1), InitialValue] public partial State X22 { get; }

    [State(Order = 1), InitialValue] public partial State X23 { get; }

    [Coefficient(Source.Learned, Initial = 0.5)] public partial Coefficient Rate { get; }

    [Coefficient(Source.Input, Per = Per.Step)] public partial Coefficient Inflow { get; }

    [Equation] private Equation E0 => X0.D(1) == Inflow - Rate * X0;

    [Equation] private Equation E1 => X1.D(1) == Rate * (X0 - X1);

    [Equation] private Equation E2 => X2.D(1) == Rate * (X1 - X2);

    [Equation] private Equation E3 => X3.D(1) == Rate * (X2 - X3);

    [Equation] private Equation E4 => X4.D(1) == Rate * (X3 - X4);

    [Equation] private Equation E5 => X5.D(1) == Rate * (X4 - X5);

    [Equation] private Equation E6 => X6.D(1) == Rate * (X5 - X6);

    [Equation] private Equation E7 => X7.D(1) == Rate * (X6 - X7);

    [Equation] private Equation E8 => X8.D(1) == Rate * (X7 - X8);

    [Equation] private Equation E9 => X9.D(1) == Rate * (X8 - X9);

    [Equation] private Equation E10 => X10.D(1) == Rate * (X9 - X10);

    [Equation] private Equation E11 => X11.D(1) == Rate * (X10 - X11);

    [Equation] private Equation E12 => X12.D(1) == Rate * (X11 - X12);

    [Equation] private Equation E13 => X13.D(1) == Rate * (X12 - X13);

    [Equation] private Equation E14 => X14.D(1) == Rate * (X13 - X14);

    [Equation] private Equation E15 => X15.D(1) == Rate * (X14 - X15);

    [Equation] private Equation E16 => X16.D(1) == Rate * (X15 - X16);

    [Equation] private Equation E17 => X17.D(1) == Rate * (X16 - X17);

    [Equation] private Equation E18 => X18.D(1) == Rate * (X17 - X18);

    [Equation] private Equation E19 => X19.D(1) == Rate * (X18 - X19);

    [Equation] private Equation E20 => X20.D(1) == Rate * (X19 - X20);

    [Equation] private Equation E21 => X21.D(1) == Rate * (X20 - X21);

    [Equation] private Equation E22 => X22.D(1) == Rate * (X21 - X22);

    [Equation] private Equation E23 => X23.D(1) == Rate * (X22 - X23);
}

/// <summary>4 substances, each of which feeds all others.</summary>
[MechanisticModel, Smoothness(Scheme.Taylor), Grid(StepSize = 0.1)]
public partial class Dense4
{
    [State(Order = 1), InitialValue] public partial State X0 { get; }

    [State(Order = 1), InitialValue] public partial State X1 { get; }

    [State(Order = 1), InitialValue] public partial State X2 { get; }

    [State(Order = 1), InitialValue] public partial State X3 { get; }

    [Coefficient(Source.Learned, Initial = 2)] public partial Coefficient Rate { get; }

    [Coefficient(Source.Input, Per = Per.Step)] public partial Coefficient Inflow { get; }

    [Equation] private Equation E0 => X0.D(1) == Inflow - Rate * X0 + 0.1 * (X1 + X2 + X3);

    [Equation] private Equation E1 => X1.D(1) == Inflow - Rate * X1 + 0.1 * (X0 + X2 + X3);

    [Equation] private Equation E2 => X2.D(1) == Inflow - Rate * X2 + 0.1 * (X0 + X1 + X3);

    [Equation] private Equation E3 => X3.D(1) == Inflow - Rate * X3 + 0.1 * (X0 + X1 + X2);
}

/// <summary>8 substances, each of which feeds all others.</summary>
[MechanisticModel, Smoothness(Scheme.Taylor), Grid(StepSize = 0.1)]
public partial class Dense8
{
    [State(Order = 1), InitialValue] public partial State X0 { get; }

    [State(Order = 1), InitialValue] public partial State X1 { get; }

    [State(Order = 1), InitialValue] public partial State X2 { get; }

    [State(Order = 1), InitialValue] public partial State X3 { get; }

    [State(Order = 1), InitialValue] public partial State X4 { get; }

    [State(Order = 1), InitialValue] public partial State X5 { get; }

    [State(Order = 1), InitialValue] public partial State X6 { get; }

    [State(Order = 1), InitialValue] public partial State X7 { get; }

    [Coefficient(Source.Learned, Initial = 2)] public partial Coefficient Rate { get; }

    [Coefficient(Source.Input, Per = Per.Step)] public partial Coefficient Inflow { get; }

    [Equation] private Equation E0 => X0.D(1) == Inflow - Rate * X0 + 0.1 * (X1 + X2 + X3 + X4 + X5 + X6 + X7);

    [Equation] private Equation E1 => X1.D(1) == Inflow - Rate * X1 + 0.1 * (X0 + X2 + X3 + X4 + X5 + X6 + X7);

    [Equation] private Equation E2 => X2.D(1) == Inflow - Rate * X2 + 0.1 * (X0 + X1 + X3 + X4 + X5 + X6 + X7);

    [Equation] private Equation E3 => X3.D(1) == Inflow - Rate * X3 + 0.1 * (X0 + X1 + X2 + X4 + X5 + X6 + X7);

    [Equation] private Equation E4 => X4.D(1) == Inflow - Rate * X4 + 0.1 * (X0 + X1 + X2 + X3 + X5 + X6 + X7);

    [Equation] private Equation E5 => X5.D(1) == Inflow - Rate * X5 + 0.1 * (X0 + X1 + X2 + X3 + X4 + X6 + X7);

    [Equation] private Equation E6 => X6.D(1) == Inflow - Rate * X6 + 0.1 * (X0 + X1 + X2 + X3 + X4 + X5 + X7);

    [Equation] private Equation E7 => X7.D(1) == Inflow - Rate * X7 + 0.1 * (X0 + X1 + X2 + X3 + X4 + X5 + X6);
}

/// <summary>12 substances, each of which feeds all others.</summary>
[MechanisticModel, Smoothness(Scheme.Taylor), Grid(StepSize = 0.1)]
public partial class Dense12
{
    [State(Order = 1), InitialValue] public partial State X0 { get; }

    [State(Order = 1), InitialValue] public partial State X1 { get; }

    [State(Order = 1), InitialValue] public partial State X2 { get; }

    [State(Order = 1), InitialValue] public partial State X3 { get; }

    [State(Order = 1), InitialValue] public partial State X4 { get; }

    [State(Order = 1), InitialValue] public partial State X5 { get; }

    [State(Order = 1), InitialValue] public partial State X6 { get; }

    [State(Order = 1), InitialValue] public partial State X7 { get; }

    [State(Order = 1), InitialValue] public partial State X8 { get; }

    [State(Order = 1), InitialValue] public partial State X9 { get; }

    [State(Order = 1), InitialValue] public partial State X10 { get; }

    [State(Order = 1), InitialValue] public partial State X11 { get; }

    [Coefficient(Source.Learned, Initial = 2)] public partial Coefficient Rate { get; }

    [Coefficient(Source.Input, Per = Per.Step)] public partial Coefficient Inflow { get; }

    [Equation] private Equation E0 => X0.D(1) == Inflow - Rate * X0 + 0.1 * (X1 + X2 + X3 + X4 + X5 + X6 + X7 + X8 + X9 + X10 + X11);

    [Equation] private Equation E1 => X1.D(1) == Inflow - Rate * X1 + 0.1 * (X0 + X2 + X3 + X4 + X5 + X6 + X7 + X8 + X9 + X10 + X11);

    [Equation] private Equation E2 => X2.D(1) == Inflow - Rate * X2 + 0.1 * (X0 + X1 + X3 + X4 + X5 + X6 + X7 + X8 + X9 + X10 + X11);

    [Equation] private Equation E3 => X3.D(1) == Inflow - Rate * X3 + 0.1 * (X0 + X1 + X2 + X4 + X5 + X6 + X7 + X8 + X9 + X10 + X11);

    [Equation] private Equation E4 => X4.D(1) == Inflow - Rate * X4 + 0.1 * (X0 + X1 + X2 + X3 + X5 + X6 + X7 + X8 + X9 + X10 + X11);

    [Equation] private Equation E5 => X5.D(1) == Inflow - Rate * X5 + 0.1 * (X0 + X1 + X2 + X3 + X4 + X6 + X7 + X8 + X9 + X10 + X11);

    [Equation] private Equation E6 => X6.D(1) == Inflow - Rate * X6 + 0.1 * (X0 + X1 + X2 + X3 + X4 + X5 + X7 + X8 + X9 + X10 + X11);

    [Equation] private Equation E7 => X7.D(1) == Inflow - Rate * X7 + 0.1 * (X0 + X1 + X2 + X3 + X4 + X5 + X6 + X8 + X9 + X10 + X11);

    [Equation] private Equation E8 => X8.D(1) == Inflow - Rate * X8 + 0.1 * (X0 + X1 + X2 + X3 + X4 + X5 + X6 + X7 + X9 + X10 + X11);

    [Equation] private Equation E9 => X9.D(1) == Inflow - Rate * X9 + 0.1 * (X0 + X1 + X2 + X3 + X4 + X5 + X6 + X7 + X8 + X10 + X11);

    [Equation] private Equation E10 => X10.D(1) == Inflow - Rate * X10 + 0.1 * (X0 + X1 + X2 + X3 + X4 + X5 + X6 + X7 + X8 + X9 + X11);

    [Equation] private Equation E11 => X11.D(1) == Inflow - Rate * X11 + 0.1 * (X0 + X1 + X2 + X3 + X4 + X5 + X6 + X7 + X8 + X9 + X10);
}
