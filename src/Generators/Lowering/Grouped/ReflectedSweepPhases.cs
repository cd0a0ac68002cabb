using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering.Grouped;

/// <summary>The sweeps with the triangle at hand, by a group of threads: forward with R^T, backward with R. Between the two, vectors are in the order of elimination.</summary>
internal static class ReflectedSweepPhases
{
    private static readonly Index _row = GroupFrame.Row;
    private static readonly Index _pivot = GroupFrame.Inner;
    private static readonly Index _column = new IndexVariable("column");

    public static Kernel CreateReduce(SolverPlan plan, RowLayout rows, StackPlan stack)
    {
        var n = plan.Unknowns;
        var frame = new PhaseFrame(plan, rows, computes: false);
        var body = frame.Body;
        var (triangle, vector) = Arrays(frame, stack);
        GroupFrame.Clear(frame.Prologue, vector, 2 * n);
        LoadFactor(body, triangle, stack);
        var here = body.Open("vectorHere", KernelBuffer.Vector.Whole, PhaseFrame.Step * n);

        // What the point before has left stands behind this point's numbers.
        GroupFrame.Spread(body, _row, 0, n, region => region.Store(vector, _row, region.Load("c", vector, _row + n)));
        GroupFrame.Spread(body, _row, 0, n, region =>
        {
            region.Accumulate(vector, new IndexTable(StackPlan.PlaceTable, _row), region.Load("r", here, _row), Operand.One);
            region.Store(vector, _row + n, Operand.Zero);
        });
        GroupFrame.Loop(body, _pivot, 0, n, region =>
        {
            var begin = region.Open("rowOfFactor", triangle, new IndexTable(StackPlan.RowTable, _pivot) + (_pivot * -1));
            var z = region.Multiply(region.Load("v", vector, _pivot), region.Load("inverse", begin, _pivot), "z");
            region.Store(here, _pivot, z);
            GroupFrame.Spread(region, _column, _pivot + 1, 2 * n, inner => inner.Store(vector, _column, inner.MultiplySubtract(inner.Load("r", begin, _column), z, inner.Load("v", vector, _column))));
        });
        return new Kernel(Phase.Reduce, "Reduces a right-hand side: solves with R^T.", GroupSchedule.Of(frame.Finish()), stack.Workspace);
    }

    public static Kernel CreateSubstitute(SolverPlan plan, RowLayout rows, StackPlan stack)
    {
        var n = plan.Unknowns;
        var frame = new PhaseFrame(plan, rows, computes: false);
        var body = frame.Body;
        var (triangle, vector) = Arrays(frame, stack);
        GroupFrame.Clear(frame.Prologue, vector, 2 * n);
        LoadFactor(body, triangle, stack);
        var here = body.Open("vectorHere", KernelBuffer.Vector.Whole, PhaseFrame.Step * n);
        GroupFrame.Spread(body, _row, 0, n, region => region.Store(vector, _row + n, region.Load("y", vector, _row)));
        GroupFrame.Spread(body, _row, 0, n, region =>
        {
            var begin = region.Open("rowOfFactor", triangle, new IndexTable(StackPlan.RowTable, _row) + (_row * -1));
            var sum = region.Variable("y", region.Load("z", here, _row));
            GroupFrame.Loop(region, _column, n, 2 * n, inner => inner.SubtractFrom(sum, inner.Load("r", begin, _column), inner.Load("ahead", vector, _column)));
            region.Store(vector, _row, sum);
        });
        GroupFrame.Loop(
            body,
            _pivot,
            0,
            n,
            region =>
            {
                var y = region.Multiply(region.Load("v", vector, _pivot), region.Load("inverse", triangle, new IndexTable(StackPlan.RowTable, _pivot)), "y");
                GroupFrame.Spread(region, _row, 0, _pivot, inner =>
                {
                    var entry = inner.Load("r", triangle, new IndexTable(StackPlan.RowTable, _row) + (_row * -1) + _pivot);
                    inner.Store(vector, _row, inner.MultiplySubtract(entry, y, inner.Load("v", vector, _row)));
                });
                region.Store(vector, _pivot, y);
            },
            descending: true);
        GroupFrame.Spread(body, _row, 0, n, region => region.Store(here, _row, region.Load("y", vector, new IndexTable(StackPlan.PlaceTable, _row))));
        return new Kernel(Phase.Substitute, "Substitutes from the last grid point back to the first: solves with R.", GroupSchedule.Of(frame.Finish(descending: true)), stack.Workspace);
    }

    private static (View Triangle, View Vector) Arrays(PhaseFrame frame, StackPlan stack)
    {
        var workspace = KernelBuffer.Workspace.Whole;
        return (frame.Prologue.Open("triangle", workspace, stack.Stack), frame.Prologue.Open("work", workspace, stack.Vector));
    }

    private static void LoadFactor(Region body, View triangle, StackPlan stack)
    {
        var factor = body.Open("factorHere", KernelBuffer.Factor.Whole, PhaseFrame.Step * stack.FactorCount);
        GroupFrame.Spread(body, _row, 0, stack.FactorCount, region => region.Store(triangle, _row, region.Load("number", factor, _row)));
    }
}
