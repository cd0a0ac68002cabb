using System;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Generated.Tests.Estimation.Models;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>The model <see cref="BoundedDrifts"/>, for data of schedules.</summary>
[MechanisticModel]
public partial class ScheduledDrifts
{
    [State(Order = 1), InitialValue, Observed] public partial State X { get; }

    [Coefficient(Source.Learned, Initial = 0), Prior(1, 0.5)] public partial Coefficient A { get; }

    [Coefficient(Source.Learned, Initial = 1, Lower = 0, Per = Per.Trajectory)] public partial Coefficient B { get; }

    [Equation] private Equation Drift => X.D(1) == A + B;
}

/// <summary>Parameters of trajectories at bounds beside one that all have in common, against the least of all choices of who stands at its bound.</summary>
public sealed class LocalBoundTests
{
    // Many slopes above that of the prior leave b inside; one that is lowest, or several, at zero.
    [Theory]
    [InlineData(32, 2, 1.5, 0.4, 0.2)]
    [InlineData(33, 2, 1.5, 0.3, 0.3)]
    [InlineData(34, 2, 1.5, 1.3, 1.25)]
    [InlineData(35, 0.4, 0.35, 0.3, 0.2)]
    [InlineData(36, 0.9, 0.9, 0.9, 0.9)]
    public void The_estimate_is_the_least_of_all_that_are_within_bounds(int seed, double first, double second, double third, double fourth)
    {
        double[] slopes = [first, second, third, fourth];
        var noise = new GaussianNoise(seed);
        var inputs = new BoundedDrifts.Inputs(21, 4);
        var schedule = new ScheduledDrifts.Schedule(trajectories: 4);
        for (var b = 0; b < 4; b++)
        {
            schedule.InitialX[b] = inputs.InitialX[b] = 0;
            for (var t = 0; t < 21; t++)
            {
                inputs.ObservedX[b, t] = (slopes[b] * 0.1 * t) + noise.Next(0.3);
                if (t > 0)
                {
                    schedule.ObserveX(b, 0.1 * t, inputs.ObservedX[b, t]);
                }
            }
        }

        var onGrid = BoundedDrifts.Estimate(new BoundedDrifts.Parameters(inputs), inputs).EnsureSuccess();
        Check(onGrid.Parameters.A, [.. Enumerable.Range(0, 4).Select(b => onGrid.Parameters.B[b])], onGrid.Report, b => [.. Enumerable.Range(0, 21).Select(t => (0.1 * t, inputs.ObservedX[b, t]))]);
        var scheduled = ScheduledDrifts.Estimate(schedule).EnsureSuccess();
        Check(scheduled.Parameters.A, [.. Enumerable.Range(0, 4).Select(b => scheduled.Parameters.B[b])], scheduled.Report, b => [.. Enumerable.Range(1, 20).Select(t => (0.1 * t, inputs.ObservedX[b, t]))]);

        static void Check(double a, double[] ofB, EstimateReport report, Func<int, (double Time, double Value)[]> of)
        {
            var deviation = report.Observables[0].Noise;
            var best = (Sum: double.PositiveInfinity, Bound: 0, Values: new double[5], Error: 0.0);
            for (var bound = 0; bound < 16; bound++)
            {
                // The model is linear: each choice of those at zero is one linear fit.
                var free = Enumerable.Range(0, 4).Where(b => (bound & (1 << b)) == 0).ToList();
                double[] Residuals(double[] p) =>
                [
                    .. from b in Enumerable.Range(0, 4)
                       from at in of(b)
                       select (((p[0] + (free.Contains(b) ? p[1 + free.IndexOf(b)] : 0)) * at.Time) - at.Value) / deviation,
                    (p[0] - 1) / 0.5,
                ];
                var fit = DenseFit.Of(Residuals, [.. Enumerable.Repeat(1.0, 1 + free.Count)]);
                var sum = Residuals(fit.Values).Sum(static value => value * value);
                if (sum < best.Sum && fit.Values.Skip(1).All(static b => b >= 0))
                {
                    best = (sum, bound, [fit.Values[0], .. Enumerable.Range(0, 4).Select(b => free.Contains(b) ? fit.Values[1 + free.IndexOf(b)] : 0)], fit.StandardError(0, 1));
                }
            }

            var message = $"{deviation}: {string.Join(' ', best.Values)}; found {a} {ofB[0]} {ofB[1]} {ofB[2]} {ofB[3]}, error {best.Error}, {report["A"].StandardError}, iterations {report.Iterations}";
            Assert.True(Math.Abs(best.Values[0] - a) <= 1e-3 * best.Error, message);
            for (var b = 0; b < 4; b++)
            {
                var isBound = (best.Bound & (1 << b)) != 0;
                Assert.True(isBound ? ofB[b] == 0 : Math.Abs(best.Values[1 + b] - ofB[b]) <= 1e-3 * deviation, message);
                Assert.True(isBound == report["B", b].IsAtBound, message);
            }

            Close.To(best.Error, report["A"].StandardError, 0.01, "the error of a");
        }
    }
}
