namespace ScalableMNN.Dsl.Plots;

/// <summary>How a series is drawn.</summary>
public enum Mark
{
    /// <summary>A line through all points.</summary>
    Line,

    /// <summary>A dashed line through all points.</summary>
    DashedLine,

    /// <summary>A circle at each point.</summary>
    Circles,

    /// <summary>A small filled dot at each point, for many of them.</summary>
    Dots,

    /// <summary>A faint area between a lower and an upper curve, such as a confidence band.</summary>
    Band,
}
