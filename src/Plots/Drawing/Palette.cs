namespace ScalableMNN.Dsl.Plots;

/// <summary>The colours of a light theme. Those of series stay apart for colour-blind readers too: the first three are from the set of Okabe and Ito (Color Universal Design, 2008).</summary>
public static class Palette
{
    /// <summary>For what was computed.</summary>
    public const string Blue = "#0072b2";

    /// <summary>For what was measured.</summary>
    public const string Orange = "#d55e00";

    /// <summary>A third colour.</summary>
    public const string Teal = "#009e73";

    /// <summary>A fourth colour.</summary>
    public const string Violet = "#8f4a91";

    /// <summary>For what stands in the background.</summary>
    public const string Grey = "#98a1ab";

    /// <summary>For text, and for lines over coloured ones.</summary>
    public const string Ink = "#1f2933";

    internal const string Background = "#ffffff";
    internal const string Frame = "#c4cad1";
    internal const string Grid = "#eceff2";
    internal const string FaintInk = "#5a6673";
}
