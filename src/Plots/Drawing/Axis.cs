namespace ScalableMNN.Dsl.Plots;

/// <summary>One axis of a chart. Its range follows from the data as far as it is not given.</summary>
/// <param name="Label">What is drawn along it, with the unit; empty for none.</param>
public sealed record Axis(string Label)
{
    /// <summary>Makes an axis without a label, for figures whose charts share one.</summary>
    public Axis()
        : this(string.Empty)
    {
    }

    /// <summary>Whether it is logarithmic; values that are not positive are then left out.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Smallest value, or null.</summary>
    public double? Minimum { get; init; }

    /// <summary>Largest value, or null.</summary>
    public double? Maximum { get; init; }

    /// <summary>Distance between ticks of a linear axis, or null for a round number.</summary>
    public double? TickStep { get; init; }
}
