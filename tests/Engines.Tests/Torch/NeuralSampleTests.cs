#if HAS_TORCHSHARP
extern alias logistic;
extern alias lorenz;
using System;
using System.IO;
using System.Linq;
using Logistic = logistic::ScalableMNN.Samples.LogisticParameters.LogisticParametersSample;
using Lorenz = lorenz::ScalableMNN.Samples.LorenzNeural.LorenzNeuralSample;
using Spectre.Console;
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
