#if HAS_TORCHSHARP
using System;
using ScalableMNN.Torch;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;
using static TorchSharp.torch;
#endif
using ScalableMNN.Tests.Engines;
using Xunit;

namespace ScalableMNN.Engines.Tests.Torch;

/// <summary>Over a thousand steps the memory of the process stays what it was after the first two hundred.</summary>
public sealed class MemoryTests
{
#if HAS_TORCHSHARP
    [TorchSharpFact]
    public void Training_steps_of_a_layer_leave_no_memory_behind()
    {
        using var layer = new DampedOscillatorModule(points: 50, dtype: float64);
        using var optimiser = optim.Adam(layer.parameters(), 1e-3);
        using var force = Random(16, 50);
        using var start = Random(16, 2);
        var watch = new Watch();
        for (var step = 0; step < 1000; step++)
        {
            using var scope = NewDisposeScope();
            optimiser.zero_grad();
            layer.call(force, start).pow(2).mean().backward();
            optimiser.step();
            watch.After(step);
        }
    }

    [TorchSharpFact]
    public void Solves_of_run_time_shapes_leave_no_memory_behind()
    {
        using var coefficients = Random(32, 40, 1, 1, 3).requires_grad_();
        using var right = Random(1, 1);
        using var initial = Random(1, 1, 2);
        using var steps = Random(1);
        var watch = new Watch();
        for (var step = 0; step < 1000; step++)
        {
            using var scope = NewDisposeScope();
            OdeForwardTorch.Apply(coefficients, right, initial, steps).pow(2).mean().backward();
            coefficients.grad!.zero_();
            watch.After(step);
        }
    }

    [TorchSharpFact]
    public void Second_derivatives_leave_no_memory_behind()
    {
        using var layer = new DampedOscillatorModule(points: 50, dtype: float64);
        using var force = Random(16, 50);
        using var start = Random(16, 2).requires_grad_();
        var watch = new Watch();
        for (var step = 0; step < 1000; step++)
        {
            using var scope = NewDisposeScope();
            autograd.grad([layer.call(force, start).pow(2).mean()], [start], retain_graph: true, create_graph: true)[0].pow(2).sum().backward();
            start.grad!.zero_();
            layer.zero_grad();
            watch.After(step);
        }
    }

    private static Tensor Random(params long[] shape) => rand(shape, dtype: float64) + 0.2;

    private sealed class Watch
    {
        private long _before;

        public void After(int step)
        {
            if (step is not (200 or 999))
            {
                return;
            }

            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            var memory = Environment.WorkingSet;
            Assert.True(step == 200 || memory < _before + (20 << 20), $"{_before >> 20} MiB -> {memory >> 20} MiB");
            _before = memory;
        }
    }
#else
    [TorchSharpFact]
    public void Training_leaves_no_memory_behind() => Assert.Fail("TorchSharp is absent; this test is to be skipped.");
#endif
}
