#if HAS_TORCHSHARP
extern alias kdv;
extern alias logistic;
extern alias lorenz;
extern alias sea;
using System;
using System.IO;
using System.Linq;
using Kdv = kdv::ScalableMNN.Samples.Kdv.KdvSample;
using KdvSize = kdv::ScalableMNN.Samples.Kdv.KdvSize;
using Waves = kdv::ScalableMNN.Samples.Kdv.Waves;
using Logistic = logistic::ScalableMNN.Samples.LogisticParameters.LogisticParametersSample;
using Lorenz = lorenz::ScalableMNN.Samples.LorenzNeural.LorenzNeuralSample;
using ForecastTask = sea::ScalableMNN.Samples.SeaSurfaceTemperature.ForecastTask;
using SeaForecaster = sea::ScalableMNN.Samples.SeaSurfaceTemperature.MechanisticForecaster;
using SeaSurfaceTemperature = sea::ScalableMNN.Samples.SeaSurfaceTemperature.SeaSurfaceTemperatureSample;
using WeeklyFile = sea::ScalableMNN.Samples.SeaSurfaceTemperature.WeeklyFile;
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

    [TorchSharpFact]
    public void Networks_forecast_temperatures_four_years_ahead_with_a_mechanistic_layer_and_without()
    {
        using var run = new Run();
        var result = SeaSurfaceTemperature.Run(SeaSurfaceTemperature.Defaults with { Output = run.Folder, Steps = 200 }, new ForecastTask(), run.Console);
        Assert.Equal(208, result.Mechanistic.Count);
        Assert.True(result.Losses.TakeLast(20).Average() < 0.7 * result.Losses.Take(10).Average());

        // A quarter of a year ahead both know more than the usual course; four years ahead equations do not run away from it.
        Assert.InRange(result.Mechanistic[12], 0, 0.8 * result.Usual[12]);
        Assert.InRange(result.Plain[12], 0, 0.8 * result.Usual[12]);
        Assert.InRange(result.Mechanistic[^1], 0, 1.2 * result.Usual[^1]);
        Assert.True(File.Exists(result.Plot));
    }

    [TorchSharpFact]
    public void A_forecast_of_temperatures_is_a_sum_of_closed_forms()
    {
        // Whatever the network's weights: eight functions of time follow from the laws, and with the constant they span all forecasts. What a fit of them leaves over is the error of the scheme.
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(3);
        using var off = torch.no_grad();
        const int Weeks = 520;
        using var network = new SeaForecaster(cells: 2, Weeks, hidden: 8);
        var forecast = network.call(torch.randn(1, 2, 156, dtype: torch.float64), torch.full(1, 0.3, dtype: torch.float64))[0];
        var time = torch.arange(0, Weeks, dtype: torch.float64) * (7 / 365.25);
        var (damping, frequency, _) = network.Laws;
        for (var cell = 0; cell < 2; cell++)
        {
            var functions = new[] { (0.0, 2 * Math.PI), (0.0, 4 * Math.PI) }
                .Concat(Enumerable.Range(0, 2).Select(mode => (damping[cell, mode].ToDouble() / 2, frequency[cell, mode].ToDouble())))
                .SelectMany(law =>
                {
                    var (fading, stiff) = law;
                    var angle = time * Math.Sqrt((stiff * stiff) - (fading * fading));
                    var envelope = torch.exp(-fading * time);
                    return new[] { envelope * torch.cos(angle), envelope * torch.sin(angle) };
                });
            var basis = torch.stack([torch.ones_like(time), .. functions], -1);
            var left = forecast[cell] - basis.matmul(torch.linalg.lstsq(basis, forecast[cell].unsqueeze(-1)).Solution).squeeze(-1);

            // Fourth order: over ten years the overtone, 0.24 radians a step, is the one that falls behind, by 0.24^4 / 720 of its 126 radians, or 6e-4.
            Assert.InRange(left.abs().max().ToDouble() / forecast[cell].abs().max().ToDouble(), 0, 1e-3);
        }
    }

    [TorchSharpFact]
    public void Weekly_temperatures_are_read_from_text()
    {
        // The first form is that of the index file, made up here: a sign may be all that stands between two columns.
        Check(" Weekly SST data starts week centered on 3Jan1990\n\n Week          SST SSTA     SST SSTA     SST SSTA     SST SSTA\n 03JAN1990     23.5-0.4     25.0-0.3     26.5 0.0     28.5 0.3\n 10JAN1990     23.0-0.8     25.5 0.3     26.5 0.1     28.0-0.3\n", "Nino 1+2");
        Check("date,east,a,b,west\n1990-01-03,23.5,25.0,26.5,28.5\n1990-01-10,23.0,25.5,26.5,28\n", "east");

        static void Check(string text, string cell)
        {
            using var run = new Run();
            using var scope = torch.NewDisposeScope();
            var file = Path.Combine(run.Folder, "weeks.txt");
            File.WriteAllText(file, text);
            var read = WeeklyFile.Read(file);
            Assert.Equal(new DateOnly(1990, 1, 3), read.First);
            Assert.Equal(4, read.Cells.Count);
            Assert.Equal(cell, read.Cells[0]);
            Assert.Equal([23.5, 25, 26.5, 28.5, 23, 25.5, 26.5, 28], read.Values.contiguous().data<double>().ToArray());

            // A week is missing; a number is missing; there are no weeks.
            File.WriteAllText(file, text.Replace("10JAN1990", "17JAN1990", StringComparison.Ordinal).Replace("1990-01-10", "1990-01-17", StringComparison.Ordinal));
            Assert.Contains("1990-01-10", Assert.Throws<FormatException>(() => WeeklyFile.Read(file)).Message, StringComparison.Ordinal);
            File.WriteAllText(file, text.Replace("25.5", string.Empty, StringComparison.Ordinal));
            Assert.Contains("4 cells", Assert.Throws<FormatException>(() => WeeklyFile.Read(file)).Message, StringComparison.Ordinal);
            File.WriteAllText(file, "nothing\n");
            Assert.Throws<FormatException>(() => WeeklyFile.Read(file));
        }
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
