namespace ScalableMNN.Bench.Marching;

/// <summary>What one problem took at one tolerance.</summary>
/// <param name="Title">The problem.</param>
/// <param name="Tolerance">The relative tolerance; the absolute one is a thousandth of it, of the largest size of each state.</param>
/// <param name="Steps">The solver's steps, or -1 where it failed.</param>
/// <param name="Error">The largest error of a state at the end, relative to the largest size that the state has had, in units of the tolerance.</param>
/// <param name="Alone">Microseconds for one trajectory on one core.</param>
/// <param name="InBatch">Microseconds for each trajectory of a batch of 1024, on all cores; NaN where it was not measured.</param>
internal sealed record MarchResult(string Title, double Tolerance, long Steps, double Error, double Alone, double InBatch);
