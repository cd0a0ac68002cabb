namespace ScalableMNN.Dsl;

/// <summary>The rows that tie the unknowns of neighbouring grid points together.</summary>
public enum Scheme
{
    /// <summary>
    /// Forward and backward Taylor expansions of every derivative over each step: the smoothness constraints of the Scalable Mechanistic
    /// Neural Network (Chen et al., ICLR 2025, arXiv 2410.06074).
    /// </summary>
    Taylor,
}
