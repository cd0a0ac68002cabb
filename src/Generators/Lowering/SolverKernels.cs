using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Estimation;
using ScalableMNN.Generators.Lowering.Grouped;
using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Lowering.Marching;
using ScalableMNN.Generators.Lowering.Tiled;
using ScalableMNN.Generators.Lowering.Unrolled;

namespace ScalableMNN.Generators.Lowering;

/// <summary>The kernels of a model in the intermediate representation, for any printer.</summary>
/// <param name="Plan">What they solve.</param>
/// <param name="Kernels">One for each phase.</param>
/// <param name="Tables">The constants that their indices are read from.</param>
/// <param name="Sizes">How many lanes their arrays hold.</param>
/// <param name="Estimation">What estimation evaluates, or null for a model that cannot be estimated.</param>
/// <param name="March">What a march evaluates, or null for a model that cannot be marched.</param>
/// <param name="Obstacle">Why it cannot be marched, to follow "because"; null where it can.</param>
/// <param name="Group">The group of threads that has a trajectory, or null where one thread has it.</param>
internal sealed record SolverKernels(
    SolverPlan Plan, IReadOnlyList<Kernel> Kernels, IReadOnlyList<Table> Tables, KernelSizes Sizes, EstimationPlan? Estimation, MarchPlan? March = null, string? Obstacle = null, ThreadGroup? Group = null)
{
    /// <summary>The kernels for accelerators: those of a large block are for groups of threads.</summary>
    public static SolverKernels CreateForAccelerator(SolverPlan plan) => plan.IsGrouped ? CreateGrouped(plan) : Create(plan);

    public static SolverKernels Create(SolverPlan plan)
    {
        if (plan.Spec.IsMarchedOnly)
        {
            return CreateMarch(plan);
        }

        var rows = new RowLayout(plan);
        var (sweeps, factor, tables) = plan.ByReflections ? ReflectedSweeps(plan, rows) : plan.Unrolled ? UnrolledSweeps(plan, rows) : TiledSweeps(plan, rows);
        var estimation = EstimationPlan.TryCreate(plan);
        var (march, obstacle) = MarchPlan.Create(plan);
        Kernel[] kernels =
        [
            .. sweeps,
            ResidualPhase.Create(plan, rows),
            ChainPhase.Create(plan, rows),
            .. estimation is null ? [] : new[] { LinearisePhase.Create(plan, estimation) },
            .. march is null ? [] : MarchPhases.Create(plan, march),
        ];
        var workspace = kernels.Max(static kernel => kernel.Workspace);
        return new SolverKernels(plan, kernels, tables, new KernelSizes(plan.Unknowns, plan.Slots.Header, plan.Slots.Steps, rows.Count, factor, workspace), estimation, march, obstacle);
    }

    private static SolverKernels CreateMarch(SolverPlan plan)
    {
        var (march, obstacle) = MarchPlan.Create(plan);
        Kernel[] kernels = march is null ? [] : [.. MarchPhases.Create(plan, march)];
        var workspace = kernels.Select(static kernel => kernel.Workspace).DefaultIfEmpty().Max();
        return new SolverKernels(plan, kernels, [], new KernelSizes(plan.Unknowns, plan.Slots.Header, plan.Slots.Steps, 0, 0, workspace), null, march, obstacle);
    }

    private static SolverKernels CreateGrouped(SolverPlan plan)
    {
        var rows = new RowLayout(plan);
        Kernel[] sweeps;
        IReadOnlyList<Table> tables;
        int factor, workspace, parallel;
        if (plan.ByReflections)
        {
            var stack = new StackPlan(plan);
            sweeps = [ReflectedFactorisePhase.Create(plan, rows, stack), ReflectedSweepPhases.CreateReduce(plan, rows, stack), ReflectedSweepPhases.CreateSubstitute(plan, rows, stack)];
            (tables, factor, workspace, parallel) = (stack.Tables, stack.FactorCount, stack.Workspace, 2 * plan.Unknowns);
        }
        else
        {
            var layout = new GroupLayout(plan);
            sweeps = [Grouped.FactorisePhase.Create(plan, rows, layout), Grouped.SweepPhases.CreateReduce(plan, rows, layout), Grouped.SweepPhases.CreateSubstitute(plan, rows, layout)];
            (tables, factor, workspace, parallel) = ([new Table(GroupLayout.StripTable, layout.StripStart)], layout.FactorCount, layout.Workspace, layout.Padded);
        }

        var group = ThreadGroup.For(plan, parallel, workspace);
        Kernel[] kernels = [.. sweeps, ResidualPhase.CreateGrouped(plan, rows, group.Residual), ChainPhase.CreateGrouped(plan, rows, group.Chain)];
        var sizes = new KernelSizes(plan.Unknowns, plan.Slots.Header, plan.Slots.Steps, rows.Count, factor, workspace);
        return new SolverKernels(plan, kernels, tables, sizes, null, Group: group);
    }

    private static (Kernel[] Kernels, int Factor, IReadOnlyList<Table> Tables) UnrolledSweeps(SolverPlan plan, RowLayout rows)
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

    private static (Kernel[] Kernels, int Factor, IReadOnlyList<Table> Tables) TiledSweeps(SolverPlan plan, RowLayout rows)
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

    private static (Kernel[] Kernels, int Factor, IReadOnlyList<Table> Tables) ReflectedSweeps(SolverPlan plan, RowLayout rows)
    {
        if (plan.Unknowns > SolverPlan.LargestUnrolledBlock)
        {
            var reflections = new Looped.ReflectionPlan(plan);
            return (
                [
                    Looped.FactorisePhase.Create(plan, rows, reflections),
                    Looped.SweepPhases.CreateReduce(plan, rows, reflections),
                    Looped.SweepPhases.CreateSubstitute(plan, rows, reflections),
                ],
                reflections.FactorCount,
                reflections.Tables);
        }

        var (factorise, triangle) = Reflections.FactorisePhase.Create(plan, rows);
        return ([factorise, Reflections.SweepPhases.CreateReduce(plan, rows, triangle), Reflections.SweepPhases.CreateSubstitute(plan, rows, triangle)], triangle.Count, []);
    }
}
