using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using ScalableMNN.Runtime.Fitting;
using ScalableMNN.Samples.Theophylline;
using Xunit;
using Xunit.Abstractions;

namespace ScalableMNN.Samples.Tests;

/// <summary>The fit through the differential equations against a fit of their closed form, which knows nothing of grids.</summary>
public sealed class TheophyllineTests(ITestOutputHelper output)
{
    [Fact]
    public void Fits_as_well_as_the_closed_form()
    {
        using var run = new SampleRun();
        var result = TheophyllineSample.Run(new TheophyllineOptions(run.Folder), run.Console);

        Assert.Equal(FitStatus.Converged, result.Status);
        Assert.Equal(12, result.Subjects.Count);
        Assert.All(result.Subjects, fit =>
        {
            var reference = BestOf(fit.Subject, [[1.5, 0.1, 0.5], [0.5, 0.05, 0.3], [5, 0.1, 0.4], [10, 0.08, 0.4]]);
            var (sum, at) = (fit.ResidualSumOfSquares, SumOfSquares(fit.Subject, fit.Ka, fit.Ke, fit.V));
            output.WriteLine($"subject {fit.Subject.Name}: {sum:0.0000} on the grid, {at:0.0000} for the same values in the closed form, {reference:0.0000} at its best");
            Assert.InRange(sum, 0.99 * reference, 1.01 * reference);

            // Not only the number: the values are good ones for the closed form too. Nothing can be below its best.
            Assert.InRange(at, reference * (1 - 1e-6), 1.01 * reference);
        });
        Assert.Contains("Converged for every trajectory.", run.Written, StringComparison.Ordinal);
        SampleRun.AssertPlot(result.Plot, charts: 12);
    }

    [Fact]
    public void Says_the_residual_on_an_unrefined_grid_too()
    {
        using var run = new SampleRun();
        var result = TheophyllineSample.Run(new TheophyllineOptions(run.Folder, Points: 11), run.Console);
        Assert.All(result.Subjects, static fit => Assert.True(double.IsFinite(fit.ResidualSumOfSquares)));
    }

    /// <summary>
    /// The smallest sum of squares from several starts. (Ka, Ke, V) and (Ke, Ka, V Ke / Ka) give the same curve, so it is the sum that is compared, and not the values.
    /// </summary>
    private static double BestOf(Subject subject, double[][] starts)
    {
        var times = Vector<double>.Build.DenseOfEnumerable(subject.Times);
        var model = ObjectiveFunction.NonlinearModel(
            (logs, x) => x.Map(time => Concentration(subject.Dose, time, Math.Exp(logs[0]), Math.Exp(logs[1]), Math.Exp(logs[2]))),
            times,
            Vector<double>.Build.DenseOfEnumerable(subject.Concentrations),
            accuracyOrder: 6);
        return starts.Min(start =>
        {
            var found = new LevenbergMarquardtMinimizer(maximumIterations: 1000).FindMinimum(model, Vector<double>.Build.DenseOfArray(start).PointwiseLog());
            var values = found.MinimizingPoint.Map(Math.Exp);
            return SumOfSquares(subject, values[0], values[1], values[2]);
        });
    }

    private static double SumOfSquares(Subject subject, double ka, double ke, double v) =>
        subject.Times.Zip(subject.Concentrations, (time, measured) => Math.Pow(Concentration(subject.Dose, time, ka, ke, v) - measured, 2)).Sum();

    private static double Concentration(double dose, double time, double ka, double ke, double v) =>
        dose * ka / (v * (ka - ke)) * (Math.Exp(-ke * time) - Math.Exp(-ka * time));
}
