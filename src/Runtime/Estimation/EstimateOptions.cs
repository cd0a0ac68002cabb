using System;
using System.Threading;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>How an estimation goes about it, and when it ends.</summary>
public sealed record EstimateOptions
{
    private const double MostRigid = 1e11;

    /// <summary>The default options.</summary>
    public static EstimateOptions Default { get; } = new();

    /// <summary>Most iterations of the Gauss-Newton method, all stages together; the default is 200.</summary>
    public int MaxIterations { get; init; } = 200;

    /// <summary>Ends when no state moves by more than this fraction of its size and no parameter by more than this fraction of itself; the default is 1e-8.</summary>
    public double Tolerance { get; init; } = 1e-8;

    /// <summary>
    /// How much heavier the model weighs than the data in the end, per step and relative to the size of each state; the default is 1e4, with which the trajectories solve the equations
    /// as far as the data can tell; where they do not, it grows up to 1e10 for a model that can be solved with a tolerance. Smaller values than 1e4 let them leave the model, and do not grow: that is
    /// smoothing, and shows where a model is wrong.
    /// </summary>
    public double Rigidity { get; init; } = 1e4;

    /// <summary>
    /// The rigidity to begin with; it grows tenfold from stage to stage. A small one lets trajectories follow the data at first, which makes the estimation converge from poor starts
    /// and for chaotic models; the default is 1. With the value of <see cref="Rigidity"/> there is one stage.
    /// </summary>
    public double FirstRigidity { get; init; } = 1;

    /// <summary>
    /// Beyond how many standard deviations a residual counts linearly instead of by its square (Huber's loss), so that outliers pull less; the default is infinity, which is least squares.
    /// A usual value is 1.345.
    /// </summary>
    public double Huber { get; init; } = double.PositiveInfinity;

    /// <summary>Probability of the confidence intervals; the default is 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Whether to compute the standard deviations of the trajectories.</summary>
    public bool Deviations { get; init; }

    /// <summary>
    /// Trajectories to start from, of the same model and shape, such as an earlier estimate. Without them the estimation starts from the solution with the first parameters, or from
    /// the data, whichever leads to a better fit.
    /// </summary>
    public ModelTrajectories? Start { get; init; }

    /// <summary>On how many cores, at most; -1 (the default) stands for all of them.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;

    /// <summary>Cancelling ends the estimation with the best so far.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Is told of every iteration, or null.</summary>
    public IProgress<EstimateProgress>? Progress { get; init; }

    /// <summary>How many numbers of factors are kept from the elimination for the substitution; beyond it the elimination is done twice.</summary>
    internal long MostKept { get; init; } = 1L << 25;

    internal int Workers
    {
        get
        {
            if (MaxDegreeOfParallelism is < -1 or 0)
            {
                throw new InvalidOperationException($"EstimateOptions.MaxDegreeOfParallelism is {MaxDegreeOfParallelism}. Give a number of cores, 1 or more, or -1 for all of them.");
            }

            return MaxDegreeOfParallelism == -1 ? Environment.ProcessorCount : MaxDegreeOfParallelism;
        }
    }

    internal void Check()
    {
        _ = Workers;
        Positive(nameof(Tolerance), Tolerance);
        Positive(nameof(Rigidity), Rigidity);
        Positive(nameof(FirstRigidity), FirstRigidity);
        if (!(Huber > 0))
        {
            throw new ArgumentException($"EstimateOptions.Huber is {Huber}. Give a number of standard deviations greater than 0, or infinity for least squares.");
        }

        if (!(Confidence > 0 && Confidence < 1))
        {
            throw new ArgumentException($"EstimateOptions.Confidence is {Confidence}. Give a probability between 0 and 1, such as 0.95.");
        }

        if (MaxIterations < 1)
        {
            throw new ArgumentException($"EstimateOptions.MaxIterations is {MaxIterations}. Give at least 1.");
        }

        if (Rigidity > MostRigid)
        {
            throw new ArgumentException($"EstimateOptions.Rigidity is {Rigidity}. Beyond {MostRigid} what the data say is lost to rounding; 1e8 is as good as any larger number.");
        }

        static void Positive(string name, double value)
        {
            if (!(value > 0) || double.IsInfinity(value))
            {
                throw new ArgumentException($"EstimateOptions.{name} is {value}. Give a positive finite number.");
            }
        }
    }
}
