using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.Statistics;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation.Population;

/// <summary>Studies as the estimated model would have them: the doses, covariates and times of the one that was measured, other subjects, other noise.</summary>
public sealed class PopulationSimulation
{
    private readonly double[][] _studies;

    internal PopulationSimulation(string model, IReadOnlyList<PopulationResidual> measured, double[][] studies)
    {
        Model = model;
        Measured = measured;
        _studies = studies;
        Missing = studies.Sum(static study => study.Count(double.IsNaN));
    }

    /// <summary>The name of the model.</summary>
    public string Model { get; }

    /// <summary>What was measured, in the order of the values of each study.</summary>
    public IReadOnlyList<PopulationResidual> Measured { get; }

    /// <summary>How many studies there are.</summary>
    public int Studies => _studies.Length;

    /// <summary>How many values of all studies are missing (NaN), as the model has no solution with the effects that were drawn. Nothing below counts them; where they are many, the model is not one to simulate with.</summary>
    public int Missing { get; }

    /// <summary>The values of a study, one for each of <see cref="Measured"/>.</summary>
    /// <param name="study">Index of the study.</param>
    /// <returns>The values, with noise.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such study.</exception>
    public IReadOnlyList<double> this[int study]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(study);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(study, Studies);
            return _studies[study];
        }
    }

    /// <summary>
    /// The visual predictive check, as numbers: quantiles of what was measured in stretches of time, beside those of the studies. Where the model is right, most of the measured ones are within (Holford, PAGE 14, 2005).
    /// </summary>
    /// <param name="observable">The name of the observable.</param>
    /// <param name="bins">Into how many stretches of about as many values each; values of one time are never parted, so that it may be fewer.</param>
    /// <param name="confidence">The part of studies between lower and upper ends.</param>
    /// <returns>The stretches, in the order of time.</returns>
    /// <exception cref="ArgumentException">Nothing was measured of such an observable.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no stretch, or the confidence is not between 0 and 1.</exception>
    public IReadOnlyList<PredictiveBin> Check(string observable, int bins = 8, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (confidence is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence is between 0 and 1.");
        }

        var order = Enumerable.Range(0, Measured.Count).Where(i => Measured[i].Observable == observable).OrderBy(i => Measured[i].Time).ToArray();
        if (order.Length == 0)
        {
            throw new ArgumentException(
                $"Nothing was measured of {Model}.{observable}. There are: {string.Join(", ", Measured.Select(static measured => measured.Observable).Distinct())}.", nameof(observable));
        }

        var found = new List<PredictiveBin>();
        for (int start = 0, bin = 1; start < order.Length; bin++)
        {
            var end = Math.Max(start + 1, (int)((long)order.Length * bin / bins));
            while (end < order.Length && Measured[order[end]].Time == Measured[order[end - 1]].Time)
            {
                end++;
            }

            found.Add(Of(order[start..end], (1 - confidence) / 2));
            start = end;
        }

        return found;
    }

    /// <summary>Writes all values as a table.</summary>
    /// <param name="path">The file; it is overwritten.</param>
    public void WriteCsv(string path) => CsvTable.Write(
        path,
        ["Study", "Observable", "Trajectory", "Time", "Measured", "Simulated"],
        _studies.SelectMany((study, s) => study.Select((value, i) =>
            (IReadOnlyList<object?>)[s, Measured[i].Observable, Measured[i].Trajectory, Measured[i].Time, Measured[i].Measured, value])));

    private PredictiveBin Of(int[] members, double tail)
    {
        var measured = Sorted(members.Select(i => Measured[i].Measured));
        var studies = _studies.Select(study => Sorted(members.Select(i => study[i]))).Where(static values => values.Length > 0).ToArray();
        return new PredictiveBin(Measured[members[0]].Time, Measured[members[^1]].Time, members.Length, Quantile(0.05), Quantile(0.5), Quantile(0.95));

        PredictiveQuantile Quantile(double probability)
        {
            var over = Sorted(studies.Select(values => Of(values, probability)));
            return new PredictiveQuantile(Of(measured, probability), Of(over, tail), Of(over, 0.5), Of(over, 1 - tail));
        }

        static double[] Sorted(IEnumerable<double> values) => [.. values.Where(static value => !double.IsNaN(value)).Order()];

        // Type 7 of Hyndman and Fan, which R has.
        static double Of(double[] sorted, double probability) => SortedArrayStatistics.QuantileCustom(sorted, probability, QuantileDefinition.R7);
    }
}
