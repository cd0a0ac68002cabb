namespace ScalableMNN.Dsl;

/// <summary>How the least-squares problem is eliminated, grid point by grid point.</summary>
public enum Elimination
{
    /// <summary>QR for <see cref="Scheme.Hermite"/> and for <see cref="Precision.Single"/>, Cholesky for <see cref="Scheme.Taylor"/>.</summary>
    Automatic,

    /// <summary>Block L D L^T of the normal equations: fast, but it squares the condition number.</summary>
    Cholesky,

    /// <summary>Orthogonal triangularisation of the rows by Householder reflections: two to three times the arithmetic, no squaring.</summary>
    QR,
}
