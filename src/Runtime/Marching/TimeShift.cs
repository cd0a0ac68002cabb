namespace ScalableMNN.Runtime.Marching;

/// <summary>How the time of a happening depends on what the model says of doses.</summary>
/// <param name="Quantity">Which quantity of which dose, see <see cref="DoseQuantities"/>.</param>
/// <param name="By">The derivative of the time with respect to it.</param>
internal readonly record struct TimeShift(int Quantity, double By);
