namespace ScalableMNN.Dsl;

/// <summary>
/// A comparison of two terms, or several joined by <c>&amp;</c> (and), <c>|</c> (or) and <c>!</c> (not), for <see cref="Symbols.If"/> and <see cref="Symbols.When"/>. It describes, and is never evaluated.
/// </summary>
public sealed class Condition
{
    private Condition()
    {
    }

    /// <summary>Describes that both are true.</summary>
    public static Condition operator &(Condition left, Condition right) => throw Marker.Evaluated("operator &");

    /// <summary>Describes that one of them is true, or both.</summary>
    public static Condition operator |(Condition left, Condition right) => throw Marker.Evaluated("operator |");

    /// <summary>Describes that it is not true.</summary>
    public static Condition operator !(Condition condition) => throw Marker.Evaluated("operator !");
}
