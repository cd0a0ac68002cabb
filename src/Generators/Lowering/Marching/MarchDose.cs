namespace ScalableMNN.Generators.Lowering.Marching;

/// <summary>A state that doses reach, and which expressions say how; -1 for none.</summary>
internal sealed record MarchDose(int State, int Bioavailability, int Lag, int Rate, int Duration);
