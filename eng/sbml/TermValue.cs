using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.SbmlSuite;

/// <summary>The value of a term, where states, coefficients and time are known.</summary>
internal static class TermValue
{
    public static double Of(Expression term, Func<string, double> state, Func<string, double> coefficient, double time) => term switch
    {
        Number number => number.Value,
        Time => time,
        StateSymbol symbol => state(symbol.Name),
        CoefficientSymbol symbol => coefficient(symbol.Name),
        Negative negative => -Of(negative.Operand, state, coefficient, time),
        Call call => call.Function.At(Of(call.Argument, state, coefficient, time)),
        Binary { Operator: BinaryOperator.Choose, Right: Binary pieces } choice =>
            Of(Of(choice.Left, state, coefficient, time) > 0.5 ? pieces.Left : pieces.Right, state, coefficient, time),
        Binary binary => Of(binary, Of(binary.Left, state, coefficient, time), Of(binary.Right, state, coefficient, time)),
        _ => throw new ArgumentOutOfRangeException(nameof(term)),
    };

    private static double Of(Binary binary, double left, double right) => binary.Operator switch
    {
        BinaryOperator.Add => left + right,
        BinaryOperator.Subtract => left - right,
        BinaryOperator.Multiply => left * right,
        BinaryOperator.Divide => left / right,
        BinaryOperator.Min => Math.Min(left, right),
        BinaryOperator.Max => Math.Max(left, right),
        BinaryOperator.Power => Math.Pow(left, right),
        _ => throw new ArgumentOutOfRangeException(nameof(binary)),
    };
}
