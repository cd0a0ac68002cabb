namespace ScalableMNN.Runtime.Estimation.Population;

/// <summary>How the likelihood of a population, an integral over the random effects of each trajectory, is approximated and maximised.</summary>
public enum PopulationMethod
{
    /// <summary>
    /// <see cref="LindstromBates"/> where errors are additive and nothing is censored, the fastest; <see cref="Laplace"/> otherwise. Of sparse data ask for Laplace yourself.
    /// </summary>
    Automatic,

    /// <summary>
    /// The integrand is normal about the mode of the effects, its curvature by second derivatives (Laplace; Wolfinger, Biometrika 80, 1993; NONMEM's LAPLACE). Any error model, censored values included.
    /// </summary>
    Laplace,

    /// <summary>
    /// The same with the expected information in the place of second derivatives, so that first derivatives suffice: first-order conditional estimation with interaction (NONMEM's FOCE INTER; Almquist, Leander and Jirstrand,
    /// Journal of Pharmacokinetics and Pharmacodynamics 42, 2015). Any error model.
    /// </summary>
    Focei,

    /// <summary>
    /// The integral itself, by adaptive Gauss-Hermite quadrature (Pinheiro and Bates, Journal of Computational and Graphical Statistics 4, 1995): no approximation to speak of, at a cost that grows with
    /// <see cref="PopulationOptions.QuadraturePoints"/> to the power of the number of random effects.
    /// </summary>
    Quadrature,

    /// <summary>
    /// The model is linear in effects and parameters at where they stand, in turn with the modes (Lindstrom and Bates, Biometrics 46, 1990), as R's nlme does. The fastest, for additive errors without censoring alone; of sparse
    /// data it may be biased.
    /// </summary>
    LindstromBates,
}
