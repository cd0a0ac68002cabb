using System;
using System.Globalization;
using System.Linq;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>
/// How far the trajectories of an estimate lie from the solution of the equations that they are meant to be, where data are. The norm of the differences, in units of the noise, bounds by how many
/// standard errors an estimate can be off for it: to first order an estimate is the pseudo-inverse of the slopes times the data, and the rows of that inverse are as long as the standard errors.
/// </summary>
internal sealed class DepartureFromEquations
{
    // Noise that is smaller, relative to the range of the values, is that of numbers written with three or four digits, or of none.
    private const double LeastNoise = 1e-3;

    // Where neighbouring solutions move apart a thousandfold, initial values do not determine the solution as well as the data do: nothing is compared.
    private const double Nudge = 1e-6;
    private const double MostGrowth = 1e3;

    // The march may be wrong by a tenth of what is negligible. Inputs that jump within a millionth of the time that has passed do not leave as many digits as that may want; then fewer are tried.
    private const double MarchErrors = 0.01;
    private const double FinestTolerance = 1e-12;
    private const double CoarsestTolerance = 1e-7;
    private const double FewestDigits = 1e-6;

    // Inputs at grid points end a step at each of them.
    private const int MostSteps = 20_000;
    private const int MostStepsForEachPoint = 10;

    // So many standard errors are nothing, or little, beside what the data leave open.
    private const double Negligible = 0.1;
    private const double Tolerable = 0.5;

    private DepartureFromEquations(double errors, string description)
    {
        Errors = errors;
        Description = description;
    }

    /// <summary>By how many standard errors estimates can be off, at most; infinite where the equations could not be solved from its initial values.</summary>
    public double Errors { get; }

    /// <summary>Whether estimates can be off by too much for them to be trusted.</summary>
    public bool Misleads => !(Errors <= Tolerable);

    /// <summary>Whether going on at a higher rigidity may be worth it.</summary>
    public bool IsWorthMending => Errors is > Negligible and < double.PositiveInfinity;

    /// <summary>What is wrong, and what to do about it.</summary>
    public string Description { get; }

    /// <summary>Compares; null where nothing can be said.</summary>
    /// <param name="run">Where the iterations have ended.</param>
    /// <param name="noise">The noise.</param>
    /// <param name="solve">Makes trajectories of parameters and inputs, and solves for them with options.</param>
    public static DepartureFromEquations? Find<TModel>(EstimationRun<TModel> run, NoiseModel noise, ModelSolver solve)
        where TModel : IEstimableModel<TModel>
    {
        var fit = new MarchedFit<TModel>(run, solve);

        // A rigidity below the default is a wish: the trajectories are to leave their equations.
        if (!fit.IsPossible || run.Weights.Rigidity < 0.999 * EstimateOptions.Default.Rigidity)
        {
            return null;
        }

        var fitted = fit.ValuesOf(run.Iterate);
        var (ranges, units, digits) = (new double[noise.Counts.Length], new double[noise.Counts.Length], 1.0);
        for (var k = 0; k < ranges.Length; k++)
        {
            var ofObservable = fitted.Where((_, i) => fit.Data[i].Observable == k).ToArray();
            ranges[k] = RangeOf(ofObservable);
            units[k] = Math.Max(noise.Deviations[k], LeastNoise * ranges[k]);
            var size = ofObservable.Select(Math.Abs).DefaultIfEmpty(0).Max();
            digits = size > 0 ? Math.Min(digits, units[k] / size) : digits;
        }

        var options = new SolveOptions
        {
            RelativeTolerance = Math.Clamp(MarchErrors * digits / Math.Sqrt(fitted.Length), FinestTolerance, CoarsestTolerance),
            MaxSteps = Math.Max(MostSteps, MostStepsForEachPoint * run.Problem.Points),
        };
        var solution = fit.Solve(options);
        while (!solution.IsComplete && options.RelativeTolerance < FewestDigits)
        {
            options = options with { RelativeTolerance = Math.Min(FewestDigits, 1e3 * options.RelativeTolerance) };
            solution = fit.Solve(options);
        }

        if (!solution.IsComplete)
        {
            return new DepartureFromEquations(double.PositiveInfinity, $"From its initial values the equations could not be solved with a tolerance. {SolveException.For(solution).Message}");
        }

        var exact = fit.ValuesOf(solution);
        var errors = fitted.Select((value, i) => (value - exact[i]) / units[fit.Data[i].Observable]).ToArray();
        var norm = Math.Sqrt(errors.Sum(static error => error * error));
        if (!(norm <= Negligible) && MoveApart(run, fit, options, exact, ranges))
        {
            return null;
        }

        var worst = Enumerable.Range(0, errors.Length).MaxBy(i => double.IsNaN(errors[i]) ? double.PositiveInfinity : Math.Abs(errors[i]));
        var (trajectory, observable, point) = fit.Data[worst];
        norm = double.IsNaN(norm) ? double.PositiveInfinity : norm;
        return new DepartureFromEquations(norm, string.Create(
            CultureInfo.InvariantCulture,
            $"At t = {solution.Times(trajectory)[point]:g6} of trajectory {trajectory} {run.Problem.Rows.Observables[observable].Row.Name} is {fitted[worst]:g6}; solved with a tolerance the equations give {exact[worst]:g6}. For all such differences together estimates may be off by {norm:g2} standard errors. Take shorter steps, above all where inputs change or states are fast, and none that are very much shorter than their neighbours."));
    }

    private static double RangeOf(double[] values)
    {
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }

        return most > least ? most - least : Math.Abs(most);
    }

    private static bool MoveApart<TModel>(EstimationRun<TModel> run, MarchedFit<TModel> fit, SolveOptions options, double[] exact, double[] ranges)
        where TModel : IEstimableModel<TModel>
    {
        foreach (var given in run.Problem.Given.Where(static given => given.Point == 0))
        {
            for (var b = 0; b < run.Problem.Trajectories; b++)
            {
                fit.InputOf(given, b) *= 1 + Nudge;
            }
        }

        var nudged = fit.Solve(options);
        if (!nudged.IsComplete)
        {
            return true;
        }

        // An initial value that is large beside what happens moves the solution as a whole, which is no growth.
        var moved = fit.ValuesOf(nudged);
        return Enumerable.Range(0, moved.Length).Any(i => Math.Abs(moved[i] - exact[i]) > MostGrowth * Nudge * Math.Max(ranges[fit.Data[i].Observable], Math.Abs(exact[i])));
    }
}
