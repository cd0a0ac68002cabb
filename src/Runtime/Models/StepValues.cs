using System;
using System.Collections.Generic;

namespace ScalableMNN.Runtime.Models;

/// <summary>
/// The values of a coefficient with one number for each grid point of each trajectory; or the steps, one for each interval between two points. The index of a step is that of the point at
/// which it begins.
/// </summary>
public readonly struct StepValues
{
    private readonly ModelValues _owner;
    private readonly int _slot;

    internal StepValues(ModelValues owner, int slot)
    {
        _owner = owner;
        _slot = slot;
    }

    private string RowName => _owner.Slots[_slot].Kind == ValueKind.Steps ? "step" : "grid point";

    /// <summary>How many numbers each trajectory has: T, or T - 1 for the steps of the grid.</summary>
    public int Count => _owner.RowCount(_slot);

    /// <summary>Number B of trajectories.</summary>
    public int TrajectoryCount => _owner.TrajectoryCount;

    /// <summary>The value of a trajectory at a grid point.</summary>
    /// <param name="trajectory">Index of the trajectory, 0 to B - 1.</param>
    /// <param name="point">Index of the grid point, or of the step that begins there, 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory or grid point; the message says how many there are.</exception>
    public ref double this[int trajectory, int point]
    {
        get
        {
            Check(trajectory, point);
            return ref _owner.NumberAt(_slot, point, trajectory);
        }
    }

    /// <summary>All values in place, that of trajectory b at grid point t at t B + b.</summary>
    /// <returns><see cref="Count"/> times B numbers.</returns>
    public Span<double> AsSpan() => _owner.Slot(_slot);

    /// <summary>Gives every grid point of every trajectory the same value.</summary>
    /// <param name="value">The value.</param>
    public void Fill(double value) => AsSpan().Fill(value);

    /// <summary>Gives every grid point of one trajectory the same value.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="value">The value.</param>
    public void Fill(int trajectory, double value)
    {
        Check(trajectory);
        var values = AsSpan();
        for (var i = trajectory; i < values.Length; i += TrajectoryCount)
        {
            values[i] = value;
        }
    }

    /// <summary>Gives all values at once.</summary>
    /// <param name="values"><see cref="Count"/> times B numbers, that of trajectory b at grid point t at t B + b.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public void CopyFrom(ReadOnlySpan<double> values)
    {
        var target = AsSpan();
        if (values.Length != target.Length)
        {
            _owner.ThrowWrongLength(_slot, $"{Count} for each of {TrajectoryCount} trajectories", values.Length, target.Length, nameof(values));
        }

        values.CopyTo(target);
    }

    /// <summary>Gives a batch of one trajectory the steps of a time grid, and its start.</summary>
    /// <param name="steps">The steps of the grid.</param>
    /// <exception cref="ArgumentException">There are more or fewer, there are several trajectories, or these are not steps.</exception>
    public void CopyFrom(GridSteps steps)
    {
        CopyFrom(steps.AsSpan());
        Begin(0, steps.Start);
    }

    /// <summary>Gives one trajectory the steps of a time grid, and its start.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="steps">The steps of the grid, <see cref="Count"/> of them.</param>
    /// <exception cref="ArgumentException">
    /// There are more or fewer, or these are the learned steps of a model that uses time and starts at another one: then the start is for <c>Inputs.Start</c>.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    public void Set(int trajectory, GridSteps steps)
    {
        Set(trajectory, steps.AsSpan());
        Begin(trajectory, steps.Start);
    }

    /// <summary>Gives the values of one trajectory.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="values"><see cref="Count"/> numbers.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public void Set(int trajectory, ReadOnlySpan<double> values)
    {
        Check(trajectory);
        if (values.Length != Count)
        {
            _owner.ThrowWrongLength(_slot, $"one for each {RowName} of the trajectory", values.Length, Count, nameof(values));
        }

        var target = AsSpan();
        for (var point = 0; point < values.Length; point++)
        {
            target[(point * TrajectoryCount) + trajectory] = values[point];
        }
    }

    /// <summary>
    /// Gives values of one trajectory at some grid points, such as those of its measurements; the others keep theirs. A grid point of an observation may be named several times, with a value
    /// for each: all of them count. The grid point then shows their mean, and assigning another number to it replaces them.
    /// </summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="points">Indices of the grid points, such as <see cref="TimeGrid.Measured"/>.</param>
    /// <param name="values">As many numbers; for an observation NaN stands for none.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than grid points, or a grid point of what is not an observation is named twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory or grid point; the message says how many there are.</exception>
    public void Set(int trajectory, ReadOnlySpan<int> points, ReadOnlySpan<double> values)
    {
        if (values.Length != points.Length)
        {
            _owner.ThrowWrongLength(_slot, "one for each grid point that is named", values.Length, points.Length, nameof(values));
        }

        var named = new SortedDictionary<int, List<double>>();
        for (var i = 0; i < points.Length; i++)
        {
            Check(trajectory, points[i]);
            if (!named.TryGetValue(points[i], out var there))
            {
                named.Add(points[i], there = []);
            }
            else if (!IsObserved)
            {
                throw new ArgumentException($"{Name} takes one value at a grid point; grid point {points[i]} is named twice. Only observations can have several.", nameof(points));
            }

            there.Add(values[i]);
        }

        foreach (var (point, there) in named)
        {
            Give(trajectory, point, [.. there]);
        }
    }

    /// <summary>Adds a measured value at a grid point, beside those that are there.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="point">Index of the grid point.</param>
    /// <param name="value">The value; NaN adds nothing.</param>
    /// <exception cref="InvalidOperationException">This is not an observation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory or grid point; the message says how many there are.</exception>
    public void Add(int trajectory, int point, double value)
    {
        if (!IsObserved)
        {
            throw new InvalidOperationException($"{Name} takes one value at a grid point: assign it. Only observations can have several.");
        }

        Check(trajectory, point);
        Give(trajectory, point, [.. ValuesAt(trajectory, point), value]);
    }

    /// <summary>All values of an observation at a grid point: none where it is NaN, several where it was given several.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="point">Index of the grid point.</param>
    /// <returns>The values, in the order in which they were given.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory or grid point; the message says how many there are.</exception>
    public ReadOnlySpan<double> ValuesAt(int trajectory, int point)
    {
        Check(trajectory, point);
        return _owner.ValuesAt(_slot, point, trajectory);
    }

    /// <summary>Computes every value.</summary>
    /// <param name="value">From the indices of trajectory and grid point to the value.</param>
    public void Set(Func<int, int, double> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var target = AsSpan();
        var index = 0;
        for (var point = 0; point < Count; point++)
        {
            for (var trajectory = 0; trajectory < TrajectoryCount; trajectory++)
            {
                target[index++] = value(trajectory, point);
            }
        }
    }

    /// <summary>Copies the values of one trajectory out.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <returns><see cref="Count"/> numbers.</returns>
    public double[] ToArray(int trajectory)
    {
        Check(trajectory);
        var values = AsSpan();
        var result = new double[Count];
        for (var point = 0; point < result.Length; point++)
        {
            result[point] = values[(point * TrajectoryCount) + trajectory];
        }

        return result;
    }

    private bool IsObserved => _owner.Slots[_slot].Kind == ValueKind.Observed;

    private string Name => $"{_owner.Model.Name}.{_owner.Role}.{_owner.NameOf(_slot)}";

    private void Give(int trajectory, int point, double[] values)
    {
        if (IsObserved)
        {
            _owner.SetValues(_slot, point, trajectory, values);
        }
        else
        {
            _owner.NumberAt(_slot, point, trajectory) = values[0];
        }
    }

    /// <summary>Takes the start of the grid whose steps were given.</summary>
    private void Begin(int trajectory, double start)
    {
        if (_owner.Slots[_slot].Kind != ValueKind.Steps)
        {
            throw new ArgumentException($"{Name} are not the steps of the grid. Give plain numbers: grid.Steps.AsSpan().", nameof(start));
        }

        _owner.SetStart(trajectory, start);
    }

    private void Check(int trajectory, int point)
    {
        Check(trajectory);
        if ((uint)point >= (uint)Count)
        {
            _owner.ThrowOutOfRange(_slot, RowName, point, Count, nameof(point));
        }
    }

    private void Check(int trajectory)
    {
        if ((uint)trajectory >= (uint)TrajectoryCount)
        {
            _owner.ThrowOutOfRange(_slot, "trajectory", trajectory, TrajectoryCount, nameof(trajectory));
        }
    }
}
