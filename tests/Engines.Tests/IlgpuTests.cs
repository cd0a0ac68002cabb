#if HAS_ILGPU
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
#endif
using ScalableMNN.Tests.Engines;
using Xunit;

namespace ScalableMNN.Engines.Tests;

public sealed class IlgpuTests
{
    [IlgpuFact]
    public void Restores_and_its_CPU_accelerator_runs_a_kernel()
    {
#if HAS_ILGPU
        using var context = Context.Create(builder => builder.Default().EnableAlgorithms());
        using var accelerator = context.CreateCPUAccelerator(0);
        using var values = accelerator.Allocate1D(new double[] { 1, 2, 3 });
        var kernel = accelerator.LoadAutoGroupedStreamKernel<Index1D, ArrayView<double>>(Double);
        kernel((int)values.Length, values.View);
        accelerator.Synchronize();
        Assert.Equal([2, 4, 6], values.GetAsArray1D());
#else
        Assert.Fail("ILGPU is absent; this test is to be skipped.");
#endif
    }

#if HAS_ILGPU
    private static void Double(Index1D i, ArrayView<double> values) => values[i] *= 2;
#endif
}
