namespace ScalableMNN.Runtime.Marching;

/// <summary>A step that was accepted, with all that the adjoint march needs of it.</summary>
/// <param name="Time">Where it begins.</param>
/// <param name="Size">How long it is.</param>
/// <param name="Reached">Where it ends.</param>
/// <param name="Start">The components at its beginning.</param>
/// <param name="Stages">The components at its stages, stage by stage.</param>
/// <param name="Rates">The infusions that run.</param>
internal sealed record RadauStep(double Time, double Size, double Reached, double[] Start, double[] Stages, RunningInfusions Rates) : MarchedPart;
