using ScalableMNN.Dsl;

namespace ScalableMNN.Samples.Kdv;

/// <summary>What the wave does at one point in space: a linear equation of fourth order in time whose coefficients, right-hand side, initial values and steps all come from a network.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(Points = 10, Source = Source.Network, Per = Per.Step)]
public partial class PointInSpace
{
    /// <summary>The height of the wave.</summary>
    [State(Order = 4), InitialValue(Orders = 4)]
    public partial State U { get; }

    [Coefficient(Source.Network, Per = Per.Point)]
    public partial Coefficient C0 { get; }

    [Coefficient(Source.Network, Per = Per.Point)]
    public partial Coefficient C1 { get; }

    [Coefficient(Source.Network, Per = Per.Point)]
    public partial Coefficient C2 { get; }

    [Coefficient(Source.Network, Per = Per.Point)]
    public partial Coefficient C3 { get; }

    [Coefficient(Source.Network, Per = Per.Point)]
    public partial Coefficient C4 { get; }

    [Coefficient(Source.Network, Per = Per.Point)]
    public partial Coefficient Right { get; }

    [Equation]
    private Equation Law => C4 * U.D(4) + C3 * U.D(3) + C2 * U.D(2) + C1 * U.D(1) + C0 * U == Right;
}
