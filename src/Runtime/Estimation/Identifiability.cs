using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>Finds parameters that the data do not determine, alone or against each other.</summary>
internal static class Identifiability
{
    // In a direction along which parameters change together, one that takes less than this part does not belong.
    private const double Part = 0.1;

    // Beyond this correlation two estimates are one number, as long as their errors are as large as themselves.
    private const double SmallestEigenvalue = 1e-7;

    /// <summary>Groups of parameters of the model that cannot be told apart, by their places in the border; a group of one says that the data do not depend on it.</summary>
    public static IReadOnlyList<int[]> Lost(ParameterStep step, IReadOnlyList<bool> held, IReadOnlyList<double> values, Matrix<double> covariance)
    {
        var groups = step.LostDirections(held).Select(GroupOf).ToList();
        var known = Enumerable.Range(0, values.Count).Where(i => !held[i] && covariance[i, i] > 0 && !groups.Any(group => group.Contains(i))).ToArray();
        if (known.Length < 2)
        {
            return Distinct(groups);
        }

        var deviations = known.Select(i => Math.Sqrt(covariance[i, i])).ToArray();
        var correlation = Matrix<double>.Build.Dense(known.Length, known.Length, (a, b) => covariance[known[a], known[b]] / (deviations[a] * deviations[b]));
        var eigen = correlation.Evd(Symmetricity.Symmetric);
        for (var i = 0; i < known.Length; i++)
        {
            if (eigen.EigenValues[i].Real >= SmallestEigenvalue)
            {
                continue;
            }

            var direction = eigen.EigenVectors.Column(i);
            var members = Enumerable.Range(0, known.Length).Where(a => Math.Abs(direction[a]) > Part * direction.AbsoluteMaximum()).ToArray();
            if (members.All(a => deviations[a] > Math.Abs(values[known[a]])))
            {
                groups.Add([.. members.Select(a => known[a])]);
            }
        }

        return Distinct(groups);

        static int[] GroupOf(double[] direction)
        {
            var largest = direction.Max(Math.Abs);
            return [.. Enumerable.Range(0, direction.Length).Where(i => Math.Abs(direction[i]) > Part * largest)];
        }

        static List<int[]> Distinct(List<int[]> groups) => [.. groups.DistinctBy(static group => string.Join(',', group))];
    }
}
