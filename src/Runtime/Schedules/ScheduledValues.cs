using System;
using System.Collections.Generic;
using System.Linq;

namespace ScalableMNN.Runtime.Schedules;

/// <summary>
/// The values of a coefficient along the trajectories of a schedule, by time: linear between given values (<see cref="Set(int, ReadOnlySpan{double}, ReadOnlySpan{double})"/>), or held from a time on
/// (<see cref="Hold(int, double, double)"/>). Before the first of them, after the last, and until one that is held begins, the value stays what it is.
/// </summary>
public sealed class ScheduledValues
{
    private readonly ModelSchedule _schedule;
    private readonly string _name;
    private readonly List<Knot>[] _knots;

    internal ScheduledValues(ModelSchedule schedule, string name)
    {
        _schedule = schedule;
        _name = name;
        _knots = new List<Knot>[schedule.TrajectoryCount];
        for (var b = 0; b < _knots.Length; b++)
        {
            _knots[b] = [];
        }
    }

    /// <summary>Gives a trajectory values by time, between which the coefficient is linear.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="times">The times, in any order.</param>
    /// <param name="values">The values, as many.</param>
    /// <exception cref="ArgumentException">There are not as many values as times, or a number is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    public void Set(int trajectory, ReadOnlySpan<double> times, ReadOnlySpan<double> values)
    {
        _schedule.CheckTrajectory(trajectory);
        if (times.Length != values.Length)
        {
            throw new ArgumentException($"{_schedule.Name}.{_name}: {times.Length} times and {values.Length} values were given. Give one value for each time.", nameof(values));
        }

        for (var i = 0; i < times.Length; i++)
        {
            Add(trajectory, times[i], values[i], isHeld: false);
        }
    }

    /// <summary>Gives every trajectory values by time, between which the coefficient is linear.</summary>
    /// <param name="times">The times, in any order.</param>
    /// <param name="values">The values, as many.</param>
    /// <exception cref="ArgumentException">There are not as many values as times, or a number is not finite.</exception>
    public void Set(ReadOnlySpan<double> times, ReadOnlySpan<double> values)
    {
        for (var trajectory = 0; trajectory < _knots.Length; trajectory++)
        {
            Set(trajectory, times, values);
        }
    }

    /// <summary>Holds the coefficient of a trajectory at a value from a time on, until the next time that is given.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="time">From when on.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    public void Hold(int trajectory, double time, double value)
    {
        _schedule.CheckTrajectory(trajectory);
        Add(trajectory, time, value, isHeld: true);
    }

    /// <summary>Holds the coefficient of every trajectory at a value from a time on, until the next time that is given.</summary>
    /// <param name="time">From when on.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public void Hold(double time, double value)
    {
        for (var trajectory = 0; trajectory < _knots.Length; trajectory++)
        {
            Add(trajectory, time, value, isHeld: true);
        }
    }

    /// <summary>Holds a value from a time on, as records of a table say: the last of one time counts, and a value that stays is no change.</summary>
    internal void HoldFrom(int trajectory, double time, double value)
    {
        var knots = _knots[trajectory];
        if (knots.Count > 0 && knots[^1].Time == time)
        {
            knots[^1] = new Knot(time, value, true);
        }
        else if (knots.Count == 0 || knots[^1].Value != value)
        {
            knots.Add(new Knot(time, value, true));
        }
    }

    /// <summary>The times at which the value of a trajectory, or its slope, changes, and whether it jumps there.</summary>
    internal IEnumerable<(double Time, bool Jumps)> Changes(int trajectory)
    {
        var knots = Sorted(trajectory);
        for (var i = 0; i < knots.Length; i++)
        {
            if (i > 0 && knots[i].Time == knots[i - 1].Time)
            {
                throw new InvalidOperationException($"{_schedule.Name}.{_name} has two values at time {knots[i].Time} of trajectory {trajectory}: {knots[i - 1].Value} and {knots[i].Value}. Give one.");
            }

            yield return (knots[i].Time, i > 0 && (knots[i].IsHeld || knots[i - 1].IsHeld));
        }
    }

    /// <summary>The values of a trajectory, or their slopes, at times.</summary>
    internal void Evaluate(int trajectory, double[] times, bool[] isAfter, int derivative, Action<int, double> write)
    {
        var knots = Sorted(trajectory);
        for (int point = 0, at = 0; point < times.Length && knots.Length > 0; point++)
        {
            // A jump at the time of the point has happened only for a point after it.
            while (at + 1 < knots.Length && (knots[at + 1].Time < times[point] || (knots[at + 1].Time == times[point] && (isAfter[point] || !(knots[at].IsHeld || knots[at + 1].IsHeld)))))
            {
                at++;
            }

            var slope = knots[at].IsHeld || at + 1 == knots.Length || knots[at + 1].IsHeld || times[point] < knots[at].Time ? 0 : (knots[at + 1].Value - knots[at].Value) / (knots[at + 1].Time - knots[at].Time);
            write(point, derivative switch { 0 => knots[at].Value + (slope == 0 ? 0 : slope * (times[point] - knots[at].Time)), 1 => slope, _ => 0 });
        }
    }

    private void Add(int trajectory, double time, double value, bool isHeld)
    {
        _schedule.CheckFinite(time, "The time", _name, trajectory);
        _schedule.CheckFinite(value, "The value", _name, trajectory);
        _knots[trajectory].Add(new Knot(time, value, isHeld));
    }

    private Knot[] Sorted(int trajectory) => [.. _knots[trajectory].OrderBy(static knot => knot.Time)];

    private readonly record struct Knot(double Time, double Value, bool IsHeld);
}
