using System.Collections.Generic;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>Where the iterations have ended.</summary>
internal sealed class EstimationOutcome<TModel>
    where TModel : IEstimableModel<TModel>
{
    public EstimationOutcome(EstimationRun<TModel> run, EstimateStatus status)
    {
        Run = run;
        Status = status;
    }

    public EstimationRun<TModel> Run { get; }

    public EstimateStatus Status { get; }

    /// <summary>The outcome without a single measured value: nothing is moved.</summary>
    public static EstimationOutcome<TModel> WithoutData(EstimationProblem problem, ModelValues start) =>
        new(new EstimationRun<TModel>(problem, new RowWeights(problem), new Iterate(problem, start.Copy()), EstimateOptions.Default, []), EstimateStatus.NoData);
}
