using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Models;

/// <summary>One compartment with oral absorption: all that is learned belongs to a trajectory, and every trajectory has steps of its own.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
public partial class Absorption
{
    [State(Order = 2), InitialValue]
    public partial State Gut { get; }

    [State(Order = 2), InitialValue]
    public partial State Concentration { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory, Initial = 1.5, Lower = 0)]
    public partial Coefficient Ka { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory, Initial = 0.1, Lower = 0)]
    public partial Coefficient Ke { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory, Initial = 0.5, Lower = 0)]
    public partial Coefficient V { get; }

    [Equation]
    private Equation Leaving => Gut.D(1) == -Ka * Gut;

    [Equation]
    private Equation Arriving => Concentration.D(1) == Ka / V * Gut - Ke * Concentration;

    [Equation]
    private Equation LeavingRate => Gut.D(2) == -Ka * Gut.D(1);

    [Equation]
    private Equation ArrivingRate => Concentration.D(2) == Ka / V * Gut.D(1) - Ke * Concentration.D(1);
}
