using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Estimation;
using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Lowering.Reflections;
using ScalableMNN.Generators.Lowering.Tiled;
using ScalableMNN.Generators.Lowering.Unrolled;

namespace ScalableMNN.Generators.Lowering;

/// <summary>The kernels of a model in the intermediate representation, for any printer.</summary>
/// <param name="Plan">What they solve.</param>
/// <param name="Kernels">One for each phase.</param>
/// <param name="Tables">The constants that their indices are read from.</param>
/// <param name="Sizes">How many lanes their arrays hold.</param>
/// <param name="Estimation">What estimation evaluates, or null for a model that cannot be estimated.</param>
internal sealed record SolverKernels(SolverPlan Plan, IReadOnlyList<Kernel> Kernels, IReadOnlyList<Table> Tables, KernelSizes Sizes, EstimationPlan? Estimation)
{
    public static SolverKernels Create(SolverPlan plan)
    {
        var rows = new RowLayout(plan);
        var (sweeps, factor, tables) = plan.ByReflections ? ReflectedSweeps(plan, rows) : plan.Unrolled ? UnrolledSweeps(plan, rows) : TiledSweeps(plan, rows);
        var estimation = EstimationPlan.TryCreate(plan);
        Kernel[] kernels = [.. sweeps, ResidualPhase.Create(plan, rows), ChainPhase.Create(plan, rows), .. estimation is null ? [] : new[] { LinearisePhase.Create(plan, estimation) }];
        var workspace = kernels.Max(static kernel => kernel.Workspace);
        return new SolverKernels(plan, kernels, tables, new KernelSizes(plan.Unknowns, plan.Slots.Header, plan.Slots.Steps, rows.Count, factor, workspace), estimation);
    }

    private static (Kernel[] Kernels, int Factor, Table[] Tables) UnrolledSweeps(SolverPlan plan, RowLayout rows)
    {
        var fill = new FillPattern(plan);
        var factor = new FactorLayout(plan, fill);
        return (
            [
                Unrolled.FactorisePhase.Create(plan, rows, fill, factor),
                Unrolled.ReducePhase.Create(plan, rows, factor),
                Unrolled.SubstitutePhase.Create(plan, rows, factor),
            ],
            factor.Count,
            []);
    }

    private static (Kernel[] Kernels, int Factor, Table[] Tables) TiledSweeps(SolverPlan plan, RowLayout rows)
    {
        var tiles = new TileLayout(plan);
        var places = new TileWorkspace(plan, tiles);
        return (
            [
                Tiled.FactorisePhase.Create(plan, rows, tiles, places),
                Tiled.ReducePhase.Create(plan, rows, tiles, places),
                Tiled.SubstitutePhase.Create(plan, rows, tiles, places),
            ],
            tiles.FactorCount,
            [new Table(TileFrame.PanelTable, tiles.PanelStart)]);
    }

    private static (Kernel[] Kernels, int Factor, Table[] Tables) ReflectedSweeps(SolverPlan plan, RowLayout rows)
    {
        var (factorise, triangle) = Reflections.FactorisePhase.Create(plan, rows);
        return ([factorise, SweepPhases.CreateReduce(plan, rows, triangle), SweepPhases.CreateSubstitute(plan, rows, triangle)], triangle.Count, []);
    }
}
