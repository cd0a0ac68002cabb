namespace ScalableMNN.Runtime.Estimation;

/// <summary>How an estimation ended, from the best outcome to the worst.</summary>
public enum EstimateStatus
{
    /// <summary>The estimate is a minimum, and the data determine all parameters.</summary>
    Converged,

    /// <summary>The largest number of iterations was reached; the result is the best so far.</summary>
    IterationLimit,

    /// <summary>The work was cancelled; the result is the best so far.</summary>
    Cancelled,

    /// <summary>No step improves the fit although it has not converged; the result is the best so far.</summary>
    Stalled,

    /// <summary>The data do not determine some parameters; the message names them, and they are NaN. The trajectories fit the data nevertheless.</summary>
    NotIdentifiable,

    /// <summary>
    /// The estimate is a minimum, but of trajectories that are not a solution of the equations, so that the parameters may be wrong; the message says where.
    /// </summary>
    NotResolved,

    /// <summary>There are no measured values.</summary>
    NoData,

    /// <summary>An equation or observable, or a derivative of it, has no finite value where the estimation starts or has come to; the message says which and where.</summary>
    Failed,
}
