using System;
using System.Collections.Generic;

namespace ScalableMNN.Runtime.Schedules;

/// <content>Doses, infusions and resets.</content>
public abstract partial class ModelSchedule
{
    /// <summary>Says that all states of every trajectory become their initial values: what was given before is over, infusions that run are stopped, repetitions that are still to come are not given.</summary>
    /// <param name="time">When.</param>
    /// <exception cref="ArgumentException">The time is not finite.</exception>
    public void ResetAt(double time)
    {
        for (var b = 0; b < _trajectories.Length; b++)
        {
            ResetAt(b, time);
        }
    }

    /// <summary>Says that all states of a trajectory become their initial values: what was given before is over, infusions that run are stopped, repetitions that are still to come are not given.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="time">When.</param>
    /// <exception cref="ArgumentException">The time is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    public void ResetAt(int trajectory, double time)
    {
        CheckTrajectory(trajectory);
        CheckFinite(time, "The time", nameof(ResetAt), trajectory);
        _trajectories[trajectory].AddReset(time);
    }

    /// <summary>Adds a dose that is given at once to every trajectory.</summary>
    /// <param name="dose">Which of the model's doses.</param>
    /// <param name="time">When.</param>
    /// <param name="amount">How much.</param>
    /// <param name="regimen">How it is repeated.</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    protected void AddDose(int dose, double time, double amount, Regimen regimen)
    {
        for (var b = 0; b < _trajectories.Length; b++)
        {
            AddDose(dose, b, time, amount, regimen);
        }
    }

    /// <summary>Adds a dose that is given at once.</summary>
    /// <param name="dose">Which of the model's doses.</param>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="time">When.</param>
    /// <param name="amount">How much.</param>
    /// <param name="regimen">How it is repeated.</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    protected void AddDose(int dose, int trajectory, double time, double amount, Regimen regimen)
    {
        Check($"Dose{StateOf(dose)}", trajectory, ("The time", time), ("The amount", amount));
        Repeat(trajectory, new Dose(dose, time, amount, DoseForm.AtOnce, 0), regimen);
    }

    /// <summary>Adds an infusion to every trajectory.</summary>
    /// <param name="dose">Which of the model's doses.</param>
    /// <param name="from">When it begins.</param>
    /// <param name="until">When it ends.</param>
    /// <param name="amount">How much altogether.</param>
    /// <param name="regimen">How it is repeated.</param>
    /// <exception cref="ArgumentException">A number is not finite, or it ends before it begins.</exception>
    protected void AddInfusion(int dose, double from, double until, double amount, Regimen regimen)
    {
        for (var b = 0; b < _trajectories.Length; b++)
        {
            AddInfusion(dose, b, from, until, amount, regimen);
        }
    }

    /// <summary>Adds an infusion.</summary>
    /// <param name="dose">Which of the model's doses.</param>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="from">When it begins.</param>
    /// <param name="until">When it ends.</param>
    /// <param name="amount">How much altogether.</param>
    /// <param name="regimen">How it is repeated.</param>
    /// <exception cref="ArgumentException">A number is not finite, or it ends before it begins.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    protected void AddInfusion(int dose, int trajectory, double from, double until, double amount, Regimen regimen)
    {
        var member = $"Infuse{StateOf(dose)}";
        Check(member, trajectory, ("The beginning", from), ("The end", until), ("The amount", amount));
        if (!(until > from))
        {
            throw new ArgumentException($"{Name}.{member} begins at {from} and ends at {until} on trajectory {trajectory}. Give an end that is later; what is given at once is Dose{StateOf(dose)}.", nameof(until));
        }

        Repeat(trajectory, new Dose(dose, from, amount, DoseForm.ForDuration, until - from), regimen);
    }

    /// <summary>Adds an infusion at the rate that the model says to every trajectory.</summary>
    /// <param name="dose">Which of the model's doses.</param>
    /// <param name="from">When it begins.</param>
    /// <param name="amount">How much altogether, greater than 0.</param>
    /// <param name="regimen">How it is repeated.</param>
    /// <exception cref="ArgumentException">A number is not finite, or the amount not greater than 0.</exception>
    protected void AddInfusionAtModelRate(int dose, double from, double amount, Regimen regimen)
    {
        for (var b = 0; b < _trajectories.Length; b++)
        {
            AddInfusionAtModelRate(dose, b, from, amount, regimen);
        }
    }

    /// <summary>Adds an infusion at the rate that the model says.</summary>
    /// <param name="dose">Which of the model's doses.</param>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="from">When it begins.</param>
    /// <param name="amount">How much altogether, greater than 0.</param>
    /// <param name="regimen">How it is repeated.</param>
    /// <exception cref="ArgumentException">A number is not finite, or the amount not greater than 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    protected void AddInfusionAtModelRate(int dose, int trajectory, double from, double amount, Regimen regimen) =>
        AddByModel($"Infuse{StateOf(dose)}AtRate", trajectory, new Dose(dose, from, amount, DoseForm.AtModelRate, 0), regimen);

    /// <summary>Adds an infusion that takes as long as the model says to every trajectory.</summary>
    /// <param name="dose">Which of the model's doses.</param>
    /// <param name="from">When it begins.</param>
    /// <param name="amount">How much altogether, greater than 0.</param>
    /// <param name="regimen">How it is repeated.</param>
    /// <exception cref="ArgumentException">A number is not finite, or the amount not greater than 0.</exception>
    protected void AddInfusionForModelDuration(int dose, double from, double amount, Regimen regimen)
    {
        for (var b = 0; b < _trajectories.Length; b++)
        {
            AddInfusionForModelDuration(dose, b, from, amount, regimen);
        }
    }

    /// <summary>Adds an infusion that takes as long as the model says.</summary>
    /// <param name="dose">Which of the model's doses.</param>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="from">When it begins.</param>
    /// <param name="amount">How much altogether, greater than 0.</param>
    /// <param name="regimen">How it is repeated.</param>
    /// <exception cref="ArgumentException">A number is not finite, or the amount not greater than 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    protected void AddInfusionForModelDuration(int dose, int trajectory, double from, double amount, Regimen regimen) =>
        AddByModel($"Infuse{StateOf(dose)}ForDuration", trajectory, new Dose(dose, from, amount, DoseForm.ForModelDuration, 0), regimen);

    /// <summary>Says of every trajectory that an infusion has run for ever, alone, and ends.</summary>
    /// <param name="dose">Which of the model's doses.</param>
    /// <param name="until">When it ends.</param>
    /// <param name="rate">At which rate it has run; 0 for what the model makes by itself.</param>
    /// <exception cref="ArgumentException">A number is not finite, or the rate negative.</exception>
    protected void AddSteadyInfusion(int dose, double until, double rate)
    {
        for (var b = 0; b < _trajectories.Length; b++)
        {
            AddSteadyInfusion(dose, b, until, rate);
        }
    }

    /// <summary>Says that an infusion has run for ever, alone, and ends.</summary>
    /// <param name="dose">Which of the model's doses.</param>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="until">When it ends.</param>
    /// <param name="rate">At which rate it has run; 0 for what the model makes by itself.</param>
    /// <exception cref="ArgumentException">A number is not finite, or the rate negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    protected void AddSteadyInfusion(int dose, int trajectory, double until, double rate)
    {
        var member = $"Infuse{StateOf(dose)}Until";
        Check(member, trajectory, ("The end", until), ("The rate", rate));
        if (rate < 0)
        {
            throw new ArgumentException($"The rate of {Name}.{member} on trajectory {trajectory} is {rate}. Give a number that is not negative.", nameof(rate));
        }

        _trajectories[trajectory].Doses.Add(new Dose(dose, until, 0, DoseForm.AtRate, rate) { Steady = SteadyForm.Alone });
    }

    private void AddByModel(string member, int trajectory, in Dose dose, in Regimen regimen)
    {
        Check(member, trajectory, ("The beginning", dose.Time), ("The amount", dose.Amount));
        if (!(dose.Amount > 0))
        {
            throw new ArgumentException($"The amount of {Name}.{member} on trajectory {trajectory} is {dose.Amount}. Give a number greater than 0.");
        }

        Repeat(trajectory, dose, regimen);
    }

    private void Repeat(int trajectory, in Dose dose, in Regimen regimen) =>
        _trajectories[trajectory].Add(dose with { Steady = regimen.Steady, Interval = regimen.Steady == SteadyForm.None ? 0 : regimen.Interval }, regimen.Interval, regimen.Doses - 1);

    private void Check(string member, int trajectory, params ReadOnlySpan<(string What, double Number)> numbers)
    {
        CheckTrajectory(trajectory);
        foreach (var (what, number) in numbers)
        {
            CheckFinite(number, what, member, trajectory);
        }
    }

    /// <summary>The times of a dose at which values jump, or the equations change, as far as they are known before the parameters are.</summary>
    private IEnumerable<(double Time, bool Jumps, string What)> TimesOf(Dose dose)
    {
        var description = GivenValues.Model.March.Doses[dose.Index];

        // When a dose arrives that is late is not known before the parameters are. A steady state is not a jump: what was before belongs to it.
        var jumps = description.Lag < 0 && !dose.Ends;
        yield return (dose.Time, jumps, $"a dose of {StateOf(dose.Index)}");
        if (dose.Ends)
        {
            yield break;
        }

        var ends = dose.Form switch
        {
            DoseForm.ForDuration => dose.Time + dose.Extent,
            DoseForm.AtRate when description.Bioavailability < 0 => dose.Time + (dose.Amount / dose.Extent),
            _ => double.NaN,
        };
        if (!double.IsNaN(ends))
        {
            yield return (ends, jumps, "the end of an infusion");
        }
    }
}
