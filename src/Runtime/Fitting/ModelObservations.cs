using System;
using System.Collections.Generic;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Fitting;

/// <summary>
/// Observed values of the states of a model. The loss of a fit is the sum over them of weight times the square of (solution - value). The generated
/// <c>Observations</c> of a model has one property for each state.
/// </summary>
public abstract class ModelObservations
{
    private readonly List<Observation> _all = [];

    /// <summary>Makes an empty list.</summary>
    /// <param name="inputs">The inputs of the batch that is observed.</param>
    protected ModelObservations(ModelValues inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Model = inputs.Model;
        TrajectoryCount = inputs.TrajectoryCount;
        PointCount = inputs.PointCount;
    }

    /// <summary>The model.</summary>
    public ModelDescription Model { get; }

    /// <summary>Number B of trajectories.</summary>
    public int TrajectoryCount { get; }

    /// <summary>Number T of grid points.</summary>
    public int PointCount { get; }

    /// <summary>The observations, in the order in which they were added.</summary>
    public IReadOnlyList<Observation> All => _all;

    /// <summary>The view of one state.</summary>
    /// <param name="index">Index of the state.</param>
    /// <returns>Its observations.</returns>
    protected StateObservations StateOf(int index) => new(this, index, 0);

    internal void Add(Observation observation)
    {
        var state = Model.States[observation.State];
        Check(observation.Trajectory, TrajectoryCount, "trajectory", "trajectories");
        Check(observation.Step, PointCount, "grid point", "grid points");
        if (!(observation.Weight >= 0) || double.IsInfinity(observation.Weight))
        {
            throw new ArgumentOutOfRangeException(
                nameof(observation), observation.Weight, $"The weight of an observation of {Model.Name}.{state.Name} is {observation.Weight}. Give a finite weight that is not negative.");
        }

        if (double.IsInfinity(observation.Value))
        {
            throw new ArgumentOutOfRangeException(
                nameof(observation), observation.Value, $"An observation of {Model.Name}.{state.Name} at grid point {observation.Step} of trajectory {observation.Trajectory} is infinite. Give a finite value, or NaN for a missing one.");
        }

        // NaN stands for a missing value.
        if (!double.IsNaN(observation.Value))
        {
            _all.Add(observation);
        }

        void Check(int index, int count, string what, string whats)
        {
            if ((uint)index >= (uint)count)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(observation), index, $"{Model.Name}.{state.Name} has {count} {(count == 1 ? what : whats)}; {what} {index} does not exist. Valid are 0 to {count - 1}.");
            }
        }
    }
}
