using System;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation.Population;

/// <summary>What the estimation of a population found.</summary>
/// <typeparam name="TParameters">The parameters of the model.</typeparam>
/// <typeparam name="TTrajectories">The trajectories of the model.</typeparam>
public sealed class PopulationEstimate<TParameters, TTrajectories>
    where TParameters : ModelValues
    where TTrajectories : ModelTrajectories
{
    private readonly EffectDistribution _distribution;
    private readonly Func<int, int, PopulationSimulation> _simulate;
    private readonly Func<int, int, SampledLikelihood> _sample;
    private readonly Func<TTrajectories> _typical;

    internal PopulationEstimate(
        TParameters parameters,
        TTrajectories trajectories,
        PopulationReport report,
        EffectDistribution distribution,
        Func<int, int, PopulationSimulation> simulate,
        Func<int, int, SampledLikelihood> sample,
        Func<TTrajectories> typical)
    {
        Parameters = parameters;
        Trajectories = trajectories;
        Report = report;
        _distribution = distribution;
        _simulate = simulate;
        _sample = sample;
        _typical = typical;
    }

    /// <summary>How it ended.</summary>
    public EstimateStatus Status => Report.Status;

    /// <summary>The same in words.</summary>
    public string Message => Report.Message;

    /// <summary>The fixed effects, and for each trajectory the mode of its random effects. With random effects of 0 they are those of a typical trajectory.</summary>
    public TParameters Parameters { get; }

    /// <summary>The trajectories with their effects.</summary>
    public TTrajectories Trajectories { get; }

    /// <summary>Solves the same trajectories without random effects: what the model says of subjects that are like none in particular, but for their doses and covariates.</summary>
    /// <returns>The solution; a trajectory without one is NaN.</returns>
    public TTrajectories SolveTypical() => _typical();

    /// <summary>The numbers. It prints as a table.</summary>
    public PopulationReport Report { get; }

    /// <summary>Throws unless the estimation has converged and determined all parameters.</summary>
    /// <returns>This estimate.</returns>
    /// <exception cref="InvalidOperationException">It has not; the message says why.</exception>
    public PopulationEstimate<TParameters, TTrajectories> EnsureSuccess() =>
        Status == EstimateStatus.Converged ? this : throw new InvalidOperationException($"{Report.Model}: {Message}");

    /// <summary>Draws new subjects: the fixed effects that were estimated, and random effects from their distribution.</summary>
    /// <param name="subjects">Parameters of a schedule, with as many trajectories as there are subjects to be; all are overwritten.</param>
    /// <param name="seed">What is drawn; the same seed draws the same subjects.</param>
    /// <returns><paramref name="subjects"/>.</returns>
    /// <exception cref="InvalidOperationException">The estimation has not converged, so that there is nothing to draw from.</exception>
    public TParameters Draw(TParameters subjects, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        _ = EnsureSuccess();
        for (var parameter = 0; parameter < subjects.Slots.Count; parameter++)
        {
            if (!_distribution.Varies(parameter))
            {
                Parameters.Slot(parameter).CopyTo(subjects.Slot(parameter));
            }
        }

        _distribution.Draw(subjects, new Random(seed));
        return subjects;
    }

    /// <summary>Simulates the study that was measured: its doses, covariates and times, other subjects and other noise. What was measured should look like one of these, see <see cref="PopulationSimulation.Check"/>.</summary>
    /// <param name="studies">How many studies.</param>
    /// <param name="seed">What is drawn; the same seed draws the same studies.</param>
    /// <returns>The studies.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no study.</exception>
    /// <exception cref="InvalidOperationException">The estimation has not converged, so that there is nothing to draw from.</exception>
    public PopulationSimulation Simulate(int studies = 200, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(studies, 1);
        _ = EnsureSuccess();
        return _simulate(studies, seed);
    }

    /// <summary>
    /// The likelihood at the estimate by importance sampling, to judge the approximation by: where they differ by more than a few units, another <see cref="PopulationOptions.Method"/> is worth its time.
    /// </summary>
    /// <param name="samples">How many samples of each trajectory; the error falls with their root.</param>
    /// <param name="seed">What is drawn; the same seed draws the same samples.</param>
    /// <returns>The likelihood, with its Monte Carlo error.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two samples.</exception>
    /// <exception cref="InvalidOperationException">The estimation has not converged.</exception>
    public SampledLikelihood SampleLikelihood(int samples = 1000, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 2);
        _ = EnsureSuccess();
        return _sample(samples, seed);
    }

    /// <summary>The estimate as a table.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Report.ToString();
}
