using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Schedules;

namespace ScalableMNN.Runtime.Marching;

/// <summary>
/// Takes doses as a schedule says them apart into what changes, and when, with what the model says of them. As NONMEM does, an infusion at a rate keeps it, and takes as long as the part of its amount that arrives,
/// while one of a duration keeps that.
/// </summary>
internal sealed class PlannedDoses(DoseQuantities quantities, int doses)
{
    /// <summary>So many infusions of one regimen may run at once.</summary>
    public const int MostAtOnce = 10_000;

    /// <summary>Adds what doses and resets change.</summary>
    /// <param name="timeline">What the schedule says.</param>
    /// <param name="changes">Receives the changes, in any order.</param>
    /// <returns>The dose of the model whose infusions overlap too often; null where none do.</returns>
    public int? TryPlan(TrajectoryTimeline timeline, List<Change> changes)
    {
        var ends = new EndOfDoses(timeline.Doses, timeline.Resets);
        foreach (var reset in timeline.Resets)
        {
            changes.Add(new Change(reset.Time, ChangeKind.Resets, changes.Count, -1));
        }

        for (var i = 0; i < timeline.Doses.Length; i++)
        {
            var dose = timeline.Doses[i];
            var first = changes.Count;
            if (!TryAdd(dose, changes))
            {
                return dose.Index;
            }

            var over = ends.Of(i);
            for (var at = changes.Count - 1; at >= first && !double.IsInfinity(over); at--)
            {
                if (changes[at].Time >= over)
                {
                    changes.RemoveAt(at);
                }
            }
        }

        return null;
    }

    private bool TryAdd(in Dose dose, List<Change> changes)
    {
        if (dose.Ends)
        {
            var infusion = Arriving(dose).Infusion;
            Infusion[] steady = infusion.Rate == 0 && infusion.ByRate == 0 ? [] : [infusion];
            changes.Add(new Change(dose.Time, ChangeKind.Settles, changes.Count, dose.Index) { Regimen = new SteadyRegimen(dose.Time, double.NaN, RunningInfusions.Of(steady, doses), [], dose.Steady == SteadyForm.Added) });
            return true;
        }

        var lag = quantities[dose.Index, DoseQuantities.Lag];
        if (dose.Steady == SteadyForm.None)
        {
            AddGiven(dose, dose.Time + lag, changes);
            return true;
        }

        // Within an interval that begins at the time of the record, a dose arrives at this time; doses before it that are still under way arrive later.
        var underWay = Math.Floor(lag / dose.Interval);
        var arrives = Math.Max(0, lag - (underWay * dose.Interval));
        var (given, duration, ofEnd) = Arriving(dose);
        var overlaps = dose.Form == DoseForm.AtOnce ? 0 : Math.Floor((arrives + duration) / dose.Interval);
        if (!(underWay + overlaps <= MostAtOnce))
        {
            return false;
        }

        var ends = Math.Max(0, arrives + duration - (overlaps * dose.Interval));
        var period = new List<Change>();
        if (dose.Form == DoseForm.AtOnce)
        {
            AddGiven(dose, arrives, period);
        }
        else
        {
            period.Add(new Change(arrives, ChangeKind.Begins, 0, dose.Index) { Infusion = given, Shifts = LagOf(dose.Index) });
            period.Add(new Change(ends, duration == 0 ? ChangeKind.EndsAtOnce : ChangeKind.Ends, 1, dose.Index) { Infusion = given, Shifts = ofEnd });
        }

        period.Sort(Change.InOrder);
        Infusion[] also = [.. Enumerable.Repeat(given, (int)overlaps)];
        var running = also.ToList();
        var happenings = period.Select(change => change.ToHappening(running, doses)).ToArray();
        changes.Add(new Change(dose.Time, ChangeKind.Settles, changes.Count, dose.Index)
        {
            Regimen = new SteadyRegimen(dose.Time, dose.Interval, RunningInfusions.Of(also, doses), happenings, dose.Steady == SteadyForm.Added),
            AlsoRunning = also,
        });
        for (var i = 0; i < (int)overlaps; i++)
        {
            changes.Add(new Change(dose.Time + ends + (i * dose.Interval), ChangeKind.Ends, changes.Count, dose.Index) { Infusion = given, Shifts = ofEnd });
        }

        for (var i = 0; i <= (int)underWay; i++)
        {
            AddGiven(dose, i == (int)underWay ? dose.Time + lag : dose.Time + arrives + (i * dose.Interval), changes);
        }

        return true;
    }

    /// <summary>Adds what one dose changes that arrives, or begins, at a time.</summary>
    private void AddGiven(in Dose dose, double from, List<Change> changes)
    {
        if (dose.Form == DoseForm.AtOnce)
        {
            changes.Add(new Change(from, ChangeKind.AtOnce, changes.Count, dose.Index) { Amount = dose.Amount, Arrives = quantities[dose.Index, DoseQuantities.Part] * dose.Amount, Shifts = LagOf(dose.Index) });
            return;
        }

        var (infusion, duration, ofEnd) = Arriving(dose);
        changes.Add(new Change(from, ChangeKind.Begins, changes.Count, dose.Index) { Infusion = infusion, Shifts = LagOf(dose.Index) });
        changes.Add(new Change(from + duration, duration == 0 ? ChangeKind.EndsAtOnce : ChangeKind.Ends, changes.Count, dose.Index) { Infusion = infusion, Shifts = ofEnd });
    }

    /// <summary>An infusion as it arrives, how long it takes, and how its end depends on what the model says.</summary>
    private (Infusion Infusion, double Duration, TimeShift[] OfEnd) Arriving(in Dose dose)
    {
        var (index, part) = (dose.Index, quantities[dose.Index, DoseQuantities.Part]);
        var (amount, extent) = (dose.Amount, dose.Extent);
        switch (dose.Form)
        {
            case DoseForm.AtRate:
                return (new Infusion(index, extent, 0, 0, 0), part * amount / extent, EndOf(index, amount / extent, 0, 0));
            case DoseForm.AtModelRate:
                var rate = quantities[index, DoseQuantities.Rate];
                return (new Infusion(index, rate, 0, 1, 0), part * amount / rate, EndOf(index, amount / rate, -part * amount / (rate * rate), 0));
            case DoseForm.ForModelDuration:
                var duration = quantities[index, DoseQuantities.Duration];
                return (new Infusion(index, part * amount / duration, amount / duration, 0, -part * amount / (duration * duration)), duration, EndOf(index, 0, 0, 1));
            default:
                return (new Infusion(index, part * (amount / extent), amount / extent, 0, 0), extent, EndOf(index, 0, 0, 0));
        }
    }

    private TimeShift[] LagOf(int dose) => quantities.IsSaid(dose, DoseQuantities.Lag) ? [new TimeShift((dose * DoseQuantities.Count) + DoseQuantities.Lag, 1)] : [];

    private TimeShift[] EndOf(int dose, double byPart, double byRate, double byDuration) =>
    [
        .. LagOf(dose),
        .. new[] { (DoseQuantities.Part, byPart), (DoseQuantities.Rate, byRate), (DoseQuantities.Duration, byDuration) }
            .Where(pair => pair.Item2 != 0 && quantities.IsSaid(dose, pair.Item1))
            .Select(pair => new TimeShift((dose * DoseQuantities.Count) + pair.Item1, pair.Item2)),
    ];
}
