namespace ScalableMNN.Runtime.Solving;

/// <summary>What a solution remembers of how it was computed.</summary>
/// <param name="Lanes">How many trajectories stood side by side.</param>
/// <param name="Options">The options of the solve.</param>
/// <param name="Kept">The packed values, rows and factor of each block, or null where they were not kept.</param>
internal sealed record SolveRecord(int Lanes, SolveOptions Options, LaneArray[]? Kept);
