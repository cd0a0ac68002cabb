using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Bench.Eliminations;
using ScalableMNN.Bench.Measuring;
using ScalableMNN.Bench.Shapes;
using Spectre.Console;

namespace ScalableMNN.Bench.Reporting;

/// <summary>Prints results as tables.</summary>
internal sealed class ReportTables
{
    private readonly IAnsiConsole _console;
    private readonly bool _markdown;

    /// <summary>Makes a printer.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="markdown">Whether for a Markdown page.</param>
    public ReportTables(IAnsiConsole console, bool markdown)
    {
        _console = console;
        _markdown = markdown;
    }

    public void Print(BenchReport report)
    {
        var machine = report.Machine;
        Line($"{machine.Processor}, {machine.Cores} cores, {machine.VectorBits}-bit vectors, {machine.LastLevelCacheBytes >> 20} MiB last-level cache; {machine.OperatingSystem}; {machine.Runtime}; {report.Date:yyyy-MM-dd}; commit {report.Commit}");
        if (report.IsQuick)
        {
            Line($"Shrunk shapes and single runs: the times say nothing.");
        }

        if (report.Shapes.Count > 0)
        {
            Times(report);
            Rates(report);
            Memory(report);
        }

        if (report.Breakdown.Count > 0)
        {
            Breakdown(report);
        }

        if (report.Generator.Count > 0)
        {
            Generator(report);
        }
    }

    /// <summary>Prints what eliminations take and how many digits they leave.</summary>
    public void Print(IReadOnlyList<EliminationResult> results)
    {
        var table = NewTable(
            "Cholesky and QR, on one core: ns per step and trajectory, shortest; estimated relative errors; largest relative difference between the two",
            "from", "model", "T", "unknowns", "condition", "Cholesky", "QR", "times", "error, Cholesky", "error, QR", "difference", "unrefined");
        foreach (var result in results)
        {
            var steps = (double)result.Points * result.Trajectories;
            table.AddRow(
                result.Folder, result.Name, Count(result.Points), Count(result.Unknowns), Power(result.Reflections.Worst.Condition),
                Text(result.Cholesky.Time.Minimum * 1e6 / steps), Text(result.Reflections.Time.Minimum * 1e6 / steps), Text(result.Reflections.Time.Minimum / result.Cholesky.Time.Minimum),
                Error(result.Cholesky), Error(result.Reflections), Power(result.Difference), Power(result.UnrefinedDifference));
        }

        Write(table);

        static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
        static string Error(EliminationMeasure measure) => measure.Failed > 0 ? $"{Count(measure.Failed)} failed" : Power(measure.Worst.ErrorEstimate);
        static string Power(double value) => double.IsFinite(value) ? value.ToString("0.0e+0", CultureInfo.InvariantCulture) : "-";
    }

    private static string Text(double value) => !double.IsFinite(value) ? "-" : Math.Abs(value) switch
    {
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.000", CultureInfo.InvariantCulture),
    };

    private static string Size(long bytes) => bytes switch
    {
        >= 10 << 20 => (bytes / 1048576.0).ToString("0 'MiB'", CultureInfo.InvariantCulture),
        >= 1 << 20 => (bytes / 1048576.0).ToString("0.0 'MiB'", CultureInfo.InvariantCulture),
        >= 10 << 10 => (bytes / 1024.0).ToString("0 'KiB'", CultureInfo.InvariantCulture),
        _ => bytes.ToString("0 'B'", CultureInfo.InvariantCulture),
    };

    private static IEnumerable<(string Pass, double Reference, Sample Generated, Sample Unrefined, Sample Fresh, Sample RuntimeShaped, Sample BatchFirst, double Bytes)> Passes(ShapeResult shape) =>
    [
        ("forward", shape.Reference.Forward, shape.Forward, shape.ForwardUnrefined, shape.ForwardFresh, shape.RuntimeShapedForward, shape.ForwardBatchFirst, shape.Traffic.Forward),
        ("forward + backward", shape.Reference.Both, shape.Both, shape.BothUnrefined, shape.BothFresh, shape.RuntimeShapedBoth, shape.BothBatchFirst, shape.Traffic.Both),
    ];

    private void Times(BenchReport report)
    {
        // Shrunk shapes have nothing to do with the reference.
        string Ratio(double ratio) => report.IsQuick ? "-" : Text(ratio);
        var table = NewTable("Times in ms, medians", "shape", "pass", "reference (elsewhere)", "generated", "times faster", "batch first", "times faster", "unrefined", "fresh memory", "factorised again", "OdeForward", "times faster");
        foreach (var shape in report.Shapes)
        {
            foreach (var (pass, reference, generated, unrefined, fresh, runtimeShaped, batchFirst, _) in Passes(shape))
            {
                var isBoth = pass != "forward";
                table.AddRow(
                    isBoth ? string.Empty : shape.Name, pass, Text(reference), Text(generated.Median), Ratio(reference / generated.Median), Text(batchFirst.Median), Ratio(reference / batchFirst.Median), Text(unrefined.Median), Text(fresh.Median),
                    isBoth ? Text(shape.BothFactorisedAgain.Median) : string.Empty, Text(runtimeShaped.Median), Ratio(reference / runtimeShaped.Median));
            }
        }

        Write(table);
    }

    private void Rates(BenchReport report)
    {
        var bandwidth = report.BytesPerSecond;
        var table = NewTable(
            string.Create(CultureInfo.InvariantCulture, $"Rates of the generated kernels; memory bandwidth in the same run {bandwidth / 1e9:0.0} GB/s (triad, all cores)"),
            "shape", "pass", "ns per step and trajectory", "OdeForward", "bytes per step and trajectory", "GB/s", "of bandwidth", "counted");
        foreach (var shape in report.Shapes)
        {
            var steps = (double)shape.Points * shape.Trajectories;
            foreach (var (pass, _, generated, _, _, runtimeShaped, _, bytes) in Passes(shape))
            {
                var rate = bytes / (generated.Median / 1e3);
                var isBoth = pass != "forward";
                table.AddRow(
                    isBoth ? string.Empty : shape.Name, pass, Text(generated.Median * 1e6 / steps), Text(runtimeShaped.Median * 1e6 / steps), Text(bytes / steps), Text(rate / 1e9),
                    (rate / bandwidth).ToString("0 %", CultureInfo.InvariantCulture),
                    "inputs, outputs" + (shape.Traffic.CountsScratch ? ", scratch" : string.Empty) + (isBoth && shape.Traffic.CountsFactor ? ", factor" : string.Empty));
            }
        }

        Write(table);
    }

    private void Memory(BenchReport report)
    {
        var table = NewTable(
            "Bytes allocated by a call in the steady state, and agreement of generated kernels with OdeForward", "shape", "solution", "Solve", "SolveInto", "Solve + Gradient", "both reusing", "difference of u", "of the gradient");
        foreach (var shape in report.Shapes)
        {
            var memory = shape.Memory;
            table.AddRow(
                shape.Name, Size(memory.Solution), Size(memory.ForwardFresh), Size(memory.ForwardReused), Size(memory.BothFresh), Size(memory.BothReused),
                shape.Agreement.Solution.ToString("0.0e+0", CultureInfo.InvariantCulture), shape.Agreement.Gradient.ToString("0.0e+0", CultureInfo.InvariantCulture));
        }

        Write(table);
    }

    private void Breakdown(BenchReport report)
    {
        var table = NewTable(
            string.Create(CultureInfo.InvariantCulture, $"Where the time of the generated path goes, in ms, shortest; an empty Parallel.For over all cores takes {report.EmptyParallel?.Minimum ?? double.NaN:0.0000} ms"),
            "shape", "pass", "lanes x blocks", "all cores", "one core", "speed-up", "factorise", "reduce", "substitute", "residual", "chain", "outside kernels", "touching the data");
        foreach (var shape in report.Breakdown)
        {
            foreach (var budget in shape.Passes)
            {
                table.AddRow(
                    budget.Pass == "forward" ? shape.Shape : string.Empty, budget.Pass, string.Create(CultureInfo.InvariantCulture, $"{budget.Lanes} x {budget.Blocks}"),
                    Text(budget.AllCores), Text(budget.OneCore), Text(budget.OneCore / budget.AllCores), Text(budget.Factorise), Text(budget.Reduce), Text(budget.Substitute), Text(budget.Residual),
                    Text(budget.Chain), string.Create(CultureInfo.InvariantCulture, $"{Text(budget.Outside)} ({budget.Outside / budget.OneCore:0 %})"), Text(budget.Touch));
            }
        }

        Write(table);
    }

    private void Generator(BenchReport report)
    {
        var table = NewTable("The source generator, for a chain of compartments, in ms", "states", "first run", "warm", "source", "lines", "C# compiler", "assembly");
        foreach (var result in report.Generator)
        {
            table.AddRow(
                result.States.ToString(CultureInfo.InvariantCulture), Text(result.FirstMilliseconds), Text(result.Again.Median), Size(result.SourceBytes),
                result.SourceLines.ToString(CultureInfo.InvariantCulture), Text(result.CompileMilliseconds), Size(result.AssemblyBytes));
        }

        Write(table);
    }

    private Table NewTable(string title, params ReadOnlySpan<string> columns)
    {
        var table = new Table { Border = _markdown ? TableBorder.Markdown : TableBorder.Rounded };
        if (_markdown)
        {
            Line($"{title}:");
        }
        else
        {
            table.Title = new TableTitle(Markup.Escape(title));
        }

        for (var i = 0; i < columns.Length; i++)
        {
            var column = new TableColumn(Markup.Escape(columns[i]));
            table.AddColumn(columns[i] is "shape" or "pass" or "counted" or "from" or "model" ? column.LeftAligned().NoWrap() : column.RightAligned());
        }

        return table;
    }

    private void Write(Table table)
    {
        _console.Write(table);
        _console.WriteLine();
    }

    private void Line(FormattableString text)
    {
        _console.WriteLine(FormattableString.Invariant(text));
        _console.WriteLine();
    }
}
