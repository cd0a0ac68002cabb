using System;
using System.Linq;
using ScalableMNN.Runtime.Solving;
using ScalableMNN.Samples.Schemes;
using Xunit;

namespace ScalableMNN.Samples.Tests;

/// <summary>The errors of every scheme fall with the step as theory says.</summary>
public sealed class SchemesTests
{
    [Fact]
    public void Errors_fall_with_the_order_of_the_scheme()
    {
        using var run = new SampleRun();
        var result = SchemesSample.Run(new SchemesOptions(run.Folder), run.Console);

        Assert.Equal(SchemeCase.All.Count * SchemesSample.StepCounts.Count, result.Errors.Count);
        foreach (var errors in result.Errors.GroupBy(static error => error.Case))
        {
            if (errors.Key.Name == "k = 2, single")
            {
                // What single precision leaves of the method's errors: six digits, as far as the steps are long enough for it.
                foreach (var error in errors.Where(static error => error.Points <= 6401))
                {
                    var inDouble = result.Errors.Single(other => other.Case.Name == "Hermite, k = 2" && other.Points == error.Points);
                    Assert.InRange(error.Error, 0, inDouble.Error + 1.2e-7);
                }

                continue;
            }

            Assert.All(errors, static error => Assert.Equal(SolveStatus.Ok, error.Status));

            // Steps that are small enough for the leading term of the error, and errors that rounding does not reach: below 1e-3 and above 1e-13.
            var range = errors.Where(static error => error.Error is < 1e-3 and > 1e-13).ToList();
            if (range.Count < 2)
            {
                Assert.Equal("Hermite, k = 4", errors.Key.Name);
                continue;
            }

            var (coarse, fine) = (range[^2], range[^1]);
            if (errors.Key.Name == "Taylor, order 4")
            {
                (coarse, fine) = (range.Single(static error => error.Points == 401), range.Single(static error => error.Points == 801));
            }

            var slope = Math.Log(coarse.Error / fine.Error) / Math.Log(coarse.Step / fine.Step);
            Assert.InRange(slope, errors.Key.Order - 0.2, errors.Key.Order + 0.2);
        }

        // Ten steps to a period of three, and rounding is all that is left.
        Assert.All(result.Errors.Where(static error => error.Case.Name == "Hermite, k = 4" && error.Points >= 101), static error => Assert.InRange(error.Error, 0, 1e-14));
        Assert.Equal(SchemeCase.All.Count + 2, result.Costs.Count);
        SampleRun.AssertPlot(result.Plot, charts: 2);
    }
}
