using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;

namespace ScalableMNN.Runtime.Estimation.Population;

/// <summary>
/// The likelihood of a linear mixed model, in which the parameters of the model are what fits best (generalised least squares): minus twice its logarithm, as a function of the covariance of the random effects and of the
/// noise. With V = S + Z Omega Z^T and Omega = L L^T, both log |V| and V^-1 follow from I + L^T Z^T S^-1 Z L, a matrix as small as there are effects. Source: Pinheiro and Bates, Mixed-Effects Models in S and S-PLUS,
/// sections 2.2 and 7.2; what it is at the modes of the effects is the objective of FOCE (Lindstrom and Bates, Biometrics 46, 1990).
/// </summary>
internal sealed class LinearMixedModel
{
    private readonly IReadOnlyList<LinearisedTrajectory> _trajectories;
    private readonly EffectBlocks _effects;
    private readonly double[] _given;
    private readonly int _parameters;
    private readonly int[] _counts;
    private readonly double[] _ww;
    private readonly double[][] _xx;
    private readonly double[][] _xw;

    /// <param name="trajectories">What the data say.</param>
    /// <param name="effects">The effects.</param>
    /// <param name="given">The deviation of each observable's noise where it is given, or NaN.</param>
    /// <param name="parameters">How many parameters of the model there are.</param>
    public LinearMixedModel(IReadOnlyList<LinearisedTrajectory> trajectories, EffectBlocks effects, double[] given, int parameters)
    {
        _trajectories = trajectories;
        _effects = effects;
        _given = given;
        _parameters = parameters;

        // What no number changes is added up once.
        _counts = new int[given.Length];
        _ww = new double[given.Length];
        _xx = Array.ConvertAll(given, _ => new double[parameters * parameters]);
        _xw = Array.ConvertAll(given, _ => new double[parameters]);
        foreach (var of in trajectories)
        {
            for (var k = 0; k < given.Length; k++)
            {
                _counts[k] += of.Counts[k];
                _ww[k] += of.WW[k];
                AddTo(_xx[k], 1, of.XX[k]);
                AddTo(_xw[k], 1, of.XW[k]);
            }
        }

        Free = [.. Enumerable.Range(0, given.Length).Where(k => double.IsNaN(given[k]) && trajectories.Any(of => of.Counts[k] > 0))];
    }

    /// <summary>The observables whose noise is estimated.</summary>
    public int[] Free { get; }

    /// <summary>The noise of each observable, of the numbers that are estimated: those of the effects, then the logarithms of the noise.</summary>
    public double[] Noise(ReadOnlySpan<double> numbers)
    {
        var noise = (double[])_given.Clone();
        for (var i = 0; i < Free.Length; i++)
        {
            noise[Free[i]] = Math.Exp(numbers[_effects.Numbers + i]);
        }

        return noise;
    }

    /// <summary>Minus twice the logarithm of the likelihood.</summary>
    public double Evaluate(double[] numbers)
    {
        var (value, information, score) = Sum(numbers);
        return _parameters == 0 ? value : value - (score * Solve(information, score));
    }

    /// <summary>Solves for the change of the parameters; along what the data do not determine it is small, as nothing is said of it.</summary>
    private static Vector<double> Solve(Matrix<double> information, Vector<double> score)
    {
        const double Ridge = 1e-12;
        var sizes = information.Diagonal().Map(static value => value > 0 ? 1 / Math.Sqrt(value) : 1);
        var scaled = Matrix<double>.Build.Dense(score.Count, score.Count, (i, j) => (information[i, j] * sizes[i] * sizes[j]) + (i == j ? information[i, i] > 0 ? Ridge : 1 : 0));
        return scaled.Solve(score.PointwiseMultiply(sizes)).PointwiseMultiply(sizes);
    }

    /// <summary>The information on the parameters of the model, X^T V^-1 X over all trajectories.</summary>
    public Matrix<double> Information(double[] numbers) => Sum(numbers).Information;

    private (double Value, Matrix<double> Information, Vector<double> Score) Sum(double[] numbers)
    {
        var (q, p) = (_effects.Count, _parameters);
        var root = _effects.Root(numbers).ToRowMajorArray();
        var noise = Noise(numbers);
        var weights = Array.ConvertAll(noise, static deviation => 1 / (deviation * deviation));
        var value = 0.0;
        double[] information = new double[p * p], score = new double[p];
        for (var k = 0; k < noise.Length; k++)
        {
            if (_counts[k] > 0)
            {
                value += (_counts[k] * Math.Log(2 * Math.PI * noise[k] * noise[k])) + (weights[k] * _ww[k]);
                AddTo(information, weights[k], _xx[k]);
                AddTo(score, weights[k], _xw[k]);
            }
        }

        double[] zz = new double[q * q], zw = new double[q], xz = new double[p * q], inner = new double[q * q], right = new double[q], left = new double[q * p];
        foreach (var of in _trajectories)
        {
            Array.Clear(zz);
            Array.Clear(zw);
            Array.Clear(xz);
            for (var k = 0; k < noise.Length; k++)
            {
                if (of.Counts[k] > 0)
                {
                    AddTo(zz, weights[k], of.ZZ[k]);
                    AddTo(zw, weights[k], of.ZW[k]);
                    AddTo(xz, weights[k], of.XZ[k]);
                }
            }

            // inner = I + L^T Z^T S^-1 Z L, right = L^T Z^T S^-1 w, left = (X^T S^-1 Z L)^T.
            for (var i = 0; i < q; i++)
            {
                right[i] = 0;
                for (var m = i; m < q; m++)
                {
                    right[i] += root[(m * q) + i] * zw[m];
                }

                for (var j = 0; j <= i; j++)
                {
                    var sum = i == j ? 1.0 : 0;
                    for (var m = i; m < q; m++)
                    {
                        for (var n = j; n < q; n++)
                        {
                            sum += root[(m * q) + i] * zz[(m * q) + n] * root[(n * q) + j];
                        }
                    }

                    inner[(i * q) + j] = sum;
                }

                for (var x = 0; x < p; x++)
                {
                    var sum = 0.0;
                    for (var m = i; m < q; m++)
                    {
                        sum += xz[(x * q) + m] * root[(m * q) + i];
                    }

                    left[(i * p) + x] = sum;
                }
            }

            // By the triangle of inner: its rows are solved for as they are made.
            for (var i = 0; i < q; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    var sum = inner[(i * q) + j];
                    for (var m = 0; m < j; m++)
                    {
                        sum -= inner[(i * q) + m] * inner[(j * q) + m];
                    }

                    inner[(i * q) + j] = i == j ? Math.Sqrt(sum) : sum / inner[(j * q) + j];
                }

                for (var m = 0; m < i; m++)
                {
                    right[i] -= inner[(i * q) + m] * right[m];
                    for (var x = 0; x < p; x++)
                    {
                        left[(i * p) + x] -= inner[(i * q) + m] * left[(m * p) + x];
                    }
                }

                var pivot = inner[(i * q) + i];
                right[i] /= pivot;
                value += (2 * Math.Log(pivot)) - (right[i] * right[i]);
                for (var x = 0; x < p; x++)
                {
                    left[(i * p) + x] /= pivot;
                    score[x] -= left[(i * p) + x] * right[i];
                }

                for (var x = 0; x < p; x++)
                {
                    for (var y = 0; y < p; y++)
                    {
                        information[(x * p) + y] -= left[(i * p) + x] * left[(i * p) + y];
                    }
                }
            }
        }

        var size = Math.Max(1, p);
        return (
            value,
            Matrix<double>.Build.Dense(size, size, (i, j) => p == 0 ? 0 : information[(i * p) + j]),
            Vector<double>.Build.Dense(size, i => p == 0 ? 0 : score[i]));
    }

    private static void AddTo(double[] target, double factor, double[] source)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }
}
