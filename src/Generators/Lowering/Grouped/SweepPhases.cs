using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering.Grouped;

/// <summary>The sweeps of a large block with the factor at hand, by a group of threads.</summary>
internal static class SweepPhases
{
    public static Kernel CreateReduce(SolverPlan plan, RowLayout rows, GroupLayout layout)
    {
        var frame = new PhaseFrame(plan, rows, computes: false);
        var group = new GroupFrame(plan, frame, layout);
        var body = frame.Body;
        var size = layout.Size;
        var (vector, carry, coupling) = (group.Array("work", layout.Vector), group.Array("carry", layout.Carry), group.Array("coupling", layout.Coupling));
        GroupFrame.Clear(frame.Prologue, vector, layout.Padded);
        GroupFrame.Clear(frame.Prologue, carry, layout.Padded);
        group.FillConstants(coupling, plan.StepProducts.Coupling, isTransposed: false);

        var powers = group.RatioPowers(layout.Tiles.Width - 1);
        group.LoadFactor(body);
        var here = body.Open("vectorHere", KernelBuffer.Vector.Whole, PhaseFrame.Step * plan.Unknowns);
        group.ForUnknowns(body, (region, unknown, place) => region.Store(vector, place, region.Add(region.Load("r", here, unknown), region.Load("c", carry, place))));
        group.Forward(body, vector);
        group.ForUnknowns(body, (region, unknown, place) => region.Store(here, unknown, region.Load("z", vector, place)));
        group.Divide(body, vector);
        group.Backward(body, vector);
        GroupFrame.Spread(body, GroupFrame.Tile, 0, layout.Count, region =>
        {
            var s = Enumerable.Range(0, size).Select(a => region.Load($"s{a}", vector, (GroupFrame.Tile * size) + a)).ToArray();
            for (var c = 0; c < size; c++)
            {
                var sum = Operand.Zero;
                for (var a = 0; a < size; a++)
                {
                    sum = region.MultiplySubtract(region.Load("q", coupling, (GroupFrame.Tile * size) + ((a * layout.Height) + c)), s[a], sum);
                }

                region.Store(carry, (GroupFrame.Tile * size) + c, region.Multiply(sum, powers[layout.Tiles.OrderAt(c)]));
            }
        });
        return GroupFrame.Kernel(Phase.Reduce, "Reduces a right-hand side with the factor at hand.", frame.Finish(), layout);
    }

    public static Kernel CreateSubstitute(SolverPlan plan, RowLayout rows, GroupLayout layout)
    {
        var frame = new PhaseFrame(plan, rows, computes: false);
        var group = new GroupFrame(plan, frame, layout);
        var body = frame.Body;
        var size = layout.Size;
        var (vector, next, coupling) = (group.Array("work", layout.Vector), group.Array("ahead", layout.Carry), group.Array("coupling", layout.Coupling));
        GroupFrame.Clear(frame.Prologue, next, layout.Padded);
        group.FillConstants(coupling, plan.StepProducts.Coupling, isTransposed: false);

        var powers = group.RatioPowers(layout.Tiles.Width - 1);
        group.LoadFactor(body);
        var here = body.Open("vectorHere", KernelBuffer.Vector.Whole, PhaseFrame.Step * plan.Unknowns);
        GroupFrame.Spread(body, GroupFrame.Tile, 0, layout.Count, region =>
        {
            var x = Enumerable.Range(0, size).Select(c => region.Multiply(region.Load("y", next, (GroupFrame.Tile * size) + c), powers[layout.Tiles.OrderAt(c)], $"x{c}")).ToArray();
            for (var a = 0; a < size; a++)
            {
                var sum = Operand.Zero;
                for (var c = 0; c < size; c++)
                {
                    sum = region.MultiplyAdd(region.Load("q", coupling, (GroupFrame.Tile * size) + ((a * layout.Height) + c)), x[c], sum);
                }

                region.Store(vector, (GroupFrame.Tile * size) + a, sum);
            }
        });
        group.Forward(body, vector);
        group.ForUnknowns(body, (region, unknown, place) => region.Store(vector, place, region.Subtract(region.Load("z", here, unknown), region.Load("v", vector, place))));
        group.Divide(body, vector);
        group.Backward(body, vector);
        group.ForUnknowns(body, (region, unknown, place) =>
        {
            var y = region.Load("y", vector, place);
            region.Store(here, unknown, y);
            region.Store(next, place, y);
        });
        return GroupFrame.Kernel(Phase.Substitute, "Substitutes from the last grid point back to the first.", frame.Finish(descending: true), layout);
    }
}
