using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Estimation.Population;

namespace ScalableMNN.Plots.Tests;

/// <summary>Small reports, and names that would break a file that does not escape them.</summary>
internal static class Reports
{
    /// <summary>A name with markup, quotes, an entity, a character that XML cannot hold, and a lone surrogate.</summary>
    public const string Hostile = "<script>alert('x')</script> & \"q\" ]]> \u0001 \ud800 https://example.org";

    public static EstimateReport Estimate(string model = "Decay", string observable = "X", int values = 20, EstimateStatus status = EstimateStatus.Converged, double likelihood = -3) => new()
    {
        Model = model,
        Status = status,
        Message = status == EstimateStatus.Converged ? "The estimation has converged." : "No step improves the fit.",
        Parameters =
        [
            new ParameterEstimate("K", null, 1.5, 0.1, 1.3, 1.7, false),
            new ParameterEstimate("L", null, double.NaN, double.NaN, double.NaN, double.NaN, false),
            new ParameterEstimate("M", 0, 0, double.NaN, double.NaN, double.NaN, true),
        ],
        Correlation = [[1, double.NaN], [double.NaN, 1]],
        Observables = [new ObservableEstimate(observable, values, 2, values > 0 ? 0.3 : double.NaN, false)],
        Residuals = [.. Enumerable.Range(0, values).Select(i => new DataResidual(observable, 0, i, i, Math.Exp(-0.1 * i) + (0.1 * Math.Sin(7 * i)), Math.Exp(-0.1 * i), Math.Sin(7 * i)))],
        DataMisfit = 18,
        ModelMisfit = 0,
        DegreesOfFreedom = 18,
        LogLikelihood = likelihood,
        Iterations = 7,
        Confidence = 0.95,
    };

    public static PopulationReport Population(string observable = "C", int trajectories = 6, int each = 5) => new()
    {
        Model = "Trial",
        Status = EstimateStatus.Converged,
        Message = "The estimation has converged.",
        FixedEffects = [new ParameterEstimate("LogK", null, -2, 0.1, -2.2, -1.8, false)],
        RandomEffects = [new RandomEffectEstimate("OfK", 0.4, 0.1, 0.12), new RandomEffectEstimate("OfV", 0.2, 0.1, 0.4)],
        Correlation = [[1, 0.5], [0.5, 1]],
        Observables = [new ObservableEstimate(observable, trajectories * each, 3, 0.5, false)],
        Residuals =
        [
            .. Enumerable.Range(0, trajectories).SelectMany(b => Enumerable.Range(0, each).Select(i => new PopulationResidual(
                observable, b, i, i + (0.1 * b), 10 - i + Math.Sin((3 * b) + i), 10 - i + (0.5 * Math.Sin((3 * b) + i)), 10 - i, Math.Sin((5 * b) + i)))),
        ],
        LogLikelihood = -50,
        Trajectories = trajectories,
        Measurements = trajectories * each,
        Estimated = 5,
        Iterations = 9,
        Confidence = 0.95,
    };

    public static IReadOnlyList<IReadOnlyList<double>> Modes(int trajectories = 6) =>
        [[.. Enumerable.Range(0, trajectories).Select(static b => 0.4 * Math.Sin(b))], [.. Enumerable.Range(0, trajectories).Select(static b => 0.1 * Math.Cos(b))]];

    public static LikelihoodProfile Profile(double upper = 1.8) => new(
        "K",
        [
            .. Enumerable.Range(0, 11).Select(static i => new ProfilePoint(1 + (0.1 * i), 40 * Math.Pow((0.1 * i) - 0.5, 2), i == 10 ? EstimateStatus.Stalled : EstimateStatus.Converged)),
        ],
        1.2,
        upper,
        3.84);

    public static IReadOnlyList<PredictiveBin> Check() =>
        [.. Enumerable.Range(0, 3).Select(static i => new PredictiveBin(2 * i, (2 * i) + 1, 10, Quantile(1 + i), Quantile(3 + i), Quantile(6 + i)))];

    private static PredictiveQuantile Quantile(double around) => new(around + 0.2, around - 0.5, around, around + 0.5);
}
