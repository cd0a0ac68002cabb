using System.Globalization;
using System.Linq;
using ScalableMNN.Dsl;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>How well an observable is fitted.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Count">How many values were measured.</param>
/// <param name="SumOfSquares">The sum of the squares of the residuals.</param>
/// <param name="Noise">Standard deviation of the noise.</param>
/// <param name="IsNoiseGiven">Whether the noise was given; otherwise it is estimated.</param>
public sealed record ObservableEstimate(string Name, int Count, double SumOfSquares, double Noise, bool IsNoiseGiven)
{
    /// <summary>How values scatter about the prediction. <see cref="Noise"/> is what this error model calls so; NaN where it has none.</summary>
    public ErrorModel Error { get; init; }

    /// <summary>The standard deviation in proportion to the prediction; NaN where the error model has none.</summary>
    public double Proportional { get; init; } = double.NaN;

    /// <summary>Whether that was given; otherwise it is estimated.</summary>
    public bool IsProportionalGiven { get; init; }

    /// <summary>How many of the values are censored. <see cref="SumOfSquares"/> is of the others.</summary>
    public int Censored { get; init; }

    /// <summary>The noise as a table says it.</summary>
    internal string NoiseText => string.Join(", ", new[]
    {
        Error is ErrorModel.Additive ? string.Empty : Error switch { ErrorModel.LogNormal => "log-normal", ErrorModel.StudentT => "Student's t", ErrorModel.Poisson => "Poisson", ErrorModel.Combined => "combined", _ => "proportional" },
        Error is ErrorModel.Proportional or ErrorModel.Poisson ? string.Empty : EstimateTable.Number(Noise) + (IsNoiseGiven ? " (given)" : string.Empty),
        double.IsNaN(Proportional) ? string.Empty : EstimateTable.Number(100 * Proportional) + " %" + (IsProportionalGiven ? " (given)" : string.Empty),
    }.Where(static part => part.Length > 0));

    /// <summary>How many values there are as a table says it.</summary>
    internal string CountText => Count.ToString(CultureInfo.InvariantCulture) + (Censored > 0 ? $" ({Censored.ToString(CultureInfo.InvariantCulture)} censored)" : string.Empty);

    /// <summary>What is said of an observable, whatever the estimation.</summary>
    internal static ObservableEstimate Of(EstimationProblem problem, int observable, double squares, double noise, double proportional)
    {
        var description = problem.Rows.Observables[observable];
        var error = description.Error;
        return new ObservableEstimate(
            description.Row.Name, problem.Measured[observable].Length, squares, error.HasNoise ? noise : double.NaN, error.HasNoise && (problem.HasDeviations(observable) || !double.IsNaN(description.Noise)))
        {
            Error = error.Model,
            Proportional = error.HasProportional ? proportional : double.NaN,
            IsProportionalGiven = error.HasProportional && !double.IsNaN(error.Proportional),
            Censored = problem.CensoredOf(observable),
        };
    }
}
