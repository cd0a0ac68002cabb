using System.Collections.Generic;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering.Tiled;

/// <summary>The backward sweep of a large block.</summary>
internal static class SubstitutePhase
{
    public static Kernel Create(SolverPlan plan, RowLayout rows, TileLayout tiles, TileWorkspace places) => new(
        Phase.Substitute,
        "Substitutes from the last grid point back to the first.",
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
        var next = TileFrame.Part(body, "next", places.Carry);
        var here = body.Open("vectorHere", KernelBuffer.Vector.Whole, PhaseFrame.Step * plan.Unknowns);
        TileFrame.Loop(body, "tile", 0, tiles.Count, region =>
        {
            var coupling = TileFrame.Part(region, "coupling", (TileFrame.Variable("tile") * (size * size)) + places.Coupling);
            var ahead = region.Open("ahead", next, TileFrame.Variable("tile") * size);
            var target = region.Open("target", vector, TileFrame.Variable("tile") * size);
            var x = new Operand[size];
            for (var c = 0; c < size; c++)
            {
                x[c] = region.Multiply(region.Load("y", ahead, c), powers[tiles.OrderAt(c)], $"x{c}");
            }

            for (var a = 0; a < size; a++)
            {
                var sum = Operand.Zero;
                for (var c = 0; c < size; c++)
                {
                    sum = region.MultiplyAdd(region.Load("q", coupling, (a * size) + c), x[c], sum);
                }

                region.Store(target, a, sum);
            }
        });
        tile.Forward(body, factor, vector);
        tile.ForUnknowns(body, (region, unknown, place, _) =>
        {
            var difference = region.Subtract(region.Load("z", here, unknown), region.Load("v", vector, place));
            region.Store(vector, place, region.Multiply(difference, region.Load("inverse", factor, place)));
        });
        tile.Backward(body, factor, vector);
        tile.ForUnknowns(body, (region, unknown, place, _) =>
        {
            var y = region.Load("y", vector, place);
            region.Store(here, unknown, y);
            region.Store(next, place, y);
        });
        return frame.Finish(descending: true);
    }
}
