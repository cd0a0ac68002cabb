using System;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>What an estimation found.</summary>
/// <typeparam name="TParameters">The parameters of the model.</typeparam>
/// <typeparam name="TTrajectories">The trajectories of the model.</typeparam>
public sealed class Estimate<TParameters, TTrajectories>
    where TParameters : ModelValues
    where TTrajectories : ModelTrajectories
{
    private readonly Func<string, int?, ProfileOptions, LikelihoodProfile> _profile;

    internal Estimate(TParameters parameters, TTrajectories trajectories, TTrajectories? deviations, EstimateReport report, Func<string, int?, ProfileOptions, LikelihoodProfile> profile)
    {
        Parameters = parameters;
        Trajectories = trajectories;
        Deviations = deviations;
        Report = report;
        _profile = profile;
    }

    /// <summary>How it ended.</summary>
    public EstimateStatus Status => Report.Status;

    /// <summary>The same in words.</summary>
    public string Message => Report.Message;

    /// <summary>The parameters; NaN where the data do not determine one.</summary>
    public TParameters Parameters { get; }

    /// <summary>The trajectories, estimated together with the parameters.</summary>
    public TTrajectories Trajectories { get; }

    /// <summary>
    /// The standard deviation of every state and its derivatives at every grid point, in the place of their values: times the quantile of the normal distribution, the half width of a
    /// confidence band. Null unless <see cref="EstimateOptions.Deviations"/> asked for them.
    /// </summary>
    public TTrajectories? Deviations { get; }

    /// <summary>The numbers: estimates with standard errors, noise, residuals, misfits. It prints as a table.</summary>
    public EstimateReport Report { get; }

    /// <summary>
    /// The profile likelihood of a parameter of the model, or of a quantity derived of such ones: it is held at values around its estimate, and everything else estimated anew. Where standard errors mislead, as for a
    /// parameter that is bounded or enters in a strongly nonlinear way, the profile shows it (Raue et al., Bioinformatics 25, 2009).
    /// </summary>
    /// <param name="parameter">The name of the coefficient or derived quantity.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The profile, with its confidence interval.</returns>
    /// <exception cref="ArgumentException">There is no such parameter of the whole model, or an option has no meaning.</exception>
    /// <exception cref="InvalidOperationException">The estimation has not converged, or the parameter stands at a bound.</exception>
    public LikelihoodProfile Profile(string parameter, ProfileOptions? options = null)
    {
        options ??= new ProfileOptions();
        options.Check();
        return _profile(parameter, null, options);
    }

    /// <summary>The profile likelihood of a number of one trajectory: a parameter that each trajectory has for itself, an initial value that was estimated, or a derived quantity of it.</summary>
    /// <param name="parameter">Its name in the table, as <c>InitialX</c> of an initial value.</param>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The profile, with its confidence interval.</returns>
    /// <exception cref="ArgumentException">There is no such number, or an option has no meaning.</exception>
    /// <exception cref="InvalidOperationException">The estimation has not converged, or the number stands at a bound.</exception>
    /// <exception cref="NotSupportedException">The estimate is of trajectories on a grid, and not of the model's own solution.</exception>
    public LikelihoodProfile Profile(string parameter, int trajectory, ProfileOptions? options = null)
    {
        options ??= new ProfileOptions();
        options.Check();
        return _profile(parameter, trajectory, options);
    }

    /// <summary>Throws unless the estimation has converged and determined all parameters.</summary>
    /// <returns>This estimate.</returns>
    /// <exception cref="InvalidOperationException">It has not; the message says why.</exception>
    public Estimate<TParameters, TTrajectories> EnsureSuccess() =>
        Status == EstimateStatus.Converged ? this : throw new InvalidOperationException($"{Report.Model}: {Message}");

    /// <summary>The estimate as a table.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Report.ToString();
}
