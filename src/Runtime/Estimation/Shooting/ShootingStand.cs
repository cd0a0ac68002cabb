using System.Collections.Concurrent;
using System.Linq;
using ScalableMNN.Runtime.Marching;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Estimation.Shooting;

/// <summary>A point, and what has been found out there: what the data say of the parameters of the model, and of each trajectory's own columns.</summary>
/// <param name="point">The point.</param>
/// <param name="trajectories">How many trajectories there are.</param>
/// <param name="local">How many columns a trajectory has of its own.</param>
/// <param name="columns">How many columns it has together with those of the model, and the right-hand side.</param>
/// <param name="stride">The distance of rows.</param>
internal sealed class ShootingStand<TModel>(ShootingPoint point, int trajectories, int local, int columns, int stride)
    where TModel : IEstimableModel<TModel>
{
    /// <summary>The point.</summary>
    public ShootingPoint Point => point;

    /// <summary>What marches from it, while it is idle.</summary>
    public ConcurrentBag<MarchSensitivities<TModel>> Idle { get; } = [];

    /// <summary>The triangle of each trajectory before any of its columns is held; empty where a trajectory has none of its own.</summary>
    public double[][] Triangles { get; } = [.. Enumerable.Range(0, trajectories).Select(_ => new double[local == 0 ? 0 : columns * stride])];

    /// <summary>The length of each column of the model before anything was eliminated.</summary>
    public double[] Sizes { get; set; } = [];

    /// <summary>The rows that tie each trajectory's own columns to themselves, to those of the model, and to the right-hand side.</summary>
    public double[][] Rows { get; } = [.. Enumerable.Range(0, trajectories).Select(_ => new double[local * stride])];

    /// <summary>The length of each of these columns before anything was eliminated.</summary>
    public double[][] Lengths { get; } = [.. Enumerable.Range(0, trajectories).Select(_ => new double[local])];

    /// <summary>Which of them stand at a bound, or are given.</summary>
    public bool[][] Held { get; } = [.. Enumerable.Range(0, trajectories).Select(_ => new bool[local])];

    /// <summary>What the data say of the parameters of the model, those of trajectories eliminated; null before anything is linearised.</summary>
    public ParameterStep? Shared { get; set; }

    /// <summary>The root of the sum of squares that the linearised rows leave.</summary>
    public double Left { get; set; }

    /// <summary>The sum of squares of all rows, priors included: what the linearised rows leave is counted from it.</summary>
    public double Squares { get; set; }

    /// <summary>The weighted sum of squares of the data, or what stands in for it.</summary>
    public double DataMisfit { get; set; } = double.NaN;

    /// <summary>A trajectory that could not be marched, and how it ended; null where there is none.</summary>
    public (int Trajectory, TrajectoryReport Report)? Failure { get; set; }
}
