namespace ScalableMNN.Generators.Problem;

/// <summary>At which grid points a row holds: at every point from which it reaches no further than the last, or at the first few.</summary>
/// <param name="Reach">How many points ahead its furthest entry is.</param>
/// <param name="Points">Up to how many points, from the first on; 0 for all.</param>
internal sealed record Extent(int Reach, int Points)
{
    /// <summary>Every point.</summary>
    public static Extent EveryPoint { get; } = new(0, 0);

    /// <summary>Every step, from its first point to its second.</summary>
    public static Extent EveryStep { get; } = new(1, 0);

    /// <summary>Every two neighbouring steps.</summary>
    public static Extent EveryTwoSteps { get; } = new(2, 0);

    /// <summary>The first points.</summary>
    public static Extent First(int points) => new(0, points);
}
