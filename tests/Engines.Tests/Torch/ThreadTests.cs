#if HAS_TORCHSHARP
using System;
using System.Linq;
using System.Threading;
using ScalableMNN.Torch;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;
using static TorchSharp.torch;
#endif
using ScalableMNN.Tests.Engines;
using Xunit;

namespace ScalableMNN.Engines.Tests.Torch;

/// <summary>One layer called by several threads at the same time gives what it gives to one after the other.</summary>
public sealed class ThreadTests
{
#if HAS_TORCHSHARP
    private const int Threads = 6;

    private const int Calls = 60;

    [TorchSharpFact]
    public void A_layer_of_a_declared_model()
    {
        using var layer = new DampedOscillatorModule(points: 25, dtype: float64);
        Tensor[] parameters = [.. layer.parameters()];
        Compare(call =>
        {
            // Batches of different sizes, so that threads take room from each other that does not fit.
            var force = Make(1 + (call % 5), 25, call).requires_grad_();
            var start = Make(1 + (call % 5), 2, call + 7).requires_grad_();
            return [.. autograd.grad([layer.call(force, start).pow(2).sum()], [force, start, .. parameters])];
        });
    }

    [TorchSharpFact]
    public void Several_solves_before_any_gradient_and_second_derivatives()
    {
        using var layer = new GrowthModule(dtype: float64);
        Tensor[] parameters = [.. layer.parameters()];
        Compare(call =>
        {
            var start = (Make(1 + (call % 4), 1, call) * 0.3).detach().requires_grad_();
            var (u, v) = (layer.call(start), layer.call(start * 0.5));
            var first = autograd.grad([u.pow(2).sum() + v.sum()], [start, .. parameters], retain_graph: true, create_graph: true);
            return [.. first.Select(static gradient => gradient.detach()), .. autograd.grad([first[0].pow(2).sum() + first[1].pow(2).sum()], [start, .. parameters])];
        });
    }

    [TorchSharpFact]
    public void The_solver_for_run_time_shapes()
    {
        Compare(static call =>
        {
            var coefficients = Make(4, 8 * 3, call).view(4, 8, 1, 1, 3).detach().requires_grad_();
            var right = Make(8, 1, call + 3).requires_grad_();
            return [.. autograd.grad([OdeForwardTorch.Apply(coefficients, right, Make(1, 2, 5).view(1, 1, 2), full(1, 0.1, dtype: float64)).pow(2).sum()], [coefficients, right])];
        });
    }

    /// <summary>Numbers that follow from the call alone: libtorch's generator belongs to all threads.</summary>
    private static Tensor Make(long rows, long columns, int call)
    {
        var random = new Random(call);
        return tensor(Enumerable.Range(0, (int)(rows * columns)).Select(_ => 0.2 + random.NextDouble()).ToArray(), [rows, columns]);
    }

    private static void Compare(Func<int, Tensor[]> work)
    {
        var expected = Enumerable.Range(0, Calls).Select(Result).ToArray();
        var failures = new Exception?[Threads];
        using var together = new Barrier(Threads);
        var threads = Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            together.SignalAndWait();
            try
            {
                for (var i = 0; i < Calls; i++)
                {
                    var call = (i + (thread * 7)) % Calls;
                    var found = Result(call);
                    for (var k = 0; k < found.Length; k++)
                    {
                        // To the last bit: a trajectory's result depends on nothing but the trajectory.
                        Assert.Equal(expected[call][k], found[k]);
                    }
                }
            }
            catch (Exception failure)
            {
                failures[thread] = failure;
            }
        })).ToArray();
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        Assert.All(failures, static failure => Assert.Null(failure));

        double[][] Result(int call)
        {
            using var scope = NewDisposeScope();
            return Array.ConvertAll(work(call), static tensor => tensor.detach().contiguous().data<double>().ToArray());
        }
    }
#else
    [TorchSharpFact]
    public void Threads_share_a_layer() => Assert.Fail("TorchSharp is absent; this test is to be skipped.");
#endif
}
