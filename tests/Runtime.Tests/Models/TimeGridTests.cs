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
        Assert.Equal(0.9, grid.Steps[0], 12);
        Assert.Equal(9, grid.Steps[^1], 12);
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
        AssertThrows("do not increase: after 1 comes 1", [0, 1, 1], new TimeGridOptions { Points = 9 });
        AssertThrows("do not increase: after 0.5 comes 0", [0, 1], new TimeGridOptions { Points = 9, Start = 0.5 });
        AssertThrows("do not increase: after 1 comes 0.5", [0, 1], new TimeGridOptions { Points = 9, End = 0.5 });
        AssertThrows("the first is NaN", [double.NaN, 1], new TimeGridOptions { Points = 9 });
        AssertThrows("needs the number of points, or a largest step", [0, 1], new TimeGridOptions());
        AssertThrows("needs the number of points, or a largest step", [0, 1], new TimeGridOptions { Points = 3, LargestStep = -1 });
        AssertThrows("3 are needed", [0, 1, 2], new TimeGridOptions { Points = 2 });
        AssertThrows("steps of at most 0.1, 21 are needed", [0, 1, 2], new TimeGridOptions { Points = 20, LargestStep = 0.1 });
        AssertThrows("has no times", [], new TimeGridOptions { Points = 2 });
        AssertThrows("needs two times at least", [1], new TimeGridOptions { Points = 2 });
        AssertThrows("clock does not increase from time 0 to 1", [0, 1], new TimeGridOptions { Points = 2, Clock = static time => -time });
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
            Assert.Equal(grid.Times[i + 1], time, 12);
        }
    }
}
