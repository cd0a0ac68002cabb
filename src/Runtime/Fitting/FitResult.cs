using System.Collections.Generic;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Fitting;

/// <summary>What a fit found.</summary>
/// <param name="Parameters">The best learned values found.</param>
/// <param name="Trajectories">The solution with them.</param>
/// <param name="Loss">The loss there.</param>
/// <param name="TrajectoryLosses">The part of each trajectory in the loss; empty for a loss of the caller's own, which need not be a sum.</param>
/// <param name="Iterations">How many improvements were found on the way.</param>
/// <param name="Evaluations">How often the model was solved and differentiated; where trajectories are fitted one by one, the sum over them.</param>
/// <param name="GradientNorm">The largest component of the gradient, in the minimiser's coordinates.</param>
/// <param name="Status">How the fit ended; where trajectories are fitted one by one, the worst of them.</param>
/// <param name="Message">The same in words, with the trajectories that did not converge.</param>
/// <typeparam name="TParameters">The parameters of the model.</typeparam>
/// <typeparam name="TTrajectories">The trajectories of the model.</typeparam>
public sealed record FitResult<TParameters, TTrajectories>(
    TParameters Parameters,
    TTrajectories Trajectories,
    double Loss,
    IReadOnlyList<double> TrajectoryLosses,
    int Iterations,
    int Evaluations,
    double GradientNorm,
    FitStatus Status,
    string Message)
    where TParameters : ModelValues
    where TTrajectories : ModelTrajectories;
