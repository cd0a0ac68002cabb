using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Estimation.MultiStart;
using Xunit;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>A phase that repeats: many minima, one of which is as low as any.</summary>
[MechanisticModel]
public partial class Oscillation
{
    [State(Order = 2), InitialValue(Orders = 2)] public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0.2, Upper = 20)] public partial Coefficient Frequency { get; }

    [Coefficient(Source.Learned, Initial = 0)] public partial Coefficient Offset { get; }

    [Equation] private Equation Spring => X.D(2) == -Frequency * Frequency * X;

    [Observed] private Term Seen => X + Offset;

    [Derived] private Term Period => 2 * 3.141592653589793 / Frequency;
}

/// <summary>Estimates from many starts.</summary>
public sealed class MultiStartTests
{
    private static readonly IReadOnlyDictionary<string, (double, double)> _within = new Dictionary<string, (double, double)> { ["Offset"] = (-1, 1) };

    [Fact]
    public void The_lowest_minimum_is_found_and_the_waterfall_says_how_often()
    {
        var heard = 0;
        var options = new MultiStartOptions { Starts = 24, Within = _within, Progress = new Heard(_ => Interlocked.Increment(ref heard)) };
        var found = Oscillation.EstimateFromManyStarts(Data(), options);
        var best = found.Best.EnsureSuccess();
        Assert.Equal(7, best.Parameters.Frequency, 1e-6);
        Assert.Equal(0.3, best.Parameters.Offset, 1e-6);
        Assert.Equal(2 * Math.PI / 7, best.Report["Period"].Value, 1e-6);
        Assert.Equal(24, heard);
        Assert.Equal(24, found.Report.Starts.Count);
        Assert.InRange(found.Report.ReachedBest, 1, 23);
        Assert.Equal(found.Report.Starts.Where(static start => start.IsMinimum).Select(static start => start.Objective).Order(), found.Report.Starts.Where(static start => start.IsMinimum).Select(static start => start.Objective));
        Assert.Contains("come to the lowest minimum", found.ToString(), StringComparison.Ordinal);
        Assert.Equal(found.Report.Starts.Count(static start => start.IsMinimum), found.Report.Minima.Sum(static minimum => minimum.Starts));
    }

    [Fact]
    public void The_same_seed_gives_the_same_starts_on_any_number_of_cores()
    {
        var one = Oscillation.EstimateFromManyStarts(Data(), new MultiStartOptions { Starts = 6, Within = _within, Estimate = new EstimateOptions { MaxDegreeOfParallelism = 1 } });
        var many = Oscillation.EstimateFromManyStarts(Data(), new MultiStartOptions { Starts = 6, Within = _within, Estimate = new EstimateOptions { MaxDegreeOfParallelism = 3 } });
        Assert.Equal(one.Report.Starts.Select(static start => (start.Index, start.Objective)), many.Report.Starts.Select(static start => (start.Index, start.Objective)));
        Assert.Equal(one.Best.Parameters.Frequency, many.Best.Parameters.Frequency);
        var other = Oscillation.EstimateFromManyStarts(Data(), new MultiStartOptions { Starts = 6, Within = _within, Seed = 2 });
        Assert.NotEqual(one.Report.Starts.Select(static start => start.Start["Frequency"]).Order(), other.Report.Starts.Select(static start => start.Start["Frequency"]).Order());
    }

    [Fact]
    public void Each_part_of_a_range_has_one_start_on_the_scale_of_the_logarithm()
    {
        var report = Oscillation.EstimateFromManyStarts(Data(), new MultiStartOptions { Starts = 10, IncludesGiven = false, Within = _within, Estimate = new EstimateOptions { MaxIterations = 1 } }).Report;
        var parts = report.Starts.Select(static start => (int)(10 * Math.Log(start.Start["Frequency"] / 0.2) / Math.Log(100))).Order();
        Assert.Equal(Enumerable.Range(0, 10), parts);
    }

    [Fact]
    public void What_has_no_range_is_named()
    {
        var fault = Assert.Throws<ArgumentException>(() => Oscillation.EstimateFromManyStarts(Data()));
        Assert.Contains("Offset has none", fault.Message, StringComparison.Ordinal);
        Assert.Contains("has no such learned coefficient", Assert.Throws<ArgumentException>(() => Oscillation.EstimateFromManyStarts(Data(), new MultiStartOptions { Within = new Dictionary<string, (double, double)> { ["Offset"] = (-1, 1), ["Ofset"] = (0, 1) } })).Message, StringComparison.Ordinal);
        Assert.Contains("between its bounds", Assert.Throws<ArgumentException>(() => Oscillation.EstimateFromManyStarts(Data(), new MultiStartOptions { Within = new Dictionary<string, (double, double)> { ["Offset"] = (-1, 1), ["Frequency"] = (0.1, 1) } })).Message, StringComparison.Ordinal);
        Assert.Contains("Huber", Assert.Throws<ArgumentException>(() => Oscillation.EstimateFromManyStarts(Data(), new MultiStartOptions { Estimate = new EstimateOptions { Huber = 1.345 } })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_gives_the_best_so_far()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var found = Oscillation.EstimateFromManyStarts(Data(), new MultiStartOptions { Starts = 5, Within = _within, Estimate = new EstimateOptions { CancellationToken = source.Token } });
        Assert.All(found.Report.Starts, static start => Assert.Equal(EstimateStatus.Cancelled, start.Status));
        Assert.Equal(EstimateStatus.Cancelled, found.Best.Status);
        Assert.Contains("None of 5 starts", found.Report.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_is_saved_and_loaded()
    {
        var report = Oscillation.EstimateFromManyStarts(Data(), new MultiStartOptions { Starts = 3, Within = _within }).Report;
        var path = Path.GetTempFileName();
        report.Save(path);
        Assert.Equal(report.ToString(), MultiStartReport.Load(path).ToString());
        report.WriteStarts(path);
        Assert.Equal(4, File.ReadAllLines(path).Length);
        File.Delete(path);
    }

    private static Oscillation.Schedule Data()
    {
        var schedule = new Oscillation.Schedule();
        schedule.InitialX[0, 0] = 1;
        schedule.InitialX[0, 1] = 0;
        for (var i = 0; i < 60; i++)
        {
            var time = 0.07 * i;
            schedule.ObserveSeen(time, Math.Cos(7 * time) + 0.3 + (1e-9 * Math.Sin(17.3 * i)));
        }

        return schedule;
    }

    private sealed class Heard(Action<MultiStartProgress> hear) : IProgress<MultiStartProgress>
    {
        public void Report(MultiStartProgress value) => hear(value);
    }
}
