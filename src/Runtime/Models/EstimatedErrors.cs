namespace ScalableMNN.Runtime.Models;

/// <summary>The estimated error of every number of a solution.</summary>
internal sealed class EstimatedErrors(ModelTrajectories solution) : StateStorage(solution.Model, solution.TrajectoryCount, solution.PointCount, clear: false);
