using ScalableMNN.Dsl;

namespace ScalableMNN.Samples.LorenzNeural;

/// <summary>A state whose rate a network gives at every grid point. The three states of the system are trajectories of this one.</summary>
[MechanisticModel]
[Grid(StepSize = 0.01)]
[Smoothness(Scheme.Hermite)]
public partial class Integrated
{
    /// <summary>The state.</summary>
    [State(Order = 1), InitialValue]
    public partial State U { get; }

    /// <summary>Its rate.</summary>
    [Coefficient(Source.Network, Per = Per.Point)]
    public partial Coefficient Rate { get; }

    [Equation]
    private Equation Law => U.D(1) == Rate;
}
