namespace ScalableMNN.Dsl;

/// <summary>An equation between two terms. It describes, and is never evaluated.</summary>
public sealed class Equation
{
    private Equation()
    {
    }
}
