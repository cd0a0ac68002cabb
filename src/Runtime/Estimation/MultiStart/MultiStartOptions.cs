using System;
using System.Collections.Generic;
using System.Threading;

namespace ScalableMNN.Runtime.Estimation.MultiStart;

/// <summary>How an estimation from many starts is done.</summary>
public sealed record MultiStartOptions
{
    /// <summary>How many starts, the given one among them; the default is 20.</summary>
    public int Starts { get; init; } = 20;

    /// <summary>The same seed makes the same starts, on any machine; the default is 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether the first start is the given one, that of <c>Initial</c> as a rule; the default is true. The others are drawn.</summary>
    public bool IncludesGiven { get; init; } = true;

    /// <summary>
    /// Between which numbers a parameter is drawn, by its name, where that is not to be between its bounds. It says nothing about where the estimation may go.
    /// </summary>
    public IReadOnlyDictionary<string, (double Lower, double Upper)> Within { get; init; } = new Dictionary<string, (double Lower, double Upper)>();

    /// <summary>
    /// How many decades below and above its given start a positive parameter is drawn where a bound is zero or infinite; the default is 1, from a tenth to tenfold.
    /// </summary>
    public double Decades { get; init; } = 1;

    /// <summary>Minima whose objective differs by no more than this, in units of minus twice the logarithm of the likelihood, count as the same; the default is 0.01.</summary>
    public double Same { get; init; } = 0.01;

    /// <summary>
    /// How each start is estimated. Its <see cref="EstimateOptions.MaxDegreeOfParallelism"/> is that of the starts: they are worked on at the same time, each on one core. Its token cancels all of them.
    /// </summary>
    public EstimateOptions Estimate { get; init; } = EstimateOptions.Default;

    /// <summary>Is told of every start that has ended, or null.</summary>
    public IProgress<MultiStartProgress>? Progress { get; init; }

    internal CancellationToken CancellationToken => Estimate.CancellationToken;

    internal void Check(string model)
    {
        Estimate.Check();
        if (Starts < 1)
        {
            throw new ArgumentException($"MultiStartOptions.Starts is {Starts}. Give at least 1.");
        }

        if (!(Decades > 0) || double.IsInfinity(Decades))
        {
            throw new ArgumentException($"MultiStartOptions.Decades is {Decades}. Give a positive finite number.");
        }

        if (!(Same >= 0) || double.IsInfinity(Same))
        {
            throw new ArgumentException($"MultiStartOptions.Same is {Same}. Give a finite number that is not negative.");
        }

        if (double.IsFinite(Estimate.Huber))
        {
            throw new ArgumentException($"{model}: estimates from many starts are compared by their likelihoods, and Huber's loss is not one. Leave EstimateOptions.Huber out, or compare the estimates of a few starts by yourself.");
        }

        if (Estimate.Start is not null)
        {
            throw new ArgumentException($"{model}: EstimateOptions.Start are trajectories of one start, and there are many here. Leave it out.");
        }
    }
}
