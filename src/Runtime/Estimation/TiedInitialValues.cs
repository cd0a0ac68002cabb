using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>
/// Parameters that cannot be told apart from initial values that are free: along a direction that changes both, the solution of the equations leaves the data where they are. The solution is
/// marched with a tolerance, because trajectories that may leave their equations a little seem to determine what the equations do not.
/// </summary>
internal static class TiedInitialValues
{
    // Differences of order two over this part of a value err by its square; a direction counts as lost where less than ten times that is left of it.
    private const double Apart = 1e-3;
    private const double Lost = 1e-5;

    // In a direction along which values change together, one that takes less than this part does not belong.
    private const double Part = 0.1;
    private const int MostFree = 200;

    private static readonly SolveOptions Options = new() { RelativeTolerance = 1e-12 };

    /// <summary>The groups: parameters by their places in the border, and inputs by their names. None where the model cannot be marched, nothing is free, or very much is.</summary>
    /// <param name="run">Where the iterations have ended.</param>
    /// <param name="fit">The solution of the equations there.</param>
    public static IReadOnlyList<(int[] Parameters, string[] Inputs)> Find<TModel>(EstimationRun<TModel> run, MarchedFit<TModel> fit)
        where TModel : IEstimableModel<TModel>
    {
        var problem = run.Problem;
        var free = fit.Free;
        if (free.Count is 0 or > MostFree || !fit.IsPossible || run.Border.Shared.Length == 0)
        {
            return [];
        }

        var columns = new List<Vector<double>>();
        var names = new List<string>();
        foreach (var parameter in run.Border.Shared)
        {
            if (Slope(fit.Parameters.Slot(parameter), 0) is not { } column)
            {
                return [];
            }

            columns.Add(column);
        }

        // Trajectories have nothing to do with each other: one value of each is changed at once.
        foreach (var component in free.GroupBy(static one => one.Given))
        {
            if (SlopeOfAll(component.Key, [.. component.Select(static one => one.Trajectory)]) is not { } whole)
            {
                return [];
            }

            foreach (var (given, b) in component)
            {
                var own = whole.Clone();
                for (var row = 0; row < own.Count; row++)
                {
                    own[row] = fit.Data[row].Trajectory == b ? own[row] : 0;
                }

                columns.Add(own);
                names.Add($"Inputs.{problem.Inputs.NameOf(given.Slot)}");
            }
        }

        var known = Enumerable.Range(0, columns.Count).Where(i => columns[i].L2Norm() > 0).ToArray();
        if (known.Length == 0)
        {
            return [];
        }

        var svd = Matrix<double>.Build.DenseOfColumnVectors(known.Select(i => columns[i] / columns[i].L2Norm())).Svd();
        var groups = new List<(int[], string[])>();
        for (var i = 0; i < known.Length; i++)
        {
            if (i < svd.S.Count && svd.S[i] > Lost)
            {
                continue;
            }

            var direction = svd.VT.Row(i);
            var largest = direction.AbsoluteMaximum();
            int[] members = [.. Enumerable.Range(0, known.Length).Where(j => Math.Abs(direction[j]) > Part * largest).Select(j => known[j])];
            int[] shared = [.. members.Where(member => member < run.Border.Shared.Length)];
            string[] tied = [.. members.Where(member => member >= run.Border.Shared.Length).Select(member => names[member - run.Border.Shared.Length]).Distinct()];
            if (shared.Length > 0 && tied.Length > 0)
            {
                groups.Add((shared, tied));
            }
        }

        return groups;

        // How the values at the data change with the logarithm of a number, or with the number itself where it is zero; null where there is no solution.
        Vector<double>? Slope(Span<double> numbers, int index) => SlopeOfMany(numbers, [index]);

        Vector<double>? SlopeOfAll(in GivenValue given, int[] trajectories)
        {
            var first = given.Component * problem.Trajectories;
            return SlopeOfMany(fit.Inputs.Slot(given.Slot), Array.ConvertAll(trajectories, b => first + b));
        }

        Vector<double>? SlopeOfMany(Span<double> numbers, int[] indices)
        {
            var before = numbers.ToArray();
            var (above, below) = (At(numbers, 1), At(numbers, -1));
            before.CopyTo(numbers);
            return above is null || below is null ? null : (above - below) / (2 * Apart);

            Vector<double>? At(Span<double> numbers, int sign)
            {
                foreach (var index in indices)
                {
                    numbers[index] = before[index] + (sign * Apart * (before[index] == 0 ? 1 : Math.Abs(before[index])));
                }

                return Values();
            }
        }

        Vector<double>? Values()
        {
            var solution = fit.Solve(Options);
            return solution.IsComplete ? Vector<double>.Build.DenseOfEnumerable(fit.ValuesOf(solution).Select((value, i) => run.Weights.Data[fit.Data[i].Observable] * value)) : null;
        }
    }
}
