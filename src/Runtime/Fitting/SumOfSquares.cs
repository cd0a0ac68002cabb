using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Fitting;

/// <summary>The weighted sum of the squares of (solution - observed value), and its derivative with respect to the solution.</summary>
internal sealed class SumOfSquares
{
    private readonly Observation[] _observations;
    private readonly int[] _indices;

    public SumOfSquares(IEnumerable<Observation> observations, StateStorage solution)
    {
        _observations = observations.ToArray();
        _indices = _observations.Select(observation => solution.Index(observation.State, observation.Order, observation.Trajectory, observation.Step)).ToArray();
    }

    /// <summary>The part of one trajectory, for a batch of one.</summary>
    public SumOfSquares OnlyOf(int trajectory, StateStorage solution) =>
        new(_observations.Where(observation => observation.Trajectory == trajectory).Select(static observation => observation with { Trajectory = 0 }), solution);

    public double Evaluate(ModelTrajectories solution, ModelCotangent cotangent)
    {
        var sum = 0.0;
        for (var i = 0; i < _indices.Length; i++)
        {
            var residual = solution.Storage[_indices[i]] - _observations[i].Value;
            sum += _observations[i].Weight * residual * residual;
            cotangent.Storage[_indices[i]] += 2 * _observations[i].Weight * residual;
        }

        return sum;
    }

    /// <summary>The part of each trajectory in the sum.</summary>
    public double[] OfTrajectories(ModelTrajectories solution)
    {
        var parts = new double[solution.TrajectoryCount];
        for (var i = 0; i < _indices.Length; i++)
        {
            var residual = solution.Storage[_indices[i]] - _observations[i].Value;
            parts[_observations[i].Trajectory] += _observations[i].Weight * residual * residual;
        }

        return parts;
    }
}
