using System.Collections.Generic;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>Where the iterations have ended.</summary>
internal sealed class EstimationOutcome<TModel>
    where TModel : IEstimableModel<TModel>
{
    public EstimationOutcome(EstimationRun<TModel> run, EstimateStatus status, DepartureFromEquations? departure = null)
    {
        Run = run;
        Status = status;
        Departure = departure;
    }

    public EstimationRun<TModel> Run { get; }

    public EstimateStatus Status { get; }

    /// <summary>How far the trajectories are from the solution of their equations; null where that is not known.</summary>
    public DepartureFromEquations? Departure { get; }

    /// <summary>The outcome without a single measured value: nothing is moved.</summary>
    public static EstimationOutcome<TModel> WithoutData(EstimationProblem problem, ModelValues start) =>
        new(new EstimationRun<TModel>(problem, new RowWeights(problem), new Iterate(problem, start.Copy()), EstimateOptions.Default, []), EstimateStatus.NoData);
}
