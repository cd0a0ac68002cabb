using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Golden;

// The shapes of the golden files as declarations. Coefficient C of equation e, state v and derivative r is called Cevr, right-hand side Be, state Uv, so that one test can fill them all.

/// <summary>One equation of first order.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
public partial class Scalar1
{
    [State(Order = 1), InitialValue]
    public partial State U0 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C000 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C001 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B0 { get; }

    [Equation]
    private Equation E0 => C000 * U0 + C001 * U0.D(1) == B0;
}

/// <summary>One equation of second order.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
public partial class Scalar2
{
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State U0 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C000 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C001 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C002 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B0 { get; }

    [Equation]
    private Equation E0 => C000 * U0 + C001 * U0.D(1) + C002 * U0.D(2) == B0;
}

/// <summary>Three coupled equations of first order.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
public partial class Triple1
{
    [State(Order = 1), InitialValue]
    public partial State U0 { get; }

    [State(Order = 1), InitialValue]
    public partial State U1 { get; }

    [State(Order = 1), InitialValue]
    public partial State U2 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C000 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C001 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C010 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C011 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C020 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C021 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C100 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C101 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C110 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C111 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C120 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C121 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C200 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C201 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C210 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C211 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C220 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C221 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B0 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B1 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B2 { get; }

    [Equation]
    private Equation E0 => C000 * U0 + C001 * U0.D(1) + C010 * U1 + C011 * U1.D(1) + C020 * U2 + C021 * U2.D(1) == B0;

    [Equation]
    private Equation E1 => C100 * U0 + C101 * U0.D(1) + C110 * U1 + C111 * U1.D(1) + C120 * U2 + C121 * U2.D(1) == B1;

    [Equation]
    private Equation E2 => C200 * U0 + C201 * U0.D(1) + C210 * U1 + C211 * U1.D(1) + C220 * U2 + C221 * U2.D(1) == B2;
}

/// <summary>Two coupled equations of second order with central smoothness.</summary>
[MechanisticModel]
[Smoothness(Central = true)]
public partial class Central2
{
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State U0 { get; }

    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State U1 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C000 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C001 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C002 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C010 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C011 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C012 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C100 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C101 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C102 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C110 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C111 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C112 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B0 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B1 { get; }

    [Equation]
    private Equation E0 => C000 * U0 + C001 * U0.D(1) + C002 * U0.D(2) + C010 * U1 + C011 * U1.D(1) + C012 * U1.D(2) == B0;

    [Equation]
    private Equation E1 => C100 * U0 + C101 * U0.D(1) + C102 * U0.D(2) + C110 * U1 + C111 * U1.D(1) + C112 * U1.D(2) == B1;
}

/// <summary>One equation of fourth order.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
public partial class Scalar4
{
    [State(Order = 4), InitialValue(Orders = 4)]
    public partial State U0 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C000 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C001 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C002 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C003 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C004 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B0 { get; }

    [Equation]
    private Equation E0 => C000 * U0 + C001 * U0.D(1) + C002 * U0.D(2) + C003 * U0.D(3) + C004 * U0.D(4) == B0;
}

/// <summary>One equation of second order whose coefficients do not change in time, with one step for all.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(Source = Source.Input, Per = Per.Model)]
public partial class Shared2
{
    [State(Order = 2), InitialValue]
    public partial State U0 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C000 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C001 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C002 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B0 { get; }

    [Equation]
    private Equation E0 => C000 * U0 + C001 * U0.D(1) + C002 * U0.D(2) == B0;
}

/// <summary>Three coupled equations whose coefficients do not change in time, with one step for each trajectory.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(Source = Source.Input, Per = Per.Trajectory)]
public partial class Steady1
{
    [State(Order = 1), InitialValue]
    public partial State U0 { get; }

    [State(Order = 1), InitialValue]
    public partial State U1 { get; }

    [State(Order = 1), InitialValue]
    public partial State U2 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C000 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C001 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C010 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C011 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C020 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C021 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C100 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C101 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C110 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C111 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C120 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C121 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C200 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C201 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C210 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C211 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C220 { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient C221 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B0 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B1 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B2 { get; }

    [Equation]
    private Equation E0 => C000 * U0 + C001 * U0.D(1) + C010 * U1 + C011 * U1.D(1) + C020 * U2 + C021 * U2.D(1) == B0;

    [Equation]
    private Equation E1 => C100 * U0 + C101 * U0.D(1) + C110 * U1 + C111 * U1.D(1) + C120 * U2 + C121 * U2.D(1) == B1;

    [Equation]
    private Equation E2 => C200 * U0 + C201 * U0.D(1) + C210 * U1 + C211 * U1.D(1) + C220 * U2 + C221 * U2.D(1) == B2;
}

/// <summary>One equation of second order without initial values.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
public partial class Free2
{
    [State(Order = 2)]
    public partial State U0 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C000 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C001 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C002 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B0 { get; }

    [Equation]
    private Equation E0 => C000 * U0 + C001 * U0.D(1) + C002 * U0.D(2) == B0;
}

/// <summary>Two coupled equations with a weight for each kind of row.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor, Weight = 0.5)]
public partial class Weighted2
{
    [State(Order = 2), InitialValue(Orders = 2, Weight = 3)]
    public partial State U0 { get; }

    [State(Order = 2), InitialValue(Orders = 2, Weight = 3)]
    public partial State U1 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C000 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C001 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C002 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C010 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C011 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C012 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C100 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C101 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C102 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C110 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C111 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C112 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B0 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B1 { get; }

    [Equation(Weight = 2)]
    private Equation E0 => C000 * U0 + C001 * U0.D(1) + C002 * U0.D(2) + C010 * U1 + C011 * U1.D(1) + C012 * U1.D(2) == B0;

    [Equation(Weight = 2)]
    private Equation E1 => C100 * U0 + C101 * U0.D(1) + C102 * U0.D(2) + C110 * U1 + C111 * U1.D(1) + C112 * U1.D(2) == B1;
}

/// <summary>Two equations for three states.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
public partial class Fewer1
{
    [State(Order = 1), InitialValue]
    public partial State U0 { get; }

    [State(Order = 1), InitialValue]
    public partial State U1 { get; }

    [State(Order = 1), InitialValue]
    public partial State U2 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C000 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C001 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C010 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C011 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C020 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C021 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C100 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C101 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C110 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C111 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C120 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C121 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B0 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B1 { get; }

    [Equation]
    private Equation E0 => C000 * U0 + C001 * U0.D(1) + C010 * U1 + C011 * U1.D(1) + C020 * U2 + C021 * U2.D(1) == B0;

    [Equation]
    private Equation E1 => C100 * U0 + C101 * U0.D(1) + C110 * U1 + C111 * U1.D(1) + C120 * U2 + C121 * U2.D(1) == B1;
}

/// <summary>Two coupled equations with given values at three grid points.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
public partial class Threefold2
{
    [State(Order = 2), InitialValue(Orders = 2, Points = 3)]
    public partial State U0 { get; }

    [State(Order = 2), InitialValue(Orders = 2, Points = 3)]
    public partial State U1 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C000 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C001 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C002 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C010 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C011 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C012 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C100 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C101 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C102 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C110 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C111 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C112 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B0 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B1 { get; }

    [Equation]
    private Equation E0 => C000 * U0 + C001 * U0.D(1) + C002 * U0.D(2) + C010 * U1 + C011 * U1.D(1) + C012 * U1.D(2) == B0;

    [Equation]
    private Equation E1 => C100 * U0 + C101 * U0.D(1) + C102 * U0.D(2) + C110 * U1 + C111 * U1.D(1) + C112 * U1.D(2) == B1;
}

/// <summary>Two coupled equations of first order.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
public partial class Pair1
{
    [State(Order = 1), InitialValue]
    public partial State U0 { get; }

    [State(Order = 1), InitialValue]
    public partial State U1 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C000 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C001 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C010 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C011 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C100 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C101 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C110 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C111 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B0 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B1 { get; }

    [Equation]
    private Equation E0 => C000 * U0 + C001 * U0.D(1) + C010 * U1 + C011 * U1.D(1) == B0;

    [Equation]
    private Equation E1 => C100 * U0 + C101 * U0.D(1) + C110 * U1 + C111 * U1.D(1) == B1;
}

/// <summary>Two coupled equations of second order.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
public partial class Pair2
{
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State U0 { get; }

    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State U1 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C000 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C001 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C002 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C010 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C011 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C012 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C100 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C101 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C102 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C110 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C111 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient C112 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B0 { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient B1 { get; }

    [Equation]
    private Equation E0 => C000 * U0 + C001 * U0.D(1) + C002 * U0.D(2) + C010 * U1 + C011 * U1.D(1) + C012 * U1.D(2) == B0;

    [Equation]
    private Equation E1 => C100 * U0 + C101 * U0.D(1) + C102 * U0.D(2) + C110 * U1 + C111 * U1.D(1) + C112 * U1.D(2) == B1;
}
