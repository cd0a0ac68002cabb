#if HAS_TORCHSHARP
extern alias kdv;
extern alias logistic;
extern alias lorenz;
using System;
using System.IO;
using System.Linq;
using Kdv = kdv::ScalableMNN.Samples.Kdv.KdvSample;
using KdvSize = kdv::ScalableMNN.Samples.Kdv.KdvSize;
using Waves = kdv::ScalableMNN.Samples.Kdv.Waves;
using Logistic = logistic::ScalableMNN.Samples.LogisticParameters.LogisticParametersSample;
using Lorenz = lorenz::ScalableMNN.Samples.LorenzNeural.LorenzNeuralSample;
using Spectre.Console;
using TorchSharp;
#endif
using ScalableMNN.Tests.Engines;
using Xunit;

namespace ScalableMNN.Engines.Tests.Torch;

/// <summary>Short runs of the samples that train networks.</summary>
public sealed class NeuralSampleTests
{
#if HAS_TORCHSHARP
    [TorchSharpFact]
    public void A_network_learns_the_parameters_of_populations_and_goes_on_from_a_checkpoint()
    {
        using var run = new Run();
        var options = Logistic.Defaults with { Output = run.Folder, Steps = 300 };
        var first = Logistic.Run(options, run.Console);
        Assert.True(first.Losses.TakeLast(50).Average() < 0.2 * first.Losses.Take(10).Average());
        Assert.InRange(first.CapacityError, 0, 0.06);
        Assert.InRange(first.CurveError, 0, 0.06);
        Assert.True(File.Exists(first.Plot));

        var second = Logistic.Run(options with { Steps = 350, Resume = true }, run.Console);
        Assert.Equal(350, second.Losses.Count);
        Assert.Equal(first.Losses, second.Losses.Take(300));
        Assert.True(second.Losses.Skip(300).Average() < 0.5 * first.Losses.Take(10).Average());
    }

    [TorchSharpFact]
    public void A_network_learns_the_equations_of_Lorenz_from_noisy_windows()
    {
        // A short run comes to the right rates; which terms stay is decided in a long one.
        using var run = new Run();
        var result = Lorenz.Run(Lorenz.Defaults with { Output = run.Folder, Steps = 600 }, run.Console);
        Assert.True(result.Losses.TakeLast(20).Average() < 0.05 * result.Losses.Take(10).Average());
        Assert.True(File.Exists(result.Plot));
    }

    [TorchSharpFact]
    public void Waves_move_as_solitons_do()
    {
        // u = 3 c / cosh^2(sqrt(c) / 2 (x - c t)) solves the equation on a line; on the circle its tails, exp(-sqrt(c) 64), are far below rounding of float32 for c = 0.5.
        using var scope = torch.NewDisposeScope();
        const double C = 0.5;
        var x = torch.arange(256, dtype: torch.float64) * 0.5;
        var waves = Waves.Solve(Soliton(32).unsqueeze(0));
        foreach (var time in new[] { 0, 70, 139 })
        {
            var distance = C * 100 * time / 139;
            Assert.Equal(0, (waves[0, time].to(torch.float64) - Soliton(32 + distance)).abs().max().ToDouble(), 1e-4);
        }

        torch.Tensor Soliton(double centre) => 3 * C / torch.cosh((x - centre) * (Math.Sqrt(C) / 2)).pow(2);
    }

    [TorchSharpFact]
    public void Networks_forecast_waves_with_a_mechanistic_layer_and_without()
    {
        using var run = new Run();
        var result = Kdv.Run(Kdv.Defaults with { Output = run.Folder, Steps = 100, Batch = 8 }, new KdvSize(Solutions: 8, Hidden: 16, Blocks: 1), run.Console);

        // The forecast that nothing moves, with which both begin, is soon left behind.
        Assert.InRange(result.Test, 0, 0.8 * result.Still);
        Assert.InRange(result.Plain, 0, 0.8 * result.Still);
        Assert.True(File.Exists(result.Plot));
    }

    private sealed class Run : IDisposable
    {
        public string Folder { get; } = Directory.CreateTempSubdirectory("smnn-neural-").FullName;

        public IAnsiConsole Console { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(new StringWriter()) });

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
#else
    [TorchSharpFact]
    public void Networks_learn_models() => Assert.Fail("TorchSharp is absent; this test is to be skipped.");
#endif
}
