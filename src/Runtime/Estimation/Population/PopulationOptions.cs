using System;
using System.Threading;

namespace ScalableMNN.Runtime.Estimation.Population;

/// <summary>How the estimation of a population goes about it, and when it ends.</summary>
public sealed record PopulationOptions
{
    /// <summary>The default options.</summary>
    public static PopulationOptions Default { get; } = new();

    /// <summary>How the likelihood is approximated and maximised; the default is <see cref="PopulationMethod.Automatic"/>.</summary>
    public PopulationMethod Method { get; init; }

    /// <summary>How many nodes of each random effect <see cref="PopulationMethod.Quadrature"/> has; the default is 5.</summary>
    public int QuadraturePoints { get; init; } = 5;

    /// <summary>How often modes of the effects and their distribution are found in turn, and how many steps of the likelihood are made, at most; the default is 100.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>Ends when neither a parameter moves by more than this fraction of itself, nor minus twice the logarithm of the likelihood by more than this; the default is 1e-5.</summary>
    public double Tolerance { get; init; } = 1e-5;

    /// <summary>Probability of the confidence intervals; the default is 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>On how many cores, at most; -1 (the default) stands for all of them.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;

    /// <summary>Cancelling ends the estimation with the best so far.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal void Check()
    {
        if (MaxIterations < 1)
        {
            throw new ArgumentException($"PopulationOptions.MaxIterations is {MaxIterations}. Give at least 1.");
        }

        if (QuadraturePoints is < 1 or > 50)
        {
            throw new ArgumentException($"PopulationOptions.QuadraturePoints is {QuadraturePoints}. Give 1 (which is Laplace's approximation) to 50.");
        }

        if (!(Tolerance > 0) || double.IsInfinity(Tolerance))
        {
            throw new ArgumentException($"PopulationOptions.Tolerance is {Tolerance}. Give a positive finite number.");
        }

        if (!(Confidence > 0 && Confidence < 1))
        {
            throw new ArgumentException($"PopulationOptions.Confidence is {Confidence}. Give a number between 0 and 1, such as 0.95.");
        }
    }
}
