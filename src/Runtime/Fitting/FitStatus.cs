namespace ScalableMNN.Runtime.Fitting;

/// <summary>How a fit ended, from the best outcome to the worst.</summary>
public enum FitStatus
{
    /// <summary>The gradient is as good as zero, or rounding allows no further improvement.</summary>
    Converged,

    /// <summary>The largest number of iterations was reached; the result is the best so far.</summary>
    IterationLimit,

    /// <summary>The time was up; the result is the best so far.</summary>
    TimeLimit,

    /// <summary>The fit was cancelled; the result is the best so far.</summary>
    Cancelled,

    /// <summary>There was no solution that can be trusted, or no finite loss, where the fit started; the result is the start.</summary>
    Failed,
}
