namespace ScalableMNN.Dsl;

/// <summary>The rows that tie the unknowns of neighbouring grid points together.</summary>
public enum Scheme
{
    /// <summary>
    /// Forward and backward Taylor expansions of every derivative over each step: the smoothness constraints of the Scalable Mechanistic
    /// Neural Network (Chen et al., ICLR 2025, arXiv 2410.06074). First to second order; use it to reproduce the reference.
    /// </summary>
    Taylor,

    /// <summary>
    /// Two-point Hermite-Obreshkov rows (Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, section II.13). With equations differentiated k times
    /// (<see cref="SmoothnessAttribute.Prolongation"/>) an implicit method of order 2 (k + 1) at least.
    /// </summary>
    Hermite,
}
