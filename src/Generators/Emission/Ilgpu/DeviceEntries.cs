using global::ILGPU;

using GradientKernel = global::System.Action<
    global::ILGPU.Index1D, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>,
    global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<float>, int, int, int, int>;
using SolveKernel = global::System.Action<
    global::ILGPU.Index1D, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>,
    global::ILGPU.ArrayView<float>, global::ILGPU.ArrayView<double>, int, int, int, int, double>;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>The entry kernels of a model, and how many numbers they need for each trajectory.</summary>
internal abstract class DeviceEntries
{
    public abstract SolveKernel Solving { get; }

    public abstract GradientKernel Differentiating { get; }

    public abstract int Unknowns { get; }

    public abstract bool IsLinear { get; }

    /// <summary>Numbers that stay between a solve and its gradient.</summary>
    public abstract long Memory(int points);

    /// <summary>Numbers of vectors that a solve needs.</summary>
    public abstract long SolveVectors(int points);

    /// <summary>Numbers of vectors that a gradient needs.</summary>
    public abstract long GradientVectors(int points);

    /// <summary>Numbers in single precision.</summary>
    public abstract long Single(int points);

    /// <summary>The most numbers of a trajectory that lie in one array, which is addressed by a whole number of 32 bits.</summary>
    public abstract long Longest(int points);
}

/// <summary>The entry kernels of a model with a factor in double precision.</summary>
internal sealed class DoubleDeviceEntries<TModel> : DeviceEntries
    where TModel : struct, IDoubleDeviceModel
{
    public override SolveKernel Solving => TModel.IsLinear ? DoubleDevice<TModel>.Solve : DoubleDevice<TModel>.Iterate;

    public override GradientKernel Differentiating => DoubleDevice<TModel>.Differentiate;

    public override int Unknowns => TModel.Unknowns;

    public override bool IsLinear => TModel.IsLinear;

    public override long Memory(int points) => TModel.Header + ((points + 2L) * TModel.Steps) + ((long)points * (TModel.Rows + TModel.Factor)) + TModel.Workspace;

    public override long SolveVectors(int points) =>
        TModel.IsLinear ? 2 * (points + 2L) * TModel.Unknowns : (5 * (points + 2L) * TModel.Unknowns) + (2 * TModel.Unknowns) + TModel.Header;

    public override long GradientVectors(int points) => 4 * (points + 2L) * TModel.Unknowns;

    public override long Single(int points) => 0;

    public override long Longest(int points) => DeviceLength.Longest(TModel.Header, TModel.Workspace, points, TModel.Steps, TModel.Rows, TModel.Factor, TModel.Unknowns);
}

/// <summary>The entry kernels of a model with a factor in single precision.</summary>
internal sealed class SingleDeviceEntries<TModel> : DeviceEntries
    where TModel : struct, ISingleDeviceModel
{
    public override SolveKernel Solving => SingleDevice<TModel>.Solve;

    public override GradientKernel Differentiating => SingleDevice<TModel>.Differentiate;

    public override int Unknowns => TModel.Unknowns;

    public override bool IsLinear => TModel.IsLinear;

    public override long Memory(int points) => TModel.Header + ((points + 2L) * TModel.Steps) + ((long)points * TModel.Rows) + TModel.Workspace;

    public override long SolveVectors(int points) => 4 * (points + 2L) * TModel.Unknowns;

    public override long GradientVectors(int points) => 6 * (points + 2L) * TModel.Unknowns;

    public override long Single(int points) => TModel.Header + ((points + 2L) * (TModel.Steps + TModel.Unknowns)) + ((long)points * TModel.Factor) + TModel.Workspace;

    public override long Longest(int points) => DeviceLength.Longest(TModel.Header, TModel.Workspace, points, TModel.Steps, TModel.Rows, TModel.Factor, TModel.Unknowns);
}

/// <summary>Lengths of the arrays of a trajectory.</summary>
internal static class DeviceLength
{
    /// <summary>The longest of them.</summary>
    public static long Longest(int header, int workspace, int points, int steps, int rows, int factor, int unknowns)
    {
        var width = global::System.Math.Max(global::System.Math.Max(steps, unknowns), global::System.Math.Max(rows, factor));
        return global::System.Math.Max(global::System.Math.Max(header, workspace), (points + 2L) * width);
    }
}
