using System;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Fitting;

/// <summary>Observed values of a state, or of one of its derivatives.</summary>
public readonly struct StateObservations
{
    private readonly ModelObservations _owner;
    private readonly int _state;
    private readonly int _order;

    internal StateObservations(ModelObservations owner, int state, int order)
    {
        _owner = owner;
        _state = state;
        _order = order;
    }

    /// <summary>The observed values of a time derivative.</summary>
    /// <param name="order">Which one: 1 is the first derivative of this.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The state was declared with a lower order.</exception>
    public StateObservations D(int order)
    {
        var description = _owner.Model.States[_state];
        return order >= 0 && _order + order <= description.Order
            ? new StateObservations(_owner, _state, _order + order)
            : throw new ArgumentOutOfRangeException(
                nameof(order), order, $"{_owner.Model.Name}.{description.Name} has derivatives up to order {description.Order}; D({_order + order}) does not exist. Declare a higher Order of the state to have it.");
    }

    /// <summary>Adds an observed value.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="point">Index of the grid point at which it was observed.</param>
    /// <param name="value">The value; NaN stands for a missing one and adds nothing.</param>
    /// <param name="weight">Factor of the square of its residual in the loss, such as the reciprocal of its variance.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory or grid point, the value is infinite, or the weight is negative.</exception>
    public void Add(int trajectory, int point, double value, double weight = 1) => _owner.Add(new Observation(_state, _order, trajectory, point, value, weight));

    /// <summary>Adds an observed value for each grid point of a trajectory, from the first on.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="values">At most T values; NaN stands for a missing one.</param>
    /// <param name="weight">Factor of the squares of their residuals in the loss.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory, there are more values than grid points, one is infinite, or the weight is negative.</exception>
    public void Add(int trajectory, ReadOnlySpan<double> values, double weight = 1)
    {
        for (var point = 0; point < values.Length; point++)
        {
            Add(trajectory, point, values[point], weight);
        }
    }

    /// <summary>Adds observed values at chosen grid points of a trajectory.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="points">Indices of the grid points.</param>
    /// <param name="values">As many values; NaN stands for a missing one.</param>
    /// <param name="weight">Factor of the squares of their residuals in the loss.</param>
    /// <exception cref="ArgumentException">There are not as many values as grid points.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory or grid point, a value is infinite, or the weight is negative.</exception>
    public void Add(int trajectory, ReadOnlySpan<int> points, ReadOnlySpan<double> values, double weight = 1)
    {
        if (points.Length != values.Length)
        {
            throw new ArgumentException($"There are {values.Length} values for {points.Length} grid points. Give one for each.", nameof(values));
        }

        for (var i = 0; i < values.Length; i++)
        {
            Add(trajectory, points[i], values[i], weight);
        }
    }
}
