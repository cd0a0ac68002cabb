using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Samples.Theophylline;
using Xunit;
using Xunit.Abstractions;

namespace ScalableMNN.Samples.Tests;

/// <summary>The fit through the differential equations against a fit of their closed form, and the population against R's nlme.</summary>
public sealed class TheophyllineTests(ITestOutputHelper output)
{
    [Fact]
    public void Fits_as_well_as_the_closed_form()
    {
        using var run = new SampleRun();
        var result = TheophyllineSample.Run(new TheophyllineOptions(run.Folder), run.Console);

        Assert.Equal(EstimateStatus.Converged, result.Report.Status);
        Assert.Equal(12, result.Subjects.Count);
        Assert.All(result.Subjects, fit =>
        {
            var reference = BestOf(fit.Subject, [[1.5, 0.1, 0.5], [0.5, 0.05, 0.3], [5, 0.1, 0.4], [10, 0.08, 0.4]]);
            var (sum, at) = (fit.ResidualSumOfSquares, SumOfSquares(fit.Subject, fit.Ka.Value, fit.Ke.Value, fit.V.Value));
            output.WriteLine($"subject {fit.Subject.Name}: {sum:0.0000} by the equations, {at:0.0000} for the same values in the closed form, {reference:0.0000} at its best");

            // The trajectories are solutions of the equations by a tolerance: what is fitted is the closed form.
            Assert.Equal(at, sum, 1e-6 * at);
            Assert.InRange(sum, reference * (1 - 1e-6), reference * (1 + 1e-6));
        });
        Assert.Contains("The estimation has converged.", run.Written, StringComparison.Ordinal);
        SampleRun.AssertPlot(result.Plot, charts: 12);
        SampleRun.AssertPage(result.Page, "Theophylline");
    }

    [Fact]
    public void Standard_errors_are_those_of_the_closed_form()
    {
        using var run = new SampleRun();
        var result = TheophyllineSample.Run(new TheophyllineOptions(run.Folder), run.Console);

        // One standard deviation of the noise for all subjects, with as many degrees of freedom as there are values more than parameters.
        Assert.Equal((12 * 11) - 36, result.Report.DegreesOfFreedom);
        var variance = result.Subjects.Sum(static fit => fit.ResidualSumOfSquares) / result.Report.DegreesOfFreedom;
        Assert.All(result.Subjects, fit =>
        {
            var slopes = Slopes(fit);
            var covariance = (slopes.Transpose() * slopes).Inverse() * variance;
            ParameterEstimate[] estimates = [fit.Ka, fit.Ke, fit.V];
            for (var i = 0; i < estimates.Length; i++)
            {
                var expected = Math.Sqrt(covariance[i, i]);
                output.WriteLine($"subject {fit.Subject.Name}: {estimates[i].Name} = {estimates[i].Value:0.0000}, standard error {estimates[i].StandardError:0.00000}, of the closed form {expected:0.00000}");

                Assert.InRange(estimates[i].StandardError, (1 - 1e-5) * expected, (1 + 1e-5) * expected);
            }
        });
    }

    [Fact]
    public void The_population_is_that_of_nlme()
    {
        using var run = new SampleRun();
        var population = TheophyllineSample.Run(new TheophyllineOptions(run.Folder), run.Console).Population;

        // R's nlme, maximum likelihood, random = pdDiag(lKa + lCl ~ 1).
        Assert.Equal(EstimateStatus.Converged, population.Status);
        Assert.Equal(-177.02, population.LogLikelihood, 0.02);
        Assert.Equal(-2.4547, population["LogKe"].Value, 2e-3);
        Assert.Equal(0.4655, population["LogKa"].Value, 2e-3);
        Assert.Equal(-3.2272, population["LogClearance"].Value, 2e-3);
        Assert.Equal(0.6438, population.Random("OfKa").Deviation, 2e-3);
        Assert.Equal(0.1669, population.Random("OfClearance").Deviation, 1e-3);
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

    /// <summary>The derivatives of the closed form at the times of the measurements with respect to Ka, Ke and V, by central differences.</summary>
    private static Matrix<double> Slopes(SubjectEstimate fit)
    {
        double[] at = [fit.Ka.Value, fit.Ke.Value, fit.V.Value];
        return Matrix<double>.Build.Dense(fit.Subject.Times.Count, at.Length, (row, column) =>
        {
            var by = 1e-5 * at[column];
            var (above, below) = ((double[])at.Clone(), (double[])at.Clone());
            above[column] += by;
            below[column] -= by;
            return (Of(above) - Of(below)) / (2 * by);

            double Of(double[] values) => Concentration(fit.Subject.Dose, fit.Subject.Times[row], values[0], values[1], values[2]);
        });
    }

    private static double SumOfSquares(Subject subject, double ka, double ke, double v) =>
        subject.Times.Zip(subject.Concentrations, (time, measured) => Math.Pow(Concentration(subject.Dose, time, ka, ke, v) - measured, 2)).Sum();

    private static double Concentration(double dose, double time, double ka, double ke, double v) =>
        dose * ka / (v * (ka - ke)) * (Math.Exp(-ke * time) - Math.Exp(-ka * time));
}
