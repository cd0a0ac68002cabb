using ScalableMNN.Dsl;

namespace ScalableMNN.Runtime.Models;

/// <summary>The time grid of a model.</summary>
/// <param name="Points">Number of points, or 0 where the caller says it.</param>
/// <param name="Source">Where the steps come from.</param>
/// <param name="StepSize">The step, where it is constant.</param>
/// <param name="Start">Time of the first point, where the inputs do not say it.</param>
public sealed record GridDescription(int Points, Source Source, double StepSize, double Start);
