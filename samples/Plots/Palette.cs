namespace ScalableMNN.Samples.Plots;

/// <summary>The colours of a light theme. The series colours stay apart from each other for colour-blind readers too.</summary>
public static class Palette
{
    /// <summary>For what was computed.</summary>
    public const string Blue = "#2563c9";

    /// <summary>For what was measured.</summary>
    public const string Orange = "#d9480f";

    /// <summary>A third colour.</summary>
    public const string Teal = "#0c8577";

    /// <summary>A fourth colour.</summary>
    public const string Violet = "#7c4dbd";

    /// <summary>For what stands in the background.</summary>
    public const string Grey = "#98a1ab";

    /// <summary>For text, and for lines over coloured ones.</summary>
    public const string Ink = "#1f2933";

    internal const string Background = "#ffffff";
    internal const string Frame = "#c4cad1";
    internal const string Grid = "#eceff2";
    internal const string FaintInk = "#5a6673";
}
