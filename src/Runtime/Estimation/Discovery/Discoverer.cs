using System;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation.Discovery;

/// <summary>Finds out which candidate terms of a model's libraries the data speak for.</summary>
public static class Discoverer
{
    /// <summary>Discovers.</summary>
    public static DiscoveredModel<TParameters, TTrajectories> Discover<TModel, TParameters, TInputs, TTrajectories>(
        TParameters start, TInputs inputs, Func<TParameters, TInputs, TTrajectories> create, DiscoveryOptions? options = null)
        where TModel : IEstimableModel<TModel>
        where TParameters : ModelValues
        where TInputs : ModelValues
        where TTrajectories : ModelTrajectories => throw new NotSupportedException();
}
