using System.Collections.Generic;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering.Unrolled;

/// <summary>The forward sweep with the factor at hand.</summary>
internal static class ReducePhase
{
    public static Kernel Create(SolverPlan plan, RowLayout rows, FactorLayout layout) => new(
        Phase.Reduce,
        "Reduces a right-hand side with the factor at hand.",
        Build(plan, new PhaseFrame(plan, rows, computes: false), layout));

    private static IReadOnlyList<Statement> Build(SolverPlan plan, PhaseFrame frame, FactorLayout layout)
    {
        var n = plan.Unknowns;
        var body = frame.Body;
        var carry = new Local[n];
        var second = new Local[n];
        for (var i = 0; i < n; i++)
        {
            carry[i] = frame.Prologue.Variable($"carry{i}", Operand.Zero);
            second[i] = plan.Rows.ReachesTwoSteps ? frame.Prologue.Variable($"second{i}", Operand.Zero) : carry[i];
        }

        var factor = FactorView.Open(plan, frame, layout);
        var here = body.Open("vectorHere", KernelBuffer.Vector.Whole, PhaseFrame.Step * n);
        var z = new Operand[n];
        for (var i = 0; i < n; i++)
        {
            z[i] = body.Add(body.Load($"r{i}", here, i), carry[i], $"r{i}");
        }

        Block.Forward(body, factor.Lower, z, "z");
        for (var i = 0; i < n; i++)
        {
            body.Store(here, i, z[i]);
        }

        Block.Map(z, (i, value) => body.Multiply(value, factor.Inverse[i], $"s{i}"));
        Block.Backward(body, factor.Lower, z, "s");
        var next = factor.TransposedCoupling(z);
        if (plan.Rows.ReachesTwoSteps)
        {
            for (var i = 0; i < n; i++)
            {
                next[i] = body.Add(next[i], second[i], $"next{i}");
            }

            var further = factor.TransposedSecond(z);
            for (var i = 0; i < n; i++)
            {
                body.Assign(second[i], further[i]);
            }
        }

        for (var i = 0; i < n; i++)
        {
            body.Assign(carry[i], next[i]);
        }

        return frame.Finish();
    }
}
