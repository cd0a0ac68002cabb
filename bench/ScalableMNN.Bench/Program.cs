using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using BenchmarkDotNet.Running;
using ScalableMNN.Bench.Breakdown;
using ScalableMNN.Bench.Eliminations;
using ScalableMNN.Bench.Estimation;
using ScalableMNN.Bench.Generator;
using ScalableMNN.Bench.Marching;
using ScalableMNN.Bench.Measuring;
using ScalableMNN.Bench.Micro;
using ScalableMNN.Bench.Reporting;
using ScalableMNN.Bench.Shapes;
using Spectre.Console;

namespace ScalableMNN.Bench;

/// <summary>The commands of the benchmark.</summary>
internal static class Program
{
    private const int SmallestWidth = 170;

    private static readonly Option<string?> Json = new("--json") { Description = "Write the raw results to this file.", HelpName = "FILE" };
    private static readonly Option<bool> Quick = new("--quick") { Description = "Shrink everything, to see that it works; the times say nothing." };
    private static readonly Option<string?> Only = new("--only") { Description = "Only shapes whose name contains this text.", HelpName = "TEXT" };

    public static int Main(string[] arguments)
    {
        var root = new RootCommand("Measures generated kernels and OdeForward.")
        {
            Measuring("all", "Shapes, breakdown and generator.", static report => Generator(Breakdown(Shapes(report)))),
            Measuring("shapes", "The six shapes: times, rates, memory.", Shapes),
            Measuring("breakdown", "Where the time of the generated path goes.", Breakdown),
            Measuring("generator", "Time and code size of the source generator.", Generator),
            Eliminations(),
            Coverage(),
            Population(),
            Subjects(),
            March(),
            Table(),
            Micro(),
        };
        return root.Parse(arguments).Invoke();
    }

    private static Command Measuring(string name, string description, Func<Measurement, Measurement> measure)
    {
        var command = new Command(name, description) { Json, Quick, Only };
        command.SetAction(parsed =>
        {
            var isQuick = parsed.GetValue(Quick);
            var only = parsed.GetValue(Only);
            var shapes = BenchmarkShapes.All.Where(shape => only is null || shape.Name.Contains(only, StringComparison.OrdinalIgnoreCase)).Select(shape => isQuick ? shape.Shrunk() : shape).ToArray();
            var report = new BenchReport { Date = DateTimeOffset.UtcNow, Commit = Machine.Commit(), IsQuick = isQuick, Machine = Machine.Describe() };
            report = measure(new Measurement(report, shapes, isQuick ? Sampler.Quick : Sampler.Full)).Report;
            new ReportTables(Console(System.Console.Out, SmallestWidth), markdown: false).Print(report);
            if (parsed.GetValue(Json) is { } file)
            {
                report.Write(file);
            }
        });
        return command;
    }

    private static Command Eliminations()
    {
        var points = new Option<int>("--points") { Description = "How many grid points the models of the samples get.", DefaultValueFactory = static _ => 1001 };
        var markdown = new Option<bool>("--markdown") { Description = "For a Markdown page." };
        var command = new Command("eliminations", "Every model of the samples and benchmarks by Cholesky and by QR: times and digits.") { Quick, Only, points, markdown };
        command.SetAction(parsed =>
        {
            var only = parsed.GetValue(Only);
            var models = ModelFile.All().Where(model => only is null || model.Name.Contains(only, StringComparison.OrdinalIgnoreCase)).ToArray();
            var results = EliminationBenchmark.Run(models, parsed.GetValue(points), parsed.GetValue(Quick)).Select(static result =>
            {
                System.Console.Error.WriteLine($"measured {result.Name}");
                return result;
            }).ToArray();
            var isMarkdown = parsed.GetValue(markdown);
            new ReportTables(Console(System.Console.Out, isMarkdown ? ResultsPage.Width : SmallestWidth), isMarkdown).Print(results);
        });
        return command;
    }

    private static Command Coverage()
    {
        var dataSets = new Option<int>("--data-sets") { Description = "How many data sets.", DefaultValueFactory = static _ => 500 };
        var seed = new Option<int>("--seed") { Description = "Of the random numbers.", DefaultValueFactory = static _ => 1 };
        var command = new Command("coverage", "How often 95 % intervals of estimated parameters contain the truth.") { Quick, dataSets, seed };
        command.SetAction(parsed =>
        {
            var table = new Spectre.Console.Table().AddColumns("parameter", "noise", "data sets", "not converged", "covered %", "bias", "spread", "standard error");
            foreach (var result in CoverageStudy.Run(parsed.GetValue(Quick) ? 10 : parsed.GetValue(dataSets), parsed.GetValue(seed)))
            {
                table.AddRow(
                    result.Parameter, Number(result.Noise, "G3"), Number(result.DataSets, "0"), Number(result.Failed, "0"), Number(result.Covered, "0.0"),
                    Number(result.Bias, "G3"), Number(result.Spread, "G3"), Number(result.StandardError, "G3"));
            }

            Console(System.Console.Out, SmallestWidth).Write(table);
        });
        return command;
    }

    private static Command Population()
    {
        var points = new Option<int>("--points") { Description = "Grid points of each trajectory.", DefaultValueFactory = static _ => 100 };
        var sizes = new Option<int[]>("--sizes") { Description = "Numbers of trajectories, increasing.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = static _ => [1000, 3000, 10_000] };
        var command = new Command("population", "Estimation of one common parameter and one of each trajectory, by their number.") { Quick, sizes, points };
        command.SetAction(parsed =>
        {
            var table = new Spectre.Console.Table().AddColumns("trajectories", "iterations", "s", "processor s", "ms each", "allocated MB", "peak MB", "error", "standard error");
            foreach (var result in PopulationBenchmark.Run(parsed.GetValue(Quick) ? [20, 40] : parsed.GetRequiredValue(sizes), parsed.GetValue(points)))
            {
                table.AddRow(
                    Number(result.Trajectories, "0"), Number(result.Iterations, "0"), Number(result.Seconds, "0.00"), Number(result.ProcessorSeconds, "0.00"),
                    Number(1000 * result.ProcessorSeconds / result.Trajectories, "0.00"), Number(result.Allocated / 1e6, "0"), Number(result.Peak / 1e6, "0"),
                    Number(result.Error, "G2"), Number(result.StandardError, "G2"));
            }

            Console(System.Console.Out, SmallestWidth).Write(table);
        });
        return command;
    }

    private static Command Subjects()
    {
        var sizes = new Option<int[]>("--sizes") { Description = "Numbers of subjects, increasing.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = static _ => [250, 1000, 4000] };
        var command = new Command("subjects", "Estimation of a population with random effects, by its number of subjects.") { Quick, sizes };
        command.SetAction(parsed =>
        {
            var table = new Spectre.Console.Table().AddColumns("subjects", "s", "processor s", "ms each", "peak MB", "departure / standard error", "deviation", "log likelihood");
            foreach (var result in MixedEffectsBenchmark.Run(parsed.GetValue(Quick) ? [20, 40] : parsed.GetRequiredValue(sizes)))
            {
                table.AddRow(
                    Number(result.Subjects, "0"), Number(result.Seconds, "0.00"), Number(result.ProcessorSeconds, "0.00"), Number(1000 * result.ProcessorSeconds / result.Subjects, "0.00"),
                    Number(result.Peak / 1e6, "0"), Number(result.Departure, "0.00"), Number(result.Deviation, "0.0000"), Number(result.LogLikelihood, "0.0"));
            }

            Console(System.Console.Out, SmallestWidth).Write(table);
        });
        return command;
    }

    private static Command March()
    {
        var tolerances = new Option<double[]>("--tolerances") { Description = "Relative tolerances.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = static _ => [1e-4, 1e-6, 1e-8, 1e-10] };
        var markdown = new Option<bool>("--markdown") { Description = "For a Markdown page." };
        var command = new Command("march", "Work and precision of solves with a tolerance, beside CVODE where SUNDIALS and a C compiler are there.") { Quick, Only, tolerances, markdown };
        command.SetAction(parsed =>
        {
            var only = parsed.GetValue(Only);
            var problems = MarchProblem.All.Where(problem => only is null || problem.Title.Contains(only, StringComparison.OrdinalIgnoreCase)).ToArray();
            using var cvode = Cvode.TryStart(out var reason);
            if (cvode is null)
            {
                System.Console.Error.WriteLine($"Without CVODE: {reason}");
            }

            var table = new Spectre.Console.Table().Border(parsed.GetValue(markdown) ? TableBorder.Markdown : TableBorder.Rounded)
                .AddColumns("problem", "tolerance", "steps", "error / tolerance", "us alone", "us in a batch", "CVODE steps", "error / tolerance", "us", "CVODE / alone", "CVODE / in a batch");
            foreach (var (ours, theirs) in MarchBenchmark.Run(problems, parsed.GetRequiredValue(tolerances), cvode, parsed.GetValue(Quick)))
            {
                table.AddRow(
                    ours.Title, Number(ours.Tolerance, "0e-0"), Number(ours.Steps, "0"), Number(ours.Error, "G2"), Number(ours.Alone, "G4"), Number(ours.InBatch, "G4"),
                    theirs is null ? "" : Number(theirs.Steps, "0"), theirs is null ? "" : Number(theirs.Error, "G2"), theirs is null ? "" : Number(theirs.Alone, "G4"),
                    theirs is null ? "" : Number(theirs.Alone / ours.Alone, "0.00"), theirs is null ? "" : Number(theirs.Alone / ours.InBatch, "0.00"));
            }

            Console(System.Console.Out, SmallestWidth).Write(table);
        });
        return command;
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static Command Table()
    {
        var file = new Argument<string>("file") { Description = "Raw results, as --json writes them." };
        var markdown = new Option<bool>("--markdown") { Description = "For a Markdown page." };
        var into = new Option<string?>("--into") { Description = "Replace the results on this Markdown page.", HelpName = "PAGE" };
        var command = new Command("table", "Prints earlier results.") { file, markdown, into };
        command.SetAction(parsed =>
        {
            var report = BenchReport.Read(parsed.GetRequiredValue(file));
            if (parsed.GetValue(into) is { } page)
            {
                ResultsPage.Update(page, report);
                return;
            }

            var isMarkdown = parsed.GetValue(markdown);
            new ReportTables(Console(System.Console.Out, isMarkdown ? ResultsPage.Width : SmallestWidth), isMarkdown).Print(report);
        });
        return command;
    }

    private static Command Micro()
    {
        var rest = new Argument<string[]>("arguments") { Description = "Arguments of BenchmarkDotNet, such as --filter *Forward*." };
        var command = new Command("micro", "The shapes under BenchmarkDotNet.") { rest };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parsed =>
        {
            BenchmarkRunner.Run<SolveBenchmarks>(args: [.. parsed.GetValue(rest) ?? [], .. parsed.UnmatchedTokens]);
        });
        return command;
    }

    private static Measurement Shapes(Measurement measurement)
    {
        var isQuick = measurement.Report.IsQuick;
        var elements = isQuick ? 1 << 12 : checked((int)(4 * measurement.Report.Machine.LastLevelCacheBytes / sizeof(double)));
        var repetitions = isQuick ? 1 : 10;
        var before = Triad.BytesPerSecond(elements, repetitions);
        var results = measurement.Shapes.Select(shape => Progress(shape, () => ShapeBenchmark.Run(shape, measurement.Sampler, measurement.Report.Machine))).ToArray();
        var after = Triad.BytesPerSecond(elements, repetitions);
        return measurement with { Report = measurement.Report with { BytesPerSecond = Math.Max(before, after), Shapes = results } };
    }

    private static Measurement Breakdown(Measurement measurement) => measurement with
    {
        Report = measurement.Report with
        {
            EmptyParallel = measurement.Sampler.Measure(static () => Parallel.For(0, Environment.ProcessorCount, static _ => { })),
            Breakdown = [.. measurement.Shapes.Select(shape => new ShapeBudget(shape.Name, Progress(shape, () => BreakdownBenchmark.Run(shape, measurement.Sampler))))],
        },
    };

    private static Measurement Generator(Measurement measurement) => measurement with
    {
        Report = measurement.Report with { Generator = measurement.Report.IsQuick ? GeneratorBenchmark.Run([3], 1) : GeneratorBenchmark.Run([10, 50, 100], 7) },
    };

    private static TResult Progress<TResult>(Shape shape, Func<TResult> measure)
    {
        System.Console.Error.WriteLine($"measuring {shape.Name}");
        return measure();
    }

    /// <summary>A console wide enough for the tables, even where the output goes to a file.</summary>
    internal static IAnsiConsole Console(TextWriter output, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = System.Console.IsOutputRedirected || output != System.Console.Out ? AnsiSupport.No : AnsiSupport.Detect,
        });
        console.Profile.Width = Math.Max(width, console.Profile.Width);
        return console;
    }

    /// <summary>A report in the making.</summary>
    private sealed record Measurement(BenchReport Report, IReadOnlyList<Shape> Shapes, Sampler Sampler);
}
