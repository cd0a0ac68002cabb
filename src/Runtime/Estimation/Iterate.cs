using System;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>Trajectories and parameters on the way to the estimate.</summary>
internal sealed class Iterate
{
    private readonly double[][] _z;

    public Iterate(EstimationProblem problem, ModelValues parameters)
    {
        Parameters = parameters;
        _z = new double[problem.Trajectories][];
        for (var b = 0; b < _z.Length; b++)
        {
            _z[b] = new double[(problem.Points + 2) * problem.Unknowns];
        }
    }

    private Iterate(double[][] z, ModelValues parameters)
    {
        _z = z;
        Parameters = parameters;
    }

    /// <summary>The parameters.</summary>
    public ModelValues Parameters { get; }

    /// <summary>(T + 2) times N scaled unknowns of a trajectory, of which the last two points are zero.</summary>
    public double[] Of(int trajectory) => _z[trajectory];

    public Iterate Copy() => new(Array.ConvertAll(_z, static z => (double[])z.Clone()), Parameters.Copy());

    /// <summary>Takes the numbers of another iterate.</summary>
    public void CopyFrom(Iterate other)
    {
        Parameters.CopyFrom(other.Parameters);
        for (var b = 0; b < _z.Length; b++)
        {
            other._z[b].CopyTo(_z[b], 0);
        }
    }
}
