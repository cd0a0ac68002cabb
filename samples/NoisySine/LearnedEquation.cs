using ScalableMNN.Dsl;

namespace ScalableMNN.Samples.NoisySine;

/// <summary>
/// A linear equation of second order whose coefficients are learned at every grid point, and the steps with them: C2 y'' + C1 y' + C0 y = 1. There is no initial value; where
/// the solution starts follows from the equation and the smoothness.
/// </summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(StepSize = 0.1, Source = Source.Learned, Per = Per.Step, Upper = 1)]
public partial class LearnedEquation
{
    [State(Order = 2)]
    public partial State Y { get; }

    [Coefficient(Source.Learned, Per = Per.Point)]
    public partial Coefficient C0 { get; }

    [Coefficient(Source.Learned, Per = Per.Point)]
    public partial Coefficient C1 { get; }

    [Coefficient(Source.Learned, Per = Per.Point)]
    public partial Coefficient C2 { get; }

    [Equation]
    private Equation Law => C2 * Y.D(2) + C1 * Y.D(1) + C0 * Y == 1;
}
