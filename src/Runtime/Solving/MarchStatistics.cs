using System.Collections.Generic;

namespace ScalableMNN.Runtime.Solving;

/// <summary>What a solve with a tolerance did for one trajectory.</summary>
/// <param name="Steps">How many steps were accepted.</param>
/// <param name="Rejections">How many were rejected because their error was too large.</param>
/// <param name="Failures">How many were given up because Newton's iterations did not converge.</param>
/// <param name="Iterations">Iterations of Newton's method.</param>
/// <param name="Factorisations">How often Newton's matrix was factorised; zero where no step needed one.</param>
/// <param name="Stages">How many stages the method has; its order is twice that, less one.</param>
/// <param name="End">The time that was reached.</param>
/// <param name="Limiting">The state whose error was largest in the last step, or null where there was none.</param>
public sealed record MarchStatistics(int Steps, int Rejections, int Failures, int Iterations, int Factorisations, int Stages, double End, string? Limiting)
{
    /// <summary>The events that have happened, in the order of time; doses are none.</summary>
    public IReadOnlyList<EventOccurrence> Events { get; init; } = [];

    /// <summary>The event that ended the trajectory, or null.</summary>
    public string? EndedBy { get; init; }

    /// <summary>What is wrong with what happens to the trajectory, as the beginning of a sentence; null where nothing is.</summary>
    public string? Fault { get; init; }
}
