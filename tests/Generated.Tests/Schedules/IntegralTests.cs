using System;
using System.Linq;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests.Schedules;

/// <summary>Integrals along trajectories, against their closed forms.</summary>
public sealed class IntegralTests
{
    private static readonly SolveOptions _exact = new() { RelativeTolerance = 1e-12 };

    [Fact]
    public void The_area_under_the_curve_of_one_compartment_is_dose_by_clearance()
    {
        var schedule = new Exposure.Schedule();
        schedule.InitialC.Fill(0);
        schedule.DoseC(0, 100);
        schedule.DoseC(12, 50);
        schedule.Want(6, 12, 300);
        var solution = Exposure.Solve(new Exposure.Parameters(), schedule, _exact).EnsureSuccess();
        Assert.Equal(100.0 / 3 * (1 - Math.Exp(-0.15 * 6)), solution.AreaIntegral.At(6), 1e-9);
        Assert.Equal(150.0 / 3, solution.AreaIntegral.At(300), 1e-9);
        Assert.Equal(100.0 / 20 * Math.Exp(-0.15 * 6), solution.C.At(6), 1e-9);

        // The integral of the area: 100/3 (t - (1 - exp(-k t)) / k).
        Assert.Equal(100.0 / 3 * (6 - ((1 - Math.Exp(-0.15 * 6)) / 0.15)), solution.TwiceIntegral.At(6), 1e-9);
        var seed = new Exposure.Cotangent(solution);
        seed.AreaIntegral.At(300) = 1;
        var gradient = Exposure.Gradient(solution, seed);
        Assert.Equal(-150.0 / 9, gradient.Parameters.CL, 1e-8);
        Assert.Equal(0, gradient.Parameters.V, 1e-8);
    }

    [Fact]
    public void Equal_integrals_are_one_state() =>
        Assert.Equal(["C", "AreaIntegral", "TwiceIntegral"], Exposure.Description.States.Select(static state => state.Name));

    [Fact]
    public void Units_stand_in_the_description()
    {
        Assert.Equal("h", Exposure.Description.Units!.Time);
        Assert.Equal("CL [L/h]", Exposure.Description.Units.Label("CL"));
        Assert.Equal("mg/L", Exposure.Description.Units["InitialC"]);
        Assert.Null(Counted.Description.Units);
    }

    [Fact]
    public void Weekly_counts_are_counted_since_the_count_before()
    {
        var schedule = Weekly(0.02);
        var solution = Counted.Solve(new Counted.Parameters { Rate = 0.02 }, schedule, _exact).EnsureSuccess();
        for (var week = 1; week <= 2; week++)
        {
            Assert.Equal(Infected(0.02, week), solution.CasesIntegral.At(7 * week), 1e-9);
            Assert.Equal(0, solution.CasesIntegral.After(7 * week), 1e-12);
        }

        // All together fall ill: the alarm is at 50.
        var alarm = Assert.Single(solution.Reports[0].March!.Events, static occurrence => occurrence.Name == "Alarm");
        Assert.Equal(-Math.Log(0.5) / 0.02, alarm.Time, 1e-8);
    }

    [Fact]
    public void The_rate_is_estimated_from_weekly_counts()
    {
        var schedule = Weekly(0.02);
        for (var week = 1; week <= 4; week++)
        {
            schedule.ObserveCases(7 * week, Infected(0.02, week));
        }

        var estimate = Counted.Estimate(new Counted.Parameters { Rate = 0.03 }, schedule, new EstimateOptions()).EnsureSuccess();
        Assert.Equal(0.02, estimate.Parameters.Rate, 1e-7);
    }

    /// <summary>Of 100 people, before the alarm.</summary>
    private static double Infected(double rate, int week) => 100 * (Math.Exp(-rate * 7 * (week - 1)) - Math.Exp(-rate * 7 * week));

    private static Counted.Schedule Weekly(double rate)
    {
        var schedule = new Counted.Schedule();
        schedule.InitialSusceptible.Fill(100);
        for (var week = 1; week <= 4; week++)
        {
            schedule.Count(7 * week);
        }

        schedule.Want(7, 14, -Math.Log(0.4) / rate);
        return schedule;
    }
}
