using global::System;
using global::System.Runtime.CompilerServices;
using global::ILGPU;
using global::ILGPU.Runtime;
using global::ScalableMNN.Runtime.Accelerators;

using GradientGroupKernel = global::System.Action<
    global::ILGPU.KernelConfig, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>,
    global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<float>, int, int, int, int>;
using GradientKernel = global::System.Action<
    global::ILGPU.Index1D, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>,
    global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<float>, int, int, int, int>;
using SolveGroupKernel = global::System.Action<
    global::ILGPU.KernelConfig, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>,
    global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<float>, global::ILGPU.ArrayView<double>, int, int, int, int, double>;
using SolveKernel = global::System.Action<
    global::ILGPU.Index1D, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>,
    global::ILGPU.ArrayView<float>, global::ILGPU.ArrayView<double>, int, int, int, int, double>;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>The kernels of a model as compiled for one accelerator: once, however many batches use them.</summary>
internal sealed class DeviceKernels<TEntries>
    where TEntries : DeviceEntries, new()
{
    private static readonly ConditionalWeakTable<Accelerator, DeviceKernels<TEntries>> Cache = new();

    private readonly object _gate = new();
    private readonly WeakReference<Accelerator> _accelerator;
    private SolveKernel? _solving;
    private GradientKernel? _differentiating;
    private SolveGroupKernel? _groupSolving;
    private GradientGroupKernel? _groupDifferentiating;

    private DeviceKernels(Accelerator accelerator) => _accelerator = new WeakReference<Accelerator>(accelerator);

    /// <summary>The kernels for an accelerator.</summary>
    public static DeviceKernels<TEntries> For(Accelerator accelerator) => Cache.GetValue(accelerator, static key => new DeviceKernels<TEntries>(key));

    /// <summary>The kernel that solves so many trajectories.</summary>
    /// <param name="threads">How many threads a group has, where groups of them have the trajectories.</param>
    public SolveKernel Solving(string model, int threads)
    {
        var entries = new TEntries();
        lock (_gate)
        {
            if (entries.Threads == 1)
            {
                return _solving ??= Load(model, accelerator => accelerator.LoadAutoGroupedStreamKernel(entries.Solving));
            }

            var kernel = _groupSolving ??= Load(model, accelerator => accelerator.LoadStreamKernel(entries.GroupSolving));
            return (trajectories, a, b, c, d, e, f, g, h, i, j, k, l) => kernel(new KernelConfig(trajectories, threads), a, b, c, d, e, f, g, h, i, j, k, l);
        }
    }

    /// <summary>The kernel that differentiates so many trajectories.</summary>
    /// <param name="threads">How many threads a group has, where groups of them have the trajectories.</param>
    public GradientKernel Differentiating(string model, int threads)
    {
        var entries = new TEntries();
        lock (_gate)
        {
            if (entries.Threads == 1)
            {
                return _differentiating ??= Load(model, accelerator => accelerator.LoadAutoGroupedStreamKernel(entries.Differentiating));
            }

            var kernel = _groupDifferentiating ??= Load(model, accelerator => accelerator.LoadStreamKernel(entries.GroupDifferentiating));
            return (trajectories, a, b, c, d, e, f, g, h, i, j, k, l) => kernel(new KernelConfig(trajectories, threads), a, b, c, d, e, f, g, h, i, j, k, l);
        }
    }

    private TKernel Load<TKernel>(string model, Func<Accelerator, TKernel> load)
    {
        if (!_accelerator.TryGetTarget(out var accelerator))
        {
            throw new DeviceException($"The accelerator for {model} is gone.");
        }

        try
        {
            return load(accelerator);
        }
        catch (Exception exception) when (exception is not ObjectDisposedException)
        {
            throw new DeviceException(
                $"{model} cannot be compiled for {accelerator.Name} ({accelerator.AcceleratorType}). Make the context with Context.Create(builder => builder.Default().EnableAlgorithms()), and see the inner exception.",
                exception);
        }
    }
}
