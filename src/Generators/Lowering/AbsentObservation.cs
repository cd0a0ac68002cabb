using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Lowering;

/// <summary>
/// The row of an observed expression where nothing was observed. It is multiplied by zero there, which makes nothing of a number that is not finite, such as the logarithm of a
/// concentration that begins at zero; so every state in it reads one where its value is absent.
/// </summary>
internal static class AbsentObservation
{
    /// <summary>Multiplies by whether the value is present, and puts present u + (1 - present) in the place of each state u.</summary>
    public static Expression Silence(Expression value, Expression present)
    {
        return Simplifier.Simplify(new Binary(BinaryOperator.Multiply, present, Safe(value)));

        Expression Safe(Expression expression) => expression switch
        {
            StateSymbol state => new Binary(
                BinaryOperator.Add,
                new Binary(BinaryOperator.Multiply, present, state),
                new Binary(BinaryOperator.Subtract, Simplifier.One, present)),
            Negative negative => new Negative(Safe(negative.Operand)),
            Binary binary => new Binary(binary.Operator, Safe(binary.Left), Safe(binary.Right)),
            Call call => new Call(call.Function, Safe(call.Argument)),
            _ => expression,
        };
    }
}
