using System;
using System.Globalization;
using System.Linq;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Runtime.Tests.OdeForward;

/// <summary>Against solutions in closed form.</summary>
public class AccuracyTests
{
    private static readonly double[] SecondDerivative = [0, 0, 1];
    private static readonly double[] ParabolaStart = [1, -2];
    private static readonly double[] Damped = [4.5, 0.43, 1];
    private static readonly double[] DampedStart = [0.12, 0.043];

    [Fact]
    public void TheErrorFallsWithTheSquareOfTheStep()
    {
        // u'' + 0.43 u' + 4.5 u = 0, as one state of second order, over t in [0, 5].
        double[] errors = [.. ((int[])[51, 101, 201, 401]).Select(static points => DampedError(points, 5))];
        for (var k = 1; k < errors.Length; k++)
        {
            var order = Math.Log2(errors[k - 1] / errors[k]);
            Assert.InRange(order, 1.7, 2.4);
        }
    }

    [Fact]
    public void ALongGridIsAsAccurateAsItsDiscretisation()
    {
        // T = 100 000 points over [0, 100]: h = 1e-3. The error of the scheme is proportional to h^2 and to the time span; at h = 1e-2 it is 100 times larger and far above rounding, which
        // gives the constant. Rounding may double it: the normal equations lose about half the digits at this length, and one refinement step returns most of them.
        var coarse = DampedError(10_001, 100);
        var fine = DampedError(100_001, 100);
        Assert.True(fine <= 2 * coarse / 100, string.Create(CultureInfo.InvariantCulture, $"error {fine:g3} at h = 1e-3, {coarse:g3} at h = 1e-2"));
    }

    [Fact]
    public void GrowthKeepsItsDigitsAtSmallSteps()
    {
        // u' = 0.23 u, u(0) = 4.78, with u'' as an unknown, over t in [0, 10). The discretisation error at h = 1e-2 is 9.6e-5, hence 9.6e-7 at h = 1e-3; without refinement rounding alone
        // is 2.6e-6 there.
        double[] coefficients = [-0.23, 1, 0];
        double[] start = [4.78];
        foreach (var (points, allowed) in ((int, double)[])[(1000, 1e-4), (10_000, 1.1e-6)])
        {
            var h = 10.0 / points;
            using var solution = Runtime.OdeForward.Solve(new OdeProblem
            {
                Points = points,
                Coefficients = new NdArray(coefficients, 1, 1, 1, 3),
                RightHandSide = NdArray.Filled(0, 1, 1),
                InitialValues = new NdArray(start, 1, 1, 1),
                Steps = NdArray.Filled(h, 1),
            });
            Assert.Equal(SolveStatus.Ok, solution.Reports[0].Status);
            for (var t = 0; t < points; t++)
            {
                Assert.Equal(4.78 * Math.Exp(0.23 * h * t), solution.Solution[t, 0, 0], allowed);
            }
        }
    }

    [Fact]
    public void PolynomialsOfTheOrderOfTheSchemeAreExact()
    {
        // u = 1 - 2 t + 3 t^2 obeys every Taylor row and every central row exactly; the steps are irregular.
        foreach (var central in new[] { false, true })
        {
            var random = new Random(1);
            const int Points = 200;
            var steps = Enumerable.Range(0, Points - 1).Select(_ => 0.01 + (0.05 * random.NextDouble())).ToArray();
            var times = new double[Points];
            for (var t = 1; t < Points; t++)
            {
                times[t] = times[t - 1] + steps[t - 1];
            }

            using var solution = Runtime.OdeForward.Solve(new OdeProblem
            {
                Points = Points,
                Coefficients = new NdArray(SecondDerivative, 1, 1, 1, 3),
                RightHandSide = NdArray.Filled(6, 1, 1),
                InitialValues = new NdArray(ParabolaStart, 1, 1, 2),
                Steps = new NdArray(steps, Points - 1),
                CentralSmoothness = central,
            });
            Assert.Equal(SolveStatus.Ok, solution.Reports[0].Status);
            var largest = 3 * times[^1] * times[^1];
            for (var t = 0; t < Points; t++)
            {
                Assert.Equal(1 - (2 * times[t]) + (3 * times[t] * times[t]), solution.Solution[t, 0, 0], 1e-9 * largest);
                Assert.Equal(-2 + (6 * times[t]), solution.Solution[t, 0, 1], 1e-8 * largest);
            }
        }
    }

    /// <summary>The largest error in u for u'' + 0.43 u' + 4.5 u = 0, u(0) = 0.12, u'(0) = 0.043.</summary>
    private static double DampedError(int points, double span)
    {
        var h = span / (points - 1);
        using var solution = Runtime.OdeForward.Solve(
            new OdeProblem
            {
                Points = points,
                Coefficients = new NdArray(Damped, 1, 1, 1, 3),
                RightHandSide = NdArray.Filled(0, 1, 1),
                InitialValues = new NdArray(DampedStart, 1, 1, 2),
                Steps = NdArray.Filled(h, 1),
            },
            new OdeOptions { KeepFactor = false });
        Assert.True(solution.Reports[0].HasSolution);
        const double Decay = 0.43 / 2;
        var frequency = Math.Sqrt(4.5 - (Decay * Decay));
        double error = 0;
        for (var t = 0; t < points; t++)
        {
            var time = t * h;
            var exact = Math.Exp(-Decay * time) * ((0.12 * Math.Cos(frequency * time)) + ((0.043 + (Decay * 0.12)) / frequency * Math.Sin(frequency * time)));
            error = Math.Max(error, Math.Abs(solution.Solution[t, 0, 0] - exact));
        }

        return error;
    }
}
