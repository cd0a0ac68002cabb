namespace ScalableMNN.Generators.Symbolics;

/// <summary>
/// Conditions as expressions that are 1 where they are true and 0 where they are not: a comparison is a step of a difference, and, or and not are the smaller, the larger and one less the truth.
/// Whoever prints them takes them apart here, so that a reader sees the comparison.
/// </summary>
internal static class Truth
{
    /// <summary>left >= right.</summary>
    public static Expression IsNotLess(Expression left, Expression right) => new Call(Function.Heaviside, new Binary(BinaryOperator.Subtract, left, right));

    /// <summary>That a condition is not true.</summary>
    public static Expression Not(Expression truth) => new Binary(BinaryOperator.Subtract, new Number(1), truth);

    /// <summary>A piecewise function.</summary>
    public static Expression Choose(Expression truth, Expression then, Expression otherwise) =>
        new Binary(BinaryOperator.Choose, truth, new Binary(BinaryOperator.Alternatives, then, otherwise));

    /// <summary>Whether an expression is a condition, so that it changes only where a comparison in it does.</summary>
    public static bool Is(Expression expression) => expression switch
    {
        Call { Function: Function.Heaviside } => true,
        Binary { Operator: BinaryOperator.Min or BinaryOperator.Max } joined => Is(joined.Left) && Is(joined.Right),
        Binary { Operator: BinaryOperator.Subtract, Left: Number { Value: 1 } } not => Is(not.Right),
        _ => false,
    };

    /// <summary>A condition as text.</summary>
    /// <param name="truth">The condition, as it was read.</param>
    /// <param name="term">How its terms are written.</param>
    /// <param name="words">The signs for: not less, less, and, or, not.</param>
    public static string Text(Expression truth, System.Func<Expression, string> term, (string NotLess, string Less, string And, string Or, string Not) words) => truth switch
    {
        Call { Function: Function.Heaviside, Argument: Binary { Operator: BinaryOperator.Subtract } difference } => $"{term(difference.Left)} {words.NotLess} {term(difference.Right)}",
        Call { Function: Function.Heaviside } step => $"{term(step.Argument)} {words.NotLess} 0",
        Binary { Operator: BinaryOperator.Subtract, Right: Call { Function: Function.Heaviside, Argument: Binary { Operator: BinaryOperator.Subtract } difference } } =>
            $"{term(difference.Left)} {words.Less} {term(difference.Right)}",
        Binary { Operator: BinaryOperator.Subtract } not => $"{words.Not}({Text(not.Right, term, words)})",
        Binary { Operator: BinaryOperator.Min or BinaryOperator.Max } joined =>
            $"({Text(joined.Left, term, words)}) {(joined.Operator == BinaryOperator.Min ? words.And : words.Or)} ({Text(joined.Right, term, words)})",
        _ => term(truth),
    };
}
