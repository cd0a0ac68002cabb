using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering.Reflections;

/// <summary>The sweeps with the triangle at hand: forward with R^T, backward with R.</summary>
internal static class SweepPhases
{
    public static Kernel CreateReduce(SolverPlan plan, RowLayout rows, TriangleLayout triangle) => new(
        Phase.Reduce,
        "Reduces a right-hand side: solves with R^T.",
        Reduce(plan, new PhaseFrame(plan, rows, computes: false), triangle));

    public static Kernel CreateSubstitute(SolverPlan plan, RowLayout rows, TriangleLayout triangle) => new(
        Phase.Substitute,
        "Substitutes from the last grid point back to the first: solves with R.",
        Substitute(plan, new PhaseFrame(plan, rows, computes: false), triangle));

    private static IReadOnlyList<Statement> Reduce(SolverPlan plan, PhaseFrame frame, TriangleLayout triangle)
    {
        var n = plan.Unknowns;
        var body = frame.Body;
        var carry = Enumerable.Range(0, n).Select(i => frame.Prologue.Variable($"carry{i}", Operand.Zero)).ToArray();
        var factor = body.Open("factorHere", KernelBuffer.Factor.Whole, PhaseFrame.Step * triangle.Count);
        var here = body.Open("vectorHere", KernelBuffer.Vector.Whole, PhaseFrame.Step * n);
        var z = new Operand[n];
        for (var i = 0; i < n; i++)
        {
            z[i] = body.Add(body.Load($"r{i}", here, i), carry[i], $"r{i}");
        }

        var next = Enumerable.Repeat(Operand.Zero, n).ToArray();
        foreach (var i in triangle.Order)
        {
            z[i] = body.Multiply(z[i], body.Load($"inverse{i}", factor, TriangleLayout.Inverse(i)), $"z{i}");
            body.Store(here, i, z[i]);
            for (var column = 0; column < 2 * n; column++)
            {
                if (!triangle.TryPlace(i, column, out var place))
                {
                    continue;
                }

                var entry = body.Load($"r{i}_{column}", factor, place);
                if (column < n)
                {
                    z[column] = body.MultiplySubtract(entry, z[i], z[column], $"z{column}");
                }
                else
                {
                    next[column - n] = body.MultiplySubtract(entry, z[i], next[column - n], $"next{column - n}");
                }
            }
        }

        for (var i = 0; i < n; i++)
        {
            body.Assign(carry[i], next[i]);
        }

        return frame.Finish();
    }

    private static IReadOnlyList<Statement> Substitute(SolverPlan plan, PhaseFrame frame, TriangleLayout triangle)
    {
        var n = plan.Unknowns;
        var body = frame.Body;
        var next = Enumerable.Range(0, n).Select(i => frame.Prologue.Variable($"next{i}", Operand.Zero)).ToArray();
        var factor = body.Open("factorHere", KernelBuffer.Factor.Whole, PhaseFrame.Step * triangle.Count);
        var here = body.Open("vectorHere", KernelBuffer.Vector.Whole, PhaseFrame.Step * n);
        var y = new Operand[n];
        foreach (var i in triangle.Order.Reverse())
        {
            y[i] = body.Load($"z{i}", here, i);
            for (var column = (2 * n) - 1; column >= 0; column--)
            {
                if (triangle.TryPlace(i, column, out var place))
                {
                    y[i] = body.MultiplySubtract(body.Load($"r{i}_{column}", factor, place), column < n ? y[column] : next[column - n], y[i], $"y{i}");
                }
            }

            y[i] = body.Multiply(y[i], body.Load($"inverse{i}", factor, TriangleLayout.Inverse(i)), $"y{i}");
        }

        for (var i = 0; i < n; i++)
        {
            body.Store(here, i, y[i]);
            body.Assign(next[i], y[i]);
        }

        return frame.Finish(descending: true);
    }
}
