namespace ScalableMNN.Runtime.Estimation.Population;

/// <summary>The test of a population model against one that is nested in it (Wilks, Annals of Mathematical Statistics 9, 1938).</summary>
/// <param name="Statistic">By how much the smaller model's minus twice log likelihood is above the larger one's.</param>
/// <param name="DegreesOfFreedom">How many numbers more the larger model has.</param>
/// <param name="Probability">
/// The probability of such a difference or a larger one where the smaller model is true, of chi-square. Where what is tested is a deviation, zero is at the edge of what it can be, and the true probability is smaller, down
/// to half.
/// </param>
public readonly record struct LikelihoodRatio(double Statistic, int DegreesOfFreedom, double Probability);
