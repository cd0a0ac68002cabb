using System;
using System.IO;
using ScalableMNN.Runtime.Fitting;
using ScalableMNN.Samples.NoisySine;
using Xunit;

namespace ScalableMNN.Samples.Tests;

public sealed class NoisySineTests
{
    [Fact]
    public void The_learned_equation_follows_the_sine_rather_than_the_noise()
    {
        using var run = new SampleRun();
        var result = NoisySineSample.Run(new NoisySineOptions(run.Folder), run.Console);

        // Nearer to the data than the function that they come from, and nearer to that function than the data are. How near differs a little between machines, whose
        // vectors have different widths and roundings, because the fit is stopped on its way: measured are 0.7 and 0.55.
        Assert.NotEqual(FitStatus.Failed, result.Fit.Status);
        Assert.True(result.StartLoss > 20 * result.NoiseLoss);
        Assert.InRange(result.Loss, 0, result.NoiseLoss);
        Assert.InRange(result.RootMeanSquareError, 0, 0.75 * result.RootMeanSquareNoise);
        Assert.All(result.Fit.Parameters.Steps.ToArray(0), static step => Assert.InRange(step, 0.001, 1));
        Assert.Contains("Sum of squares", run.Written, StringComparison.Ordinal);
        SampleRun.AssertPlot(result.Plot, charts: 2);
    }

    [Fact]
    public void The_same_seed_gives_the_same_picture_to_the_last_byte()
    {
        using var first = new SampleRun();
        using var second = new SampleRun();
        var options = new NoisySineOptions(first.Folder, Iterations: 10);
        var picture = File.ReadAllBytes(NoisySineSample.Run(options, first.Console).Plot);
        Assert.Equal(picture, File.ReadAllBytes(NoisySineSample.Run(options with { Output = second.Folder }, second.Console).Plot));
    }
}
