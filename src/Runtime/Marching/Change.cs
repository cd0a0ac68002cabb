using System.Collections.Generic;

namespace ScalableMNN.Runtime.Marching;

/// <summary>Something that changes at a time, before it is known what else does.</summary>
/// <param name="Time">When.</param>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Place">Its place among those of its kind at one time.</param>
/// <param name="Index">Which dose or event of the model.</param>
internal readonly record struct Change(double Time, ChangeKind Kind, int Place, int Index)
{
    /// <summary>How much is given at once.</summary>
    public double Amount { get; init; }

    /// <summary>How much of that arrives.</summary>
    public double Arrives { get; init; }

    /// <summary>The infusion that begins or ends.</summary>
    public Infusion Infusion { get; init; }

    /// <summary>How the time depends on what the model says of doses.</summary>
    public TimeShift[] Shifts { get; init; } = [];

    /// <summary>The regimen whose steady state the states come to.</summary>
    public SteadyRegimen? Regimen { get; init; }

    /// <summary>The infusions of that regimen that have begun before.</summary>
    public Infusion[] AlsoRunning { get; init; } = [];

    /// <summary>Of two changes, which comes first.</summary>
    public static int InOrder(Change one, Change other) => (one.Time, one.Kind, one.Place).CompareTo((other.Time, other.Kind, other.Place));

    /// <summary>A change of a dose as what happens.</summary>
    /// <param name="running">The infusions that run; becomes those that run afterwards.</param>
    /// <param name="doses">How many doses the model has.</param>
    public Happening ToHappening(List<Infusion> running, int doses)
    {
        if (Kind == ChangeKind.AtOnce)
        {
            return new Happening(Time, Index, Amount, null) { Arrives = Arrives, Shifts = Shifts };
        }

        if (Kind == ChangeKind.Begins)
        {
            running.Add(Infusion);
        }
        else
        {
            running.Remove(Infusion);
        }

        return new Happening(Time, Index, 0, RunningInfusions.Of(running, doses)) { Shifts = Shifts };
    }
}
