using ScalableMNN.Dsl;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.Marching;

/// <summary>Robertson's chemical reaction: three species, rate constants nine decades apart.</summary>
[MechanisticModel]
[Grid(Source = Source.Input)]
public partial class Robertson
{
    [State(Order = 1), InitialValue]
    public partial State A { get; }

    [State(Order = 1), InitialValue]
    public partial State B { get; }

    [State(Order = 1), InitialValue]
    public partial State C { get; }

    [Coefficient(Source.Learned, Initial = 0.04)]
    public partial Coefficient Slow { get; }

    [Coefficient(Source.Learned, Initial = 1e4)]
    public partial Coefficient Middle { get; }

    [Coefficient(Source.Learned, Initial = 3e7)]
    public partial Coefficient Fast { get; }

    [Equation]
    private Equation OfA => A.D(1) == -Slow * A + Middle * B * C;

    [Equation]
    private Equation OfB => B.D(1) == Slow * A - Middle * B * C - Fast * B * B;

    [Equation]
    private Equation OfC => C.D(1) == Fast * B * B;
}

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

/// <summary>High irradiance response of photomorphogenesis: eight species.</summary>
[MechanisticModel]
[Grid(Source = Source.Input)]
public partial class Hires
{
    [State(Order = 1), InitialValue]
    public partial State A { get; }

    [State(Order = 1), InitialValue]
    public partial State B { get; }

    [State(Order = 1), InitialValue]
    public partial State C { get; }

    [State(Order = 1), InitialValue]
    public partial State D { get; }

    [State(Order = 1), InitialValue]
    public partial State E { get; }

    [State(Order = 1), InitialValue]
    public partial State F { get; }

    [State(Order = 1), InitialValue]
    public partial State G { get; }

    [State(Order = 1), InitialValue]
    public partial State H { get; }

    [Equation]
    private Equation OfA => A.D(1) == -1.71 * A + 0.43 * B + 8.32 * C + 0.0007;

    [Equation]
    private Equation OfB => B.D(1) == 1.71 * A - 8.75 * B;

    [Equation]
    private Equation OfC => C.D(1) == -10.03 * C + 0.43 * D + 0.035 * E;

    [Equation]
    private Equation OfD => D.D(1) == 8.32 * B + 1.71 * C - 1.12 * D;

    [Equation]
    private Equation OfE => E.D(1) == -1.745 * E + 0.43 * F + 0.43 * G;

    [Equation]
    private Equation OfF => F.D(1) == -280 * F * H + 0.69 * D + 1.71 * E - 0.43 * F + 0.69 * G;

    [Equation]
    private Equation OfG => G.D(1) == 280 * F * H - 1.81 * G;

    [Equation]
    private Equation OfH => H.D(1) == -280 * F * H + 1.81 * G;
}

/// <summary>The Oregonator: a chemical reaction with a limit cycle of sharp peaks.</summary>
[MechanisticModel]
[Grid(Source = Source.Input)]
public partial class Oregonator
{
    [State(Order = 1), InitialValue]
    public partial State X { get; }

    [State(Order = 1), InitialValue]
    public partial State Y { get; }

    [State(Order = 1), InitialValue]
    public partial State Z { get; }

    [Equation]
    private Equation OfX => X.D(1) == 77.27 * (Y + X * (1 - 8.375e-6 * X - Y));

    [Equation]
    private Equation OfY => Y.D(1) == (Z - (1 + X) * Y) / 77.27;

    [Equation]
    private Equation OfZ => Z.D(1) == 0.161 * (X - Z);
}

/// <summary>E5: a chemical pyrolysis whose species are all below 2e-3, and end below 1e-22. The third equation is written without the cancellation of the original, as the test set advises.</summary>
[MechanisticModel]
[Grid(Source = Source.Input)]
public partial class PyrolysisE5
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
    private Equation OfA => A.D(1) == -7.89e-10 * A - 1.1e7 * A * C;

    [Equation]
    private Equation OfB => B.D(1) == 7.89e-10 * A - 1.13e9 * B * C;

    [Equation]
    private Equation OfC => C.D(1) == B.D(1) - D.D(1);

    [Equation]
    private Equation OfD => D.D(1) == 1.1e7 * A * C - 1.13e3 * D;
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

/// <summary>x'' = 1 / x: reaches a minimum, or from rest, grows without end; with a negative sign it falls into zero in finite time.</summary>
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
