using System;
using System.Linq;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Samples.TwoBody;
using Xunit;
using Xunit.Abstractions;

namespace ScalableMNN.Samples.Tests;

/// <summary>The masses against those that the data are made of.</summary>
public sealed class TwoBodyTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Masses_are_found_within_their_standard_errors(int seed)
    {
        using var run = new SampleRun();
        var result = TwoBodySample.Run(new TwoBodyOptions(run.Folder, Seed: seed), run.Console);
        Assert.Equal(EstimateStatus.Converged, result.Report.Status);

        // 60 sightings of 4 coordinates; two masses, four positions and four velocities.
        Assert.Equal(230, result.Report.DegreesOfFreedom);
        foreach (var (name, truth) in new[] { ("M1", TwoBodySample.Truth.M1), ("M2", TwoBodySample.Truth.M2) })
        {
            var mass = result.Report[name];
            output.WriteLine($"{name} = {mass.Value:0.00000} +- {mass.StandardError:0.00000}, truth {truth}; error of positions {result.RootMeanSquareError:0.00000}");
            Assert.InRange(Math.Abs(mass.Value - truth), 0, 3 * mass.StandardError);
            Assert.InRange(mass.StandardError, 0, 0.02 * truth);
        }

        // Ten numbers from 240: the curve is sqrt(10 / 240) as uncertain as a sighting, give or take a third.
        Assert.InRange(result.RootMeanSquareError, 0, 1.5 * Math.Sqrt(10.0 / 240) * TwoBodyOptions.DefaultNoise);
        Assert.All(result.Report.Observables, static observable => Assert.InRange(observable.Noise, 0.75 * TwoBodyOptions.DefaultNoise, 1.25 * TwoBodyOptions.DefaultNoise));
        SampleRun.AssertPlot(result.Plot, charts: 2);
        SampleRun.AssertPage(result.Page, "TwoBody");
    }

    [Fact]
    public void Without_noise_the_masses_are_those_of_the_orbit()
    {
        using var run = new SampleRun();
        var result = TwoBodySample.Run(new TwoBodyOptions(run.Folder, Noise: 1e-6), run.Console);
        Assert.Equal(EstimateStatus.Converged, result.Report.Status);
        output.WriteLine($"M1 {result.Report["M1"].Value - TwoBodySample.Truth.M1:0.0e+0}, M2 {result.Report["M2"].Value - TwoBodySample.Truth.M2:0.0e+0}, positions {result.RootMeanSquareError:0.0e+0}");
        Assert.Equal(TwoBodySample.Truth.M1, result.Report["M1"].Value, 1e-6);
        Assert.Equal(TwoBodySample.Truth.M2, result.Report["M2"].Value, 1e-6);
        Assert.InRange(result.RootMeanSquareError, 0, 1e-6);
    }

    [Fact]
    public void The_orbit_obeys_the_law_of_gravity()
    {
        // Second differences of the closed form against Newton's law, which it does not use.
        const double Step = 1e-3;
        var orbit = TwoBodySample.Truth;
        foreach (var time in Enumerable.Range(0, 20).Select(static i => 0.21 * i))
        {
            var (before, at, after) = (orbit.At(time - Step), orbit.At(time), orbit.At(time + Step));
            var (x, y) = (at.X2 - at.X1, at.Y2 - at.Y1);
            var pull = DoubleStar.G / Math.Pow((x * x) + (y * y), 1.5);

            // The acceleration is some 20 at most, and changes by much within about 0.1 years: its second difference is that of the curve to about (Step / 0.1)^2 / 12.
            Assert.Equal(orbit.M2 * pull * x, Second(before.X1, at.X1, after.X1), 1e-3);
            Assert.Equal(orbit.M2 * pull * y, Second(before.Y1, at.Y1, after.Y1), 1e-3);
            Assert.Equal(-orbit.M1 * pull * x, Second(before.X2, at.X2, after.X2), 1e-3);
            Assert.Equal(-orbit.M1 * pull * y, Second(before.Y2, at.Y2, after.Y2), 1e-3);
        }

        static double Second(double before, double at, double after) => (before - (2 * at) + after) / (Step * Step);
    }
}
