using System;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>What the source generator writes, besides the solver, for a model with observations: what <see cref="Estimator"/> is written against.</summary>
/// <typeparam name="TSelf">The model.</typeparam>
public interface IEstimableModel<TSelf> : IMechanisticModel<TSelf>
    where TSelf : IEstimableModel<TSelf>
{
    /// <summary>The rows of the model, and what estimation needs to know of its parameters.</summary>
    static abstract EstimationDescription Estimation { get; }

    /// <summary>
    /// Evaluates, at every grid point, each equation (left side minus right side) and each observable at the iterate and the parameters, with their derivatives with
    /// respect to the scaled unknowns z = h^r u^(r) of the grid point and to the learned values, without weights.
    /// </summary>
    /// <param name="block">
    /// Points, header, steps, iterate and origin are read. The workspace is scratch and holds <see cref="KernelLayout.Workspace"/> lanes; rows and factor are not used and may be
    /// empty. The iterate is given for a linear model as well.
    /// </param>
    /// <param name="values">Receives <see cref="EstimationDescription.Width"/> lanes for each grid point, laid out as <see cref="RowDescription"/> says.</param>
    static abstract void Linearise<TLane>(LaneBlock<TLane> block, Span<TLane> values)
        where TLane : unmanaged, ILane<TLane>;
}
