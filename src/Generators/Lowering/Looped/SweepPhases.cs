using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering.Looped;

/// <summary>The sweeps with the triangle at hand, in loops: forward with R^T, backward with R. Between the two, vectors are in the order of elimination.</summary>
internal static class SweepPhases
{
    private static readonly View _workspace = KernelBuffer.Workspace.Whole;
    private static readonly Index _i = new IndexVariable("i");
    private static readonly Index _pivot = new IndexVariable("pivot");
    private static readonly Index _beside = new IndexVariable("beside");

    private static Index First => new IndexTable(ReflectionPlan.FirstColumnTable, _pivot);

    private static Index End => new IndexTable(ReflectionPlan.FirstColumnTable, _pivot + 1);

    public static Kernel CreateReduce(SolverPlan plan, RowLayout rows, ReflectionPlan reflections)
    {
        var n = plan.Unknowns;
        var frame = new PhaseFrame(plan, rows, computes: false);
        var body = frame.Body;
        Clear(frame.Prologue, reflections);
        var vector = body.Open("work", _workspace, reflections.Vector);
        var factor = body.Open("factorHere", KernelBuffer.Factor.Whole, PhaseFrame.Step * reflections.FactorCount);
        var here = body.Open("vectorHere", KernelBuffer.Vector.Whole, PhaseFrame.Step * n);

        // What the point before has left stands behind this point's numbers.
        FactorisePhase.Loop(body, _i, 0, n, inner =>
        {
            inner.Store(vector, _i, inner.Add(inner.Load("r", here, _i), inner.Load("c", vector, _i + n)));
            inner.Store(vector, _i + n, Operand.Zero);
        });
        FactorisePhase.Loop(body, _pivot, 0, n, inner =>
        {
            var z = inner.Multiply(inner.Load("v", vector, new IndexTable(ReflectionPlan.PivotTable, _pivot)), inner.Load("inverse", factor, _pivot), "z");
            inner.Store(here, _pivot, z);

            // What gathers in the place of the right-hand side nobody reads.
            FactorisePhase.Loop(inner, _beside, First, End, columns =>
            {
                var place = new IndexTable(ReflectionPlan.ColumnTable, _beside);
                columns.Store(vector, place, columns.MultiplySubtract(columns.Load("r", factor, _beside + n), z, columns.Load("v", vector, place)));
            });
        });
        return new Kernel(Phase.Reduce, "Reduces a right-hand side: solves with R^T.", frame.Finish(), reflections.Workspace);
    }

    public static Kernel CreateSubstitute(SolverPlan plan, RowLayout rows, ReflectionPlan reflections)
    {
        var n = plan.Unknowns;
        var frame = new PhaseFrame(plan, rows, computes: false);
        var body = frame.Body;
        Clear(frame.Prologue, reflections);
        var vector = body.Open("work", _workspace, reflections.Vector);
        var factor = body.Open("factorHere", KernelBuffer.Factor.Whole, PhaseFrame.Step * reflections.FactorCount);
        var here = body.Open("vectorHere", KernelBuffer.Vector.Whole, PhaseFrame.Step * n);
        FactorisePhase.Loop(body, _i, 0, n, inner => inner.Store(vector, _i + n, inner.Load("y", vector, _i)));
        FactorisePhase.Loop(
            body,
            _pivot,
            0,
            n,
            inner =>
            {
                // In the place of the right-hand side the vector is zero.
                var sum = inner.Variable("y", inner.Load("z", here, _pivot));
                FactorisePhase.Loop(inner, _beside, First, End, columns =>
                    columns.SubtractFrom(sum, columns.Load("r", factor, _beside + n), columns.Load("v", vector, new IndexTable(ReflectionPlan.ColumnTable, _beside))));
                inner.Store(vector, new IndexTable(ReflectionPlan.PivotTable, _pivot), inner.Multiply(inner.Copy("y", sum), inner.Load("inverse", factor, _pivot), "y"));
            },
            descending: true);
        FactorisePhase.Loop(body, _i, 0, n, inner => inner.Store(here, _i, inner.Load("y", vector, _i)));
        return new Kernel(Phase.Substitute, "Substitutes from the last grid point back to the first: solves with R.", frame.Finish(descending: true), reflections.Workspace);
    }

    private static void Clear(Region prologue, ReflectionPlan reflections)
    {
        var vector = prologue.Open("vectorWork", _workspace, reflections.Vector);
        FactorisePhase.Loop(prologue, _i, 0, reflections.Width, body => body.Store(vector, _i, Operand.Zero));
    }
}
