using global::System;
using global::System.Runtime.CompilerServices;
using global::ILGPU;
using global::ILGPU.Runtime;
using global::ScalableMNN.Runtime.Accelerators;

using GradientKernel = global::System.Action<
    global::ILGPU.Index1D, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>,
    global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<double>, global::ILGPU.ArrayView<float>, int, int, int, int>;
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

    private DeviceKernels(Accelerator accelerator) => _accelerator = new WeakReference<Accelerator>(accelerator);

    /// <summary>The kernels for an accelerator.</summary>
    public static DeviceKernels<TEntries> For(Accelerator accelerator) => Cache.GetValue(accelerator, static key => new DeviceKernels<TEntries>(key));

    public SolveKernel Solving(string model)
    {
        lock (_gate)
        {
            return _solving ??= Load(model, static accelerator => accelerator.LoadAutoGroupedStreamKernel(new TEntries().Solving));
        }
    }

    public GradientKernel Differentiating(string model)
    {
        lock (_gate)
        {
            return _differentiating ??= Load(model, static accelerator => accelerator.LoadAutoGroupedStreamKernel(new TEntries().Differentiating));
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
