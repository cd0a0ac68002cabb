using System;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests.Switching;

/// <summary>Switches where they are easily got wrong: at the start, at rest, at one moment, late, short.</summary>
public sealed class CornerTests
{
    private static readonly SolveOptions _exact = new() { RelativeTolerance = 1e-10 };

    [Fact]
    public void A_kink_at_the_start()
    {
        var schedule = new Drag.Schedule();
        schedule.InitialSpeed.Fill(0);
        schedule.Want(0.3, 2);
        var solution = Drag.Solve(schedule, _exact).EnsureSuccess();
        Assert.Equal(Math.Tanh(0.3), solution.Speed.At(0.3), 1e-9);
        Assert.Equal(Math.Tanh(2), solution.Speed.At(2), 1e-9);
    }

    [Fact]
    public void Short_pulses_along_a_curve_in_time()
    {
        // Each lasts from asin(0.99) to pi - asin(0.99), in each of 31 turns to 200, and once more after 31 turns.
        var schedule = new Flashes.Schedule();
        schedule.InitialLight.Fill(0);
        schedule.InitialSide.Fill(0);
        schedule.Want(200);
        var solution = Flashes.Solve(schedule, _exact).EnsureSuccess();
        Assert.Equal(32 * (Math.PI - (2 * Math.Asin(0.99))), solution.Light.At(200), 1e-8);
        var rest = 200 - (62 * Math.PI);
        Assert.Equal(Math.PI - (rest - Math.PI), solution.Side.At(200), 1e-8);
    }

    [Fact]
    public void At_rest_at_one_moment_and_late()
    {
        var schedule = new Corners.Schedule();
        schedule.InitialSettling.Fill(0);
        schedule.InitialResting.Fill(0);
        schedule.InitialOne.Fill(1);
        schedule.InitialOther.Fill(1);
        schedule.InitialLate.Fill(0);
        schedule.Want(3, 500, 1000);
        var solution = Corners.Solve(schedule, _exact).EnsureSuccess();
        Assert.Equal(1 - Math.Exp(-3), solution.Settling.At(3), 1e-9);
        Assert.Equal(1, solution.Settling.At(1000), 1e-9);
        Assert.Equal(0, solution.Resting.At(1000));
        Assert.Equal(2 + (3 * 2), solution.One.At(3), 1e-8);
        Assert.Equal(2 + (0.5 * 2), solution.Other.At(3), 1e-8);
        Assert.Equal(0, solution.Late.At(500));
        Assert.Equal(0, solution.Late.D(1).At(500));
        Assert.Equal(500, solution.Late.At(1000), 1e-7);
    }
}
