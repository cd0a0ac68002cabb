namespace ScalableMNN.Generators.Lowering.Ir;

/// <summary>The operations of the kernel.</summary>
internal enum Operator
{
    Copy,
    Add,
    Subtract,
    Multiply,
    Divide,
    Negate,

    /// <summary>a b + c, rounded once.</summary>
    MultiplyAdd,

    /// <summary>c - a b, rounded once.</summary>
    MultiplySubtract,

    Abs,
    Sqrt,
    Exp,
    Log,
    Sin,
    Cos,
    Tan,
    Tanh,
    Sinh,
    Cosh,
    Sign,

    /// <summary>|a| with the sign of b.</summary>
    CopySign,

    Power,
}
