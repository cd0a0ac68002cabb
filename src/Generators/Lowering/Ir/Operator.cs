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
    Asin,
    Acos,
    Atan,
    Log10,
    Erf,
    Floor,

    /// <summary>1 where it is zero or more, 0 where it is less.</summary>
    Heaviside,

    /// <summary>The smaller.</summary>
    Min,

    /// <summary>The larger.</summary>
    Max,

    /// <summary>b where a is 1, c elsewhere.</summary>
    Choose,

    /// <summary>|a| with the sign of b.</summary>
    CopySign,

    Power,
}
