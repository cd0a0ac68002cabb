using ScalableMNN.Dsl;

namespace ScalableMNN.Bench.Marching;

// Of the Test Set for IVP Solvers (Mazzia and Magherini, release 2.4). The tests of marches solve them too.

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
