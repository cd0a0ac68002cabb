using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>Makes trajectories of a model and solves for them.</summary>
/// <param name="parameters">The parameters.</param>
/// <param name="inputs">The inputs, with all initial values.</param>
/// <param name="options">How to solve; on how many cores is the estimation's to say.</param>
internal delegate ModelTrajectories ModelSolver(ModelValues parameters, ModelValues inputs, SolveOptions options);
