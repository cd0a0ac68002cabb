namespace ScalableMNN.Runtime.Estimation.Shooting;

/// <summary>
/// The maximum of a likelihood that is no sum of squares: parameters by Fisher's scoring, the noise held, then the noise by Newton's method, parameters held, in turn until neither moves.
/// </summary>
internal static class LikelihoodDescent
{
    /// <summary>Iterates until nothing moves.</summary>
    /// <param name="run">The iterations on the parameters; the noise is changed in its place.</param>
    /// <param name="options">The options.</param>
    /// <param name="isNear">Whether the start is near the maximum, so that the way there needs no care.</param>
    public static EstimateStatus Descend<TModel>(ShootingRun<TModel> run, EstimateOptions options, bool isNear = false)
        where TModel : IEstimableModel<TModel>
    {
        const int NoiseUpdates = 500;
        const int BetweenUpdates = 10;
        const int RoughIterations = 30;
        const double RoughTolerance = 1e-2;
        const double NoiseTolerance = 1e-7;

        // A variance that grows with the prediction, or a logarithm of it, misleads far from the data.
        var status = EstimateStatus.Converged;
        if (!isNear)
        {
            run.Errors.IsRough = true;
            status = run.Descend(RoughIterations, RoughTolerance);
            run.Errors.IsRough = false;
        }

        if (status is EstimateStatus.Failed or EstimateStatus.Cancelled || run.Errors.Obstacle(run.FittedValues()) is not null)
        {
            return status == EstimateStatus.Cancelled ? status : EstimateStatus.Failed;
        }

        for (var i = 0; i < NoiseUpdates; i++)
        {
            var change = run.Errors.Maximise(run.FittedValues());
            status = run.Descend(BetweenUpdates, options.Tolerance);
            var isOut = run.Iterations >= options.MaxIterations;
            if (status is not (EstimateStatus.Converged or EstimateStatus.IterationLimit) || (status == EstimateStatus.IterationLimit && isOut))
            {
                return status;
            }

            if (change <= NoiseTolerance && status == EstimateStatus.Converged)
            {
                return status;
            }
        }

        return EstimateStatus.IterationLimit;
    }
}
