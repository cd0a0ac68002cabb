using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Estimation;

namespace ScalableMNN.Bench.Estimation;

/// <summary>How often intervals of 95 % contain the truth: many data sets of one model, each estimated by itself.</summary>
internal static class CoverageStudy
{
    private const double R = 0.8;
    private const double C = 10;
    private const double Initial = 2;
    private const int Points = 21;

    /// <summary>Runs the study once for each noise.</summary>
    /// <param name="dataSets">How many data sets.</param>
    /// <param name="seed">Of the random numbers.</param>
    public static IEnumerable<CoverageResult> Run(int dataSets, int seed)
    {
        foreach (var deviation in (double[])[0.02, 0.1, 0.3])
        {
            var random = new NormalNumbers(seed);
            var reports = Enumerable.Range(0, dataSets).Select(_ => Estimate(random, deviation)).ToArray();
            foreach (var (name, truth) in ((string, double)[])[("R", R), ("C", C)])
            {
                var estimates = reports.Where(static report => report.Status == EstimateStatus.Converged).Select(report => report[name]).ToArray();
                var mean = estimates.Average(static estimate => estimate.Value);
                yield return new CoverageResult(
                    name,
                    deviation,
                    dataSets,
                    dataSets - estimates.Length,
                    100.0 * estimates.Count(estimate => estimate.Lower <= truth && truth <= estimate.Upper) / dataSets,
                    mean - truth,
                    Math.Sqrt(estimates.Average(estimate => Math.Pow(estimate.Value - mean, 2))),
                    Math.Sqrt(estimates.Average(static estimate => Math.Pow(estimate.StandardError, 2))));
            }
        }
    }

    private static EstimateReport Estimate(NormalNumbers random, double deviation)
    {
        var inputs = new Growth.Inputs(Points);
        inputs.InitialX[0] = double.NaN;
        for (var t = 0; t < Points; t++)
        {
            inputs.ObservedX[0, t] = (C / (1 + (((C / Initial) - 1) * Math.Exp(-R * 0.2 * t)))) + random.Next(deviation);
        }

        return Growth.Estimate(new Growth.Parameters(), inputs).Report;
    }
}

/// <summary>How intervals of a parameter did.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Noise">Standard deviation of the noise of the data.</param>
/// <param name="DataSets">How many data sets.</param>
/// <param name="Failed">How many of them ended otherwise than converged; their intervals count as missing the truth.</param>
/// <param name="Covered">Per cent of the intervals that contain the truth.</param>
/// <param name="Bias">Mean estimate less the truth.</param>
/// <param name="Spread">Standard deviation of the estimates.</param>
/// <param name="StandardError">Root mean square of their standard errors, which should be as large.</param>
internal sealed record CoverageResult(string Parameter, double Noise, int DataSets, int Failed, double Covered, double Bias, double Spread, double StandardError);
