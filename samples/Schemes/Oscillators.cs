using ScalableMNN.Dsl;

namespace ScalableMNN.Samples.Schemes;

/// <summary>A damped oscillator. Taylor rows and the two derivatives that the equation uses: the scheme of the reference implementation.</summary>
[MechanisticModel]
[Grid(Source = Source.Input, Per = Per.Model)]
[Smoothness(Scheme.Taylor)]
public partial class TaylorOrderTwo
{
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State U { get; }

    [Equation]
    private Equation Newton => U.D(2) + 0.43 * U.D(1) + 4.5 * U == 0;
}

/// <summary>A damped oscillator. Taylor rows with two derivatives more than the equation uses.</summary>
[MechanisticModel]
[Grid(Source = Source.Input, Per = Per.Model)]
[Smoothness(Scheme.Taylor)]
public partial class TaylorOrderFour
{
    [State(Order = 4), InitialValue(Orders = 2)]
    public partial State U { get; }

    [Equation]
    private Equation Newton => U.D(2) + 0.43 * U.D(1) + 4.5 * U == 0;
}

/// <summary>A damped oscillator. Hermite rows and the equation as it is.</summary>
[MechanisticModel]
[Grid(Source = Source.Input, Per = Per.Model)]
[Smoothness(Scheme.Hermite, Prolongation = 0)]
public partial class HermitePlain
{
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State U { get; }

    [Equation]
    private Equation Newton => U.D(2) + 0.43 * U.D(1) + 4.5 * U == 0;
}

/// <summary>A damped oscillator. Hermite rows and the equation differentiated once.</summary>
[MechanisticModel]
[Grid(Source = Source.Input, Per = Per.Model)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class HermiteOnce
{
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State U { get; }

    [Equation]
    private Equation Newton => U.D(2) + 0.43 * U.D(1) + 4.5 * U == 0;
}

/// <summary>A damped oscillator. Hermite rows and the equation differentiated twice.</summary>
[MechanisticModel]
[Grid(Source = Source.Input, Per = Per.Model)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
public partial class HermiteTwice
{
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State U { get; }

    [Equation]
    private Equation Newton => U.D(2) + 0.43 * U.D(1) + 4.5 * U == 0;
}

/// <summary>A damped oscillator. Hermite rows and the equation differentiated four times.</summary>
[MechanisticModel]
[Grid(Source = Source.Input, Per = Per.Model)]
[Smoothness(Scheme.Hermite, Prolongation = 4)]
public partial class HermiteFourTimes
{
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State U { get; }

    [Equation]
    private Equation Newton => U.D(2) + 0.43 * U.D(1) + 4.5 * U == 0;
}

/// <summary>A damped oscillator. Hermite rows and the equation differentiated twice, eliminated by Cholesky.</summary>
[MechanisticModel]
[Grid(Source = Source.Input, Per = Per.Model)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
[Solver(Elimination = Elimination.Cholesky)]
public partial class HermiteTwiceByCholesky
{
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State U { get; }

    [Equation]
    private Equation Newton => U.D(2) + 0.43 * U.D(1) + 4.5 * U == 0;
}

/// <summary>A damped oscillator. Hermite rows and the equation differentiated twice, with the factor in single precision.</summary>
[MechanisticModel]
[Grid(Source = Source.Input, Per = Per.Model)]
[Smoothness(Scheme.Hermite, Prolongation = 2)]
[Solver(Precision = Precision.Single)]
public partial class HermiteTwiceInSingle
{
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State U { get; }

    [Equation]
    private Equation Newton => U.D(2) + 0.43 * U.D(1) + 4.5 * U == 0;
}
