using System.Collections.Generic;
using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Lowering.Unrolled;

namespace ScalableMNN.Generators.Lowering;

/// <summary>The kernels of a model in the intermediate representation, for any printer.</summary>
/// <param name="Plan">What they solve.</param>
/// <param name="Kernels">One for each phase.</param>
/// <param name="Tables">The constants that their indices are read from.</param>
/// <param name="Sizes">How many lanes their arrays hold.</param>
internal sealed record SolverKernels(SolverPlan Plan, IReadOnlyList<Kernel> Kernels, IReadOnlyList<Table> Tables, KernelSizes Sizes)
{
    public static SolverKernels Create(SolverPlan plan)
    {
        var rows = new RowLayout(plan);
        var fill = new FillPattern(plan);
        var factor = new FactorLayout(plan, fill);
        return new SolverKernels(
            plan,
            [
                FactorisePhase.Create(plan, rows, fill, factor),
                ReducePhase.Create(plan, rows, factor),
                SubstitutePhase.Create(plan, rows, factor),
                ResidualPhase.Create(plan, rows),
                ChainPhase.Create(plan, rows),
            ],
            [],
            new KernelSizes(plan.Unknowns, plan.Slots.Header, plan.Slots.Steps, rows.Count, factor.Count, 0));
    }
}
