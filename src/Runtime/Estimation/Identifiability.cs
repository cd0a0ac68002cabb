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
/// <param name="run">Where the iterations have ended.</param>
/// <param name="variance">The variance of a data row.</param>
internal sealed class Identifiability<TModel>(EstimationRun<TModel> run, double variance)
    where TModel : IEstimableModel<TModel>
{
    // In a direction along which parameters change together, one that takes less than this part does not belong.
    private const double Part = 0.1;

    // Only where an error is as large as this part of its parameter, or a parameter is at its bound, is there reason to look.
    private const double Doubtful = 0.3;

    private const double Stiffening = 100;
    private const double Remaining = 0.1;

    private readonly Lazy<EstimationRun<TModel>> _stiffened = new(() =>
    {
        var stiffened = run.Stiffened(Stiffening);
        stiffened.Forget();
        return stiffened;
    });

    /// <summary>Groups of parameters of the model that cannot be told apart, by their places in the border; a group of one says that the data do not depend on it.</summary>
    /// <param name="covariance">The covariance of the model's parameters.</param>
    public IReadOnlyList<int[]> OfModel(Matrix<double> covariance)
    {
        var isDoubtful = Enumerable.Range(0, run.Border.Shared.Length).Any(i => IsDoubtful(run.HeldShared[i], covariance[i, i], run.Iterate.Parameters.Slot(run.Border.Shared[i])[0]));
        return Lost(run.Shared!, isDoubtful, static stiffened => stiffened.Shared!, run.Border.Shared.Length);
    }

    /// <summary>Groups of a trajectory's own parameters that cannot be told apart by its data, those of the model given.</summary>
    /// <param name="trajectory">The trajectory.</param>
    /// <param name="covariance">The covariance of its parameters.</param>
    public IReadOnlyList<int[]> OfTrajectory(int trajectory, Matrix<double> covariance)
    {
        var local = run.Border.Local;
        var isDoubtful = Enumerable.Range(0, local.Length).Any(l =>
            run.LostLocal[(trajectory * local.Length) + l]
            || IsDoubtful(run.HeldLocal[(trajectory * local.Length) + l], covariance[l, l], run.Iterate.Parameters.Slot(local[l])[trajectory]));
        return Lost(run.LocalInformation(trajectory), isDoubtful, stiffened => stiffened.LocalInformation(trajectory), local.Length);
    }

    private IReadOnlyList<int[]> Lost(ParameterStep information, bool isDoubtful, Func<EstimationRun<TModel>, ParameterStep> informationOf, int count)
    {
        // Bounds hold nothing here: what the data do not determine may have come to its bound by chance.
        var directions = information.LostDirections(new bool[count]).ToList();
        if (isDoubtful)
        {
            directions.AddRange(information.VanishingDirections(informationOf(_stiffened.Value), Remaining));
        }

        return [.. directions.Select(GroupOf).DistinctBy(static group => string.Join(',', group))];
    }

    private bool IsDoubtful(bool isHeld, double covariance, double value) => isHeld || !(Math.Sqrt(covariance * variance) < Doubtful * Math.Abs(value));

    /// <summary>The parameters that change along a direction.</summary>
    public static int[] GroupOf(double[] direction)
    {
        var largest = direction.Max(Math.Abs);
        return [.. Enumerable.Range(0, direction.Length).Where(i => Math.Abs(direction[i]) > Part * largest)];
    }
}
