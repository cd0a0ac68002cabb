using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.Statistics;

namespace ScalableMNN.Bench.Measuring;

/// <summary>Repeated measurements of one thing, in milliseconds.</summary>
/// <param name="Median">The median, which is what tables show.</param>
/// <param name="Minimum">The shortest.</param>
/// <param name="LowerQuartile">A quarter is shorter.</param>
/// <param name="UpperQuartile">A quarter is longer.</param>
/// <param name="Count">How many measurements.</param>
internal sealed record Sample(double Median, double Minimum, double LowerQuartile, double UpperQuartile, int Count)
{
    public static Sample Of(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        return new Sample(
            SortedArrayStatistics.Median(sorted), sorted[0], SortedArrayStatistics.LowerQuartile(sorted), SortedArrayStatistics.UpperQuartile(sorted), sorted.Length);
    }
}
