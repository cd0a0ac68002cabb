using System;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Estimation.Likelihood;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>
/// The noise of each observable: given, or estimated from what the fit leaves. Data rows are weighted by one over it, relative to the size of the data, so that rigidity means the same
/// for data in any units.
/// </summary>
internal sealed class NoiseModel
{
    /// <summary>The smallest noise relative to the data: those without noise are followed until rounding, beyond which weights would only change its pattern.</summary>
    public const double Smallest = 1e-10;

    // Where the estimation of a relative noise starts.
    private const double UsualPart = 0.1;

    private readonly EstimationProblem _problem;
    private readonly double[] _sizes;
    private readonly bool[] _hasOwn;

    public NoiseModel(EstimationProblem problem)
    {
        _problem = problem;
        _hasOwn = [.. Enumerable.Range(0, problem.Rows.Observables.Count).Select(problem.HasDeviations)];
        Counts = [.. problem.Measured.Select(static values => values.Length)];
        _sizes = [.. problem.Measured.Select(Size)];
        var given = problem.Rows.Observables.Select((observable, k) => observable.Noise / _sizes[k]).Where(static relative => !double.IsNaN(relative)).ToArray();
        var common = given.Length > 0 ? Math.Exp(given.Average(Math.Log)) : 1;
        Deviations =
        [
            .. problem.Rows.Observables.Select((observable, k) => _hasOwn[k] ? 1 : !double.IsNaN(observable.Noise) ? observable.Noise : StartOf(observable.Error, common * _sizes[k])),
            .. problem.Rows.Observables.Any(static observable => observable.Error.HasProportional) ? problem.Rows.Observables.Select(static observable => ProportionalStartOf(observable.Error)) : [],
        ];
    }

    /// <summary>How many values of each observable are measured.</summary>
    public int[] Counts { get; }

    /// <summary>
    /// The standard deviation of each observable's noise; before anything is known, in the right proportion. Where an error model has noise in proportion to the prediction, that of each observable follows.
    /// </summary>
    public double[] Deviations { get; }

    /// <summary>The likelihood of data with this noise.</summary>
    public ResidualErrors Errors => new(_problem, Deviations);

    /// <summary>Whether the noise of every observable is given.</summary>
    public bool AllGiven => Enumerable.Range(0, Counts.Length).All(k => IsGiven(k) || Counts[k] == 0);

    /// <summary>Whether the noise of any observable that is measured is given.</summary>
    public bool AnyGiven => Enumerable.Range(0, Counts.Length).Any(k => IsGiven(k) && Counts[k] > 0);

    /// <summary>Whether the noise of an observable is given: one number for all its values, or one for each.</summary>
    public bool IsGiven(int observable)
    {
        var error = _problem.Rows.Observables[observable].Error;
        return (_hasOwn[observable] || !error.HasNoise || !double.IsNaN(_problem.Rows.Observables[observable].Noise)) && (!error.HasProportional || !double.IsNaN(error.Proportional));
    }

    /// <summary>Sets the weights of the data rows.</summary>
    public void Apply(RowWeights weights)
    {
        var common = Enumerable.Range(0, Counts.Length).Where(k => Counts[k] > 0).Average(k => Math.Log(Deviations[k] / _sizes[k]));
        weights.Unit = Math.Exp(common);
        for (var k = 0; k < Counts.Length; k++)
        {
            weights.Data[k] = weights.Unit / Deviations[k];
        }
    }

    /// <summary>Estimates the noise that is not given from what the fit leaves; with Huber's loss, so that outliers do not count as noise.</summary>
    /// <returns>The largest relative change.</returns>
    public double Update<TModel>(EstimationRun<TModel> run)
        where TModel : IEstimableModel<TModel>
    {
        const int Most = 50;
        const double Settled = 1e-6;
        var freedom = Freedom.Of(run);
        var huber = run.Options.Huber;
        if (double.IsPositiveInfinity(huber))
        {
            return Update(ResidualSquares.Of(run), freedom);
        }

        var before = (double[])Deviations.Clone();
        var left = HuberLoss.Left(huber);
        for (var i = 0; i < Most; i++)
        {
            var squares = ResidualSquares.Of(run, Array.ConvertAll(Deviations, deviation => huber * deviation));
            if (Update(Array.ConvertAll(squares, square => square / left), freedom) < Settled)
            {
                break;
            }
        }

        return before.Zip(Deviations, static (a, b) => Math.Abs(a - b) / Math.Max(a, b)).Max();
    }

    /// <summary>
    /// Minus twice the logarithm of the likelihood of what the fit leaves, up to a constant. Noise that is not given is taken as what fits best, whatever the weights of the rows have been:
    /// weighted sums of squares of fits with other noise cannot be compared.
    /// </summary>
    /// <param name="run">The fit.</param>
    /// <param name="smallest">Noise below this fraction of the size of the data counts as none.</param>
    public double MinusTwiceLogLikelihood<TModel>(EstimationRun<TModel> run, double smallest)
        where TModel : IEstimableModel<TModel>
    {
        var squares = ResidualSquares.Of(run);
        return Enumerable.Range(0, squares.Length).Where(k => Counts[k] > 0).Sum(k => IsGiven(k)
            ? squares[k] / (Deviations[k] * Deviations[k])
            : Counts[k] * Math.Log((squares[k] / (Counts[k] * _sizes[k] * _sizes[k])) + (smallest * smallest)));
    }

    /// <summary>Estimates the noise that is not given from the sums of squares that the fit leaves.</summary>
    /// <param name="squares">The sum of squares of each observable's residuals.</param>
    /// <param name="freedom">Degrees of freedom of all data.</param>
    /// <returns>The largest relative change.</returns>
    public double Update(double[] squares, int freedom)
    {
        var count = Counts.Sum();
        var share = freedom > 0 ? (double)freedom / count : 1;
        var change = 0.0;
        for (var k = 0; k < Counts.Length; k++)
        {
            if (IsGiven(k) || Counts[k] == 0)
            {
                continue;
            }

            var deviation = Math.Max(Math.Sqrt(squares[k] / (Counts[k] * share)), Smallest * _sizes[k]);
            change = Math.Max(change, Math.Abs(deviation - Deviations[k]) / Math.Max(deviation, Deviations[k]));
            Deviations[k] = deviation;
        }

        return change;
    }

    private static double StartOf(ErrorDescription error, double size) => !error.HasNoise ? 1
        : !double.IsNaN(error.NoiseStart) ? error.NoiseStart
        : error.Model switch { ErrorModel.LogNormal => UsualPart, ErrorModel.Combined => UsualPart * size, _ => size };

    private static double ProportionalStartOf(ErrorDescription error) => !error.HasProportional ? 0
        : !double.IsNaN(error.Proportional) ? error.Proportional
        : double.IsNaN(error.ProportionalStart) ? UsualPart : error.ProportionalStart;

    /// <summary>The spread of some data, or their size where they are all the same.</summary>
    internal static double Size(double[] values)
    {
        if (values.Length == 0)
        {
            return 1;
        }

        var mean = values.Average();
        var spread = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return spread > 1e-12 * Math.Abs(mean) ? spread : mean != 0 ? Math.Abs(mean) : 1;
    }
}
