using ScalableMNN.Bench.Measuring;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Bench.Eliminations;

/// <summary>One model by Cholesky and by reflections.</summary>
/// <param name="Folder">The sample it belongs to, or "Bench".</param>
/// <param name="Name">Its name.</param>
/// <param name="Trajectories">How many trajectories.</param>
/// <param name="Points">How many grid points.</param>
/// <param name="Unknowns">How many unknowns a grid point has.</param>
/// <param name="Cholesky">By Cholesky.</param>
/// <param name="Reflections">By reflections.</param>
/// <param name="Difference">The largest difference of the two, over all states, relative to the largest value of the state.</param>
/// <param name="UnrefinedDifference">The same where neither is refined; NaN for a nonlinear model, whose iterations refine it.</param>
internal sealed record EliminationResult(
    string Folder, string Name, int Trajectories, int Points, int Unknowns, EliminationMeasure Cholesky, EliminationMeasure Reflections, double Difference, double UnrefinedDifference);

/// <summary>What one elimination takes and gives.</summary>
/// <param name="Time">Of a solve with refinement into memory of an earlier one, on one core.</param>
/// <param name="Worst">The report with the largest estimated error.</param>
/// <param name="Failed">How many trajectories have no solution.</param>
internal sealed record EliminationMeasure(Sample Time, TrajectoryReport Worst, int Failed);
