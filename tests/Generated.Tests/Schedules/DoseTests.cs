using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests.Schedules;

/// <summary>Doses and infusions by time against closed forms, and gradients through them against central differences.</summary>
public sealed class DoseTests
{
    private static readonly SolveOptions _exact = new() { RelativeTolerance = 1e-12 };
    private static readonly double[] _times = [0.1, 3, 6.5, 7, 8.25, 9, 12.7, 13, 24, 36.7, 40, 48, 60];

    [Fact]
    public void A_series_of_late_doses_and_an_infusion_are_those_of_the_closed_form()
    {
        var parameters = new LateDose.Parameters();
        var solution = LateDose.Solve(parameters, Series(), _exact).EnsureSuccess();
        foreach (var time in _times)
        {
            Assert.Equal(0, (solution.Plasma.At(time) - Closed(parameters, time)) / Math.Max(1e-3, Closed(parameters, time)), 1e-9);
        }

        // The derivative is that of the state, the infusion included.
        Assert.Equal((parameters.Ka * solution.Gut.At(7)) - (parameters.Ke * solution.Plasma.At(7)) + (20 / 1.75), solution.Plasma.D(1).At(0, 7), 1e-9);
    }

    [Fact]
    public void Without_a_tolerance_it_is_1e_8()
    {
        var parameters = new LateDose.Parameters();
        var solution = LateDose.Solve(parameters, Series()).EnsureSuccess();
        Assert.All(_times, time => Assert.Equal(Closed(parameters, time), solution.Plasma.At(time), 1e-6));
        Assert.InRange(solution.Reports[0].March!.Steps, 10, 300);
    }

    [Fact]
    public void Values_are_there_before_and_after_a_dose()
    {
        var schedule = new TwoCompartments.Schedule();
        schedule.InitialPeripheral.Fill(0);
        schedule.DoseCentral(0, 50);
        schedule.DoseCentral(2, 30);
        schedule.DoseCentral(2, 12);
        var solution = TwoCompartments.Solve(new TwoCompartments.Parameters(), schedule, _exact).EnsureSuccess();
        Assert.Equal(0, solution.Central.At(0));
        Assert.Equal(50, solution.Central.After(0));
        Assert.Equal(42, solution.Central.After(2) - solution.Central.At(2), 1e-12);
        Assert.Equal(solution.Peripheral.At(2), solution.Peripheral.After(2));
        Assert.Equal([0, 0, 2, 2], solution.Times());
    }

    [Fact]
    public void Doses_that_rounding_sets_apart_are_both_given()
    {
        var schedule = new TwoCompartments.Schedule();
        schedule.InitialPeripheral.Fill(0);
        schedule.DoseCentral(0.3, 50);
        schedule.DoseCentral(3 * 0.1, 20);
        schedule.Want(1);
        var solution = TwoCompartments.Solve(new TwoCompartments.Parameters(), schedule, _exact).EnsureSuccess();
        Assert.Equal(70, solution.Central.After(3 * 0.1), 1e-9);
    }

    [Fact]
    public void What_is_measured_at_the_time_of_a_dose_is_of_before_whatever_rounding_says()
    {
        // 3 * 0.1 is 0.30000000000000004, and 0.1 + 0.7 is 0.7999999999999999.
        var schedule = new TwoCompartments.Schedule(2);
        schedule.InitialPeripheral.Fill(0);
        schedule.DoseCentral(0.3, 50);
        schedule.DoseCentral(0.8, 50);
        schedule.ObserveConcentration(3 * 0.1, 0);
        schedule.ObserveConcentration(0.1 + 0.7, 3);
        schedule.WantOf(1, 0.35, 0.9, 1);
        TwoCompartments.Inputs inputs = schedule;
        var solution = TwoCompartments.Solve(new TwoCompartments.Parameters(), inputs, _exact).EnsureSuccess();
        Assert.Equal([0, 0.3, 0.3, 0.8, 0.8], solution.Times()[..5]);
        Assert.Equal(0, solution.Central.At(3 * 0.1));
        Assert.Equal(0, inputs.ObservedConcentration[0, 1]);
        Assert.Equal(3, inputs.ObservedConcentration[0, 3]);
        Assert.True(solution.Central.After(0.8) > solution.Central.At(0.1 + 0.7) + 49);

        // The shorter trajectory has no lines for the points that only the longer one has.
        var path = System.IO.Path.GetTempFileName();
        solution.WriteCsv(path);
        Assert.Equal(1 + 5 + 8, System.IO.File.ReadLines(path).Count());
        System.IO.File.Delete(path);
    }

    [Fact]
    public void An_infusion_that_stops_is_that_of_the_matrix_exponential()
    {
        var parameters = new TwoCompartments.Parameters();
        var schedule = new TwoCompartments.Schedule();
        schedule.InitialPeripheral.Fill(4);
        schedule.InitialCentral.Fill(1);
        schedule.InfuseCentral(1, 3.5, 40);
        schedule.InfuseCentral(2, 5, 9);
        schedule.Want(0.5, 1, 2.2, 3.5, 3.500001, 4.999, 5, 7, 20);
        var solution = TwoCompartments.Solve(parameters, schedule, _exact).EnsureSuccess();
        foreach (var time in new[] { 0.5, 1, 2.2, 3.5, 3.500001, 4.999, 5, 7, 20 })
        {
            var exact = ByExponential(parameters, time);
            Assert.Equal(exact[0], solution.Central.At(time), 1e-9 * exact[0]);
            Assert.Equal(exact[1], solution.Peripheral.At(time), 1e-9 * exact[1]);
        }
    }

    [Fact]
    public void Gradients_go_through_doses_infusions_bioavailability_and_lag()
    {
        var parameters = new LateDose.Parameters();
        var schedule = Series();
        schedule.InfuseGut(20, 30, 50);
        var solution = LateDose.Solve(parameters, schedule, _exact).EnsureSuccess();
        var seed = new LateDose.Cotangent(solution);
        seed.Plasma.At(13) = 1;
        seed.Plasma.At(24) = -3;
        seed.Plasma.At(7) = 0.5;
        seed.Plasma.D(1).At(0, 7) = 2;
        seed.Gut.At(0, 40) = 0.01;
        var gradient = LateDose.Gradient(solution, seed);
        for (var i = 0; i < parameters.Values.Length; i++)
        {
            const double H = 1e-4;
            var difference = ((8 * (Loss(i, H) - Loss(i, -H))) - (Loss(i, 2 * H) - Loss(i, -2 * H))) / (12 * H);
            Assert.Equal(difference, gradient.Parameters.Values[i], 1e-7 * (1 + Math.Abs(difference)));
        }

        Assert.Equal((Loss(-1, 1e-3) - Loss(-1, -1e-3)) / 2e-3, gradient.Inputs.InitialGut[0], 1e-8);

        double Loss(int parameter, double by)
        {
            var moved = parameters.Clone();
            var at = Series();
            at.InfuseGut(20, 30, 50);
            if (parameter < 0)
            {
                at.InitialGut.Fill(by);
            }
            else
            {
                moved.Values[parameter] += by;
            }

            var other = LateDose.Solve(moved, at, _exact);
            return other.Plasma.At(13) - (3 * other.Plasma.At(24)) + (0.5 * other.Plasma.At(7)) + (2 * other.Plasma.D(1).At(0, 7)) + (0.01 * other.Gut.At(0, 40));
        }
    }

    [Fact]
    public void A_thousand_trajectories_with_doses_of_their_own_are_those_of_each_alone()
    {
        const int Count = 1000;
        var random = new Random(3);
        var all = new TwoCompartments.Schedule(Count);
        var alone = new TwoCompartments.Schedule[Count];
        all.InitialPeripheral.Fill(0);
        for (var b = 0; b < Count; b++)
        {
            alone[b] = new TwoCompartments.Schedule();
            alone[b].InitialPeripheral.Fill(0);
            for (var i = random.Next(1, 5); i > 0; i--)
            {
                var (time, amount) = (10 * random.NextDouble(), 100 * random.NextDouble());
                all.DoseCentral(b, time, amount);
                alone[b].DoseCentral(time, amount);
            }

            if (b % 3 == 0)
            {
                var until = 2 + random.NextDouble();
                all.InfuseCentral(b, 1, until, 10);
                alone[b].InfuseCentral(1, until, 10);
            }

            all.WantOf(b, 4, 8, 12);
            alone[b].Want(4, 8, 12);
        }

        var together = TwoCompartments.Solve(new TwoCompartments.Parameters(), all).EnsureSuccess();
        for (var b = 0; b < Count; b++)
        {
            var one = TwoCompartments.Solve(new TwoCompartments.Parameters(), alone[b], new SolveOptions { MaxDegreeOfParallelism = 1 }).EnsureSuccess();
            foreach (var time in new[] { 4.0, 8, 12 })
            {
                Assert.Equal(BitConverter.DoubleToInt64Bits(one.Central.At(time)), BitConverter.DoubleToInt64Bits(together.Central.At(b, time)));
                Assert.Equal(BitConverter.DoubleToInt64Bits(one.Peripheral.At(time)), BitConverter.DoubleToInt64Bits(together.Peripheral.At(b, time)));
            }
        }
    }

    private static LateDose.Schedule Series()
    {
        var schedule = new LateDose.Schedule();
        for (var i = 0; i < 5; i++)
        {
            schedule.DoseGut(12 * i, 100 + i);
        }

        schedule.InfusePlasma(6.5, 8.25, 20);
        schedule.Want(_times);
        return schedule;
    }

    private static double Closed(LateDose.Parameters p, double time)
    {
        var sum = 0.0;
        for (var i = 0; i < 5; i++)
        {
            var since = time - (12 * i) - (2 * p.Lag);
            sum += since <= 0 ? 0 : p.F * (100 + i) * p.Ka / (p.Ka - p.Ke) * (Math.Exp(-p.Ke * since) - Math.Exp(-p.Ka * since));
        }

        return sum + (20 / 1.75 / p.Ke * (Math.Exp(-p.Ke * Math.Max(0, time - 8.25)) - Math.Exp(-p.Ke * Math.Max(0, time - 6.5))));
    }

    /// <summary>The solution from breakpoint to breakpoint, by the exponential of the matrix of the equations with the rate as a third state that is constant.</summary>
    private static Vector<double> ByExponential(TwoCompartments.Parameters p, double time)
    {
        var state = Vector<double>.Build.Dense([1, 4, 0]);
        double[] breaks = [0, 1, 2, 3.5, 5, double.PositiveInfinity];
        double[] rates = [0, 40 / 2.5, (40 / 2.5) + 3, 3, 0];
        for (var i = 0; i < rates.Length && breaks[i] < time; i++)
        {
            state[2] = rates[i];
            var length = Math.Min(time, breaks[i + 1]) - breaks[i];
            var matrix = Matrix<double>.Build.DenseOfArray(new[,] { { -(p.Elimination + p.Out), p.Back, 1 }, { p.Out, -p.Back, 0 }, { 0, 0, 0 } });
            state = Exponential(matrix * length) * state;
        }

        return state;
    }

    private static Matrix<double> Exponential(Matrix<double> matrix)
    {
        const int Halvings = 12;
        var small = matrix / Math.Pow(2, Halvings);
        var (sum, term) = (Matrix<double>.Build.DenseIdentity(matrix.RowCount), Matrix<double>.Build.DenseIdentity(matrix.RowCount));
        foreach (var k in Enumerable.Range(1, 12))
        {
            term = term * small / k;
            sum += term;
        }

        for (var i = 0; i < Halvings; i++)
        {
            sum *= sum;
        }

        return sum;
    }
}
