namespace ScalableMNN.Generators.Lowering.Ir;

/// <summary>A scalar of the kernel: a literal or a local.</summary>
internal abstract record Operand
{
    public static readonly Operand Zero = new Literal(0);

    public static readonly Operand One = new Literal(1);

    public bool IsZero => this is Literal { Value: 0 };

    public bool IsOne => this is Literal { Value: 1 };
}

internal sealed record Literal(double Value) : Operand;

/// <summary>A local: assigned once, or, if mutable, several times.</summary>
internal sealed record Local(string Name, bool Mutable) : Operand;
