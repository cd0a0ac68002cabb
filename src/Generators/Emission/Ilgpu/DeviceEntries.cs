using global::ILGPU;

using GradientGroupKernel = global::System.Action<
    global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>,
    global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<float>, int, int, int, int>;
using GradientKernel = global::System.Action<
    global::ILGPU.Index1D, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>,
    global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<float>, int, int, int, int>;
using SolveGroupKernel = global::System.Action<
    global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>,
    global::ILGPU.ArrayView<float>, global::ILGPU.ArrayView<double>, int, int, int, int, double>;
using SolveKernel = global::System.Action<
    global::ILGPU.Index1D, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>,
    global::ILGPU.ArrayView<float>, global::ILGPU.ArrayView<double>, int, int, int, int, double>;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>The entry kernels of a model, and how many numbers they need for each trajectory.</summary>
internal abstract class DeviceEntries
{
    public abstract SolveKernel Solving { get; }

    public abstract GradientKernel Differentiating { get; }

    /// <summary>The same for groups of threads.</summary>
    public abstract SolveGroupKernel GroupSolving { get; }

    public abstract GradientGroupKernel GroupDifferentiating { get; }

    /// <summary>How many threads are worthwhile for a trajectory: one, or more where groups of threads have it.</summary>
    public abstract int Threads { get; }

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

    public override SolveGroupKernel GroupSolving => TModel.IsLinear ? DoubleDevice<TModel>.GroupedSolve : DoubleDevice<TModel>.GroupedIterate;

    public override GradientGroupKernel GroupDifferentiating => DoubleDevice<TModel>.GroupedDifferentiate;

    public override int Threads => TModel.Threads;

    public override int Unknowns => TModel.Unknowns;

    public override bool IsLinear => TModel.IsLinear;

    public override long Memory(int points) => TModel.Header + ((points + 2L) * TModel.Steps) + ((long)points * (TModel.Rows + TModel.Factor)) + TModel.Workspace;

    public override long SolveVectors(int points) =>
        TModel.IsLinear ? 2 * (points + 2L) * TModel.Unknowns : (5 * (points + 2L) * TModel.Unknowns) + (2 * TModel.Unknowns) + TModel.Header;

    public override long GradientVectors(int points) => (4 * (points + 2L) * TModel.Unknowns) + DeviceLength.Chain<TModel>(points);

    public override long Single(int points) => 0;

    public override long Longest(int points) => DeviceLength.Longest<TModel>(points);
}

/// <summary>The entry kernels of a model with a factor in single precision.</summary>
internal sealed class SingleDeviceEntries<TModel> : DeviceEntries
    where TModel : struct, ISingleDeviceModel
{
    public override SolveKernel Solving => SingleDevice<TModel>.Solve;

    public override GradientKernel Differentiating => SingleDevice<TModel>.Differentiate;

    public override SolveGroupKernel GroupSolving => SingleDevice<TModel>.GroupedSolve;

    public override GradientGroupKernel GroupDifferentiating => SingleDevice<TModel>.GroupedDifferentiate;

    public override int Threads => TModel.Threads;

    public override int Unknowns => TModel.Unknowns;

    public override bool IsLinear => TModel.IsLinear;

    public override long Memory(int points) => TModel.Header + ((points + 2L) * TModel.Steps) + ((long)points * TModel.Rows) + (TModel.Threads > 1 ? 0 : TModel.Workspace);

    public override long SolveVectors(int points) => 4 * (points + 2L) * TModel.Unknowns;

    public override long GradientVectors(int points) => (6 * (points + 2L) * TModel.Unknowns) + DeviceLength.Chain<TModel>(points);

    public override long Single(int points) => TModel.Header + ((points + 2L) * (TModel.Steps + TModel.Unknowns)) + ((long)points * TModel.Factor) + TModel.Workspace;

    public override long Longest(int points) => DeviceLength.Longest<TModel>(points);
}

/// <summary>Lengths of the arrays of a trajectory.</summary>
internal static class DeviceLength
{
    /// <summary>The longest of them. What only a group reads is addressed from where its trajectory begins.</summary>
    public static long Longest<TModel>(int points)
        where TModel : struct, IDeviceModel
    {
        var width = global::System.Math.Max(TModel.Steps, TModel.Unknowns);
        width = TModel.Threads > 1 ? width : global::System.Math.Max(width, global::System.Math.Max(TModel.Rows, TModel.Factor));
        return global::System.Math.Max(global::System.Math.Max(TModel.Header, TModel.Threads > 1 ? 0 : TModel.Workspace), (points + 2L) * width);
    }

    /// <summary>Numbers of derivatives that a group adds up before they go where the batch has them.</summary>
    public static long Chain<TModel>(int points)
        where TModel : struct, IDeviceModel => TModel.Threads > 1 ? ((long)TModel.ChainStrands * TModel.Header) + ((points + 2L) * TModel.Steps) : 0;
}
