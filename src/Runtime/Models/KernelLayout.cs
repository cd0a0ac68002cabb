namespace ScalableMNN.Runtime.Models;

/// <summary>How many lanes each array of a <see cref="LaneBlock{TLane}"/> holds.</summary>
/// <param name="Unknowns">Number N of unknowns at a grid point. Vectors hold T + 2 times N lanes, the two extra points zero.</param>
/// <param name="Header">Inputs with one value for each trajectory.</param>
/// <param name="Steps">Inputs with a value for each grid point.</param>
/// <param name="Rows">Evaluated row values for each grid point.</param>
/// <param name="Factor">Numbers of the factor for each grid point.</param>
/// <param name="Workspace">Scratch of one grid point.</param>
public readonly record struct KernelLayout(int Unknowns, int Header, int Steps, int Rows, int Factor, int Workspace);
