using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.Marching;

/// <summary>Van der Pol's oscillator, scaled so that its period is about 1.6.</summary>
[MechanisticModel]
[Grid(Source = Source.Input)]
public partial class VanDerPol
{
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 1e-6)]
    public partial Coefficient Epsilon { get; }

    [Equation]
    private Equation Law => Epsilon * X.D(2) == (1 - X * X) * X.D(1) - X;
}

/// <summary>A first-order system that is nothing but a DAE of index one: the second state follows from the first.</summary>
[MechanisticModel]
[Grid(Source = Source.Input)]
public partial class Constrained
{
    [State(Order = 1), InitialValue]
    public partial State X { get; }

    [State(Order = 0)]
    public partial State Y { get; }

    [Coefficient(Source.Learned, Initial = 1)]
    public partial Coefficient Rate { get; }

    [Equation]
    private Equation Law => X.D(1) == -Rate * Y;

    [Equation]
    private Equation Balance => Y * Y + Y == X * X + X;
}

/// <summary>Two masses that share a spring, with a mass matrix that is not diagonal: both equations contain both accelerations.</summary>
[MechanisticModel]
[Grid(Source = Source.Input)]
public partial class CoupledMasses
{
    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State X { get; }

    [State(Order = 2), InitialValue(Orders = 2)]
    public partial State Y { get; }

    [Coefficient(Source.Learned, Initial = 0.5)]
    public partial Coefficient Coupling { get; }

    [Coefficient(Source.Learned, Initial = 3)]
    public partial Coefficient Stiffness { get; }

    [Equation]
    private Equation First => X.D(2) + Coupling * Y.D(2) == -Stiffness * X - 0.1 * X.D(1);

    [Equation]
    private Equation Second => Coupling * X.D(2) + 2 * Y.D(2) == Sin(T) - Y;
}

/// <summary>A relaxation that follows what is given at the grid points.</summary>
[MechanisticModel]
[Grid(Source = Source.Input)]
public partial class Followed
{
    [State(Order = 1), InitialValue]
    public partial State X { get; }

    [Coefficient(Source.Input, Per = Per.Point)]
    public partial Coefficient Rest { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory, Initial = 2)]
    public partial Coefficient Rate { get; }

    [Equation]
    private Equation Law => X.D(1) == Rate * (Rest - X);
}

/// <summary>Lorenz's weather.</summary>
[MechanisticModel]
[Grid(Source = Source.Input)]
public partial class LorenzWeather
{
    [State(Order = 1), InitialValue]
    public partial State X { get; }

    [State(Order = 1), InitialValue]
    public partial State Y { get; }

    [State(Order = 1), InitialValue]
    public partial State Z { get; }

    [Coefficient(Source.Learned, Initial = 10)]
    public partial Coefficient Sigma { get; }

    [Coefficient(Source.Learned, Initial = 28)]
    public partial Coefficient Rho { get; }

    [Equation]
    private Equation OfX => X.D(1) == Sigma * (Y - X);

    [Equation]
    private Equation OfY => Y.D(1) == X * (Rho - Z) - Y;

    [Equation]
    private Equation OfZ => Z.D(1) == X * Y - 8.0 / 3 * Z;
}

/// <summary>s' = c / s, as a layer grows that what makes it must pass: without end, and ever more slowly.</summary>
[MechanisticModel]
[Grid(Source = Source.Input)]
public partial class Parabolic
{
    [State(Order = 1), InitialValue]
    public partial State S { get; }

    [Coefficient(Source.Input)]
    public partial Coefficient Strength { get; }

    [Equation]
    private Equation Growth => S.D(1) == Strength / S;
}

/// <summary>x' = x^2 has a pole at 1 / x(0).</summary>
[MechanisticModel]
[Grid(Source = Source.Input)]
public partial class Exploding
{
    [State(Order = 1), InitialValue]
    public partial State X { get; }

    [Equation]
    private Equation Law => X.D(1) == X * X;
}

/// <summary>x^(6) = -x.</summary>
[MechanisticModel]
[Grid(Source = Source.Input)]
public partial class SixthOrder
{
    [State(Order = 6), InitialValue(Orders = 6)]
    public partial State X { get; }

    [Equation]
    private Equation Law => X.D(6) == -X;
}

/// <summary>A fast reversible reaction: case 00204 of the SBML test suite.</summary>
[MechanisticModel]
[Grid(Source = Source.Input)]
public partial class FastPairs
{
    [State(Order = 1), InitialValue]
    public partial State A { get; }

    [State(Order = 1), InitialValue]
    public partial State B { get; }

    [State(Order = 1), InitialValue]
    public partial State C { get; }

    [State(Order = 1), InitialValue]
    public partial State D { get; }

    [Equation]
    private Equation OfA => A.D(1) == 25000 * C * D - 7.5e6 * A * B;

    [Equation]
    private Equation OfB => B.D(1) == 25000 * C * D - 7.5e6 * A * B;

    [Equation]
    private Equation OfC => C.D(1) == 7.5e6 * A * B - 25000 * C * D;

    [Equation]
    private Equation OfD => D.D(1) == 7.5e6 * A * B - 25000 * C * D;
}

/// <summary>A drug that is absorbed from nothing, and an effect with a Hill exponent.</summary>
[MechanisticModel]
[Grid(Source = Source.Input)]
public partial class HillEffect
{
    [State(Order = 1), InitialValue]
    public partial State C { get; }

    [State(Order = 1), InitialValue]
    public partial State R { get; }

    [Coefficient(Source.Learned, Initial = 2.2)]
    public partial Coefficient Hill { get; }

    [Coefficient(Source.Learned, Initial = 0.8)]
    public partial Coefficient Half { get; }

    [Equation]
    private Equation Absorption => C.D(1) == 2 * Exp(-T) - 0.5 * C;

    [Equation]
    private Equation Effect => R.D(1) == 1.5 * Pow(C / Half, Hill) / (1 + Pow(C / Half, Hill)) - R;
}
