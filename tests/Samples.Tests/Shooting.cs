using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace ScalableMNN.Samples.Tests;

/// <summary>
/// A fit of the old kind, which shares nothing with the estimator: the equations are integrated from initial values with short Runge-Kutta steps, and parameters and initial values are
/// moved until the result meets the data.
/// </summary>
internal static class Shooting
{
    /// <summary>Integrates by the classical method of fourth order.</summary>
    /// <param name="rates">From time and states to the derivatives of the states.</param>
    /// <param name="initial">The states at the first time.</param>
    /// <param name="times">The times, increasing.</param>
    /// <param name="largestStep">The longest step.</param>
    /// <returns>The states at each time.</returns>
    public static double[][] Integrate(Func<double[], double[]> rates, double[] initial, double[] times, double largestStep)
    {
        var states = new double[times.Length][];
        states[0] = initial;
        for (var i = 1; i < times.Length; i++)
        {
            var count = (int)Math.Ceiling((times[i] - times[i - 1]) / largestStep);
            var step = (times[i] - times[i - 1]) / count;
            var at = states[i - 1];
            for (var s = 0; s < count; s++)
            {
                var first = rates(at);
                var second = rates(Moved(at, first, step / 2));
                var third = rates(Moved(at, second, step / 2));
                var fourth = rates(Moved(at, third, step));
                at = [.. at.Select((value, n) => value + (step / 6 * (first[n] + (2 * second[n]) + (2 * third[n]) + fourth[n])))];
            }

            states[i] = at;
        }

        return states;

        static double[] Moved(double[] from, double[] by, double step) => [.. from.Select((value, n) => value + (step * by[n]))];
    }

    /// <summary>Finds the values for which a curve is nearest to the data, and their standard errors.</summary>
    /// <param name="curve">From the values to what is measured.</param>
    /// <param name="measured">The data.</param>
    /// <param name="start">Where the values start.</param>
    /// <returns>The values, their standard errors, and the sum of squares that is left.</returns>
    public static (double[] Values, double[] StandardErrors, double SumOfSquares) Fit(Func<double[], double[]> curve, double[] measured, double[] start)
    {
        var indices = Vector<double>.Build.Dense(measured.Length, static i => i);
        var model = ObjectiveFunction.NonlinearModel((values, _) => Vector<double>.Build.Dense(curve(values.ToArray())), indices, Vector<double>.Build.Dense(measured), accuracyOrder: 6);
        var found = new LevenbergMarquardtMinimizer(maximumIterations: 1000).FindMinimum(model, Vector<double>.Build.Dense(start)).MinimizingPoint.ToArray();
        var slopes = Matrix<double>.Build.Dense(measured.Length, found.Length);
        for (var column = 0; column < found.Length; column++)
        {
            var by = 1e-5 * Math.Abs(found[column]);
            var (above, below) = ((double[])found.Clone(), (double[])found.Clone());
            above[column] += by;
            below[column] -= by;
            var (high, low) = (curve(above), curve(below));
            slopes.SetColumn(column, [.. high.Zip(low, (upper, lower) => (upper - lower) / (2 * by))]);
        }

        var sum = curve(found).Zip(measured, static (fitted, value) => (value - fitted) * (value - fitted)).Sum();
        var covariance = (slopes.Transpose() * slopes).Inverse() * (sum / (measured.Length - found.Length));
        return (found, [.. covariance.Diagonal().Select(Math.Sqrt)], sum);
    }
}
