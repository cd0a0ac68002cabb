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
    internal PopulationEstimate(TParameters parameters, TTrajectories trajectories, PopulationReport report)
    {
        Parameters = parameters;
        Trajectories = trajectories;
        Report = report;
    }

    /// <summary>How it ended.</summary>
    public EstimateStatus Status => Report.Status;

    /// <summary>The same in words.</summary>
    public string Message => Report.Message;

    /// <summary>The fixed effects, and for each trajectory the mode of its random effects. With random effects of 0 they are those of a typical trajectory.</summary>
    public TParameters Parameters { get; }

    /// <summary>The trajectories with their effects.</summary>
    public TTrajectories Trajectories { get; }

    /// <summary>The numbers. It prints as a table.</summary>
    public PopulationReport Report { get; }

    /// <summary>Throws unless the estimation has converged and determined all parameters.</summary>
    /// <returns>This estimate.</returns>
    /// <exception cref="InvalidOperationException">It has not; the message says why.</exception>
    public PopulationEstimate<TParameters, TTrajectories> EnsureSuccess() =>
        Status == EstimateStatus.Converged ? this : throw new InvalidOperationException($"{Report.Model}: {Message}");

    /// <summary>The estimate as a table.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Report.ToString();
}
