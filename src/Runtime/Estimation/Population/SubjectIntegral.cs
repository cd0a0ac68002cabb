using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Runtime.Estimation.Likelihood;
using ScalableMNN.Runtime.Estimation.Shooting;
using ScalableMNN.Runtime.Marching;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Estimation.Population;

/// <summary>
/// The likelihood of one trajectory's data, integrated over its random effects. These are L z with z standard normal, so that an effect that does not vary is no exception. One thread works with it.
/// </summary>
internal sealed class SubjectIntegral<TModel>
    where TModel : IEstimableModel<TModel>
{
    private readonly EstimationProblem _problem;
    private readonly int[] _effects;
    private readonly ShootingPoint _point;
    private readonly MarchSensitivities<TModel> _march;
    private readonly PopulationPoint _numbers;
    private readonly double[] _noise;
    private readonly ResidualErrors _errors;
    private readonly int[] _columns;
    private readonly int _width;
    private Matrix<double> _root;

    public SubjectIntegral(EstimationProblem problem, EffectBlocks effects, ShootingPoint point, double[] noise, PopulationPoint numbers, SolveOptions march)
    {
        _problem = problem;
        _effects = effects.Parameters;
        _point = point.Copy();
        _numbers = numbers;
        _noise = [.. noise];
        _errors = new ResidualErrors(problem, _noise);
        var columns = new ShootingColumns(problem, []);
        _width = columns.Count;
        _columns = [.. _effects.Select(parameter => Array.IndexOf(columns.Parameters, parameter))];
        _march = new MarchSensitivities<TModel>(_point.Problem, march, columns.OfHeader, columns.Count, wantsHighest: false);
        _root = Matrix<double>.Build.Dense(effects.Count, effects.Count);
    }

    /// <summary>Takes the parameters, the covariance and the noise of a population.</summary>
    public void Take(double[] numbers)
    {
        _numbers.Write(numbers, _point.Parameters, _noise);
        _root = _numbers.Root(numbers);
    }

    /// <summary>Minus twice the logarithm of the integrand: of the data and of z, with what is known of its slope and curvature.</summary>
    private (double Value, Vector<double> Slope, Matrix<double> Curvature) At(int b, Vector<double> z, bool differentiates)
    {
        var count = _effects.Length;
        var effects = _root * z;
        for (var i = 0; i < count; i++)
        {
            _point.Parameters.Slot(_effects[i])[b] = effects[i];
        }

        var sum = 0.0;
        var (slope, information) = (Vector<double>.Build.Dense(count), Matrix<double>.Build.Dense(count, count));
        var report = _march.Run(b, [], point => IsMeasured(b, point), differentiates, point =>
        {
            for (var k = 0; k < _problem.Rows.Observables.Count; k++)
            {
                var values = _problem.ValuesAt(k, b, point);
                var limits = values.Length == 0 ? null : _problem.LimitsAt(k, b, point);
                for (var i = 0; i < values.Length; i++)
                {
                    var likelihood = _errors.WholeAt(k, values[i], limits?[i], null, _march.Expressions[k]);
                    sum += likelihood.MinusTwoLog;
                    for (var x = 0; x < count && differentiates; x++)
                    {
                        var first = _march.ExpressionDerivatives[(k * _width) + _columns[x]];
                        slope[x] += likelihood.Slope * first;
                        for (var y = 0; y < count; y++)
                        {
                            information[x, y] += likelihood.Information * first * _march.ExpressionDerivatives[(k * _width) + _columns[y]];
                        }
                    }
                }
            }
        });
        sum = report.HasSolution && !double.IsNaN(sum) ? sum + z.DotProduct(z) : double.PositiveInfinity;
        return differentiates
            ? (sum, _root.TransposeThisAndMultiply(slope) + z, _root.TransposeThisAndMultiply(information * _root) + Matrix<double>.Build.DenseIdentity(count))
            : (sum, slope, information);
    }

    /// <summary>The mode of z, from a start: by Fisher's scoring, damped.</summary>
    /// <returns>The mode, minus twice the logarithm of the integrand there, and the expected curvature of half of it; infinite where there is no solution.</returns>
    public (Vector<double> At, double Value, Matrix<double> Curvature) Mode(int b, Vector<double> start)
    {
        const int Most = 60;
        const double Settled = 1e-7;
        var at = start;
        var (value, slope, curvature) = At(b, at, differentiates: true);
        if (!double.IsFinite(value))
        {
            at = Vector<double>.Build.Dense(start.Count);
            (value, slope, curvature) = At(b, at, differentiates: true);
        }

        for (var i = 0; i < Most && double.IsFinite(value); i++)
        {
            var step = -curvature.Cholesky().Solve(slope);
            var size = step.L2Norm();
            if (size <= Settled)
            {
                return (at, value, curvature);
            }

            var factor = Math.Min(1, 3 / size);
            var isBetter = false;
            for (var halving = 0; halving < 12; halving++, factor /= 2)
            {
                var next = At(b, at + (factor * step), differentiates: true);
                if (next.Value < value || (factor * size <= 1e-4 && next.Value <= value + (1e-9 * (1 + Math.Abs(value)))))
                {
                    at += factor * step;
                    (value, slope, curvature) = next;
                    isBetter = true;
                    break;
                }
            }

            if (!isBetter)
            {
                break;
            }
        }

        return (at, value, curvature);
    }

    /// <summary>The curvature at a mode, of differences of slopes; the expected one where that is none of a mode.</summary>
    private Matrix<double> Observed(int b, Vector<double> mode, Matrix<double> expected)
    {
        const double Difference = 1e-3;
        var observed = Matrix<double>.Build.Dense(mode.Count, mode.Count);
        for (var j = 0; j < mode.Count; j++)
        {
            var unit = Vector<double>.Build.Dense(mode.Count, i => i == j ? Difference : 0);
            observed.SetColumn(j, (At(b, mode + unit, differentiates: true).Slope - At(b, mode - unit, differentiates: true).Slope) / (2 * Difference));
        }

        observed = 0.5 * (observed + observed.Transpose());
        return observed.ForAll(double.IsFinite) && observed.Evd(Symmetricity.Symmetric).EigenValues.All(static value => value.Real > 1e-3) ? observed : expected;
    }

    /// <summary>Minus twice the logarithm of the integral.</summary>
    /// <param name="b">The trajectory.</param>
    /// <param name="mode">Where its mode is looked for; it is set to what is found.</param>
    /// <param name="options">How it is approximated.</param>
    public double Evaluate(int b, ref Vector<double> mode, PopulationOptions options)
    {
        var (at, value, curvature) = Mode(b, mode);
        if (!double.IsFinite(value))
        {
            return double.PositiveInfinity;
        }

        mode = at;
        if (options.Method != PopulationMethod.Focei)
        {
            curvature = Observed(b, at, curvature);
        }

        var triangle = curvature.Cholesky().Factor;
        var determinant = 2 * triangle.Diagonal().PointwiseLog().Sum();
        return options.Method != PopulationMethod.Quadrature ? value + determinant : determinant + Quadrature(b, at, triangle, options.QuadraturePoints);
    }

    /// <summary>With x the nodes of Gauss and Hermite, z = mode + sqrt(2) C x where C C^T is the inverse of the curvature.</summary>
    private double Quadrature(int b, Vector<double> mode, Matrix<double> triangle, int points)
    {
        var (nodes, weights) = HermiteNodes.Of(points);
        var (count, total) = (mode.Count, (int)Math.Pow(points, mode.Count));
        var back = triangle.Transpose();
        var logs = new double[total];
        for (var index = 0; index < total; index++)
        {
            var x = Vector<double>.Build.Dense(count);
            var log = 0.0;
            for (int i = 0, rest = index; i < count; i++, rest /= points)
            {
                x[i] = nodes[rest % points];
                log += Math.Log(weights[rest % points]) + (x[i] * x[i]);
            }

            logs[index] = log - (0.5 * At(b, mode + (back.Solve(x) * Math.Sqrt(2)), differentiates: false).Value);
        }

        return (count * Math.Log(Math.PI)) - (2 * LogOfSum(logs));
    }

    /// <summary>Minus twice the logarithm of the integral by importance sampling: z is drawn from Student's t about its mode.</summary>
    /// <returns>The value, its Monte Carlo variance, and how many samples it is worth.</returns>
    public (double Value, double Variance, double Effective) Sample(int b, Vector<double> start, int samples, int seed)
    {
        const double Freedom = 5;
        var (mode, value, curvature) = Mode(b, start);
        if (!double.IsFinite(value))
        {
            return (double.PositiveInfinity, double.NaN, 0);
        }

        var random = new Random(unchecked((seed * 1_000_003) + b));
        var back = Observed(b, mode, curvature).Cholesky().Factor;
        var determinant = back.Diagonal().PointwiseLog().Sum();
        back = back.Transpose();
        var count = mode.Count;
        var constant = SpecialFunctions.GammaLn(0.5 * (Freedom + count)) - SpecialFunctions.GammaLn(0.5 * Freedom) - (0.5 * count * Math.Log(Freedom * Math.PI)) + determinant;
        var logs = new double[samples];
        for (var s = 0; s < samples; s++)
        {
            var t = Vector<double>.Build.Dense(count, _ => Normal.Sample(random, 0, 1)) / Math.Sqrt(ChiSquared.Sample(random, Freedom) / Freedom);
            var proposal = constant - (0.5 * (Freedom + count) * Math.Log(1 + (t.DotProduct(t) / Freedom)));
            logs[s] = (-0.5 * At(b, mode + back.Solve(t), differentiates: false).Value) - (0.5 * count * Math.Log(2 * Math.PI)) - proposal;
        }

        var sum = LogOfSum(logs);
        var squares = logs.Sum(log => Math.Exp(2 * (log - sum)));
        return (-2 * (sum - Math.Log(samples)), 4 * Math.Max(squares - (1.0 / samples), 0), 1 / squares);
    }

    private static double LogOfSum(double[] logs)
    {
        var most = logs.Max();
        return double.IsNegativeInfinity(most) ? most : most + Math.Log(logs.Sum(log => Math.Exp(log - most)));
    }

    private bool IsMeasured(int trajectory, int point)
    {
        for (var k = 0; k < _problem.Rows.Observables.Count; k++)
        {
            if (_problem.ValuesAt(k, trajectory, point).Length > 0)
            {
                return true;
            }
        }

        return false;
    }
}
