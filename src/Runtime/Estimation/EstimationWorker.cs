using System;
using ScalableMNN.Runtime.Estimation.Elimination;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>The memory that one core works with.</summary>
internal sealed class EstimationWorker<TModel>
    where TModel : IEstimableModel<TModel>
{
    public EstimationWorker(EstimationProblem problem, RowWeights weights, Border border)
    {
        var smoothness = problem.Rows.Smoothness.Count;
        Linearisation = new Linearisation<TModel>(problem);
        Rows = new TrajectoryRows(problem, weights, border.ColumnOf, border.Count);
        Sweep = new BorderedSweep(problem.Unknowns, border.Count, TrajectoryRows.MostLocal(problem) + smoothness, smoothness);
        Triangle = new BorderTriangle(border.Count + 1);
        Values = new double[problem.Points * problem.Rows.Width];
        Kept = new double[problem.Points * Sweep.Kept];
        Step = new double[problem.Points * problem.Unknowns];
        Scales = new double[problem.Unknowns];
    }

    public Linearisation<TModel> Linearisation { get; }

    public TrajectoryRows Rows { get; }

    public BorderedSweep Sweep { get; }

    public BorderTriangle Triangle { get; }

    public double[] Values { get; }

    public double[] Kept { get; }

    public double[] Step { get; }

    public double[] Scales { get; }
}
