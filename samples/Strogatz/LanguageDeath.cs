using ScalableMNN.Dsl;

namespace ScalableMNN.Samples.Strogatz;

/// <summary>The part of the speakers of two languages who speak one of them; in both directions some change over.</summary>
[MechanisticModel]
[Smoothness(Scheme.Taylor)]
[Grid(Source = Source.Input, Per = Per.Model)]
public partial class LanguageDeath
{
    private const double Joining = 0.32;
    private const double Leaving = 0.28;

    /// <summary>The part at time 0.</summary>
    public const double Initial = 0.14;

    [State(Order = 2), InitialValue]
    public partial State U { get; }

    [Equation]
    private Equation Change => U.D(1) == (1 - U) * Joining - U * Leaving;

    /// <summary>The part decays towards Joining / (Joining + Leaving).</summary>
    public static ClosedForm Exact { get; } = ClosedForm.Decay(Initial, rest: Joining / (Joining + Leaving), rate: -(Joining + Leaving));
}
