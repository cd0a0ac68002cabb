using System.Collections.Generic;

namespace ScalableMNN.Generators.Symbolics;

/// <summary>Makes equal expressions the same object, so that what works on several of them meets each part once, and compares parts without walking through them.</summary>
internal sealed class ExpressionPool
{
    private readonly Dictionary<Expression, Expression> _shared = [];
    private readonly Dictionary<Expression, Expression> _known = new(Traversal.SameObject.Comparer);

    /// <summary>The object that stands for all expressions equal to this one; its parts are shared as well.</summary>
    public Expression Share(Expression expression)
    {
        if (_known.TryGetValue(expression, out var known))
        {
            return known;
        }

        // The parts of what is looked up are shared already: comparing is comparing objects.
        var rebuilt = expression switch
        {
            Negative negative => Share(negative.Operand) is var operand && ReferenceEquals(operand, negative.Operand) ? negative : new Negative(operand),
            Call call => Share(call.Argument) is var argument && ReferenceEquals(argument, call.Argument) ? call : new Call(call.Function, argument),
            Binary binary => Rebuilt(binary, Share(binary.Left), Share(binary.Right)),
            _ => expression,
        };
        if (!_shared.TryGetValue(rebuilt, out var shared))
        {
            shared = rebuilt;
            _shared.Add(rebuilt, rebuilt);
        }

        _known.Add(expression, shared);
        return shared;
    }

    private static Binary Rebuilt(Binary binary, Expression left, Expression right) =>
        ReferenceEquals(left, binary.Left) && ReferenceEquals(right, binary.Right) ? binary : new Binary(binary.Operator, left, right);
}
