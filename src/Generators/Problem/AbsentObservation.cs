using System;
using System.Collections.Generic;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Problem;

/// <summary>
/// The row of an observed expression where nothing was observed. It is multiplied by zero there, which makes nothing of a number that is not finite, such as the logarithm of a
/// concentration that begins at zero; so whatever may not be defined, or be too large, has one as its argument where the value is absent.
/// </summary>
/// <param name="present">One where there is a value, zero where there is none.</param>
/// <param name="varies">Whether an expression differs from grid point to grid point; what does not is the caller's to keep finite.</param>
internal sealed class AbsentObservation(Expression present, Func<Expression, bool> varies)
{
    private readonly Dictionary<Expression, Expression> _safe = [];

    /// <summary>Multiplies by whether the value is present.</summary>
    public Expression Silence(Expression value) => Simplifier.Simplify(new Binary(BinaryOperator.Multiply, present, Safe(value)));

    private Expression Safe(Expression expression)
    {
        if (expression is not (Negative or Binary or Call) || !varies(expression))
        {
            return expression;
        }

        if (!_safe.TryGetValue(expression, out var safe))
        {
            safe = expression switch
            {
                Negative negative => new Negative(Safe(negative.Operand)),
                Call { Function: Function.Abs or Function.Sign or Function.Sin or Function.Cos or Function.Tanh or Function.Atan or Function.Erf or Function.Floor or Function.Heaviside } call => new Call(call.Function, Safe(call.Argument)),
                Call call => new Call(call.Function, Blend(call.Argument)),
                Binary { Operator: BinaryOperator.Divide } quotient => new Binary(BinaryOperator.Divide, Safe(quotient.Left), Blend(quotient.Right)),
                Binary { Operator: BinaryOperator.Power, Right: Number { Value: >= 0 } exponent } power when exponent.Value == Math.Floor(exponent.Value) =>
                    new Binary(BinaryOperator.Power, Safe(power.Left), exponent),
                Binary { Operator: BinaryOperator.Power } power => new Binary(BinaryOperator.Power, Blend(power.Left), Safe(power.Right)),
                Binary binary => new Binary(binary.Operator, Safe(binary.Left), Safe(binary.Right)),
                _ => expression,
            };
            _safe.Add(expression, safe);
        }

        return safe;
    }

    /// <summary>The value itself where the observation is present, one where it is absent: present x + (1 - present).</summary>
    private Expression Blend(Expression value) => varies(value)
        ? new Binary(BinaryOperator.Add, new Binary(BinaryOperator.Multiply, present, Safe(value)), new Binary(BinaryOperator.Subtract, Simplifier.One, present))
        : value;
}
