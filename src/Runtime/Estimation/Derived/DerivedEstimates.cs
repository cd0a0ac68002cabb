using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation.Derived;

/// <summary>
/// Estimates of derived quantities: their values at the estimate, and standard errors by the delta method, the root of g' C g with the gradient g and the covariance C of the parameters. Source: Casella and Berger,
/// Statistical Inference, second edition, section 5.5.4.
/// </summary>
/// <param name="problem">The problem.</param>
/// <param name="local">The parameters of a trajectory, as indices, in the order of the covariance.</param>
/// <param name="shared">The parameters of the model, which follow in it.</param>
/// <param name="jointOf">The covariance of a trajectory's own parameters and those of the model, on their own scales; null where none is known.</param>
/// <param name="isLost">Whether the data do not determine a parameter, by its index and the trajectory.</param>
internal sealed class DerivedEstimates(EstimationProblem problem, int[] local, int[] shared, Func<int, Matrix<double>>? jointOf, Func<int, int, bool> isLost)
{
    /// <summary>Estimates them.</summary>
    /// <param name="parameters">The parameters at the estimate, also those that are not determined.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="quantile">Half of the confidence interval, in standard errors.</param>
    public IReadOnlyList<ParameterEstimate> At(ModelValues parameters, ModelValues inputs, double quantile)
    {
        var estimates = new List<ParameterEstimate>();
        int[] columns = [.. local, .. shared];
        foreach (var quantity in DerivedQuantity.Of(problem.Model))
        {
            for (var b = 0; b < (quantity.IsPerTrajectory ? problem.Trajectories : 1); b++)
            {
                var lost = columns.Any(parameter => quantity.Names(parameter) && isLost(parameter, b));
                var value = quantity.At(parameters, inputs, b);
                var deviation = double.NaN;
                if (jointOf is not null && !lost)
                {
                    var gradient = Vector<double>.Build.Dense(columns.Length, i => quantity.Slope(parameters, inputs, b, columns[i]));
                    deviation = Math.Sqrt(Math.Max(0, gradient * jointOf(b).SubMatrix(0, columns.Length, 0, columns.Length) * gradient));
                }

                // What depends on nothing but parameters at their bounds has no error that is known.
                deviation = deviation > 0 ? deviation : double.NaN;
                estimates.Add(ParameterEstimate.Of(quantity.Name, quantity.IsPerTrajectory ? b : null, value, double.NegativeInfinity, double.PositiveInfinity, lost || !double.IsFinite(value), deviation, quantile));
            }
        }

        return estimates;
    }
}
