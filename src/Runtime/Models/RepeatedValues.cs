using System;
using System.Collections.Generic;

namespace ScalableMNN.Runtime.Models;

/// <summary>
/// The values that were measured more than once at one grid point. The slot itself shows their mean there; whoever assigns another number to it has replaced them.
/// </summary>
internal sealed class RepeatedValues
{
    private readonly Dictionary<(int Slot, int Row, int Trajectory), double[]> _values = [];

    /// <summary>Where there are values, whether they still count or not.</summary>
    public IEnumerable<(int Slot, int Row, int Trajectory)> Places => _values.Keys;

    /// <summary>Keeps the values of a grid point, in the place of those that were there.</summary>
    /// <returns>The number that the slot is to show.</returns>
    public double Keep(int slot, int row, int trajectory, double[] values)
    {
        if (values.Length > 1)
        {
            _values[(slot, row, trajectory)] = values;
        }
        else
        {
            _values.Remove((slot, row, trajectory));
        }

        return Shown(values);
    }

    /// <summary>The values of a grid point where the slot still shows their mean; otherwise null.</summary>
    public double[]? Find(int slot, int row, int trajectory, double shown) =>
        _values.TryGetValue((slot, row, trajectory), out var values) && Shown(values).Equals(shown) ? values : null;

    public RepeatedValues Copy()
    {
        var copy = new RepeatedValues();
        foreach (var (place, values) in _values)
        {
            copy._values.Add(place, values);
        }

        return copy;
    }

    /// <summary>The values of one trajectory, for a batch of one.</summary>
    public RepeatedValues OfTrajectory(int trajectory)
    {
        var one = new RepeatedValues();
        foreach (var (place, values) in _values)
        {
            if (place.Trajectory == trajectory)
            {
                one._values.Add(place with { Trajectory = 0 }, values);
            }
        }

        return one;
    }

    /// <summary>The mean; an infinite value shows, and NaN stands for no value at all.</summary>
    private static double Shown(double[] values)
    {
        var mean = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsInfinity(values[i]))
            {
                return values[i];
            }

            mean += (values[i] - mean) / (i + 1);
        }

        return values.Length == 0 ? double.NaN : mean;
    }
}
