using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Runtime.Formulas;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>Says which equation or measured observable of an iterate is not finite, or has a derivative that is not: the iterations get nowhere from there.</summary>
internal static class EstimationFault
{
    /// <summary>What is not finite, with what to do about it; or null.</summary>
    /// <param name="run">The iterations.</param>
    /// <param name="iterate">Where they stand, or where a step led.</param>
    public static string? Find<TModel>(EstimationRun<TModel> run, Iterate iterate)
        where TModel : IEstimableModel<TModel>
    {
        for (var b = 0; b < run.Problem.Trajectories; b++)
        {
            (int Point, RowDescription Row)? found = null;
            run.WithValues(iterate, b, values => found = NotFinite(run.Problem, b, values));
            if (found is { } first)
            {
                return Explain(run.Problem, iterate, b, first.Point, first.Row);
            }
        }

        return null;
    }

    /// <summary>The first row that is not finite among what the kernel has evaluated.</summary>
    private static (int Point, RowDescription Row)? NotFinite(EstimationProblem problem, int trajectory, double[] values)
    {
        for (var point = 0; point < problem.Points; point++)
        {
            foreach (var row in RowsAt(problem, trajectory, point))
            {
                var numbers = values.AsSpan((point * problem.Rows.Width) + row.First, 1 + row.Unknowns.Count + row.Parameters.Count);
                foreach (var number in numbers)
                {
                    if (!double.IsFinite(number))
                    {
                        return (point, row);
                    }
                }
            }
        }

        return null;
    }

    private static IEnumerable<RowDescription> RowsAt(EstimationProblem problem, int trajectory, int point) =>
        problem.Rows.Equations.Concat(problem.Rows.Observables.Where((_, k) => !double.IsNaN(problem.MeasuredAt(k, trajectory, point))).Select(static observable => observable.Row));

    private static string Explain(EstimationProblem problem, Iterate iterate, int trajectory, int point, RowDescription row)
    {
        var z = iterate.Of(trajectory);
        var symbols = new FormulaSymbols(
            problem.Values,
            iterate.Parameters,
            trajectory,
            (at, unknown) => z[(at * problem.Unknowns) + unknown] / RowWeights.Power(problem.ScaleStep(trajectory, at), problem.OrderOf(unknown)));
        return new FormulaExamination(symbols).Find(point, new FormulaDirection(States: true, Learned: true))?.Describe(namesTrajectory: true)
            ?? string.Create(CultureInfo.InvariantCulture, $"{row.Text} leaves the range of double at point {point} of trajectory {trajectory}, time {symbols.TimeAt(point):G6}. Scale the equation, or start from values of moderate size.");
    }
}
