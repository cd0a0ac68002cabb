using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generated.Tests.Estimation.Models;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Models;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>An estimate that is called converged is one of the solution of the equations, whatever the steps and the origin.</summary>
public sealed class EquationsAreFollowedTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1e-2)]
    [InlineData(1e-3)]
    [InlineData(1e-4)]
    [InlineData(1e-5)]
    public void One_short_step_changes_nothing(double gap)
    {
        var knots = new SortedSet<double>(OralDoseTests.Samples.Select(static sample => sample.Hours));
        if (gap > 0)
        {
            knots.Add(2 + gap);
        }

        double[] times = [.. knots];
        var grid = TimeGrid.Through(times, new TimeGridOptions { Start = 0, LargestStep = 0.25 });
        var inputs = new MultipleDose.Inputs(grid.Points);
        inputs.Steps.Set(0, grid.Steps);
        inputs.InitialGut.Fill(320);
        inputs.InitialPlasma.Fill(0);
        inputs.Rate.Fill(0);
        inputs.RateD1.Fill(0);
        foreach (var (hours, concentration) in OralDoseTests.Samples)
        {
            inputs.ObservedPlasma[0, grid.Measured[Array.BinarySearch(times, hours)]] = concentration;
        }

        // The values are those of least squares with the closed form.
        var estimate = MultipleDose.Estimate(inputs).EnsureSuccess();
        Close.To(1.2381, estimate.Parameters.Ka, 1e-4, "Ka");
        Close.To(0.096367, estimate.Parameters.Ke, 1e-4, "Ke");
        Close.To(29.0017, estimate.Parameters.V, 1e-4, "V");
        Close.To(0.01746, estimate.Report["Ka"].StandardError, 1e-3, "the error of Ka");
        Assert.Equal(EstimateMethod.ExactFromGrid, estimate.Report.Method);
    }

    [Theory]
    [InlineData(1e-2)]
    [InlineData(1e-3)]
    [InlineData(1e-4)]
    [InlineData(1e-6)]
    [InlineData(1e-8)]
    public void Doses_may_be_pulses_as_short_as_one_likes(double width)
    {
        double[] doseTimes = [.. Enumerable.Range(0, 10).Select(static i => 12.0 * i)];
        double[] sampleTimes = [0.5, 1.5, 3, 6, 9, 11.5, 13, 15, 20, 26, 36.5, 40, 50, 61, 74, 85, 97.5, 108.4, 110, 119];
        var random = new Random(7);
        var knots = new SortedSet<double>(sampleTimes) { 120 };
        foreach (var dose in doseTimes.Skip(1))
        {
            knots.UnionWith([dose - width, dose, dose + width]);
        }

        double[] times = [.. knots];
        var grid = TimeGrid.Through(times, new TimeGridOptions { Start = 0, LargestStep = 0.5 });
        var inputs = new MultipleDose.Inputs(grid.Points);
        inputs.Steps.Set(0, grid.Steps);
        inputs.InitialGut.Fill(100);
        inputs.InitialPlasma.Fill(0);
        inputs.Rate.Fill(0);
        inputs.RateD1.Fill(0);
        foreach (var dose in doseTimes.Skip(1))
        {
            inputs.Rate[0, At(dose)] = 100 / width;
        }

        foreach (var time in sampleTimes)
        {
            inputs.ObservedPlasma[0, At(time)] = doseTimes.Sum(dose => Plasma(time - dose)) + (0.15 * Normal(random));
        }

        // Least squares with the closed form give 0.98496 +- 0.0850, 0.117863 and 25.311, with a sum of squares of 0.4975. A pulse of the width 0.01 is no dose at once yet.
        var estimate = MultipleDose.Estimate(inputs).EnsureSuccess();
        Close.To(0.98496, estimate.Parameters.Ka, 2e-4, "Ka");
        Close.To(0.0850, estimate.Report["Ka"].StandardError, 2e-3, "the error of Ka");
        Close.To(0.117863, estimate.Parameters.Ke, 1e-5, "Ke");
        Close.To(25.311, estimate.Parameters.V, 1e-4, "V");
        Close.To(0.4975, estimate.Report.Observables[0].SumOfSquares, 1e-3, "the sum of squares");

        int At(double time) => grid.Measured[Array.BinarySearch(times, time)];
        static double Plasma(double t) => t <= 0 ? 0 : 100 * 0.9 / (25 * (0.9 - 0.12)) * (Math.Exp(-0.12 * t) - Math.Exp(-0.9 * t));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e4)]
    [InlineData(6.371e6)]
    public void Heights_may_be_counted_from_anywhere(double origin)
    {
        // On the ground these are the least squares of the closed form; a rigidity of 1e4 leaves a part in ten thousand of the height, which is more than the noise far from the ground.
        var estimate = FallWithDrag.Estimate(Heights(origin)).EnsureSuccess();
        Close.To(9.7815, estimate.Parameters.G, 1e-5, "G");
        Close.To(0.0301, estimate.Report["G"].StandardError, 3e-3, "the error of G");
        Close.To(0.29842, estimate.Parameters.Drag, 1e-4, "Drag");
        Close.To(0.02249, estimate.Report.Observables[0].Noise, 1e-3, "the noise");
        Assert.Equal(EstimateMethod.ExactFromGrid, estimate.Report.Method);
    }

    [Fact]
    public void Less_rigidity_than_at_first_is_left_as_it_is()
    {
        var estimate = FallWithDrag.Estimate(Heights(1e4), new EstimateOptions { Rigidity = 1e3 });
        Assert.Equal(EstimateStatus.Converged, estimate.Status);
        Assert.Equal(1e3, estimate.Report.Rigidity, 1e-9);
    }

    private static FallWithDrag.Inputs Heights(double origin)
    {
        var random = new Random(3);
        var inputs = new FallWithDrag.Inputs(81);
        inputs.InitialZ.Set(0, double.NaN, double.NaN);
        for (var k = 0; k < 81; k += 2)
        {
            var t = 0.05 * k;
            var height = 100 + ((5 + (9.81 / 0.3)) * (1 - Math.Exp(-0.3 * t)) / 0.3) - (9.81 / 0.3 * t);
            inputs.ObservedZ[0, k] = origin + height + (0.02 * Normal(random));
        }

        return inputs;
    }

    // Not GaussianNoise: the reference values belong to these very numbers.
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
