using System;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests.Schedules;

/// <summary>What a schedule says of what cannot be.</summary>
public sealed class ScheduleErrorTests
{
    [Fact]
    public void Numbers_that_are_none_are_named_with_their_trajectory()
    {
        var schedule = new TwoCompartments.Schedule(3);
        Fails("The amount of TwoCompartments.Schedule.DoseCentral on trajectory 2 is NaN", () => schedule.DoseCentral(2, 1, double.NaN));
        Fails("The time of TwoCompartments.Schedule.DoseCentral on trajectory 0 is Infinity", () => schedule.DoseCentral(double.PositiveInfinity, 1));
        Fails("InfuseCentral begins at 3 and ends at 3 on trajectory 1", () => schedule.InfuseCentral(1, 3, 3, 10));
        Fails("The time of TwoCompartments.Schedule.ObserveConcentration on trajectory 0 is NaN", () => schedule.ObserveConcentration(0, double.NaN, 1));
        Fails("The value of TwoCompartments.Schedule.ObserveConcentration on trajectory 1 is -Infinity", () => schedule.ObserveConcentration(1, 0, double.NegativeInfinity));
        Fails("valid are 0 to 2", () => schedule.DoseCentral(3, 1, 1));
        Fails("valid are 0 to 2", () => schedule.WantOf(-1, 1));
    }

    [Fact]
    public void What_lies_before_the_start_is_named()
    {
        var schedule = new TwoCompartments.Schedule(2);
        schedule.DoseCentral(1, -2, 10);
        Fails("trajectory 1 starts at 0, and a dose of Central lies before, at -2", () => schedule.ToInputs());
        schedule.StartAt(-5);
        Assert.Equal(3, schedule.ToInputs().PointCount);
        Assert.Equal(-5, TwoCompartments.Solve(new TwoCompartments.Parameters(), Given(schedule)).Times(1)[0]);
    }

    [Fact]
    public void Two_values_at_one_time_are_named()
    {
        var schedule = new Vehicle.Schedule();
        schedule.Pedal.Hold(1, 5);
        schedule.Pedal.Hold(1, 6);
        Fails("Vehicle.Schedule.Pedal has two values at time 1 of trajectory 0: 5 and 6", () => schedule.ToInputs());
        Fails("2 times and 1 values", () => schedule.Pedal.Set([1, 2], [3]));
    }

    [Fact]
    public void A_time_without_values_is_named_with_the_nearest()
    {
        var schedule = Given(new TwoCompartments.Schedule());
        schedule.Want(1, 2);
        var solution = TwoCompartments.Solve(new TwoCompartments.Parameters(), schedule);
        Fails("trajectory 0 has no values at time 1.4; the nearest are at 1", () => solution.Central.At(1.4));
        Fails("trajectory", () => solution.Central.At(1, 1));
    }

    [Fact]
    public void A_value_that_was_never_given_is_named() =>
        Fails("TwoCompartments.Inputs.InitialPeripheral was never set", () => TwoCompartments.Solve(new TwoCompartments.Parameters(), new TwoCompartments.Schedule()));

    [Fact]
    public void A_negative_lag_has_no_solution()
    {
        var schedule = new LateDose.Schedule();
        schedule.InitialPlasma.Fill(0);
        schedule.DoseGut(1, 10);
        schedule.Want(3);
        var solution = LateDose.Solve(new LateDose.Parameters { Lag = -0.1 }, schedule);
        Assert.Equal(SolveStatus.NotFinite, solution.Reports[0].Status);
        Fails("the lag of a dose of Gut is -0.2", () => solution.EnsureSuccess());
        var lost = LateDose.Solve(new LateDose.Parameters { F = double.PositiveInfinity }, schedule);
        Assert.Equal(SolveStatus.NotFinite, lost.Reports[0].Status);
    }

    private static TwoCompartments.Schedule Given(TwoCompartments.Schedule schedule)
    {
        schedule.InitialPeripheral.Fill(0);
        return schedule;
    }

    private static void Fails(string message, Action action) => Assert.Contains(message, Assert.ThrowsAny<Exception>(action).Message, StringComparison.Ordinal);
}
