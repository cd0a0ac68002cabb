using System;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>Estimates the parameters and the trajectories of a model from data, together, by a structured Gauss-Newton method.</summary>
public static class Estimator
{
    /// <summary>Estimates.</summary>
    public static Estimate<TParameters, TTrajectories> Estimate<TModel, TParameters, TInputs, TTrajectories>(
        TParameters start, TInputs inputs, Func<TParameters, TInputs, TTrajectories> create, EstimateOptions? options = null)
        where TModel : IEstimableModel<TModel>
        where TParameters : ModelValues
        where TInputs : ModelValues
        where TTrajectories : ModelTrajectories => throw new NotSupportedException();
}
