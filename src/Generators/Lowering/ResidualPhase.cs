using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Grouped;
using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Problem;

namespace ScalableMNN.Generators.Lowering;

/// <summary>
/// A^T (s b - A z), row by row. What a row leaves on the points after it waits in the residual itself. Where the factorisation is in single precision this phase, which is in double
/// precision, evaluates the rows once more.
/// </summary>
internal static class ResidualPhase
{
    private const string Summary = "Computes A^T (s b - A z) from the rows.";

    public static Kernel Create(SolverPlan plan, RowLayout rows) => new(
        Phase.Residual,
        Summary,
        Build(plan, rows, null));

    /// <summary>Makes the phase for a group of threads, which share the grid points.</summary>
    public static Kernel CreateGrouped(SolverPlan plan, RowLayout rows, Strands strands) => new(Phase.Residual, Summary, GroupSchedule.Of(Build(plan, rows, strands)));

    private static IReadOnlyList<Statement> Build(SolverPlan plan, RowLayout rows, Strands? strands)
    {
        var n = plan.Unknowns;
        var frame = new PhaseFrame(plan, rows, computes: plan.IsSingle);
        var body = frame.Body;
        var residual = KernelBuffer.Residual.Whole;
        var strand = frame.Prologue.Nested();
        var squares = (strands is null ? frame.Prologue : strand).Variable("sum", Operand.Zero);
        var clear = frame.Prologue.Nested();
        clear.Store(residual, new IndexVariable("i"), Operand.Zero);
        if (strands is null)
        {
            frame.Prologue.For("i", 0, plan.Rows.ReachesTwoSteps ? 2 * n : n, clear);
        }
        else
        {
            frame.Prologue.Spread("i", 0, PhaseFrame.Points * n, clear);
        }

        var right = body.Indicator("right", PhaseFrame.Step + 1, PhaseFrame.Points);
        var z = new VectorView(frame, KernelBuffer.Solution, "z", n);
        var here = body.Open("residualHere", residual, PhaseFrame.Step * n);
        var next = body.Open("residualNext", residual, (PhaseFrame.Step + 1) * n);
        var second = plan.Rows.ReachesTwoSteps ? body.Open("residualSecond", residual, (PhaseFrame.Step + 2) * n) : next;
        var r = new Operand[n];
        for (var i = 0; i < n; i++)
        {
            r[i] = body.Load($"r{i}", here, i);
        }

        if (plan.IsSingle)
        {
            RowBuilder.EvaluateAll(plan, frame);
        }

        foreach (var row in plan.Rows.AtPoints)
        {
            body.Remark(row.Text);
            var value = body.Multiply(KernelParameter.Scale, frame.RightHandSide(row), $"rho_{row.Name}");
            foreach (var entry in row.Entries)
            {
                value = body.MultiplySubtract(frame.Coefficient(row, entry), z.Here(entry.Unknown), value, $"rho_{row.Name}");
            }

            body.AddTo(squares, value, value);
            foreach (var entry in row.Entries)
            {
                r[entry.Unknown] = body.MultiplyAdd(frame.Coefficient(row, entry), value, r[entry.Unknown], $"r{entry.Unknown}");
            }
        }

        var left = Enumerable.Repeat(Operand.Zero, n).ToArray();
        var waiting = Enumerable.Range(0, n).ToList();
        foreach (var group in RowList.Groups(plan.Rows.OverSteps))
        {
            body.Remark(group[0].Text);
            var values = StepRowValues.Create(frame, group, z, right, "z").Values;
            for (var row = 0; row < group.Count; row++)
            {
                body.AddTo(squares, values[row], values[row]);
                foreach (var entry in group[row].Entries)
                {
                    var (sums, name) = entry.Ahead == 0 ? (r, "r") : (left, "next");
                    var weighted = new Literal(group[row].Weight * entry.Value);
                    sums[entry.Unknown] = body.MultiplySubtract(values[row], weighted, sums[entry.Unknown], name + entry.Unknown);
                }
            }

            Leave(group.SelectMany(static row => row.At(1)).Select(static entry => entry.Unknown).Distinct().OrderBy(static unknown => unknown));
        }

        Leave([.. waiting]);
        if (plan.Rows.ReachesTwoSteps)
        {
            AddRowsOverTwoSteps(plan, frame, z, squares, r, left, second, next);
        }

        for (var i = 0; i < n; i++)
        {
            body.Store(here, i, r[i]);
        }

        AddGivenRows(plan, frame, z, squares, here);
        if (strands is not null)
        {
            strands.Sweep(frame, strand, touchesNext: true, ending: (region, place) => region.Store(Strands.Sums, place, squares));
            frame.Prologue.Assign(KernelParameter.Squares, strands.Total(frame.Prologue));
            return frame.Prologue.Statements;
        }

        var sweep = frame.Finish();
        frame.Prologue.Assign(KernelParameter.Squares, squares);
        return sweep;

        // What the rows leave at the next point, in its own scale. Where rows over two steps follow they add to it first.
        void Leave(IEnumerable<int> unknowns)
        {
            var those = unknowns.Where(waiting.Remove).ToList();
            foreach (var i in those)
            {
                left[i] = body.Multiply(left[i], frame.RatioPower(plan.Layout.Orders[i]), $"next{i}");
            }

            foreach (var i in those.Where(_ => !plan.Rows.ReachesTwoSteps))
            {
                // A thread beside this one may have been at the next point before.
                if (strands is null)
                {
                    body.Store(next, i, left[i]);
                }
                else
                {
                    body.Accumulate(next, i, left[i], Operand.One);
                }
            }
        }
    }

    private static void AddRowsOverTwoSteps(SolverPlan plan, PhaseFrame frame, VectorView z, Local squares, Operand[] r, Operand[] left, View second, View next)
    {
        var body = frame.Body;
        var further = Enumerable.Repeat(Operand.Zero, plan.Unknowns).ToArray();
        foreach (var row in plan.Rows.OverTwoSteps.Select(row => TwoStepRow.Create(frame, row)))
        {
            var value = Operand.Zero;
            foreach (var (entry, coefficient) in row.Terms)
            {
                value = body.MultiplyAdd(coefficient, z.At(entry.Ahead, entry.Unknown), value, $"central{row.Row.Entries[0].Unknown}");
            }

            body.AddTo(squares, value, value);
            foreach (var (entry, coefficient) in row.Terms)
            {
                var (sums, name) = entry.Ahead switch { 0 => (r, "r"), 1 => (left, "next"), _ => (further, "further") };
                sums[entry.Unknown] = body.MultiplySubtract(coefficient, value, sums[entry.Unknown], name + entry.Unknown);
            }
        }

        for (var i = 0; i < plan.Unknowns; i++)
        {
            body.Accumulate(next, i, left[i], Operand.One);
            body.Store(second, i, further[i]);
        }
    }

    private static void AddGivenRows(SolverPlan plan, PhaseFrame frame, VectorView z, Local squares, View here)
    {
        foreach (var group in RowList.Groups(plan.Rows.AtFirstPoints))
        {
            frame.Body.Remark(group[0].Text);
            var inside = frame.Body.Nested();
            foreach (var row in group)
            {
                var i = row.Entries[0].Unknown;
                var coefficient = RowBuilder.GivenCoefficient(frame, inside, row);
                var value = inside.Multiply(KernelParameter.Scale, RowBuilder.GivenValue(plan, frame, inside, row));
                value = inside.MultiplySubtract(coefficient, z.Here(i), value, $"rho{i}");
                inside.AddTo(squares, value, value);
                inside.Accumulate(here, i, value, coefficient);
            }

            frame.Body.If(PhaseFrame.Step, group[0].Extent.Points, inside);
        }
    }
}
