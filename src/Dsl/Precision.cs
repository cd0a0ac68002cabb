namespace ScalableMNN.Dsl;

/// <summary>In which floating-point numbers the least-squares problem is factorised and solved.</summary>
public enum Precision
{
    /// <summary>In double precision, 64 bits.</summary>
    Double,

    /// <summary>
    /// The factor and the sweeps in single precision, 32 bits: half the memory and twice the trajectories in a vector. Values, residuals and solutions stay in double precision, and
    /// refinement brings the solution to the accuracy of that, unless the condition number comes near the reciprocal of the single rounding unit, 1e7. For linear models; by QR.
    /// Source: Higham, Accuracy and Stability of Numerical Algorithms, section 12.1 (mixed-precision iterative refinement).
    /// </summary>
    Single,
}
