namespace ScalableMNN.Dsl;

/// <summary>A comparison of two terms, for <see cref="Symbols.When"/>. It describes, and is never evaluated.</summary>
public sealed class Condition
{
    private Condition()
    {
    }
}
