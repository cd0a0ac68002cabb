namespace ScalableMNN.Runtime.Estimation;

/// <summary>What an estimate is a statement about.</summary>
public enum EstimateMethod
{
    /// <summary>
    /// Trajectories on the grid, which may leave their equations a little: where the equations have no solution from initial values alone, where neighbouring solutions move apart as in chaos, where that was asked for by a
    /// <see cref="EstimateOptions.Rigidity"/> below the default or by <see cref="EstimateOptions.Huber"/>, and where very many trajectories are their equations' solution to within a tenth of a standard error.
    /// </summary>
    SoftOnGrid,

    /// <summary>The model's own solution at the estimate, marched with a tolerance: the trajectories on the grid were the start.</summary>
    ExactFromGrid,

    /// <summary>The model's own solution at the estimate, marched with a tolerance, from the start that was given.</summary>
    Shooting,
}
