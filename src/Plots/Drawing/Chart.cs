using System.Collections.Generic;

namespace ScalableMNN.Dsl.Plots;

/// <summary>One diagram of a figure.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Series">What is drawn, the first at the bottom.</param>
public sealed record Chart(string Title, Axis X, Axis Y, IReadOnlyList<Series> Series)
{
    /// <summary>What stands above it at the right, in fainter ink.</summary>
    public string Note { get; init; } = string.Empty;

    /// <summary>A sentence that stands in the frame where there is nothing to draw.</summary>
    public string Message { get; init; } = "There are no finite values to draw.";
}
