using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>The minimum of a smooth function of a few numbers on the scale of one, by Newton's method with differences, damped where it does not descend.</summary>
internal static class DampedNewton
{
    private const double Difference = 1e-4;

    /// <summary>Minimises.</summary>
    /// <param name="function">The function.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="longest">No number moves further than this in a step.</param>
    /// <returns>The minimum, its value, the second derivatives there, and whether it is one: a further step would not gain anything that matters to a likelihood.</returns>
    public static (double[] At, double Value, Matrix<double> Hessian, bool IsAtRest) Minimise(Func<double[], double> function, double[] start, double longest)
    {
        const int Most = 60;
        var (at, value, damping) = ((double[])start.Clone(), function(start), 1e-3);
        var (gradient, hessian) = Derivatives(function, at, value);
        for (var i = 0; i < Most && at.Length > 0; i++)
        {
            if (hessian.Exists(static entry => !double.IsFinite(entry)))
            {
                break;
            }

            // The function need not be convex: eigenvalues are taken without their signs.
            var eigen = hessian.Evd(Symmetricity.Symmetric);
            var scale = eigen.EigenValues.Enumerate().Max(static value => Math.Abs(value.Real));
            var along = eigen.EigenVectors.TransposeThisAndMultiply(gradient);
            var step = -(eigen.EigenVectors * Vector<double>.Build.Dense(along.Count, j => along[j] / (Math.Abs(eigen.EigenValues[j].Real) + (damping * Math.Max(scale, 1e-8)))));
            var largest = step.AbsoluteMaximum();
            step = largest > longest ? step * (longest / largest) : step;
            var next = at.Zip(step, static (from, by) => from + by).ToArray();
            var reached = function(next);
            if (reached < value)
            {
                var gain = value - reached;
                (at, value, damping) = (next, reached, Math.Max(damping / 10, 1e-12));
                (gradient, hessian) = Derivatives(function, at, value);
                if (gain <= 1e-10 * (1 + Math.Abs(value)) && largest <= 1e-4)
                {
                    break;
                }
            }
            else
            {
                damping *= 10;
                if (damping > 1e8 || largest <= 1e-9)
                {
                    break;
                }
            }
        }

        return (at, value, hessian, IsAtRest(gradient, hessian));
    }

    private static bool IsAtRest(Vector<double> gradient, Matrix<double> hessian)
    {
        const double Gain = 1e-4;
        const double Flat = 1e-6;
        if (!gradient.ForAll(double.IsFinite) || !hessian.ForAll(double.IsFinite))
        {
            return false;
        }

        // Along what nothing depends on there is nothing to gain, whatever differences leave of a slope.
        var eigen = hessian.Evd(Symmetricity.Symmetric);
        var sizes = eigen.EigenValues.Map(static value => Math.Abs(value.Real));
        var along = eigen.EigenVectors.TransposeThisAndMultiply(gradient);
        return along.PointwiseMultiply(along).PointwiseDivide(sizes + (Flat * Math.Max(sizes.Max(), 1))).Sum() <= Gain;
    }

    private static (Vector<double> Gradient, Matrix<double> Hessian) Derivatives(Func<double[], double> function, double[] at, double value)
    {
        var count = at.Length;
        var (gradient, hessian) = (Vector<double>.Build.Dense(Math.Max(1, count)), Matrix<double>.Build.Dense(Math.Max(1, count), Math.Max(1, count)));
        var (more, less) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            (more[i], less[i]) = (Moved(i, Difference, i, 0), Moved(i, -Difference, i, 0));
            gradient[i] = (more[i] - less[i]) / (2 * Difference);
            hessian[i, i] = (more[i] - (2 * value) + less[i]) / (Difference * Difference);
        }

        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var mixed = Moved(i, Difference, j, Difference) - more[i] - more[j] + value;
                mixed += Moved(i, -Difference, j, -Difference) - less[i] - less[j] + value;
                hessian[i, j] = hessian[j, i] = mixed / (2 * Difference * Difference);
            }
        }

        return (gradient, hessian);

        double Moved(int i, double by, int j, double also)
        {
            var moved = (double[])at.Clone();
            moved[i] += by;
            moved[j] += also;
            return function(moved);
        }
    }
}
