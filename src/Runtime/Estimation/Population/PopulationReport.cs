using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using MathNet.Numerics.Distributions;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Schedules;

namespace ScalableMNN.Runtime.Estimation.Population;

/// <summary>What the estimation of a population found, as numbers. It prints as a table.</summary>
public sealed record PopulationReport
{
    /// <summary>The name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>How the estimation ended.</summary>
    public required EstimateStatus Status { get; init; }

    /// <summary>The same in words, with what to do about it.</summary>
    public required string Message { get; init; }

    /// <summary>The parameters of the model (fixed effects), with their standard errors.</summary>
    public required IReadOnlyList<ParameterEstimate> FixedEffects { get; init; }

    /// <summary>The random effects: how they vary.</summary>
    public required IReadOnlyList<RandomEffectEstimate> RandomEffects { get; init; }

    /// <summary>The correlations of the random effects, in their order: 1 with themselves, 0 where none is estimated.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Correlation { get; init; }

    /// <summary>The observables and their residual error.</summary>
    public required IReadOnlyList<ObservableEstimate> Observables { get; init; }

    /// <summary>What each measured value and the predictions differ by.</summary>
    public required IReadOnlyList<PopulationResidual> Residuals { get; init; }

    /// <summary>How the likelihood was approximated and maximised.</summary>
    public PopulationMethod Method { get; init; } = PopulationMethod.LindstromBates;

    /// <summary>The logarithm of the likelihood as <see cref="Method"/> has it, all constants included, as nlme counts.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>How many trajectories have data.</summary>
    public required int Trajectories { get; init; }

    /// <summary>How many values were measured.</summary>
    public required int Measurements { get; init; }

    /// <summary>How many numbers were estimated: fixed effects, the covariance of random effects, noise.</summary>
    public required int Estimated { get; init; }

    /// <summary>How often modes and distribution were found in turn.</summary>
    public required int Iterations { get; init; }

    /// <summary>Probability of the confidence intervals.</summary>
    public required double Confidence { get; init; }

    /// <summary>The units that the model declares; null where it declares none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelUnits? Units { get; init; }

    /// <summary>Minus twice the logarithm of the likelihood.</summary>
    [JsonIgnore]
    public double MinusTwoLogLikelihood => -2 * LogLikelihood;

    /// <summary>Akaike's criterion.</summary>
    [JsonIgnore]
    public double Aic => MinusTwoLogLikelihood + (2 * Estimated);

    /// <summary>The Bayesian criterion, with the number of measured values.</summary>
    [JsonIgnore]
    public double Bic => MinusTwoLogLikelihood + (Estimated * Math.Log(Measurements));

    /// <summary>A fixed effect by its name.</summary>
    /// <param name="name">The name of the coefficient.</param>
    /// <returns>The estimate.</returns>
    /// <exception cref="ArgumentException">There is no such fixed effect.</exception>
    public ParameterEstimate this[string name] => FixedEffects.FirstOrDefault(effect => effect.Name == name)
        ?? throw new ArgumentException($"{Model} has no fixed effect {name}. There are: {string.Join(", ", FixedEffects.Select(static effect => effect.Name))}.", nameof(name));

    /// <summary>A random effect by its name.</summary>
    /// <param name="name">The name of the coefficient.</param>
    /// <returns>The estimate.</returns>
    /// <exception cref="ArgumentException">There is no such random effect.</exception>
    public RandomEffectEstimate Random(string name) => RandomEffects.FirstOrDefault(effect => effect.Name == name)
        ?? throw new ArgumentException($"{Model} has no random effect {name}. There are: {string.Join(", ", RandomEffects.Select(static effect => effect.Name))}.", nameof(name));

    /// <summary>Compares with a model that is nested in this one: with some of its effects or covariates left out, on the same data.</summary>
    /// <param name="nested">What was estimated of the smaller model.</param>
    /// <returns>The likelihood ratio test.</returns>
    /// <exception cref="ArgumentException">The data are not as many, the other model is not the smaller one, or one of both has not converged.</exception>
    public LikelihoodRatio CompareTo(PopulationReport nested)
    {
        ArgumentNullException.ThrowIfNull(nested);
        if (nested.Measurements != Measurements || nested.Trajectories != Trajectories)
        {
            throw new ArgumentException($"{Model} was estimated from {Measurements} values of {Trajectories} trajectories, {nested.Model} from {nested.Measurements} of {nested.Trajectories}. Likelihoods compare on the same data alone.", nameof(nested));
        }

        if (nested.Method != Method)
        {
            throw new ArgumentException($"{Model} was estimated with {Method}, {nested.Model} with {nested.Method}. Likelihoods compare by one method alone.", nameof(nested));
        }

        if (nested.Estimated >= Estimated)
        {
            throw new ArgumentException($"{nested.Model} has {nested.Estimated} numbers estimated and {Model} {Estimated}: the nested model has fewer. Compare the larger one to the smaller one.", nameof(nested));
        }

        if (Status != EstimateStatus.Converged || nested.Status != EstimateStatus.Converged)
        {
            throw new ArgumentException($"{Model} is {Status} and {nested.Model} {nested.Status}. Only maxima compare: see their messages.", nameof(nested));
        }

        var (statistic, degrees) = (nested.MinusTwoLogLikelihood - MinusTwoLogLikelihood, Estimated - nested.Estimated);
        return new LikelihoodRatio(statistic, degrees, statistic > 0 ? 1 - ChiSquared.CDF(degrees, statistic) : 1);
    }

    /// <summary>Reads a report that was saved.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The report.</returns>
    /// <exception cref="JsonException">The file is not a saved report.</exception>
    public static PopulationReport Load(string path) => ReportFile.Load<PopulationReport>(path);

    /// <summary>Saves the report as JSON.</summary>
    /// <param name="path">The file; it is overwritten.</param>
    public void Save(string path) => ReportFile.Save(this, path);

    /// <summary>Writes fixed and random effects as a table.</summary>
    /// <param name="path">The file; it is overwritten.</param>
    public void WriteParameters(string path) => CsvTable.Write(
        path,
        ["Name", "Kind", "Value", "StandardError", "Lower", "Upper", "Shrinkage"],
        FixedEffects.Select(static effect => (IReadOnlyList<object?>)[effect.Name, "fixed", effect.Value, effect.StandardError, effect.Lower, effect.Upper, null])
            .Concat(RandomEffects.Select(static effect => (IReadOnlyList<object?>)[effect.Name, "random", effect.Deviation, effect.StandardError, null, null, effect.Shrinkage]))
            .Concat(Observables.Select(static observable => (IReadOnlyList<object?>)[observable.Name, "noise", observable.Noise, null, null, null, null]))
            .Concat(Observables.Where(static observable => !double.IsNaN(observable.Proportional)).Select(static observable => (IReadOnlyList<object?>)[observable.Name, "proportional noise", observable.Proportional, null, null, null, null])));

    /// <summary>Writes the measured values as a table, with predictions and weighted residuals.</summary>
    /// <param name="path">The file; it is overwritten.</param>
    public void WriteResiduals(string path) => CsvTable.Write(
        path,
        ["Observable", "Trajectory", "Time", "Measured", "Individual", "Population", "Weighted", "Censoring"],
        Residuals.Select(static residual => (IReadOnlyList<object?>)[residual.Observable, residual.Trajectory, residual.Time, residual.Measured, residual.Individual, residual.Population, residual.Weighted, residual.Censoring]));

    /// <summary>The report as a table.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => PopulationTable.Of(this);
}

/// <summary>How a random effect varies.</summary>
/// <param name="Name">The name of the coefficient.</param>
/// <param name="Deviation">Its standard deviation over the population.</param>
/// <param name="StandardError">The standard error of that; NaN where it is zero.</param>
/// <param name="Shrinkage">One less the standard deviation of the effects as they were estimated of the trajectories, relative to <paramref name="Deviation"/>: near 1 where data say little of single trajectories.</param>
public sealed record RandomEffectEstimate(string Name, double Deviation, double StandardError, double Shrinkage);

/// <summary>A measured value and what the model says of it.</summary>
/// <param name="Observable">The name of the observable.</param>
/// <param name="Trajectory">Index of the trajectory.</param>
/// <param name="Point">Index of the grid point.</param>
/// <param name="Time">Its time.</param>
/// <param name="Measured">The measured value.</param>
/// <param name="Individual">What the model says with the effects of the trajectory.</param>
/// <param name="Population">What the model says without random effects.</param>
/// <param name="Weighted">The conditional weighted residual (CWRES): residuals of the model linear at the modes, made independent, with deviation 1. NaN for a value that is censored.</param>
/// <param name="Censoring">Whether the value is censored; <paramref name="Measured"/> is then its limit, or the middle between both.</param>
public readonly record struct PopulationResidual(string Observable, int Trajectory, int Point, double Time, double Measured, double Individual, double Population, double Weighted, Censoring Censoring = Censoring.None);
