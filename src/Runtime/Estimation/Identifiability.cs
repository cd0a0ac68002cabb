using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>
/// Finds parameters that the data do not determine, alone or against each other: directions on which no row says anything, and those on which only the slack of the model does. As the
/// trajectories may leave the model a little, they leave it less where everything is smaller, which alone seems to determine a scale that the data are silent on; where the model
/// holds more rigidly, such information vanishes with the square of the rigidity, while that of data stays.
/// </summary>
internal static class Identifiability
{
    // In a direction along which parameters change together, one that takes less than this part does not belong.
    private const double Part = 0.1;

    // Only where an error is as large as this part of its parameter, or a parameter is at its bound, is there reason to look.
    private const double Doubtful = 0.3;

    private const double Stiffening = 100;
    private const double Remaining = 0.1;

    /// <summary>Groups of parameters of the model that cannot be told apart, by their places in the border; a group of one says that the data do not depend on it.</summary>
    /// <param name="run">Where the iterations have ended.</param>
    /// <param name="covariance">The covariance of the model's parameters.</param>
    /// <param name="variance">The variance of a data row.</param>
    public static IReadOnlyList<int[]> Lost<TModel>(EstimationRun<TModel> run, Matrix<double> covariance, double variance)
        where TModel : IEstimableModel<TModel>
    {
        // Bounds hold nothing here: what the data do not determine may have come to its bound by chance.
        var none = new bool[run.Border.Shared.Length];
        var directions = run.Shared!.LostDirections(none).ToList();
        var doubtful = Enumerable.Range(0, none.Length).Any(i =>
            run.HeldShared[i] || !(Math.Sqrt(covariance[i, i] * variance) < Doubtful * Math.Abs(run.Iterate.Parameters.Slot(run.Border.Shared[i])[0])));
        if (doubtful)
        {
            directions.AddRange(run.Shared!.VanishingDirections(run.Stiffened(Stiffening).Shared!, Remaining));
        }

        return [.. directions.Select(GroupOf).DistinctBy(static group => string.Join(',', group))];

        static int[] GroupOf(double[] direction)
        {
            var largest = direction.Max(Math.Abs);
            return [.. Enumerable.Range(0, direction.Length).Where(i => Math.Abs(direction[i]) > Part * largest)];
        }
    }
}
