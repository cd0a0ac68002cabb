using System;
using System.Linq;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.Schedules;

/// <summary>Estimates from the data of schedules, on marched trajectories.</summary>
public sealed class ScheduledEstimateTests
{
    [Fact]
    public void Exact_data_give_the_parameters_back_lag_and_bioavailability_included()
    {
        var truth = new LateDose.Parameters { Ka = 0.9, Ke = 0.15, V = 14, F = 0.6, Lag = 0.2 };
        var schedule = Observed(truth, static _ => 0);
        var estimate = LateDose.Estimate(new LateDose.Parameters(), schedule).EnsureSuccess();
        foreach (var parameter in estimate.Report.Parameters)
        {
            Assert.Equal(1, parameter.Value / truth.Values[estimate.Report.Parameters.ToList().IndexOf(parameter)], 1e-6);
        }
    }

    [Fact]
    public void Standard_errors_are_those_of_the_normal_equations()
    {
        var schedule = Observed(new LateDose.Parameters { Lag = 0.2 }, static i => 0.02 * Math.Cos(7.3 * i));
        var estimate = LateDose.Estimate(schedule, new EstimateOptions { Deviations = true }).EnsureSuccess();

        // By differences of the solution itself, at the estimate.
        var count = estimate.Report.Residuals.Count;
        var jacobian = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(count, 5);
        for (var column = 0; column < 5; column++)
        {
            var h = 1e-5 * estimate.Parameters.Values[column];
            var (more, less) = (Fitted(column, h), Fitted(column, -h));
            for (var row = 0; row < count; row++)
            {
                jacobian[row, column] = (more[row] - less[row]) / (2 * h);
            }
        }

        var variance = estimate.Report.Observables[0].SumOfSquares / (count - 5);
        var covariance = variance * jacobian.TransposeThisAndMultiply(jacobian).Inverse();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(1, estimate.Report.Parameters[i].StandardError / Math.Sqrt(covariance[i, i]), 1e-3);
        }

        // The deviation of a state is what the parameters leave of it.
        var fifth = estimate.Report.Residuals[4];
        var ofState = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(5, column => (StateAt(column, 1e-5) - StateAt(column, -1e-5)) / (2e-5 * estimate.Parameters.Values[column]));
        Assert.Equal(1, estimate.Deviations!.Plasma.At(fifth.Time) / Math.Sqrt(ofState * covariance * ofState), 1e-3);

        double StateAt(int column, double by)
        {
            var moved = estimate.Parameters.Clone();
            moved.Values[column] *= 1 + by;
            return LateDose.Solve(moved, schedule, new() { RelativeTolerance = 1e-12 }).Plasma.At(fifth.Time);
        }

        double[] Fitted(int column, double by)
        {
            var moved = estimate.Parameters.Clone();
            moved.Values[column] += by;
            var solution = LateDose.Solve(moved, schedule, new() { RelativeTolerance = 1e-12 });
            return [.. estimate.Report.Residuals.Select(residual => solution.Plasma[0, residual.Point] / moved.V)];
        }
    }

    [Fact]
    public void The_readme_s_doses_give_the_estimate_of_its_closed_form()
    {
        // The same data by the closed form and a dense fit: Ka 1.2381, Ke 0.096367, V 29.002, noise 0.053514.
        (double Hours, double Value)[] samples = [(0.25, 2.8), (0.5, 5.0), (1, 7.4), (2, 8.9), (3.5, 8.4), (5, 7.3), (7, 6.1), (9, 5.0), (12, 3.8), (24, 1.2)];
        foreach (var gap in new[] { 0, 1e-3, 1e-5, 1e-9 })
        {
            var schedule = new ScheduledOralDose.Schedule();
            schedule.DoseGut(0, 320);
            schedule.InitialPlasma.Fill(0);
            foreach (var (hours, value) in samples)
            {
                schedule.ObservePlasma(hours, value);
                schedule.Want(hours + gap);
            }

            var estimate = ScheduledOralDose.Estimate(schedule).EnsureSuccess();
            Assert.Equal(1.23806, estimate.Parameters.Ka, 1e-4);
            Assert.Equal(0.096367, estimate.Parameters.Ke, 1e-6);
            Assert.Equal(29.0016, estimate.Parameters.V, 1e-3);
            Assert.Equal(0.017456, estimate.Report["Ka"].StandardError, 1e-5);
        }
    }

    [Fact]
    public void Each_trajectory_has_a_volume_of_its_own_and_times_of_its_own()
    {
        const int Count = 40;
        var random = new Random(11);
        var (schedule, volumes) = (new OwnVolume.Schedule(Count), new double[Count]);
        for (var b = 0; b < Count; b++)
        {
            volumes[b] = 15 + (10 * random.NextDouble());
            schedule.DoseAmount(b, 0, 100);
            schedule.DoseAmount(b, 12, 50);
            for (var i = 0; i < 3 + (b % 3); i++)
            {
                var time = 30 * random.NextDouble();
                schedule.ObserveConcentration(b, time, ((100 * Math.Exp(-0.07 * time)) + (time > 12 ? 50 * Math.Exp(-0.07 * (time - 12)) : 0)) / volumes[b]);
            }
        }

        var estimate = OwnVolume.Estimate(schedule).EnsureSuccess();
        Assert.Equal(0.07, estimate.Parameters.Rate, 1e-8);
        for (var b = 0; b < Count; b++)
        {
            Assert.Equal(1, estimate.Parameters.V[b] / volumes[b], 1e-6);
        }

        Assert.True(estimate.Report.DegreesOfFreedom > 0);
    }

    [Fact]
    public void Free_initial_values_are_in_the_table()
    {
        var schedule = new Vehicle.Schedule();
        schedule.InitialSpeed.Fill(double.NaN);
        schedule.Pedal.Hold(0, 30);
        for (var i = 1; i <= 12; i++)
        {
            schedule.ObserveSpeed(2 * i, 30 - (18 * Math.Exp(-2 * i / 10.0)) + (0.01 * Math.Cos(5 * i)));
        }

        var estimate = Vehicle.Estimate(schedule).EnsureSuccess();
        var initial = estimate.Report["InitialSpeed", 0];
        Assert.Equal(12, initial.Value, 4 * initial.StandardError);
        Assert.InRange(initial.StandardError, 1e-4, 0.1);
        Assert.Equal(initial.Value, estimate.Trajectories.Speed.At(0), 1e-9);
        var copied = new Vehicle.Parameters();
        estimate.Report.CopyTo(copied);
        Assert.Equal(estimate.Parameters.Gain, copied.Gain);
    }

    [Fact]
    public void What_the_data_do_not_tell_is_named()
    {
        // Only F / V enters.
        var schedule = new LateDose.Schedule();
        schedule.DoseGut(0, 100);
        var truth = new LateDose.Parameters();
        schedule.Want(Enumerable.Range(1, 20).Select(static i => 0.9 * i).ToArray());
        var solution = LateDose.Solve(truth, schedule);
        for (var i = 1; i <= 20; i++)
        {
            schedule.ObserveConcentration(0.9 * i, (solution.Plasma.At(0.9 * i) / truth.V) + (0.01 * Math.Sin(9 * i)));
        }

        var estimate = LateDose.Estimate(schedule);
        Assert.Equal(EstimateStatus.NotIdentifiable, estimate.Status);
        Assert.Contains("V and F cannot be told apart", estimate.Message, StringComparison.Ordinal);
        Assert.True(double.IsNaN(estimate.Parameters.V));
        Assert.False(double.IsNaN(estimate.Parameters.Ka));
    }

    [Fact]
    public void A_profile_bends_where_the_model_does()
    {
        var schedule = Observed(new LateDose.Parameters { Lag = 0.2 }, static i => 0.05 * Math.Cos(7.3 * i));
        var estimate = LateDose.Estimate(schedule).EnsureSuccess();
        var profile = estimate.Profile("Ka");
        Assert.InRange(profile.Lower, estimate.Parameters.Ka - (4 * estimate.Report["Ka"].StandardError), estimate.Parameters.Ka - estimate.Report["Ka"].StandardError);
        Assert.InRange(profile.Upper, estimate.Parameters.Ka + estimate.Report["Ka"].StandardError, estimate.Parameters.Ka + (4 * estimate.Report["Ka"].StandardError));
        Assert.Throws<ArgumentException>(() => estimate.Profile("Nothing"));
    }

    [Fact]
    public void The_result_does_not_depend_on_the_number_of_cores()
    {
        var schedule = Observed(new LateDose.Parameters { Lag = 0.2 }, static i => 0.05 * Math.Cos(7.3 * i));
        var one = LateDose.Estimate(schedule, new EstimateOptions { MaxDegreeOfParallelism = 1 });
        var two = LateDose.Estimate(schedule, new EstimateOptions { MaxDegreeOfParallelism = 2 });
        Assert.Equal(one.Parameters.Values.ToArray(), two.Parameters.Values.ToArray());
        Assert.Equal(one.ToString(), two.ToString());
    }

    [Fact]
    public void Fit_takes_a_schedule_too()
    {
        var truth = new TwoCompartments.Parameters { V = 9 };
        var schedule = new TwoCompartments.Schedule();
        schedule.InitialPeripheral.Fill(0);
        schedule.DoseCentral(0, 100);
        schedule.InfuseCentral(6, 9, 40);
        schedule.WantEvenly(0.5, 24, 48);
        TwoCompartments.Inputs inputs = schedule;
        var solution = TwoCompartments.Solve(truth, inputs);
        var observations = new TwoCompartments.Observations(inputs);
        for (var point = 0; point < inputs.PointCount; point++)
        {
            observations.Central.Add(0, point, solution.Central[0, point]);
        }

        var fit = TwoCompartments.Fit(new TwoCompartments.Parameters { Elimination = 0.4, Out = 0.4 }, inputs, observations);
        Assert.Equal(0.3, fit.Parameters.Elimination, 1e-4);
        Assert.Equal(0.5, fit.Parameters.Out, 1e-4);
    }

    private static LateDose.Schedule Observed(LateDose.Parameters truth, Func<int, double> noise)
    {
        var schedule = new LateDose.Schedule(1);
        schedule.DoseGut(0, 100);
        schedule.DoseGut(12, 80);
        schedule.DosePlasma(30, 50);
        schedule.InfuseGut(36, 40, 60);
        var times = Enumerable.Range(0, 30).Select(static i => 0.3 + (1.6 * i)).ToArray();
        schedule.Want(times);
        var solution = LateDose.Solve(truth, schedule, new() { RelativeTolerance = 1e-12 });
        for (var i = 0; i < times.Length; i++)
        {
            schedule.ObserveConcentration(times[i], (solution.Plasma.At(times[i]) / truth.V) + noise(i));
        }

        return schedule;
    }
}
