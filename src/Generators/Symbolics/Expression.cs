namespace ScalableMNN.Generators.Symbolics;

/// <summary>A term of an equation, as a value-equatable tree over numbers, time, coefficients and derivatives of states.</summary>
internal abstract record Expression;

/// <summary>A number.</summary>
internal sealed record Number(double Value) : Expression;

/// <summary>Time at the grid point.</summary>
internal sealed record Time : Expression;

/// <summary>A coefficient, by the name of its property, or a time derivative of one that the caller gives.</summary>
internal sealed record CoefficientSymbol(string Name, int Derivative = 0) : Expression;

/// <summary>A time derivative of a state, by the name of its property; order 0 is the state itself.</summary>
internal sealed record StateSymbol(string Name, int Order) : Expression;

/// <summary>A library of candidate terms, by the name of its property: in the model as it was written, not in what is solved.</summary>
internal sealed record LibrarySymbol(string Name) : Expression;

/// <summary>The negative of a term.</summary>
internal sealed record Negative(Expression Operand) : Expression;

/// <summary>A sum, difference, product, quotient or power of two terms.</summary>
internal sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right) : Expression;

/// <summary>An elementary function of a term.</summary>
internal sealed record Call(Function Function, Expression Argument) : Expression;

/// <summary>The operations of <see cref="Binary"/>.</summary>
internal enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

/// <summary>The elementary functions of <c>ScalableMNN.Dsl.Symbols</c>, by the same names; <see cref="Sign"/> arises from differentiating Abs.</summary>
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
}
