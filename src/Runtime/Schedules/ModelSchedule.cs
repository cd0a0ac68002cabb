using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Schedules;

/// <summary>
/// What happens to the trajectories of a batch, by time: the times at which values are wanted, what was measured, doses, and values that change. Trajectories have times of their own, as many as they like.
/// The generated <c>Schedule</c> of a model has methods for each of its states and observations, and turns into its <c>Inputs</c>, whose grid points are the times of the schedule.
/// </summary>
/// <remarks>
/// Where something happens, there are two grid points at one time: what is just before, and what is just after. A measurement at such a time is of what was before.
/// </remarks>
public abstract partial class ModelSchedule
{
    private readonly TrajectorySchedule[] _trajectories;
    private readonly Dictionary<int, ScheduledValues> _scheduled = [];

    /// <summary>Makes an empty schedule.</summary>
    /// <param name="given">Inputs for one grid point, which hold what has no time. Initial values of states that doses reach become 0.</param>
    protected ModelSchedule(ModelValues given)
    {
        ArgumentNullException.ThrowIfNull(given);
        GivenValues = given;
        _trajectories = new TrajectorySchedule[given.TrajectoryCount];
        for (var b = 0; b < _trajectories.Length; b++)
        {
            _trajectories[b] = new TrajectorySchedule(given.Model.Grid.Start);
        }

        for (var slot = 0; slot < given.Slots.Count; slot++)
        {
            if (given.Slots[slot] is { Kind: ValueKind.Initial } initial && given.Model.March.Doses.Any(dose => given.Model.States[dose.State].Name == initial.Name))
            {
                for (var b = 0; b < _trajectories.Length; b++)
                {
                    given.NumberAt(slot, 0, b) = 0;
                }
            }
        }
    }

    /// <summary>Number B of trajectories.</summary>
    public int TrajectoryCount => _trajectories.Length;

    /// <summary>What was read of a table, and what was left; null for a schedule that was not read from one.</summary>
    public TableReport? Table { get; private set; }

    /// <summary>What has no time, in inputs for one grid point.</summary>
    protected ModelValues GivenValues { get; }

    internal string Name => $"{GivenValues.Model.Name}.Schedule";

    /// <summary>The last time of a trajectory: of a wanted value, a measurement, a dose, or an event; its start where there is nothing.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <returns>The time.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    public double LastTime(int trajectory = 0)
    {
        CheckTrajectory(trajectory);
        return PointsOf(trajectory)[^1].Time;
    }

    /// <summary>Says when every trajectory starts, which is 0 otherwise, or as [Grid] says. Nothing can happen before.</summary>
    /// <param name="time">The time.</param>
    /// <exception cref="ArgumentException">It is not finite.</exception>
    public void StartAt(double time)
    {
        for (var b = 0; b < _trajectories.Length; b++)
        {
            StartAt(b, time);
        }
    }

    /// <summary>Says when a trajectory starts.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="time">The time.</param>
    /// <exception cref="ArgumentException">It is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    public void StartAt(int trajectory, double time)
    {
        CheckTrajectory(trajectory);
        CheckFinite(time, "The time", nameof(StartAt), trajectory);
        _trajectories[trajectory].Start = time;
    }

    /// <summary>Says at which times values of every trajectory are wanted, beside those of measurements.</summary>
    /// <param name="times">The times, in any order.</param>
    /// <exception cref="ArgumentException">One is not finite.</exception>
    public void Want(params ReadOnlySpan<double> times)
    {
        for (var b = 0; b < _trajectories.Length; b++)
        {
            WantOf(b, times);
        }
    }

    /// <summary>Says at which times values of a trajectory are wanted, beside those of measurements.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="times">The times, in any order.</param>
    /// <exception cref="ArgumentException">One is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    public void WantOf(int trajectory, params ReadOnlySpan<double> times)
    {
        CheckTrajectory(trajectory);
        foreach (var time in times)
        {
            CheckFinite(time, "The time", nameof(Want), trajectory);
            _trajectories[trajectory].Wanted.Add(time);
        }
    }

    /// <summary>Says that values of every trajectory are wanted at equally spaced times, the first and the last of them included, as for a plot.</summary>
    /// <param name="from">The first.</param>
    /// <param name="until">The last.</param>
    /// <param name="count">How many, at least 2.</param>
    /// <exception cref="ArgumentException">A time is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two.</exception>
    public void WantEvenly(double from, double until, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            times[i] = i == count - 1 ? until : from + (i * ((until - from) / (count - 1)));
        }

        Want(times);
    }

    /// <summary>Lets an event happen on every trajectory.</summary>
    /// <param name="index">Which of the model's events.</param>
    /// <param name="time">When.</param>
    /// <exception cref="ArgumentException">The time is not finite.</exception>
    protected void AddEvent(int index, double time)
    {
        for (var b = 0; b < _trajectories.Length; b++)
        {
            AddEvent(index, b, time);
        }
    }

    /// <summary>Lets an event happen.</summary>
    /// <param name="index">Which of the model's events.</param>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="time">When.</param>
    /// <exception cref="ArgumentException">The time is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    protected void AddEvent(int index, int trajectory, double time)
    {
        CheckTrajectory(trajectory);
        CheckFinite(time, "The time", GivenValues.Model.March.Events[index].Name, trajectory);
        _trajectories[trajectory].Events.Add(new ScheduledEvent(index, time));
    }

    /// <summary>Adds a measured value to every trajectory.</summary>
    /// <param name="slot">Which of the inputs holds it.</param>
    /// <param name="time">When it was measured.</param>
    /// <param name="value">The value, or NaN for a time at which one is wanted.</param>
    /// <exception cref="ArgumentException">The time is not finite, or the value infinite.</exception>
    protected void AddMeasurement(int slot, double time, double value)
    {
        for (var b = 0; b < _trajectories.Length; b++)
        {
            AddMeasurement(slot, b, time, value);
        }
    }

    /// <summary>Adds a measured value.</summary>
    /// <param name="slot">Which of the inputs holds it.</param>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="time">When it was measured.</param>
    /// <param name="value">The value, or NaN for a time at which one is wanted.</param>
    /// <exception cref="ArgumentException">The time is not finite, or the value infinite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    protected void AddMeasurement(int slot, int trajectory, double time, double value)
    {
        CheckTrajectory(trajectory);
        var member = GivenValues.Slots[slot].Name.Replace("Observed", "Observe", StringComparison.Ordinal);
        CheckFinite(time, "The time", member, trajectory);
        if (double.IsNaN(value))
        {
            _trajectories[trajectory].Wanted.Add(time);
            return;
        }

        CheckFinite(value, "The value", member, trajectory);
        _trajectories[trajectory].Measured.Add((slot, time, value, double.NaN));
    }

    /// <summary>Adds a measured value with a standard deviation of its own to every trajectory.</summary>
    /// <param name="slot">Which of the inputs holds it.</param>
    /// <param name="time">When it was measured.</param>
    /// <param name="value">The value.</param>
    /// <param name="deviation">Its standard deviation, greater than 0.</param>
    /// <exception cref="ArgumentException">A number is not finite, or the deviation not greater than 0.</exception>
    protected void AddMeasurementWithDeviation(int slot, double time, double value, double deviation)
    {
        for (var b = 0; b < _trajectories.Length; b++)
        {
            AddMeasurementWithDeviation(slot, b, time, value, deviation);
        }
    }

    /// <summary>Adds a measured value with a standard deviation of its own.</summary>
    /// <param name="slot">Which of the inputs holds it.</param>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="time">When it was measured.</param>
    /// <param name="value">The value.</param>
    /// <param name="deviation">Its standard deviation, greater than 0.</param>
    /// <exception cref="ArgumentException">A number is not finite, or the deviation not greater than 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    protected void AddMeasurementWithDeviation(int slot, int trajectory, double time, double value, double deviation)
    {
        CheckTrajectory(trajectory);
        var member = $"{GivenValues.Slots[slot].Name.Replace("Observed", "Observe", StringComparison.Ordinal)}WithDeviation";
        CheckFinite(time, "The time", member, trajectory);
        CheckFinite(value, "The value", member, trajectory);
        CheckFinite(deviation, "The deviation", member, trajectory);
        if (!(deviation > 0))
        {
            throw new ArgumentException($"The deviation of {Name}.{member} on trajectory {trajectory} is {deviation}. Give a number greater than 0.", nameof(deviation));
        }

        _trajectories[trajectory].Measured.Add((slot, time, value, deviation));
    }

    /// <summary>Adds a measurement of which two limits alone are known to every trajectory.</summary>
    /// <param name="slot">Which of the inputs holds it.</param>
    /// <param name="time">When it was measured.</param>
    /// <param name="lower">The lower limit, or minus infinity.</param>
    /// <param name="upper">The upper limit, or infinity.</param>
    /// <exception cref="ArgumentException">The time or both limits are not finite, or the upper limit is not greater than the lower one.</exception>
    protected void AddCensoredMeasurement(int slot, double time, double lower, double upper)
    {
        for (var b = 0; b < _trajectories.Length; b++)
        {
            AddCensoredMeasurement(slot, b, time, lower, upper);
        }
    }

    /// <summary>Adds a measurement of which two limits alone are known.</summary>
    /// <param name="slot">Which of the inputs holds it.</param>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="time">When it was measured.</param>
    /// <param name="lower">The lower limit, or minus infinity.</param>
    /// <param name="upper">The upper limit, or infinity.</param>
    /// <exception cref="ArgumentException">The time or both limits are not finite, or the upper limit is not greater than the lower one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    protected void AddCensoredMeasurement(int slot, int trajectory, double time, double lower, double upper)
    {
        CheckTrajectory(trajectory);
        var subject = GivenValues.Slots[slot].Name.Replace("Observed", "Observe", StringComparison.Ordinal);
        var limits = new CensoringLimits(lower, upper);
        var member = subject + limits.Kind;
        CheckFinite(time, "The time", member, trajectory);
        if (!limits.AreValid)
        {
            throw new ArgumentException(
                $"The limits of {Name}.{member} on trajectory {trajectory} are {lower} and {upper}. Give finite limits, the upper one greater than the lower one.", nameof(upper));
        }

        _trajectories[trajectory].Measured.Add((slot, time, limits.Shown, double.NaN));
        _trajectories[trajectory].Limits.Add(_trajectories[trajectory].Measured.Count - 1, limits);
    }

    /// <summary>The values of a coefficient by time.</summary>
    /// <param name="slot">Which of the inputs.</param>
    /// <returns>The same object for the same slot.</returns>
    protected ScheduledValues ScheduledValuesOf(int slot)
    {
        if (!_scheduled.TryGetValue(slot, out var values))
        {
            values = new ScheduledValues(this, GivenValues.Slots[slot].Name);
            _scheduled.Add(slot, values);
        }

        return values;
    }

    /// <summary>Makes inputs of the schedule as it is now.</summary>
    /// <param name="create">Makes inputs of a number of grid points.</param>
    /// <returns>The inputs, which keep the timeline.</returns>
    /// <exception cref="InvalidOperationException">Something happens before a trajectory starts, or a coefficient has two values at one time; the message says what, and where.</exception>
    protected ModelValues BuildInputs(Func<int, ModelValues> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        var points = new List<(double Time, bool IsAfter)>[_trajectories.Length];
        for (var b = 0; b < points.Length; b++)
        {
            points[b] = PointsOf(b);
        }

        CheckDeviations();
        var count = points.Max(static of => of.Count);
        var inputs = create(count);
        var timelines = new TrajectoryTimeline[points.Length];
        for (var b = 0; b < points.Length; b++)
        {
            // Trajectories that have fewer points than the longest stay at the end of their last one.
            var (times, isAfter) = (new double[count], new bool[count]);
            for (var point = 0; point < count; point++)
            {
                (times[point], isAfter[point]) = point < points[b].Count ? points[b][point] : (points[b][^1].Time, true);
            }

            timelines[b] = new TrajectoryTimeline(times, isAfter, points[b].Count, [.. _trajectories[b].Doses], [.. _trajectories[b].Events]) { Resets = [.. _trajectories[b].Resets] };
            Fill(inputs, b, timelines[b]);
        }

        inputs.Timeline = new Timeline(timelines);
        return inputs;
    }

    /// <summary>Reads a table.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file.</param>
    /// <param name="columns">What its columns are called, or null for the names of NONMEM.</param>
    /// <param name="create">Makes an empty schedule for a number of trajectories.</param>
    /// <returns>The schedule, with <see cref="Table"/>.</returns>
    /// <exception cref="TableException">Something cannot be read; the message names line, column, value and rule.</exception>
    protected static ModelSchedule ReadTable(ModelDescription model, string path, TableColumns? columns, Func<int, ModelSchedule> create)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(create);
        using var reader = new TableReader(model, path, columns ?? new TableColumns());
        var report = reader.Read();
        var schedule = create(report.Individuals.Count);
        reader.WriteTo(schedule);
        schedule.Table = report;
        return schedule;
    }

    /// <summary>Takes what a record of a table says.</summary>
    /// <param name="record">The record.</param>
    /// <param name="dose">Of a dose, what is given.</param>
    internal void Take(in TableReader.Record record, in Dose dose)
    {
        var of = _trajectories[record.Trajectory];
        switch (record.Kind)
        {
            case TableReader.RecordKind.Start:
                of.Start = record.Time;
                break;
            case TableReader.RecordKind.Want:
                of.Wanted.Add(record.Time);
                break;
            case TableReader.RecordKind.Dose:
                of.Add(dose, record.Number, record.Which);
                break;
            case TableReader.RecordKind.Reset:
                of.AddReset(record.Time);
                break;
            case TableReader.RecordKind.Measurement or TableReader.RecordKind.MeasurementAfterReset:
                if (record.Kind == TableReader.RecordKind.MeasurementAfterReset)
                {
                    _ = of.AfterReset.Add(of.Measured.Count);
                }

                if (record.Limits is { } limits)
                {
                    of.Limits.Add(of.Measured.Count, limits);
                }

                of.Measured.Add((record.Which, record.Time, record.Number, double.NaN));
                break;
            default:
                TakeInput(record);
                break;
        }
    }

    private void TakeInput(in TableReader.Record record)
    {
        if (GivenValues.Slots[record.Which].Per == Per.Step)
        {
            ScheduledValuesOf(record.Which).HoldFrom(record.Trajectory, record.Time, record.Number);
        }
        else
        {
            GivenValues.NumberAt(record.Which, 0, record.Trajectory) = record.Number;
        }
    }

    internal void CheckTrajectory(int trajectory)
    {
        if (trajectory < 0 || trajectory >= _trajectories.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(trajectory), trajectory, $"{Name} has {_trajectories.Length} {(_trajectories.Length == 1 ? "trajectory" : "trajectories")}; valid are 0 to {_trajectories.Length - 1}.");
        }
    }

    internal void CheckFinite(double number, string what, string member, int trajectory)
    {
        if (!double.IsFinite(number))
        {
            throw new ArgumentException($"{what} of {Name}.{member} on trajectory {trajectory} is {number}. Give a finite number.");
        }
    }

    private string StateOf(int dose) => GivenValues.Model.States[GivenValues.Model.March.Doses[dose].State].Name;

    /// <summary>The grid points of a trajectory: each time once, those at which something happens twice.</summary>
    private List<(double Time, bool IsAfter)> PointsOf(int trajectory)
    {
        var of = _trajectories[trajectory];
        var times = new List<(double Time, bool Jumps, string What)>(1 + of.Wanted.Count + of.Measured.Count + (2 * of.Doses.Count) + of.Events.Count) { (of.Start, false, "the start") };
        var ends = new EndOfDoses(of.Doses, of.Resets);
        for (var i = 0; i < of.Doses.Count; i++)
        {
            var over = ends.Of(i);
            times.AddRange(TimesOf(of.Doses[i]).Where(time => time.Time < over));
        }

        times.AddRange(of.Resets.Select(static reset => (reset.Time, true, "a reset")));
        times.AddRange(of.Events.Select(occurrence => (occurrence.Time, true, $"event {GivenValues.Model.March.Events[occurrence.Index].Name}")));
        foreach (var (slot, values) in _scheduled)
        {
            times.AddRange(values.Changes(trajectory).Where(change => change.Time >= of.Start).Select(change => (change.Time, change.Jumps, $"a value of {GivenValues.Slots[slot].Name}")));
        }

        var breaks = BreaksOf(times);
        times.AddRange(of.Wanted.Select(time => (Nearest(breaks, time), false, "a wanted time")));
        times.AddRange(of.Measured.Select(measured => (Nearest(breaks, measured.Time), false, $"a value of {GivenValues.Slots[measured.Slot].Name}")));
        times.Sort(static (one, other) => one.Time.CompareTo(other.Time));
        if (times[0].Time < of.Start)
        {
            throw new InvalidOperationException($"{Name}: trajectory {trajectory} starts at {of.Start}, and {times[0].What} lies before, at {times[0].Time}. Let it start earlier with StartAt.");
        }

        var points = new List<(double Time, bool IsAfter)>(times.Count);
        foreach (var (time, jumps, _) in times)
        {
            if (points.Count == 0 || points[^1].Time != time)
            {
                points.Add((time, false));
            }

            if (jumps && !points[^1].IsAfter)
            {
                points.Add((time, true));
            }
        }

        return points;
    }

    /// <summary>The times at which something happens, in their order.</summary>
    private static double[] BreaksOf(IEnumerable<(double Time, bool Jumps, string What)> times) => [.. times.Where(static time => time.Jumps).Select(static time => time.Time).Distinct().Order()];

    /// <summary>A time, or that at which something happens where both differ by nothing but rounding: 3 * 0.1 is not 0.3, and what was measured then is of what was before.</summary>
    private static double Nearest(double[] breaks, double time)
    {
        const double Rounding = 1e-14;
        var place = Array.BinarySearch(breaks, time);
        place = place < 0 ? ~place : place;
        for (var i = Math.Max(0, place - 1); i <= Math.Min(place, breaks.Length - 1); i++)
        {
            if (Math.Abs(breaks[i] - time) <= Rounding * Math.Abs(time))
            {
                return breaks[i];
            }
        }

        return time;
    }

    /// <summary>Throws where some values of an observable have deviations of their own, and others not: what is estimated for these would have no meaning for those.</summary>
    private void CheckDeviations()
    {
        foreach (var group in _trajectories.SelectMany(static of => of.Measured).GroupBy(static measured => measured.Slot))
        {
            var with = group.Count(static measured => !double.IsNaN(measured.Deviation));
            if (with > 0 && with < group.Count())
            {
                throw new InvalidOperationException($"{Name}: {with} of {group.Count()} values of {GivenValues.Slots[group.Key].Name} have a deviation of their own. Give one to each of them, or to none.");
            }
        }
    }

    private void Fill(ModelValues inputs, int trajectory, TrajectoryTimeline timeline)
    {
        inputs.SetStart(trajectory, timeline.Times[0]);
        for (var slot = 0; slot < inputs.Slots.Count; slot++)
        {
            var description = inputs.Slots[slot];
            if (description.Kind == ValueKind.Steps)
            {
                for (var step = 0; step + 1 < timeline.Times.Length; step++)
                {
                    inputs.NumberAt(slot, step, trajectory) = timeline.Times[step + 1] - timeline.Times[step];
                }
            }
            else if (description.Kind is ValueKind.Coefficient or ValueKind.Initial && description.Per != Per.Step)
            {
                for (var row = 0; row < description.Components; row++)
                {
                    inputs.NumberAt(slot, row, trajectory) = GivenValues.NumberAt(slot, row, trajectory);
                }
            }
        }

        foreach (var (slot, values) in _scheduled)
        {
            // Behind a value stand those of its derivatives that the model declares.
            var name = inputs.Slots[slot].Name;
            for (var derivative = 0; slot + derivative < inputs.Slots.Count && inputs.Slots[slot + derivative].Name == (derivative == 0 ? name : $"{name}D{derivative}"); derivative++)
            {
                var target = slot + derivative;
                values.Evaluate(trajectory, timeline.Times, timeline.IsAfter, derivative, (point, value) => inputs.NumberAt(target, point, trajectory) = value);
            }
        }

        double[] breaks = [.. Enumerable.Range(1, timeline.Points - 1).Where(point => timeline.IsAfter[point]).Select(point => timeline.Times[point])];
        var (isAfter, limits) = (_trajectories[trajectory].AfterReset, _trajectories[trajectory].Limits);
        foreach (var group in _trajectories[trajectory].Measured
            .Select((measured, i) => (measured.Slot, measured.Time, measured.Value, measured.Deviation, Index: i, IsAfter: isAfter.Contains(i)))
            .GroupBy(measured => (measured.Slot, Time: Nearest(breaks, measured.Time), measured.IsAfter)))
        {
            var point = FirstPoint(timeline.Times, group.Key.Time);
            point += group.Key.IsAfter && timeline.IsAfter[point + 1] ? 1 : 0;
            inputs.SetValues(group.Key.Slot, point, trajectory, [.. group.Select(static measured => measured.Value)]);
            if (group.Any(static measured => !double.IsNaN(measured.Deviation)))
            {
                timeline.Deviations.Add((group.Key.Slot, point), [.. group.Select(static measured => measured.Deviation)]);
            }

            if (group.Any(measured => limits.ContainsKey(measured.Index)))
            {
                timeline.Limits.Add((group.Key.Slot, point), [.. group.Select(measured => limits.TryGetValue(measured.Index, out var of) ? of : (CensoringLimits?)null)]);
            }
        }
    }

    private static int FirstPoint(double[] times, double time)
    {
        var point = Array.BinarySearch(times, time);
        while (point > 0 && times[point - 1] == time)
        {
            point--;
        }

        return point;
    }

    private sealed class TrajectorySchedule(double start)
    {
        public double Start { get; set; } = start;

        public List<double> Wanted { get; } = [];

        public List<(int Slot, double Time, double Value, double Deviation)> Measured { get; } = [];

        /// <summary>The limits of those measurements that are censored, by their place among all.</summary>
        public Dictionary<int, CensoringLimits> Limits { get; } = [];

        public List<Dose> Doses { get; } = [];

        public List<ScheduledEvent> Events { get; } = [];

        public List<ScheduledReset> Resets { get; } = [];

        /// <summary>Which of the measured values are of just after a reset at their time.</summary>
        public HashSet<int> AfterReset { get; } = [];

        /// <summary>Adds a dose and its repetitions.</summary>
        public void Add(in Dose dose, double interval, int further)
        {
            Doses.Add(dose);
            for (var i = 1; i <= further; i++)
            {
                Doses.Add(new Dose(dose.Index, dose.Time + (i * interval), dose.Amount, dose.Form, dose.Extent) { SaidAt = dose.Time });
            }
        }

        public void AddReset(double time) => Resets.Add(new ScheduledReset(time, Doses.Count));
    }
}
