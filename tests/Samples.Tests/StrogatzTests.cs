using System.Linq;
using ScalableMNN.Samples.Strogatz;
using Xunit;

namespace ScalableMNN.Samples.Tests;

/// <summary>The errors of the six systems, against those of the reference implementation and against the order of the scheme.</summary>
public sealed class StrogatzTests
{
    // The errors of the reference implementation are known to two digits: half a unit of the second one is 5 % at most.
    private const double Rounding = 0.05;

    [Fact]
    public void Errors_are_those_of_the_scheme()
    {
        using var run = new SampleRun();
        var result = StrogatzSample.Run(new StrogatzOptions(run.Folder), run.Console);

        Assert.Equal(18, result.Errors.Count);
        Assert.All(result.Errors, static error =>
        {
            if (error.System.Name == "Population" && error.Step == 0.001)
            {
                // Here the reference ends in rounding; iterative refinement leaves the error of the scheme alone.
                Assert.InRange(error.Errors.U, 0, error.Reference.U / 2);
                Assert.InRange(error.Errors.First, 0, error.Reference.First / 2);
            }
            else
            {
                AssertNear(error.Reference.U, error.Errors.U);
                AssertNear(error.Reference.First, error.Errors.First);
            }

            AssertNear(error.Reference.Second, error.Errors.Second);
        });
        Assert.Contains("Language death", run.Written, System.StringComparison.Ordinal);
        SampleRun.AssertPlot(result.SolutionPlot, charts: 6);
        SampleRun.AssertPlot(result.ErrorPlot, charts: 6);
    }

    [Fact]
    public void Errors_fall_with_the_square_of_the_step_down_to_the_smallest()
    {
        using var run = new SampleRun();
        var result = StrogatzSample.Run(new StrogatzOptions(run.Folder), run.Console);

        Assert.All(result.Errors.GroupBy(static error => error.System.Name), static errors =>
        {
            var coarse = errors.Single(static error => error.Step == 0.01).Errors;
            var fine = errors.Single(static error => error.Step == 0.001).Errors;
            AssertNear(coarse.U / 100, fine.U);
            AssertNear(coarse.First / 100, fine.First);
        });
    }

    private static void AssertNear(double expected, double actual) => Assert.InRange(actual, (1 - Rounding) * expected, (1 + Rounding) * expected);
}
