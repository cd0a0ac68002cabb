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

/// <summary>
/// Steps leave nothing behind: no tensor, and no memory of the process. Pools of libtorch and of the collector fill for thousands of steps, each time by a part of what a leak would take; so memory is watched
/// over several stretches of steps. A leak is seen in each of them, and one in which memory stays is enough to know that there is none.
/// </summary>
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
        Watch(() =>
        {
            using var scope = NewDisposeScope();
            optimiser.zero_grad();
            layer.call(force, start).pow(2).mean().backward();
            optimiser.step();
        });
    }

    [TorchSharpFact]
    public void Solves_of_run_time_shapes_leave_no_memory_behind()
    {
        using var coefficients = Random(32, 40, 1, 1, 3).requires_grad_();
        using var right = Random(1, 1);
        using var initial = Random(1, 1, 2);
        using var steps = Random(1);
        Watch(() =>
        {
            using var scope = NewDisposeScope();
            OdeForwardTorch.Apply(coefficients, right, initial, steps).pow(2).mean().backward();
            coefficients.grad!.zero_();
        });
    }

    [TorchSharpFact]
    public void Second_derivatives_leave_no_memory_behind()
    {
        using var layer = new DampedOscillatorModule(points: 50, dtype: float64);
        using var force = Random(16, 50);
        using var start = Random(16, 2).requires_grad_();
        Watch(() =>
        {
            using var scope = NewDisposeScope();
            autograd.grad([layer.call(force, start).pow(2).mean()], [start], retain_graph: true, create_graph: true)[0].pow(2).sum().backward();
            start.grad!.zero_();
            layer.zero_grad();
        });
    }

    private static Tensor Random(params long[] shape) => rand(shape, dtype: float64) + 0.2;

    private static void Watch(Action step)
    {
        const int Stretches = 6;
        Repeat(200);
        var (tensors, memory) = Left();
        for (var stretch = 1; stretch <= Stretches; stretch++)
        {
            Repeat(800);
            var (tensorsAfter, memoryAfter) = Left();
            Assert.Equal(tensors, tensorsAfter);

            // One tensor of run-time shapes left in each step would be 25 MB.
            if (memoryAfter < memory + (20 << 20))
            {
                return;
            }

            Assert.True(stretch < Stretches, $"{memory >> 20} MiB -> {memoryAfter >> 20} MiB, after as much in each stretch before");
            memory = memoryAfter;
        }

        void Repeat(int times)
        {
            for (var i = 0; i < times; i++)
            {
                step();
            }
        }

        static (long Tensors, long Memory) Left()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            return (Tensor.TotalCount, Environment.WorkingSet);
        }
    }
#else
    [TorchSharpFact]
    public void Training_leaves_no_memory_behind() => Assert.Fail("TorchSharp is absent; this test is to be skipped.");
#endif
}
