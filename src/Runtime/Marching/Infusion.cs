namespace ScalableMNN.Runtime.Marching;

/// <summary>An infusion as it arrives.</summary>
/// <param name="Dose">Which of the model's doses.</param>
/// <param name="Rate">Its rate.</param>
/// <param name="ByPart">The derivative of the rate with respect to the bioavailability.</param>
/// <param name="ByRate">That with respect to the rate that the model says.</param>
/// <param name="ByDuration">That with respect to the duration that the model says.</param>
internal readonly record struct Infusion(int Dose, double Rate, double ByPart, double ByRate, double ByDuration);
