using System;

namespace ScalableMNN.Runtime.Models;

/// <summary>The values of a coefficient, or the steps, with one number for each trajectory.</summary>
public readonly struct TrajectoryValues
{
    private readonly ModelValues _owner;
    private readonly int _slot;

    internal TrajectoryValues(ModelValues owner, int slot)
    {
        _owner = owner;
        _slot = slot;
    }

    /// <summary>Number B of trajectories.</summary>
    public int Count => _owner.TrajectoryCount;

    /// <summary>The value of a trajectory.</summary>
    /// <param name="trajectory">Index of the trajectory, 0 to B - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory; the message says how many there are.</exception>
    public ref double this[int trajectory]
    {
        get
        {
            if ((uint)trajectory >= (uint)Count)
            {
                _owner.ThrowOutOfRange(_slot, "trajectory", trajectory, Count, nameof(trajectory));
            }

            return ref _owner.NumberAt(_slot, 0, trajectory);
        }
    }

    /// <summary>The values of all trajectories, in place.</summary>
    /// <returns>B numbers.</returns>
    public Span<double> AsSpan() => _owner.Slot(_slot);

    /// <summary>Gives every trajectory the same value.</summary>
    /// <param name="value">The value.</param>
    public void Fill(double value) => AsSpan().Fill(value);

    /// <summary>Gives each trajectory its value.</summary>
    /// <param name="values">B numbers.</param>
    /// <exception cref="ArgumentException">There are more or fewer than B of them.</exception>
    public void CopyFrom(ReadOnlySpan<double> values)
    {
        if (values.Length != Count)
        {
            _owner.ThrowWrongLength(_slot, "one for each trajectory", values.Length, Count, nameof(values));
        }

        values.CopyTo(AsSpan());
    }

    /// <summary>Computes the value of each trajectory.</summary>
    /// <param name="value">From the index of the trajectory to its value.</param>
    public void Set(Func<int, double> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var values = AsSpan();
        for (var trajectory = 0; trajectory < values.Length; trajectory++)
        {
            values[trajectory] = value(trajectory);
        }
    }

    /// <summary>Copies the values out.</summary>
    /// <returns>B numbers.</returns>
    public double[] ToArray() => AsSpan().ToArray();
}
