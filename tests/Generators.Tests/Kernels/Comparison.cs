using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Generators.Tests.Kernels;

/// <summary>Compares solution and gradient of one trajectory of a generated kernel with the oracle.</summary>
internal static class Comparison
{
    /// <summary>Beyond this the normal equations have too few digits left for a comparison that tells a fault from rounding.</summary>
    public const double LargestCondition = 3e5;

    /// <summary>The refinement of a factor in single precision ends when corrections are no larger than this.</summary>
    private static double LeastTolerance(ModelDesign design) => design.Precision == Dsl.Precision.Single ? 1e-6 : 0;

    /// <summary>Finds what is wrong.</summary>
    /// <returns>An empty list where all is well; null where the problem is too badly conditioned to tell.</returns>
    public static List<string>? Faults(ModelDesign design, CompiledModel model, int points, int seed, int trajectories = 3, SolveOptions? options = null)
    {
        var faults = new List<string>();
        var batch = Batch.Random(model, points, trajectories, seed);
        var solution = batch.Solve(options);
        var random = new Random(seed + 1);
        var cotangent = new double[solution.Values.Length];
        foreach (ref var value in cotangent.AsSpan())
        {
            value = random.NextDouble() - 0.5;
        }

        var gradient = model.Gradient(solution, cotangent, options);
        var trajectory = random.Next(trajectories);
        var values = batch.ValuesOf(trajectory);
        var oracle = new LeastSquares(design, points, values).Solve();
        if (!(oracle.Condition < LargestCondition))
        {
            return null;
        }

        var report = solution.Reports[trajectory];
        if (report.Status != SolveStatus.Ok)
        {
            return [Text($"status {report.Status} at step {report.Step}, correction {report.Correction:g3}, although the condition number is {oracle.Condition:g3}")];
        }

        var u = Batch.Of(solution, trajectory);
        var error = LeastSquaresSolution.Norm(u.Select((value, i) => (value - oracle.U[i]) * oracle.Lengths[i]).ToArray()) / LeastSquaresSolution.Norm(oracle.Scaled);
        var tolerance = oracle.Tolerance + LeastTolerance(design);
        if (!(error <= tolerance))
        {
            faults.Add(Text($"solution off by {error:g3}, tolerance {tolerance:g3}, condition {oracle.Condition:g3}"));
        }

        if (!(Math.Abs(report.Residual - oracle.Residual) <= 1e-9 * (oracle.Residual + LeastSquaresSolution.Norm(oracle.Scaled))))
        {
            faults.Add(Text($"residual {report.Residual:r}, expected {oracle.Residual:r}"));
        }

        // A value of the whole model gathers from all trajectories: the others' parts are the oracle's, too.
        var g = Batch.Part(cotangent, trajectories, trajectory);
        CompareGradients(design, batch, points, cotangent, oracle, trajectory, g, [(gradient.Parameters, batch.Parameters), (gradient.Inputs, batch.Inputs)], faults);
        return faults;
    }

    private static void CompareGradients(
        ModelDesign design, Batch batch, int points, double[] cotangent, LeastSquaresSolution oracle, int trajectory, double[] g, (ModelValues Gradient, ModelValues Values)[] parts, List<string> faults)
    {
        var solutions = new Dictionary<int, (LeastSquaresSolution Solution, double[] Lambda)> { [trajectory] = (oracle, oracle.Adjoint(g)) };
        foreach (var (gradient, all) in parts)
        {
            for (var slot = 0; slot < all.Slots.Count; slot++)
            {
                var description = all.Slots[slot];
                var name = Batch.NameOf(description);
                var got = Batch.Of(gradient, slot, trajectory);
                for (var i = 0; i < got.Length; i++)
                {
                    var members = description.Per == Dsl.Per.Model ? Enumerable.Range(0, batch.Trajectories) : [trajectory];
                    double wanted = 0, bound = 0;
                    foreach (var member in members)
                    {
                        if (!solutions.TryGetValue(member, out var known))
                        {
                            var solved = new LeastSquares(design, points, batch.ValuesOf(member)).Solve();
                            known = (solved, solved.IsSingular ? [] : solved.Adjoint(Batch.Part(cotangent, batch.Trajectories, member)));
                            solutions.Add(member, known);
                        }

                        if (!(known.Solution.Condition < LargestCondition))
                        {
                            bound = double.PositiveInfinity;
                            continue;
                        }

                        var values = batch.ValuesOf(member);
                        var (derivative, size) = known.Solution.Differentiate(known.Lambda, Moved(values, name, i, Width), Moved(values, name, i, -Width), 2 * Width);
                        wanted += derivative;

                        // The differences of the rows are good to Width^2 and eps / Width.
                        bound += size * (known.Solution.AdjointTolerance + LeastTolerance(design) + 1e-9);
                    }

                    if (!(Math.Abs(got[i] - wanted) <= bound))
                    {
                        faults.Add(Text($"gradient of {name}[{i}] ({description.Per}) is {got[i]:r}, expected {wanted:r}, tolerance {bound:g3}"));
                    }
                }
            }
        }

        LeastSquares Moved(Dictionary<string, double[]> values, string name, int i, double by)
        {
            var moved = (double[])values[name].Clone();
            moved[i] += by;
            return new LeastSquares(design, points, new Dictionary<string, double[]>(values) { [name] = moved });
        }
    }

    private const double Width = 1e-5;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
