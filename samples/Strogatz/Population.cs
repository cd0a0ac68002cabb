using ScalableMNN.Dsl;

namespace ScalableMNN.Samples.Strogatz;

/// <summary>A population that grows without a limit.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(Source = Source.Input, Per = Per.Model)]
public partial class Population
{
    private const double Rate = 0.23;

    /// <summary>The population at time 0.</summary>
    public const double Initial = 4.78;

    [State(Order = 2), InitialValue]
    public partial State U { get; }

    [Equation]
    private Equation Growth => U.D(1) == Rate * U;

    /// <summary>The population grows exponentially, away from 0.</summary>
    public static ClosedForm Exact { get; } = ClosedForm.Decay(Initial, rest: 0, rate: Rate);
}
