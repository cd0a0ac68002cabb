using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>What an estimation found, as numbers: it prints as a table, and is saved and loaded as JSON.</summary>
public sealed record EstimateReport
{
    /// <summary>The name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>How the estimation ended.</summary>
    public required EstimateStatus Status { get; init; }

    /// <summary>The same in words, with what to do about it.</summary>
    public required string Message { get; init; }

    /// <summary>The parameters: those of the model, then those of each trajectory.</summary>
    public required IReadOnlyList<ParameterEstimate> Parameters { get; init; }

    /// <summary>What is derived of the parameters, with standard errors by the delta method: quantities of the model, then those of each trajectory.</summary>
    public IReadOnlyList<ParameterEstimate> Derived { get; init; } = [];

    /// <summary>The correlations of the model's parameters, in their order; NaN where one is not determined or stands at a bound.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Correlation { get; init; }

    /// <summary>The observables.</summary>
    public required IReadOnlyList<ObservableEstimate> Observables { get; init; }

    /// <summary>What each measured value and the fit differ by.</summary>
    public required IReadOnlyList<DataResidual> Residuals { get; init; }

    /// <summary>The sum of the squares of residuals in units of the noise, of values that are not censored.</summary>
    public required double DataMisfit { get; init; }

    /// <summary>The sum of the squares of the model's rows in the same units: small beside the data's where the trajectories solve the equations.</summary>
    public required double ModelMisfit { get; init; }

    /// <summary>Number of measured values less the number of everything estimated from them.</summary>
    public required int DegreesOfFreedom { get; init; }

    /// <summary>The logarithm of the likelihood of the data with the error models of the observables, all constants included.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>How many iterations it took, all stages together.</summary>
    public required int Iterations { get; init; }

    /// <summary>
    /// The rigidity at the end: <see cref="EstimateOptions.Rigidity"/>, or more where the trajectories would have left their equations with it; infinite where they are the solution of the equations. NaN in reports that were saved without.
    /// </summary>
    public double Rigidity { get; init; } = double.NaN;

    /// <summary>What the estimate is a statement about: the model's own solution, or trajectories on a grid. Null in reports that were saved without.</summary>
    public EstimateMethod? Method { get; init; }

    /// <summary>Probability of the confidence intervals.</summary>
    public required double Confidence { get; init; }

    /// <summary>The units that the model declares; null where it declares none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelUnits? Units { get; init; }

    /// <summary>The estimate of a parameter or derived quantity, by its name.</summary>
    /// <param name="name">The name of the coefficient.</param>
    /// <param name="trajectory">Index of the trajectory, for a parameter of each trajectory.</param>
    /// <returns>The estimate.</returns>
    /// <exception cref="ArgumentException">There is no such parameter.</exception>
    public ParameterEstimate this[string name, int? trajectory = null] =>
        Parameters.Concat(Derived).FirstOrDefault(parameter => parameter.Name == name && parameter.Trajectory == trajectory)
        ?? throw new ArgumentException(
            Parameters.Concat(Derived).Any(parameter => parameter.Name == name)
                ? trajectory is { } b
                    ? $"{Model} has no estimate of {name} for trajectory {b}: {(Parameters.Concat(Derived).Any(parameter => parameter.Name == name && parameter.Trajectory is null) ? $"there is one for the whole model. Ask for [\"{name}\"]." : $"there are those of trajectories 0 to {Parameters.Concat(Derived).Where(parameter => parameter.Name == name).Max(static parameter => parameter.Trajectory)}.")}"
                    : $"{Model} has an estimate of {name} for each trajectory. Ask for [\"{name}\", trajectory]."
                : $"{Model} has no estimated parameter {name}. There are: {string.Join(", ", Parameters.Concat(Derived).Select(static parameter => parameter.Name).Distinct())}.",
            nameof(name));

    /// <summary>Reads a report that was saved.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The report.</returns>
    /// <exception cref="JsonException">The file is not a saved report.</exception>
    public static EstimateReport Load(string path) => ReportFile.Load<EstimateReport>(path);

    /// <summary>Saves the report as JSON.</summary>
    /// <param name="path">The file; it is overwritten.</param>
    public void Save(string path) => ReportFile.Save(this, path);

    /// <summary>Writes the parameters, and what is derived of them, as a table: name, trajectory where it is one of each, value, standard error, interval, whether it stands at a bound, and the unit where the model declares units.</summary>
    /// <param name="path">The file; it is overwritten.</param>
    public void WriteParameters(string path) => CsvTable.Write(
        path,
        ["Name", "Trajectory", "Value", "StandardError", "Lower", "Upper", "IsAtBound", .. Units is null ? [] : (string[])["Unit"]],
        Parameters.Concat(Derived).Select(parameter => (IReadOnlyList<object?>)[parameter.Name, parameter.Trajectory, parameter.Value, parameter.StandardError, parameter.Lower, parameter.Upper, parameter.IsAtBound, .. Units is null ? [] : (object?[])[Units[parameter.Name]]]));

    /// <summary>Writes the measured values as a table, with what is fitted to them.</summary>
    /// <param name="path">The file; it is overwritten.</param>
    public void WriteResiduals(string path) => CsvTable.Write(
        path,
        ["Observable", "Trajectory", "Time", "Measured", "Fitted", "Standardised", "Censoring"],
        Residuals.Select(static residual => (IReadOnlyList<object?>)[residual.Observable, residual.Trajectory, residual.Time, residual.Measured, residual.Fitted, residual.Standardised, residual.Censoring]));

    /// <summary>Puts the estimated values into parameters, for example after loading.</summary>
    /// <param name="parameters">Parameters of the same model and number of trajectories.</param>
    /// <exception cref="ArgumentException">They belong to another model, or to fewer trajectories.</exception>
    public void CopyTo(ModelValues parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Model.Name != Model)
        {
            throw new ArgumentException($"The report is of {Model}, the parameters of {parameters.Model.Name}.", nameof(parameters));
        }

        // Initial values that are estimated are in the table, and among the inputs of the estimated trajectories.
        foreach (var estimate in Parameters.Where(estimate => parameters.Model.Parameters.Any(slot => slot.Name == estimate.Name) || !estimate.Name.StartsWith("Initial", StringComparison.Ordinal)))
        {
            var slot = Enumerable.Range(0, parameters.Slots.Count).FirstOrDefault(i => parameters.Slots[i].Name == estimate.Name, -1);
            if (slot < 0 || (estimate.Trajectory ?? 0) >= parameters.Slot(slot).Length)
            {
                throw new ArgumentException($"The parameters of {Model} have no place for {estimate.Name}{(estimate.Trajectory is { } b ? $" of trajectory {b}" : string.Empty)}.", nameof(parameters));
            }

            parameters.Slot(slot)[estimate.Trajectory ?? 0] = estimate.Value;
        }
    }

    /// <summary>The report as a table.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => EstimateTable.Of(this);
}
