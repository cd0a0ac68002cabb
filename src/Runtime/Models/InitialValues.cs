using System;

namespace ScalableMNN.Runtime.Models;

/// <summary>The given values of a state, and of its derivatives, at the first grid points of each trajectory.</summary>
public readonly struct InitialValues
{
    private readonly ModelValues _owner;
    private readonly int _slot;

    internal InitialValues(ModelValues owner, int slot)
    {
        _owner = owner;
        _slot = slot;
    }

    /// <summary>How many derivatives are given at each point, counted from the state itself.</summary>
    public int Orders => _owner.Slots[_slot].Orders;

    /// <summary>At how many grid points they are given.</summary>
    public int Points => _owner.Slots[_slot].Components / Orders;

    /// <summary>Number B of trajectories.</summary>
    public int TrajectoryCount => _owner.TrajectoryCount;

    /// <summary>The value of the state at the first grid point.</summary>
    /// <param name="trajectory">Index of the trajectory, 0 to B - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory; the message says how many there are.</exception>
    public ref double this[int trajectory] => ref this[trajectory, 0, 0];

    /// <summary>The value of a derivative at the first grid point.</summary>
    /// <param name="trajectory">Index of the trajectory, 0 to B - 1.</param>
    /// <param name="order">Which derivative; 0 is the state itself.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value; the message says how many there are.</exception>
    public ref double this[int trajectory, int order] => ref this[trajectory, order, 0];

    /// <summary>The value of a derivative at a grid point.</summary>
    /// <param name="trajectory">Index of the trajectory, 0 to B - 1.</param>
    /// <param name="order">Which derivative; 0 is the state itself.</param>
    /// <param name="point">Index of the grid point.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value; the message says how many there are.</exception>
    public ref double this[int trajectory, int order, int point]
    {
        get
        {
            if ((uint)trajectory >= (uint)TrajectoryCount)
            {
                _owner.ThrowOutOfRange(_slot, "trajectory", trajectory, TrajectoryCount, nameof(trajectory));
            }

            return ref _owner.NumberAt(_slot, RowOf(order, point), trajectory);
        }
    }

    /// <summary>The values of one derivative at one grid point for all trajectories, in place.</summary>
    /// <param name="order">Which derivative; 0 is the state itself.</param>
    /// <param name="point">Index of the grid point.</param>
    /// <returns>B numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value; the message says how many there are.</exception>
    public Span<double> All(int order = 0, int point = 0)
    {
        var row = RowOf(order, point);
        return _owner.Slot(_slot).Slice(row * TrajectoryCount, TrajectoryCount);
    }

    /// <summary>Gives every trajectory the same value of the state, or of a derivative, at a grid point.</summary>
    /// <param name="value">The value.</param>
    /// <param name="order">Which derivative; 0 is the state itself.</param>
    /// <param name="point">Index of the grid point.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such value; the message says how many there are.</exception>
    public void Fill(double value, int order = 0, int point = 0) => All(order, point).Fill(value);

    /// <summary>Gives each trajectory its value of the state, or of a derivative, at a grid point.</summary>
    /// <param name="values">B numbers.</param>
    /// <param name="order">Which derivative; 0 is the state itself.</param>
    /// <param name="point">Index of the grid point.</param>
    /// <exception cref="ArgumentException">There are more or fewer than B of them.</exception>
    public void CopyFrom(ReadOnlySpan<double> values, int order = 0, int point = 0)
    {
        if (values.Length != TrajectoryCount)
        {
            _owner.ThrowWrongLength(_slot, "one for each trajectory", values.Length, TrajectoryCount, nameof(values));
        }

        values.CopyTo(All(order, point));
    }

    /// <summary>Gives the values of one trajectory at the first grid point: the state, its first derivative, and so on.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="values"><see cref="Orders"/> numbers.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public void Set(int trajectory, params ReadOnlySpan<double> values)
    {
        if (values.Length != Orders)
        {
            _owner.ThrowWrongLength(_slot, "one for each given derivative", values.Length, Orders, nameof(values));
        }

        for (var order = 0; order < values.Length; order++)
        {
            this[trajectory, order] = values[order];
        }
    }

    private int RowOf(int order, int point)
    {
        if ((uint)order >= (uint)Orders)
        {
            _owner.ThrowOutOfRange(_slot, "order", order, Orders, nameof(order));
        }

        if ((uint)point >= (uint)Points)
        {
            _owner.ThrowOutOfRange(_slot, "point", point, Points, nameof(point));
        }

        return (point * Orders) + order;
    }
}
