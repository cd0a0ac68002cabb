#if HAS_TORCHSHARP
extern alias kdv;
extern alias logistic;
extern alias lorenz;
extern alias sea;
using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using Kdv = kdv::ScalableMNN.Samples.Kdv.KdvSample;
using KdvSize = kdv::ScalableMNN.Samples.Kdv.KdvSize;
using Waves = kdv::ScalableMNN.Samples.Kdv.Waves;
using Logistic = logistic::ScalableMNN.Samples.LogisticParameters.LogisticParametersSample;
using Lorenz = lorenz::ScalableMNN.Samples.LorenzNeural.LorenzNeuralSample;
using ForecastTask = sea::ScalableMNN.Samples.SeaSurfaceTemperature.ForecastTask;
using SeaForecaster = sea::ScalableMNN.Samples.SeaSurfaceTemperature.MechanisticForecaster;
using SeaSurfaceTemperature = sea::ScalableMNN.Samples.SeaSurfaceTemperature.SeaSurfaceTemperatureSample;
using WeeklyFile = sea::ScalableMNN.Samples.SeaSurfaceTemperature.WeeklyFile;
using TrainingOptions = sea::ScalableMNN.Samples.Neural.TrainingOptions;
using UnusableInputException = sea::ScalableMNN.Samples.Neural.UnusableInputException;
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
        ShowsOnPage(first.Plot, first.Page, "LogisticParameters");

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
        ShowsOnPage(result.Plot, result.Page, "LorenzNeural");
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
        ShowsOnPage(result.Plot, result.Page, "Kdv");
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
        ShowsOnPage(result.Plot, result.Page, "SeaSurfaceTemperature");
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

    [TorchSharpFact]
    public void Training_of_the_forecasters_goes_on_from_a_checkpoint_and_keeps_the_weights_that_the_validation_weeks_prefer()
    {
        using var run = new Run();
        var task = new ForecastTask(Weeks: 52, Hidden: 8);
        var options = SeaSurfaceTemperature.Defaults with { Output = run.Folder, Steps = 60 };
        var first = SeaSurfaceTemperature.Run(options, task, run.Console);
        var again = SeaSurfaceTemperature.Run(options with { Resume = true }, task, run.Console);
        Assert.Equal(first.Losses, again.Losses);
        Assert.Equal(first.Mechanistic, again.Mechanistic);
        Assert.Equal(first.Plain, again.Plain);

        var second = SeaSurfaceTemperature.Run(options with { Steps = 90, Resume = true }, task, run.Console);
        Assert.Equal(90, second.Losses.Count);
        Assert.Equal(first.Losses, second.Losses.Take(60));

        // Three looks in sixty steps, two more, and the last step.
        var lines = File.ReadAllLines(Path.Combine(run.Folder, "sea-mechanistic.losses.csv"));
        Assert.Equal("step,loss,validation", lines[0]);
        Assert.Equal([20, 40, 60, 80, 90], lines.Skip(1).Select(static line => line.Split(',')).Where(static fields => fields[2].Length > 0).Select(static fields => int.Parse(fields[0], CultureInfo.InvariantCulture)));
        Assert.True(File.Exists(Path.Combine(run.Folder, "sea-mechanistic.best.dat")));
        Assert.DoesNotContain(Directory.GetFiles(run.Folder), static file => file.EndsWith(".new", StringComparison.Ordinal));

        Assert.Contains("more than the 50 in all", Refused(options with { Steps = 50, Resume = true }, task), StringComparison.Ordinal);
        Assert.Contains("made for other sizes or data", Refused(options with { Resume = true, Steps = 90 }, task with { Weeks = 60 }), StringComparison.Ordinal);
        File.WriteAllBytes(Path.Combine(run.Folder, "sea-mechanistic.module.dat"), [1, 2, 3]);
        Refused(options with { Resume = true, Steps = 90 }, task);
        File.WriteAllText(Path.Combine(run.Folder, "sea-mechanistic.losses.csv"), "step,loss,validation\n1,0.");
        Refused(options with { Resume = true, Steps = 90 }, task);

        string Refused(TrainingOptions changed, ForecastTask other)
        {
            var message = Assert.Throws<UnusableInputException>(() => SeaSurfaceTemperature.Run(changed, other, run.Console)).Message;
            Assert.Contains("Leave out --resume", message, StringComparison.Ordinal);
            return message;
        }
    }

    [TorchSharpFact]
    public void Data_that_cannot_be_used_end_with_one_line_and_an_exit_code()
    {
        using var run = new Run();
        var program = typeof(SeaSurfaceTemperature).Assembly.EntryPoint!;
        Ends("cannot be read", Path.Combine(run.Folder, "missing.for"));
        Ends("cannot be read", run.Folder);
        Ends("has no line that begins with a day", Written("garbage", "\0\u0001PNG\n\0\0"));
        Ends("has no line that begins with a day", Written("empty", string.Empty));
        Ends("has 2 weeks; forecasts 52 weeks ahead take", Written("short", "date,a\n1990-01-03,23.5\n1990-01-10,23.5\n"));
        Ends("Line 3 of", Written("cut-within-numbers", "date,a,b\n1990-01-03,23.5,24\n1990-01-10,23.5\n"), "The file may have been cut off");
        Ends("Line 3 of", Written("cut-within-a-day", "date,a\n1990-01-03,23.5\n1990-01\n"), "The file may have been cut off");
        Ends("give degrees Celsius", Written("kelvin", "date,a\n1990-01-03,296.5\n"));

        string Written(string name, string text)
        {
            var file = Path.Combine(run.Folder, name);
            File.WriteAllText(file, text);
            return file;
        }

        void Ends(string what, string data, string more = "") => Assert.All([what, more], part => Assert.Contains(part, Fails(program, "--steps", "1", "--weeks", "52", "--out", run.Folder, "--data", data), StringComparison.Ordinal));
    }

    [TorchSharpFact]
    public void A_folder_that_cannot_be_written_to_and_a_checkpoint_of_other_origin_end_with_one_line_and_an_exit_code()
    {
        using var run = new Run();
        var file = Path.Combine(run.Folder, "file");
        File.WriteAllText(file, "no folder");
        foreach (var (sample, checkpoint) in new[] { (typeof(Kdv), "kdv-mechanistic"), (typeof(Logistic), "logistic-parameters"), (typeof(Lorenz), "lorenz-neural"), (typeof(SeaSurfaceTemperature), "sea-mechanistic") })
        {
            var program = sample.Assembly.EntryPoint!;
            if (sample != typeof(Kdv))
            {
                // The waves of the whole sample take a while; what is tested is common to all.
                Assert.Contains("Give another with --out", Fails(program, "--steps", "1", "--out", Path.Combine(file, "within")), StringComparison.Ordinal);
                File.WriteAllText(Path.Combine(run.Folder, checkpoint + ".losses.csv"), "step,loss,validation\n1,0.5,\n");
                Assert.Contains("Leave out --resume", Fails(program, "--steps", "2", "--resume", "--out", run.Folder), StringComparison.Ordinal);
            }
            else
            {
                var small = new KdvSize(Solutions: 4, Hidden: 4, Blocks: 1);
                var options = Kdv.Defaults with { Output = run.Folder, Steps = 1, Batch = 2 };
                Kdv.Run(options, small, run.Console);
                var wider = Assert.ThrowsAny<Exception>(() => Kdv.Run(options with { Steps = 2, Resume = true }, small with { Hidden = 8 }, run.Console));
                Assert.Contains("made for other sizes or data (4 solutions, width 4, 1 blocks; now 4 solutions, width 8, 1 blocks)", wider.Message, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Checks that there is a plot, and that the page that all samples share has a section with it.</summary>
    private static void ShowsOnPage(string plot, string page, string sample)
    {
        Assert.True(File.Exists(plot));
        Assert.Equal("index.html", Path.GetFileName(page));
        Assert.Contains($"<section id=\"{sample}\"", File.ReadAllText(page), StringComparison.Ordinal);
    }

    /// <summary>Runs a program that has to end with exit code 1, and with one line on the error output.</summary>
    private static string Fails(MethodInfo program, params string[] arguments)
    {
        var (before, heard) = (System.Console.Error, new StringWriter());
        System.Console.SetError(heard);
        try
        {
            Assert.Equal(1, program.Invoke(null, [arguments]));
        }
        finally
        {
            System.Console.SetError(before);
        }

        return Assert.Single(heard.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
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
