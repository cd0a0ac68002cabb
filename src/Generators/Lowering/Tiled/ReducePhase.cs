using System.Collections.Generic;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering.Tiled;

/// <summary>The forward sweep of a large block with the factor at hand.</summary>
internal static class ReducePhase
{
    public static Kernel Create(SolverPlan plan, RowLayout rows, TileLayout tiles, TileWorkspace places) => new(
        Phase.Reduce,
        "Reduces a right-hand side with the factor at hand.",
        Build(plan, tiles, places, new PhaseFrame(plan, rows, computes: false)),
        places.Count);

    private static IReadOnlyList<Statement> Build(SolverPlan plan, TileLayout tiles, TileWorkspace places, PhaseFrame frame)
    {
        var tile = new TileFrame(plan, frame, tiles, places);
        var size = tiles.Size;
        var body = frame.Body;
        tile.Clear(places.Vector, tiles.Padded);
        tile.Clear(places.Carry, tiles.Padded);
        tile.FillConstants(places.Coupling, plan.StepProducts.Coupling);

        var powers = tile.RatioPowers(tiles.Width - 1);
        var factor = tile.Factor(body);
        var vector = TileFrame.Part(body, "work", places.Vector);
        var carry = TileFrame.Part(body, "carry", places.Carry);
        var here = body.Open("vectorHere", KernelBuffer.Vector.Whole, PhaseFrame.Step * plan.Unknowns);
        tile.ForUnknowns(body, (region, unknown, place, _) => region.Store(vector, place, region.Add(region.Load("r", here, unknown), region.Load("c", carry, place))));
        tile.Forward(body, factor, vector);
        tile.ForUnknowns(body, (region, unknown, place, _) =>
        {
            var z = region.Load("z", vector, place);
            region.Store(here, unknown, z);
            region.Store(vector, place, region.Multiply(z, region.Load("inverse", factor, place)));
        });
        tile.Backward(body, factor, vector);
        TileFrame.Loop(body, "tile", 0, tiles.Count, region =>
        {
            var coupling = TileFrame.Part(region, "coupling", (TileFrame.Variable("tile") * (size * size)) + places.Coupling);
            var s = region.Open("s", vector, TileFrame.Variable("tile") * size);
            var next = region.Open("next", carry, TileFrame.Variable("tile") * size);
            for (var c = 0; c < size; c++)
            {
                var sum = Operand.Zero;
                for (var a = 0; a < size; a++)
                {
                    sum = region.MultiplySubtract(region.Load("q", coupling, (a * size) + c), region.Load("s", s, a), sum);
                }

                region.Store(next, c, region.Multiply(sum, powers[tiles.OrderAt(c)]));
            }
        });
        return frame.Finish();
    }
}
