using System;
using System.Linq;
using ScalableMNN.Runtime.Models;
using Xunit;

namespace ScalableMNN.Runtime.Tests.Models;

public sealed class TimeGridTests
{
    private static readonly double[] _times = [0, 0.25, 1, 1.5, 7];

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(40)]
    public void Has_the_points_asked_for_and_goes_through_every_time(int points)
    {
        var grid = TimeGrid.Through(_times, new TimeGridOptions { Points = points });
        Assert.Equal(points, grid.Points);
        Assert.Equal(points - 1, grid.Steps.Length);
        AssertMeasuredAt(_times, grid);
        AssertSums(grid);
    }

    [Fact]
    public void Keeps_to_the_largest_step_with_as_few_points_as_that_takes()
    {
        var grid = TimeGrid.Through(_times, new TimeGridOptions { LargestStep = 0.5 });

        // 0.25, 2 of 0.375, 0.5, 11 of 0.5.
        Assert.Equal(16, grid.Points);
        Assert.True(grid.Steps.ToArray().Max() <= 0.5);
        Assert.Equal([0, 1, 3, 4, 15], grid.Measured.ToArray());
        AssertSums(grid);
    }

    [Fact]
    public void Further_points_go_where_steps_are_longest()
    {
        var grid = TimeGrid.Through([0, 1, 4], new TimeGridOptions { Points = 9, LargestStep = 1 });
        Assert.Equal([0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5], grid.Steps.ToArray());
    }

    [Fact]
    public void Steps_are_equal_by_the_clock()
    {
        // On a logarithmic clock 1, 10, 100 are equally far apart.
        var grid = TimeGrid.Through([1, 10, 100], new TimeGridOptions { Points = 21, Clock = Math.Log });
        Assert.Equal([0, 10, 20], grid.Measured.ToArray());
        for (var i = 0; i < grid.Steps.Length; i++)
        {
            // Ten steps to a factor of ten.
            Assert.Equal(Math.Pow(10, 0.1), grid.Times[i + 1] / grid.Times[i], 12);
        }

        Assert.Equal(10, grid.Times[10]);
        Assert.Equal(100, grid.Times[^1]);
    }

    [Fact]
    public void The_largest_step_holds_on_the_clock()
    {
        // The clock of docs/dsl.md: steps of at most 0.05 on it, whatever lies between the measurements.
        static double Clock(double time) => Math.Log(1 + time);
        var grid = TimeGrid.Through([0.25, 0.57, 1.12, 24.3], new TimeGridOptions { Start = 0, LargestStep = 0.05, Clock = Clock });
        AssertMeasuredAt([0.25, 0.57, 1.12, 24.3], grid);
        AssertSums(grid);
        int[] knots = [0, .. grid.Measured];
        for (var k = 1; k < knots.Length; k++)
        {
            double length = Clock(grid.Times[knots[k]]) - Clock(grid.Times[knots[k - 1]]), pieces = knots[k] - knots[k - 1];
            Assert.Equal(Math.Ceiling(length / 0.05), pieces);
            for (var i = knots[k - 1]; i < knots[k]; i++)
            {
                // Equal on the clock, to the rounding of times up to 24.
                Assert.Equal(length / pieces, Clock(grid.Times[i + 1]) - Clock(grid.Times[i]), 1e-14);
            }
        }
    }

    [Fact]
    public void A_clock_may_run_over_ten_decades()
    {
        var grid = TimeGrid.Through([1e5], new TimeGridOptions { Start = 0, Points = 11, Clock = static time => Math.Log(1 + (time / 1e-5)) });
        for (var i = 0; i < 11; i++)
        {
            // 1 + t / tau grows by the same factor from point to point.
            var exact = 1e-5 * (Math.Pow(1 + 1e10, i / 10.0) - 1);
            Assert.Equal(exact, grid.Times[i], 1e-9 * exact);
        }
    }

    [Fact]
    public void Equal_times_are_one_grid_point()
    {
        var grid = TimeGrid.Through([1, 2, 2, 2, 3], new TimeGridOptions { Start = 0, LargestStep = 0.5 });
        Assert.Equal([2, 4, 4, 4, 6], grid.Measured.ToArray());
        Assert.Equal(7, grid.Points);
        Assert.Equal([0, 0, 2], TimeGrid.Through([0, 0, 1], new TimeGridOptions { Start = 0, LargestStep = 0.5 }).Measured.ToArray());
    }

    [Fact]
    public void The_steps_know_the_start()
    {
        var grid = TimeGrid.Through([5, 7], new TimeGridOptions { Points = 5 });
        Assert.Equal(5, grid.Start);
        Assert.Equal(5, grid.Steps.Start);
        ReadOnlySpan<double> plain = grid.Steps;
        Assert.Equal([0.5, 0.5, 0.5, 0.5], plain.ToArray());
        Assert.Equal(plain.ToArray(), grid.Steps.ToArray());
        var sum = 0.0;
        foreach (var step in grid.Steps)
        {
            sum += step;
        }

        Assert.Equal(2, sum);
    }

    [Fact]
    public void Starts_before_the_first_measurement_and_ends_after_the_last()
    {
        var grid = TimeGrid.Through([1, 2], new TimeGridOptions { LargestStep = 0.5, Start = 0, End = 4 });
        Assert.Equal([2, 4], grid.Measured.ToArray());
        Assert.Equal(0, grid.Times[0]);
        Assert.Equal(4, grid.Times[^1]);
        Assert.Equal([0, 2], TimeGrid.Through([0, 1], new TimeGridOptions { LargestStep = 0.5, Start = 0, End = 4 }).Measured.ToArray());
        Assert.Equal([2], TimeGrid.Through([1], new TimeGridOptions { Points = 3, Start = 0 }).Measured.ToArray());
        Assert.Equal(0, TimeGrid.Through([], new TimeGridOptions { Points = 3, Start = 0, End = 1 }).Measured.Length);
    }

    [Fact]
    public void Trajectories_of_a_batch_have_equally_many_points()
    {
        double[][] times = [[0, 3], [0, 1, 2, 10], [5, 5.1, 6]];
        var grids = TimeGrid.ThroughEach(times, new TimeGridOptions { LargestStep = 0.25 });
        Assert.All(grids, static grid => Assert.Equal(41, grid.Points));
        Assert.All(grids, static grid => Assert.True(grid.Steps.ToArray().Max() <= 0.25));
        for (var i = 0; i < times.Length; i++)
        {
            AssertMeasuredAt(times[i], grids[i]);
            AssertSums(grids[i]);
        }
    }

    [Fact]
    public void Says_what_is_wrong()
    {
        AssertThrows("not in order: after 1 comes 0.5", [0, 1, 0.5], new TimeGridOptions { Points = 9 });
        AssertThrows("not in order: after 0.5 comes 0", [0, 1], new TimeGridOptions { Points = 9, Start = 0.5 });
        AssertThrows("not in order: after 1 comes 0.5", [0, 1], new TimeGridOptions { Points = 9, End = 0.5 });
        AssertThrows("the first is NaN", [double.NaN, 1], new TimeGridOptions { Points = 9 });
        AssertThrows("needs the number of points, or a largest step", [0, 1], new TimeGridOptions());
        AssertThrows("needs the number of points, or a largest step", [0, 1], new TimeGridOptions { Points = 3, LargestStep = -1 });
        AssertThrows("3 are needed", [0, 1, 2], new TimeGridOptions { Points = 2 });
        AssertThrows("steps of at most 0.1, 21 are needed", [0, 1, 2], new TimeGridOptions { Points = 20, LargestStep = 0.1 });
        AssertThrows("has no times", [], new TimeGridOptions { Points = 2 });
        AssertThrows("needs two times at least", [1], new TimeGridOptions { Points = 2 });
        AssertThrows("clock does not increase from time 0 to 1", [0, 1], new TimeGridOptions { Points = 2, Clock = static time => -time });
        AssertThrows("clock does not increase from time ", [0, 10], new TimeGridOptions { Points = 9, Clock = static time => time + (5 * Math.Sin(time)) });
        AssertThrows("clock shows -", [0, 1], new TimeGridOptions { Points = 2, Clock = Math.Log });
        AssertThrows("at time 0.", [0, 1], new TimeGridOptions { Points = 2, Clock = Math.Log });
        AssertThrows("clock shows NaN at time 0.5", [0, 1], new TimeGridOptions { Points = 3, Clock = static time => time == 0.5 ? double.NaN : time });
        AssertThrows("fall together at ", [0, 1], new TimeGridOptions { Points = 1000, Clock = static time => time < 0.5 ? 0 : time < 0.75 ? 1 : 2 });
        AssertThrows("more than an array holds", [0, 1], new TimeGridOptions { LargestStep = 1e-12 });
    }

    private static void AssertThrows(string part, double[] times, TimeGridOptions options) =>
        Assert.Contains(part, Assert.Throws<ArgumentException>(() => TimeGrid.Through(times, options)).Message, StringComparison.Ordinal);

    private static void AssertMeasuredAt(double[] times, TimeGrid grid) => Assert.Equal(times, grid.Measured.ToArray().Select(point => grid.Times[point]));

    /// <summary>A model adds the steps up; rounding is all that its times may differ by.</summary>
    private static void AssertSums(TimeGrid grid)
    {
        var time = grid.Times[0];
        for (var i = 0; i < grid.Steps.Length; i++)
        {
            time += grid.Steps[i];
            Assert.Equal(grid.Times[i + 1], time, 1e-12);
        }
    }
}
