using System;

namespace ScalableMNN.Runtime.Schedules;

/// <summary>How a dose is repeated: so many times, or for ever before. A regimen that is not set is one dose.</summary>
/// <remarks>
/// In a steady state the dose has been given at its interval for ever, so that the states at the time of the dose, before it, are what they were one interval ago. It is found as the fixed point of the march through one interval.
/// </remarks>
public readonly record struct Regimen
{
    private readonly int _further;

    private Regimen(double interval, int doses, SteadyForm steady)
    {
        if (!(interval > 0) || !double.IsFinite(interval))
        {
            throw new ArgumentOutOfRangeException(nameof(interval), interval, "The interval of a regimen is a finite number greater than 0.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(doses, 1);
        (Interval, _further, Steady) = (interval, doses - 1, steady);
    }

    /// <summary>The time from one dose to the next; 0 for a single one.</summary>
    public double Interval { get; }

    /// <summary>How many doses are given, from the time that is said with them on.</summary>
    public int Doses => _further + 1;

    /// <summary>Whether the dose has been repeated for ever before.</summary>
    internal SteadyForm Steady { get; }

    /// <summary>A number of doses.</summary>
    /// <param name="interval">The time from one to the next, greater than 0.</param>
    /// <param name="doses">How many, at least 1.</param>
    /// <returns>The regimen.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not a finite number greater than 0, or there is no dose.</exception>
    public static Regimen Every(double interval, int doses) => new(interval, doses, SteadyForm.None);

    /// <summary>
    /// The states at the time of the dose, just before it, are those of a steady state of this dose alone (SS = 1 of NONMEM): all that was given before is over, infusions that run are stopped.
    /// </summary>
    /// <param name="interval">The time from one dose to the next, greater than 0.</param>
    /// <param name="doses">How many are given from then on, at least 1.</param>
    /// <returns>The regimen.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not a finite number greater than 0, or there is no dose.</exception>
    public static Regimen SteadyState(double interval, int doses = 1) => new(interval, doses, SteadyForm.Alone);

    /// <summary>The steady state of this dose is added to what the states are (SS = 2 of NONMEM), as for a second drug regimen beside a first. The equations have to be linear in the states, and rest where they are zero.</summary>
    /// <param name="interval">The time from one dose to the next, greater than 0.</param>
    /// <param name="doses">How many are given from then on, at least 1.</param>
    /// <returns>The regimen.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not a finite number greater than 0, or there is no dose.</exception>
    public static Regimen AddedSteadyState(double interval, int doses = 1) => new(interval, doses, SteadyForm.Added);
}
