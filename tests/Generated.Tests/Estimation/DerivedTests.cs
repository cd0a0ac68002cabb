using System;
using System.IO;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Estimation;
using Xunit;
using static ScalableMNN.Dsl.Symbols;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>A bolus with a clearance of each subject.</summary>
[MechanisticModel]
public partial class Elimination
{
    [State(Order = 1), InitialValue] public partial State Amount { get; }

    [Coefficient(Source.Learned, Per = Per.Trajectory, Initial = 3, Lower = 0)] public partial Coefficient Clearance { get; }

    [Coefficient(Source.Learned, Initial = 20, Lower = 0)] public partial Coefficient Volume { get; }

    [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient Weight { get; }

    [Coefficient(Source.Function)] private Coefficient Rate => Clearance / Volume;

    [Equation] private Equation Loss => Amount.D(1) == -Rate * Amount;

    [Observed(Noise = 0.05)] private Term Concentration => Amount / Volume;

    [Derived] private Term HalfLife => Log(2) / Rate;

    [Derived] private Term VolumeInMillilitres => 1000 * Volume;

    [Derived] private Term PerKilogram => Clearance / Weight;
}

/// <summary>The same on a grid, of one subject, with an initial value that is not known.</summary>
[MechanisticModel]
[Grid(StepSize = 0.5)]
[Smoothness(Scheme.Hermite, Prolongation = 1)]
public partial class GridElimination
{
    [State(Order = 1), InitialValue, Observed(Noise = 0.05)] public partial State Level { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0)] public partial Coefficient Rate { get; }

    [Equation] private Equation Loss => Level.D(1) == -Rate * Level;

    [Derived] private Term HalfLife => Log(2) / Rate;
}

/// <summary>Quantities that follow from what is estimated, with errors, intervals and profiles.</summary>
public sealed class DerivedTests
{
    private static readonly double[] _clearances = [2, 3.5, 5];

    [Fact]
    public void Errors_are_those_of_the_parameters_carried_along()
    {
        var report = Elimination.Estimate(Subjects()).EnsureSuccess().Report;
        Assert.Equal(["HalfLife", "VolumeInMillilitres", "PerKilogram"], report.Derived.Select(static one => one.Name).Distinct());
        Assert.Equal(7, report.Derived.Count);
        Assert.Equal(1000 * report["Volume"].StandardError, report["VolumeInMillilitres"].StandardError, 1e-6);
        for (var b = 0; b < 3; b++)
        {
            Assert.Equal(Math.Log(2) * report["Volume"].Value / report["Clearance", b].Value, report["HalfLife", b].Value, 1e-9);
            Assert.Equal(report["Clearance", b].StandardError / (50 + b), report["PerKilogram", b].StandardError, 1e-9);
        }
    }

    [Fact]
    public void A_parameter_may_be_put_in_the_place_of_what_is_derived()
    {
        // With the half-life of the second subject in the place of its clearance the model is the same, so that errors have to be: they are computed from the derivatives of the data, by differences.
        var schedule = Subjects();
        var estimate = Elimination.Estimate(schedule).EnsureSuccess();
        double[] at = [estimate.Parameters.Volume, .. Enumerable.Range(0, 3).Select(b => estimate.Report["HalfLife", b].Value)];
        var slopes = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(24, 4, (row, column) =>
        {
            var step = 1e-5 * at[column];
            return (Model(row, column, step) - Model(row, column, -step)) / (2 * step * 0.05);
        });
        var covariance = slopes.TransposeThisAndMultiply(slopes).Inverse();
        Assert.Equal(Math.Sqrt(covariance[2, 2]), estimate.Report["HalfLife", 1].StandardError, 1e-5 * estimate.Report["HalfLife", 1].StandardError);

        double Model(int row, int column, double step)
        {
            var moved = (double[])at.Clone();
            moved[column] += step;
            return 100 / moved[0] * Math.Pow(2, -(1.0 + (row % 8)) / moved[1 + (row / 8)]);
        }
    }

    [Fact]
    public void They_are_in_the_table_and_in_files()
    {
        var report = Elimination.Estimate(Subjects()).EnsureSuccess().Report;
        Assert.Contains("HalfLife[1]", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("derived", report.ToString(), StringComparison.Ordinal);
        var path = Path.GetTempFileName();
        report.WriteParameters(path);
        Assert.Contains("HalfLife,2,", File.ReadAllText(path), StringComparison.Ordinal);
        report.Save(path);
        Assert.Equal(report["HalfLife", 2], EstimateReport.Load(path)["HalfLife", 2]);
        report.CopyTo(new Elimination.Parameters(3));
        File.Delete(path);
    }

    [Fact]
    public void Profiles_are_of_what_is_derived_of_a_trajectory_and_of_its_parameters()
    {
        var estimate = Elimination.Estimate(Subjects()).EnsureSuccess();
        foreach (var (name, trajectory) in new[] { ("HalfLife", 1), ("Clearance", 2), ("PerKilogram", 0) })
        {
            var (one, profile) = (estimate.Report[name, trajectory], estimate.Profile(name, trajectory));
            Assert.All(profile.Points, static point => Assert.Equal(EstimateStatus.Converged, point.Status));

            // Near the minimum the profile is the parabola of the standard error.
            var near = profile.Points.Where(point => Math.Abs(point.Value - one.Value) < 0.6 * one.StandardError);
            Assert.All(near, point => Assert.Equal(Math.Pow((point.Value - one.Value) / one.StandardError, 2), point.Deviance, 0.05));
            Assert.InRange(profile.Lower, one.Value - (2.5 * one.StandardError), one.Value - (1.5 * one.StandardError));
            Assert.InRange(profile.Upper, one.Value + (1.5 * one.StandardError), one.Value + (2.8 * one.StandardError));
        }

        Assert.Contains("for each trajectory", Assert.Throws<ArgumentException>(() => estimate.Profile("HalfLife")).Message, StringComparison.Ordinal);
        Assert.Contains("no estimated parameter Half", Assert.Throws<ArgumentException>(() => estimate.Profile("Half")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_grid_too_with_the_initial_value_in_the_table_and_its_profile()
    {
        var inputs = new GridElimination.Inputs(points: 17);
        inputs.InitialLevel.Fill(double.NaN);
        for (var i = 0; i < 17; i++)
        {
            inputs.ObservedLevel[0, i] = (3 * Math.Exp(-0.2 * i)) + (0.05 * Math.Sin(5.1 * i));
        }

        var estimate = GridElimination.Estimate(inputs).EnsureSuccess();
        Assert.Equal(EstimateMethod.ExactFromGrid, estimate.Report.Method);
        var (rate, half, initial) = (estimate.Report["Rate"], estimate.Report["HalfLife"], estimate.Report["InitialLevel", 0]);
        Assert.Equal(Math.Log(2) / rate.Value, half.Value, 1e-12);
        Assert.Equal(rate.StandardError / rate.Value, half.StandardError / half.Value, 1e-9);
        Assert.Equal(initial.Value, estimate.Trajectories.Level[0, 0], 1e-9);

        // The solution is the closed form at these very numbers.
        for (var i = 0; i < 17; i++)
        {
            Assert.Equal(initial.Value * Math.Exp(-rate.Value * 0.5 * i), estimate.Trajectories.Level[0, i], 1e-8);
        }

        // The model is linear in its initial value, so that the profile is nearly the interval of the table.
        var profile = estimate.Profile("InitialLevel", 0);
        Assert.Equal(initial.Lower, profile.Lower, 0.05 * initial.StandardError);
        Assert.Equal(initial.Upper, profile.Upper, 0.05 * initial.StandardError);
    }

    private static Elimination.Schedule Subjects()
    {
        var schedule = new Elimination.Schedule(trajectories: 3);
        schedule.InitialAmount.Fill(100);
        for (var b = 0; b < 3; b++)
        {
            schedule.Weight[b] = 50 + b;
            for (var i = 1; i <= 8; i++)
            {
                schedule.ObserveConcentration(b, i, (100 / 25.0 * Math.Exp(-_clearances[b] / 25 * i)) + (0.05 * Math.Sin((3.7 * i) + b)));
            }
        }

        return schedule;
    }
}
