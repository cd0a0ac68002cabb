using System;

namespace ScalableMNN.Dsl;

/// <summary>
/// Declares the time grid t_0 &lt; t_1 &lt; ... of a model: T points and the T - 1 steps between them. Without this attribute the caller gives the
/// number of points and one step for each interval of each trajectory.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class GridAttribute : Attribute
{
    /// <summary>Number T of grid points; 0 (the default) leaves it to the caller.</summary>
    public int Points { get; set; }

    /// <summary>
    /// The step, in the model's unit of time. With <see cref="Dsl.Source.Constant"/> every step has this size; with <see cref="Dsl.Source.Learned"/> it is where
    /// learning starts.
    /// </summary>
    public double StepSize { get; set; }

    /// <summary>
    /// Where the steps come from. Unless it is said, the steps are constant when <see cref="StepSize"/> is given and an input otherwise.
    /// </summary>
    public Source Source { get; set; }

    /// <summary>How many steps there are: one, one for each trajectory, or one for each interval of each trajectory (the default).</summary>
    public Per Per { get; set; } = Per.Step;

    /// <summary>Smallest step that learning may reach; 0 (the default) stands for a hundredth of <see cref="StepSize"/>.</summary>
    public double Lower { get; set; }

    /// <summary>Largest step that learning may reach; the default is no bound.</summary>
    public double Upper { get; set; } = double.PositiveInfinity;

    /// <summary>Time of the first grid point, where equations use time: until the input <c>Start</c>, or a time grid, says otherwise for a trajectory.</summary>
    public double Start { get; set; }

    /// <summary>
    /// The network that makes the steps, for <see cref="Dsl.Source.Network"/>: a class that derives from TorchSharp's <c>nn.Module&lt;Tensor, Tensor&gt;</c> and can be made without
    /// arguments. The layer of the model makes one unless its constructor is given another. Without it the constructor takes the network, or none.
    /// </summary>
    public Type? Module { get; set; }
}
