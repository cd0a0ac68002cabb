namespace ScalableMNN.Runtime.Solving;

/// <summary>The first thing that is wrong with the values of a trajectory, if anything is.</summary>
/// <param name="Status">Ok, NotFinite or StepNotPositive.</param>
/// <param name="Step">The grid point, or -1 for a value of the whole trajectory.</param>
/// <param name="Value">The offending number.</param>
/// <param name="Member">The member that holds it.</param>
internal readonly record struct ValueFault(SolveStatus Status, int Step, double Value, string Member);
