using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Models;

/// <summary>A second-order equation whose coefficients are learned at every grid point, and the steps with them.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(StepSize = 0.1, Source = Source.Learned)]
public partial class NoisySine
{
    [State(Order = 2)]
    public partial State Y { get; }

    [Coefficient(Source.Learned, Per = Per.Step, Initial = 0.5)]
    public partial Coefficient C0 { get; }

    [Coefficient(Source.Learned, Per = Per.Step, Initial = 0.5)]
    public partial Coefficient C1 { get; }

    [Coefficient(Source.Learned, Per = Per.Step, Initial = 0.5)]
    public partial Coefficient C2 { get; }

    [Equation]
    private Equation Shape => C2 * Y.D(2) + C1 * Y.D(1) + C0 * Y == 1;
}
