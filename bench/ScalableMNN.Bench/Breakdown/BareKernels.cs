using System;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Bench.Breakdown;

/// <summary>
/// The kernels of a model without what is around them: one lane block, packed beforehand into aligned memory, on one core. A solve is this for each of its blocks, and packing, unpacking,
/// checking and spreading over the cores on top.
/// </summary>
internal abstract class BareKernels
{
    /// <summary>Runs the kernels of a solve with refinement.</summary>
    public abstract KernelTimes Forward();

    /// <summary>Runs the kernels of a gradient with refinement, from the factor that <see cref="Forward"/> left.</summary>
    public abstract KernelTimes Backward();

    /// <summary>Packs the first trajectories of a batch.</summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <param name="lanes">How many stand side by side: 8, 4 or 1.</param>
    /// <param name="inputs">The inputs; the model has no parameters.</param>
    /// <param name="cotangent">The derivative of a loss with respect to the solution.</param>
    public static BareKernels Create<TModel>(int lanes, ModelValues inputs, ReadOnlySpan<double> cotangent)
        where TModel : IMechanisticModel<TModel> => lanes switch
        {
            8 => new BareKernels<TModel, Lane8>(inputs, cotangent),
            4 => new BareKernels<TModel, Lane4>(inputs, cotangent),
            _ => new BareKernels<TModel, Lane1>(inputs, cotangent),
        };
}
