using System;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>What the blocks of one adjoint solve share.</summary>
/// <param name="Solution">The solution.</param>
/// <param name="Cotangent">The derivative of the loss with respect to it.</param>
/// <param name="Parameters">Receives the derivatives with respect to the parameters.</param>
/// <param name="Inputs">Receives the derivatives with respect to the inputs.</param>
/// <param name="Options">The options.</param>
/// <param name="Record">How the solution was computed.</param>
internal sealed record AdjointRun(
    ModelTrajectories Solution, ModelCotangent Cotangent, ModelValues Parameters, ModelValues Inputs, SolveOptions Options, SolveRecord Record)
{
    /// <summary>
    /// Each trajectory's part of the derivatives with respect to values of the whole model, trajectories innermost. They are summed in the order of the trajectories, so that the
    /// sum does not depend on lanes and cores.
    /// </summary>
    public double[] Shared { get; set; } = [];

    /// <summary>Whether a derivative may not be finite.</summary>
    public bool IsSuspect { get; set; }

    /// <summary>Which derivatives are not finite, and why; or null.</summary>
    public GradientFault? Fault { get; set; }

    /// <summary>Along which the gradient is differentiated again, or null where it is not.</summary>
    public Problem? Direction { get; init; }

    /// <summary>Receives the derivative of the trajectories along it.</summary>
    public ModelCotangent? Change { get; init; }

    /// <summary>Where the derivatives with respect to a value go.</summary>
    public ValueSource TargetOf(in ValueSource source) => source with { Values = source.Values.Role == ValueRole.Parameters ? Parameters : Inputs };
}
