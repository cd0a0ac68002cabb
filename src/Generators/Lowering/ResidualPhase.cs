using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Grouped;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering;

/// <summary>
/// A^T (s b - A z), row by row. What a row leaves on the points after it waits in the residual itself. Where the factorisation is in single precision this phase, which is in double
/// precision, evaluates the rows once more.
/// </summary>
internal static class ResidualPhase
{
    private const string Summary = "Computes A^T (s b - A z) from the rows.";

    public static Kernel Create(SolverPlan plan, RowLayout rows) => Splitter.Split(
        Phase.Residual,
        Summary,
        Build(plan, rows, null));

    /// <summary>Makes the phase for a group of threads, which share the grid points.</summary>
    public static Kernel CreateGrouped(SolverPlan plan, RowLayout rows, Strands strands) => new(Phase.Residual, Summary, GroupSchedule.Of(Build(plan, rows, strands)), [], 0);

    private static IReadOnlyList<Statement> Build(SolverPlan plan, RowLayout rows, Strands? strands)
    {
        var n = plan.Unknowns;
        var frame = new PhaseFrame(plan, rows, computes: plan.IsSingle);
        var body = frame.Body;
        var residual = new View("residual");
        var strand = frame.Prologue.Nested();
        var squares = (strands is null ? frame.Prologue : strand).Variable("sum", Operand.Zero);
        var clear = frame.Prologue.Nested();
        clear.Store(residual, new IndexVariable("i"), Operand.Zero);
        if (strands is null)
        {
            frame.Prologue.For("i", 0, plan.Central ? 2 * n : n, clear);
        }
        else
        {
            frame.Prologue.Spread("i", 0, PhaseFrame.Points * n, clear);
        }

        var right = body.Indicator("right", PhaseFrame.Step + 1, PhaseFrame.Points);
        var z = new VectorView(frame, "solution", "z", n);
        var here = body.Open("residualHere", residual, PhaseFrame.Step * n);
        var next = body.Open("residualNext", residual, (PhaseFrame.Step + 1) * n);
        var second = plan.Central ? body.Open("residualSecond", residual, (PhaseFrame.Step + 2) * n) : next;
        var r = new Operand[n];
        for (var i = 0; i < n; i++)
        {
            r[i] = body.Load($"r{i}", here, i);
        }

        if (plan.IsSingle)
        {
            RowBuilder.EvaluateAll(plan, frame);
        }

        foreach (var row in plan.Equations)
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

        foreach (var state in plan.States)
        {
            body.Remark($"Smoothness of {state.Name}.");
            var values = SmoothnessValues.Create(frame, state, z.HereOf(state), z.NextOf(state), right, "z");
            var left = Enumerable.Repeat(Operand.Zero, state.Size).ToArray();
            for (var row = 0; row < state.Rows.Count; row++)
            {
                var value = values.Rows[row];
                body.AddTo(squares, value, value);
                for (var o = 0; o < state.Size; o++)
                {
                    var i = state.Offset + o;
                    r[i] = body.MultiplySubtract(value, new Literal(state.Rows.Here(row, o)), r[i], $"r{i}");
                    left[o] = body.MultiplySubtract(value, new Literal(state.Rows.Next(row, o)), left[o], $"next{i}");
                }
            }

            for (var o = 0; o < state.Size; o++)
            {
                left[o] = body.Multiply(left[o], frame.RatioPower(o), $"next{state.Offset + o}");
            }

            if (plan.Central)
            {
                AddCentral(frame, state, z, squares, r, left, second, next);
            }
            else
            {
                for (var o = 0; o < state.Size; o++)
                {
                    // A thread beside this one may have been at the next point before.
                    if (strands is null)
                    {
                        body.Store(next, state.Offset + o, left[o]);
                    }
                    else
                    {
                        body.Accumulate(next, state.Offset + o, left[o], Operand.One);
                    }
                }
            }
        }

        for (var i = 0; i < n; i++)
        {
            body.Store(here, i, r[i]);
        }

        AddInitialRows(plan, frame, z, squares, here);
        if (strands is not null)
        {
            strands.Sweep(frame, strand, touchesNext: true, ending: (region, place) => region.Store(Strands.Sums, place, squares));
            frame.Prologue.Assign(KernelParameter.Squares, strands.Total(frame.Prologue));
            return frame.Prologue.Statements;
        }

        var sweep = frame.Finish();
        frame.Prologue.Assign(KernelParameter.Squares, squares);
        return sweep;
    }

    private static void AddCentral(PhaseFrame frame, StateBlock state, VectorView z, Local squares, Operand[] r, Operand[] left, View second, View next)
    {
        var body = frame.Body;
        var row = CentralRow.Create(frame, state);
        int top = state.Offset + state.Order, below = top - 1;
        var value = body.Multiply(row.Here, z.Here(below), $"central{below}");
        value = body.MultiplyAdd(row.Next, z.Next(top), value, $"central{below}");
        value = body.MultiplyAdd(row.Second, z.Second(below), value, $"central{below}");
        body.AddTo(squares, value, value);
        r[below] = body.MultiplySubtract(row.Here, value, r[below], $"r{below}");
        left[state.Order] = body.MultiplySubtract(row.Next, value, left[state.Order], $"next{top}");
        for (var o = 0; o < state.Size; o++)
        {
            body.Accumulate(next, state.Offset + o, left[o], Operand.One);
            body.Store(second, state.Offset + o, o == state.Order - 1 ? body.MultiplySubtract(row.Second, value, Operand.Zero) : Operand.Zero);
        }
    }

    private static void AddInitialRows(SolverPlan plan, PhaseFrame frame, VectorView z, Local squares, View here)
    {
        foreach (var state in plan.States)
        {
            if (state.Initial is not { } initial)
            {
                continue;
            }

            frame.Body.Remark($"Given values of {state.Name}.");
            var inside = frame.Body.Nested();
            for (var order = 0; order < initial.Orders; order++)
            {
                var i = state.Offset + order;
                var coefficient = RowBuilder.InitialCoefficient(frame, inside, state, order);
                var value = inside.Multiply(KernelParameter.Scale, RowBuilder.InitialValue(plan, frame, inside, state, order));
                value = inside.MultiplySubtract(coefficient, z.Here(i), value, $"rho{i}");
                inside.AddTo(squares, value, value);
                inside.Accumulate(here, i, value, coefficient);
            }

            frame.Body.If(PhaseFrame.Step, initial.Points, inside);
        }
    }
}
