using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.NotFinite;

/// <summary>y' = y / t, whose exact solutions are straight lines through zero: at t = 0 it has no value. Linear.</summary>
[MechanisticModel]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class Ray
{
    [State(Order = 1), InitialValue]
    public partial State Y { get; }

    [Equation]
    private Equation Law => Y.D(1) == Y / T;
}

/// <summary>The same with the sums of M added up, and a learned factor.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Solver(Elimination = Elimination.Cholesky)]
public partial class SummedRay
{
    [State(Order = 1), InitialValue]
    public partial State Y { get; }

    [Coefficient(Source.Learned)]
    public partial Coefficient Factor { get; }

    [Equation]
    private Equation Law => Y.D(1) == Factor * Y / T;
}

/// <summary>The same as a large block in tiles.</summary>
[MechanisticModel, Smoothness(Scheme.Taylor)]
[Grid(StepSize = 0.1)]
public partial class RayOfFour
{
    [State(Order = 1), InitialValue]
    public partial State A { get; }

    [State(Order = 1), InitialValue]
    public partial State B { get; }

    [State(Order = 1), InitialValue]
    public partial State C { get; }

    [State(Order = 1), InitialValue]
    public partial State D { get; }

    [Coefficient(Source.Function)]
    private Coefficient Rate => 1 / T;

    [Equation]
    private Equation OfA => A.D(1) == -A;

    [Equation]
    private Equation OfB => B.D(1) == A - B;

    [Equation]
    private Equation OfC => C.D(1) == Rate * B;

    [Equation]
    private Equation OfD => D.D(1) == C - D;
}

/// <summary>A vessel that runs empty: x' = q - sqrt(x). From x = 0 the equation has a value, but no derivative.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite)]
public partial class Vessel
{
    [State(Order = 1), InitialValue, Observed]
    public partial State X { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)]
    public partial Coefficient Feed { get; }

    [Coefficient(Source.Learned, Initial = 0.5)]
    public partial Coefficient Outlet { get; }

    [Equation]
    private Equation Law => X.D(1) == Feed - Outlet * Sqrt(X);
}

/// <summary>A rate that is known as the root of time, and differentiated in time.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class RootOfTime
{
    [State(Order = 1), InitialValue]
    public partial State X { get; }

    [Equation]
    private Equation Law => X.D(1) == Sqrt(T) - X;
}

/// <summary>Something is divided by what has been fed, of which there is nothing yet.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite)]
public partial class Fed
{
    [State(Order = 1), InitialValue]
    public partial State N { get; }

    [State(Order = 1), InitialValue]
    public partial State E { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0)]
    public partial Coefficient K { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient Q { get; }

    [Observed]
    private Term Ratio => N / (N - 2 * E);

    [Equation]
    private Equation Amount => N.D(1) == Q;

    [Equation]
    private Equation Second => E.D(1) == Q / (1 + K * (1.5 - N + E) / (N - 2 * E));
}

/// <summary>Decay with a measured logarithm.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite)]
public partial class LogarithmOfDecay
{
    [State(Order = 1), InitialValue]
    public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 1)]
    public partial Coefficient K { get; }

    [Observed]
    private Term LogX => Log(X);

    [Equation]
    private Equation Law => X.D(1) == -K * X;
}

/// <summary>An effect that grows with the root of a drug that is not there at first: the equation has a value, but no derivative with respect to the strength in the root.</summary>
[MechanisticModel]
[Grid(StepSize = 0.05)]
[Smoothness(Scheme.Hermite)]
public partial class Effect
{
    [State(Order = 1), InitialValue, Observed]
    public partial State R { get; }

    [Coefficient(Source.Learned, Initial = 2)]
    public partial Coefficient Hill { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient Drug { get; }

    [Equation]
    private Equation Response => R.D(1) == Sqrt(Drug * Hill) - R;
}

/// <summary>A rate that is the root of an input.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
public partial class RootOfInput
{
    [State(Order = 1), InitialValue]
    public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 1)]
    public partial Coefficient K { get; }

    [Coefficient(Source.Input, Per = Per.Step)]
    public partial Coefficient Q { get; }

    [Equation]
    private Equation Law => X.D(1) == Sqrt(Q) - K * X;
}

/// <summary>A library beside a term that has no value at t = 0.</summary>
[MechanisticModel]
[Grid(StepSize = 0.1)]
[Smoothness(Scheme.Hermite)]
public partial class DiscoveredRay
{
    [State(Order = 1), InitialValue, Observed]
    public partial State X { get; }

    [PolynomialLibrary(Degree = 1)]
    public partial Library Rate { get; }

    [Equation]
    private Equation Law => X.D(1) == Rate + Log(T);
}
