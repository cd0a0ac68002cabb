using System.Collections.Generic;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering.Unrolled;

/// <summary>The backward sweep.</summary>
internal static class SubstitutePhase
{
    public static Kernel Create(SolverPlan plan, RowLayout rows, FactorLayout layout) => new(
        Phase.Substitute,
        "Substitutes from the last grid point back to the first.",
        Build(plan, new PhaseFrame(plan, rows, computes: false), layout));

    private static IReadOnlyList<Statement> Build(SolverPlan plan, PhaseFrame frame, FactorLayout layout)
    {
        var n = plan.Unknowns;
        var body = frame.Body;
        var next = new Local[n];
        var further = new Local[n];
        for (var i = 0; i < n; i++)
        {
            next[i] = frame.Prologue.Variable($"next{i}", Operand.Zero);
            further[i] = plan.Rows.ReachesTwoSteps ? frame.Prologue.Variable($"further{i}", Operand.Zero) : next[i];
        }

        var factor = FactorView.Open(plan, frame, layout);
        var here = body.Open("vectorHere", KernelBuffer.Vector.Whole, PhaseFrame.Step * n);
        var coupled = factor.Coupling(next, further);
        Block.Forward(body, factor.Lower, coupled, "v");
        var y = new Operand[n];
        for (var i = 0; i < n; i++)
        {
            y[i] = body.Multiply(body.Subtract(body.Load($"z{i}", here, i), coupled[i], $"y{i}"), factor.Inverse[i], $"y{i}");
        }

        Block.Backward(body, factor.Lower, y, "y");
        for (var i = 0; i < n; i++)
        {
            body.Store(here, i, y[i]);
            if (plan.Rows.ReachesTwoSteps)
            {
                body.Assign(further[i], next[i]);
            }

            body.Assign(next[i], y[i]);
        }

        return frame.Finish(descending: true);
    }
}
