namespace ScalableMNN.Generators.Symbolics;

/// <summary>
/// A term of an equation over numbers, time, coefficients and derivatives of states. Equal terms are equal as values. A part may stand in several places, as one object: then the
/// expression is a graph, and whatever walks over it has to visit each object once. Hash codes and facts about an expression are computed when it is made.
/// </summary>
internal abstract record Expression
{
    /// <summary>What kinds of symbols there are in it.</summary>
    internal virtual SymbolKinds Symbols => SymbolKinds.None;

    /// <summary>How many parts there are in it, those that stand in several places counted as often; no more than <see cref="LargestSize"/>.</summary>
    internal virtual int Size => 1;

    /// <summary>Where <see cref="Size"/> stops counting.</summary>
    internal const int LargestSize = 1 << 28;

    private protected static int Sum(int left, int right) => System.Math.Min(LargestSize, 1 + left + right);

    private protected static int Hash(int first, int second, int third) => unchecked((((first * 397) ^ second) * 397) ^ third);
}

/// <summary>Kinds of symbols.</summary>
[System.Flags]
internal enum SymbolKinds
{
    None = 0,
    Time = 1,
    Coefficient = 2,
    State = 4,
}

/// <summary>A number.</summary>
internal sealed record Number(double Value) : Expression;

/// <summary>Time at the grid point.</summary>
internal sealed record Time : Expression
{
    internal override SymbolKinds Symbols => SymbolKinds.Time;
}

/// <summary>A coefficient, by the name of its property, or a time derivative of one that the caller gives.</summary>
internal sealed record CoefficientSymbol(string Name, int Derivative = 0) : Expression
{
    internal override SymbolKinds Symbols => SymbolKinds.Coefficient;
}

/// <summary>A time derivative of a state, by the name of its property; order 0 is the state itself.</summary>
internal sealed record StateSymbol(string Name, int Order) : Expression
{
    internal override SymbolKinds Symbols => SymbolKinds.State;
}

/// <summary>A library of candidate terms, by the name of its property: in the model as it was written, not in what is solved.</summary>
internal sealed record LibrarySymbol(string Name) : Expression;

/// <summary>The negative of a term.</summary>
internal sealed record Negative(Expression Operand) : Expression
{
    private readonly int _hash = Hash(1, Operand.GetHashCode(), 0);

    internal override SymbolKinds Symbols => Operand.Symbols;

    internal override int Size { get; } = Sum(Operand.Size, 0);

    public bool Equals(Negative? other) => ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Operand.Equals(other.Operand));

    public override int GetHashCode() => _hash;
}

/// <summary>A sum, difference, product, quotient or power of two terms.</summary>
internal sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right) : Expression
{
    private readonly int _hash = Hash(2 + (int)Operator, Left.GetHashCode(), Right.GetHashCode());

    internal override SymbolKinds Symbols { get; } = Left.Symbols | Right.Symbols;

    internal override int Size { get; } = Sum(Left.Size, Right.Size);

    public bool Equals(Binary? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Operator == other.Operator && Left.Equals(other.Left) && Right.Equals(other.Right));

    public override int GetHashCode() => _hash;
}

/// <summary>An elementary function of a term.</summary>
internal sealed record Call(Function Function, Expression Argument) : Expression
{
    private readonly int _hash = Hash(100 + (int)Function, Argument.GetHashCode(), 0);

    internal override SymbolKinds Symbols => Argument.Symbols;

    internal override int Size { get; } = Sum(Argument.Size, 0);

    public bool Equals(Call? other) => ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Function == other.Function && Argument.Equals(other.Argument));

    public override int GetHashCode() => _hash;
}

/// <summary>The operations of <see cref="Binary"/>.</summary>
internal enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,

    /// <summary>The smaller; of truths, that both are true.</summary>
    Min,

    /// <summary>The larger; of truths, that one of them is true.</summary>
    Max,

    /// <summary>What <see cref="Alternatives"/> on the right are where the truth on the left is 1, or 0: condition ? (then : otherwise).</summary>
    Choose,

    /// <summary>Two terms of which <see cref="Choose"/> takes one; by themselves they have no value.</summary>
    Alternatives,
}

/// <summary>The elementary functions of <c>ScalableMNN.Dsl.Symbols</c>, by the same names, and <see cref="Heaviside"/>, which conditions are made of.</summary>
internal enum Function
{
    Exp,
    Log,
    Sqrt,
    Sin,
    Cos,
    Tan,
    Tanh,
    Sinh,
    Cosh,
    Abs,
    Sign,
    Asin,
    Acos,
    Atan,
    Log10,
    Erf,
    Floor,

    /// <summary>The truth of a condition: 1 where the argument is zero or more, 0 where it is less.</summary>
    Heaviside,
}
