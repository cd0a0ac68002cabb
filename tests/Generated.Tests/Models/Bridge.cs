using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Models;

/// <summary>u'' = -u between two boundary values, and slopes where they are given: no initial value at all.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(StepSize = 0.01)]
public partial class Bridge
{
    [State(Order = 4), Observed(Weight = 10), Observed(Order = 1)]
    public partial State U { get; }

    [Equation]
    private Equation Law => U.D(2) == -1 * U;
}
