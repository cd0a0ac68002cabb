using System;
using System.Collections.Generic;
using System.Linq;

namespace ScalableMNN.Samples.Theophylline;

/// <summary>
/// The time grid of one subject: the times of the observations and equally spaced points between them. Trajectories of one batch have equally many points, so a given number is
/// dealt out over the intervals: about uniformly in log(t + <see cref="Knee"/>), which makes steps short while the drug is absorbed and long while it is eliminated.
/// </summary>
public sealed class SamplingGrid
{
    // A typical absorption takes an hour; steps begin to grow then.
    private const double Knee = 1;

    /// <summary>Makes a grid.</summary>
    /// <param name="times">The times of the observations, increasing.</param>
    /// <param name="points">Number of grid points, at least as many.</param>
    public SamplingGrid(IReadOnlyList<double> times, int points)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, times.Count);
        var pieces = Deal(points - 1, [.. times.Zip(times.Skip(1), static (from, to) => Math.Log((to + Knee) / (from + Knee)))]);
        var steps = new List<double>();
        var observed = new List<int> { 0 };
        for (var i = 0; i < pieces.Length; i++)
        {
            steps.AddRange(Enumerable.Repeat((times[i + 1] - times[i]) / pieces[i], pieces[i]));
            observed.Add(steps.Count);
        }

        Steps = [.. steps];
        Observed = [.. observed];
    }

    /// <summary>The steps between grid points, in hours.</summary>
    public double[] Steps { get; }

    /// <summary>At which grid points the observations are.</summary>
    public int[] Observed { get; }

    /// <summary>Deals a number of steps out over intervals: one to each, and every further one to where steps are longest.</summary>
    private static int[] Deal(int steps, double[] lengths)
    {
        var pieces = Enumerable.Repeat(1, lengths.Length).ToArray();
        for (var left = steps - lengths.Length; left > 0; left--)
        {
            pieces[Enumerable.Range(0, lengths.Length).MaxBy(i => lengths[i] / pieces[i])]++;
        }

        return pieces;
    }
}
