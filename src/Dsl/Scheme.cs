namespace ScalableMNN.Dsl;

/// <summary>The rows that tie the unknowns of neighbouring grid points together.</summary>
public enum Scheme
{
    /// <summary>
    /// <see cref="Hermite"/> where equations and conditions determine the model, <see cref="Taylor"/> elsewhere. Hermite rows are taken where a state has order 0, and where there are as many
    /// equations as states, one to be solved for the highest derivative of each, where the order of each state is that of its highest derivative in the equations, and where there are as many
    /// conditions as that leaves free, or observations. An order above the equations' asks for Taylor rows. The generated class says in its remarks which were taken and why.
    /// </summary>
    Automatic,

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
