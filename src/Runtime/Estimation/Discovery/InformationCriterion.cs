namespace ScalableMNN.Runtime.Estimation.Discovery;

/// <summary>What a further term must be worth: n log(misfit / n) plus a penalty for each of k terms is to be small.</summary>
public enum InformationCriterion
{
    /// <summary>Penalty k (log n + 2 log p) with p candidate terms: the more candidates, the more a term must explain. Source: Chen and Chen, Biometrika 95, 2008.</summary>
    ExtendedBayesian,

    /// <summary>Penalty k log n. Source: Schwarz, Annals of Statistics 6, 1978.</summary>
    Bayesian,

    /// <summary>Penalty 2 k. Source: Akaike, IEEE Transactions on Automatic Control 19, 1974.</summary>
    Akaike,
}
