using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using ScalableMNN.Runtime.Formulas;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>Says which derivatives of a gradient are not finite, and which equation is to blame.</summary>
/// <param name="Message">The message.</param>
/// <param name="IsOfLearned">Whether a derivative with respect to a learned value is among them.</param>
internal sealed record GradientFault(string Message, bool IsOfLearned)
{
    private const int Listed = 5;

    /// <summary>Throws where a derivative with respect to a learned value is not finite.</summary>
    public void ThrowIfOfLearned()
    {
        if (IsOfLearned)
        {
            throw new SolveException(Message);
        }
    }

    /// <summary>What is not finite, or null where every derivative of a trajectory with a solution is finite.</summary>
    /// <param name="run">The run, before what trajectories share is summed.</param>
    public static GradientFault? Find(AdjointRun run)
    {
        var failed = 0;
        var isOfLearned = false;
        var list = new StringBuilder();
        for (var trajectory = 0; trajectory < run.Solution.TrajectoryCount; trajectory++)
        {
            if (!run.Solution.Reports[trajectory].HasSolution)
            {
                continue;
            }

            var learned = NotFinite(run, trajectory, ValueRole.Parameters);
            isOfLearned |= learned is not null;
            if ((learned ?? NotFinite(run, trajectory, ValueRole.Inputs)) is { } member && failed++ < Listed)
            {
                list.Append(CultureInfo.InvariantCulture, $"\n  trajectory {trajectory}, with respect to {member}: {Explain(run, trajectory)}");
            }
        }

        if (failed == 0)
        {
            return null;
        }

        if (failed > Listed)
        {
            list.Append(CultureInfo.InvariantCulture, $"\n  and {failed - Listed} more.");
        }

        var (what, count) = (run.Direction is null ? "the gradient" : "the gradient along the direction", run.Solution.TrajectoryCount);
        return new GradientFault($"{run.Solution.Model.Name}: {what} of {failed} of {count} trajectories is not finite.{list}", isOfLearned);
    }

    /// <summary>The first value of a trajectory whose derivative is not finite, or null.</summary>
    private static string? NotFinite(AdjointRun run, int trajectory, ValueRole role)
    {
        var problem = run.Solution.Problem;
        var shared = 0;
        foreach (ref readonly var source in problem.Header.AsSpan())
        {
            var target = run.TargetOf(source);
            var at = source.Shared ? (shared++ * problem.Trajectories) + trajectory : -1;
            if (source.Values.Role == role && !target.IsDiscarded && !double.IsFinite(source.Shared ? run.Shared[at] : target.First(trajectory)))
            {
                return NameOf(source);
            }
        }

        foreach (ref readonly var source in problem.Steps.AsSpan())
        {
            var target = run.TargetOf(source);
            for (var row = 0; row < source.Rows && source.Values.Role == role && source.Part != ValuePart.Presence && !target.IsDiscarded; row++)
            {
                if (!double.IsFinite(target.At(trajectory, row)))
                {
                    return $"{NameOf(source)} at point {row.ToString(CultureInfo.InvariantCulture)}";
                }
            }
        }

        return null;
    }

    private static string NameOf(in ValueSource source) => $"{source.Values.Role}.{source.Values.NameOf(source.Slot)}";

    private static string Explain(AdjointRun run, int trajectory)
    {
        var solution = run.Solution;
        if (NotFiniteCotangent(run.Cotangent, trajectory) is { } cotangent)
        {
            return $"{cotangent}. Give a loss whose derivatives with respect to the trajectories are finite.";
        }

        // What the equations depend on in the first place is named before what is given to them.
        var symbols = new FormulaSymbols(solution.Problem, solution.Problem.Parameters, trajectory, (point, unknown) => NumberOf(solution, trajectory, point, unknown));
        var examination = new FormulaExamination(symbols);
        FormulaDirection[] directions = [new(States: true, Learned: true), new(States: true, Learned: true, Given: true)];
        return directions.SelectMany(direction => Enumerable.Range(0, solution.PointCount).Select(point => examination.Find(point, direction)))
            .FirstOrDefault(static fault => fault is not null)?.Describe(namesTrajectory: false)
            ?? "the adjoint solution left the range of double. Scale the loss and the equations, or give values and steps of moderate size.";
    }

    private static string? NotFiniteCotangent(ModelCotangent cotangent, int trajectory)
    {
        for (var point = 0; point < cotangent.PointCount; point++)
        {
            foreach (var state in cotangent.Model.States)
            {
                for (var order = 0; order <= state.Order; order++)
                {
                    var number = NumberOf(cotangent, trajectory, point, state.Offset + order);
                    if (!double.IsFinite(number))
                    {
                        return string.Create(CultureInfo.InvariantCulture, $"the cotangent of {state.Name}{(order == 0 ? string.Empty : $".D({order})")} is {number} at point {point}");
                    }
                }
            }
        }

        return null;
    }

    private static double NumberOf(StateStorage numbers, int trajectory, int point, int unknown) =>
        numbers.Storage[numbers.Layout.IndexOf((point * numbers.Model.Layout.Unknowns) + unknown, trajectory)];
}
