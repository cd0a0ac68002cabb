using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Lowering;

/// <summary>
/// Differentiates equations in time, by the chain rule through states, time and given values: each derivative of an equation is an equation for one more derivative
/// of the states.
/// </summary>
internal sealed class Prolongation
{
    private readonly ModelSpec _spec;
    private readonly Dictionary<string, CoefficientSpec> _coefficients;

    public Prolongation(ModelSpec spec)
    {
        _spec = spec;
        _coefficients = spec.Coefficients.ToDictionary(static coefficient => coefficient.Name);
    }

    /// <summary>The equation, with functions and constants put in, and its first k time derivatives.</summary>
    public IEnumerable<EquationSpec> Equations(EquationSpec equation)
    {
        var current = equation with { Left = Inline(equation.Left), Right = Inline(equation.Right) };
        for (var k = 0; ; k++)
        {
            yield return k == 0 ? current : current with { Name = $"{equation.Name}D{k}" };
            if (k == _spec.Smoothness.Prolongation)
            {
                yield break;
            }

            current = current with { Left = Derivative(current.Left), Right = Derivative(current.Right) };
        }
    }

    /// <summary>The total time derivative of an expression without functions.</summary>
    /// <exception cref="InvalidOperationException">It holds a value for each grid point whose derivative is not given; the parser reports this.</exception>
    public Expression Derivative(Expression expression)
    {
        Expression sum = Simplifier.Zero;
        foreach (var symbol in expression.DescendantsAndSelf().Where(static part => part is Time or StateSymbol or CoefficientSymbol).Distinct())
        {
            Expression? rate = symbol switch
            {
                Time => Simplifier.One,
                StateSymbol state => new StateSymbol(state.Name, state.Order + 1),
                CoefficientSymbol coefficient => RateOf(coefficient),
                _ => null,
            };
            if (rate is not null)
            {
                sum = new Binary(BinaryOperator.Add, sum, new Binary(BinaryOperator.Multiply, Differentiator.Differentiate(expression, symbol), rate));
            }
        }

        return Simplifier.Simplify(sum);
    }

    /// <summary>The first value in an equation whose time derivatives are needed and not given, or null.</summary>
    public CoefficientSpec? FirstWithoutDerivatives(EquationSpec equation) =>
        new[] { equation.Left, equation.Right }
            .Select(Inline)
            .SelectMany(static side => side.DescendantsAndSelf())
            .OfType<CoefficientSymbol>()
            .Select(symbol => _coefficients[symbol.Name])
            .FirstOrDefault(coefficient => coefficient.Per == Variation.Step && coefficient.Derivatives < _spec.Smoothness.Prolongation);

    private CoefficientSymbol? RateOf(CoefficientSymbol symbol)
    {
        var coefficient = _coefficients[symbol.Name];
        if (coefficient.Per != Variation.Step)
        {
            return null;
        }

        return symbol.Derivative < coefficient.Derivatives
            ? symbol with { Derivative = symbol.Derivative + 1 }
            : throw new InvalidOperationException($"The time derivative of {symbol.Name} is not given.");
    }

    /// <summary>An expression with functions and constants put in.</summary>
    public Expression Inline(Expression expression)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            expression = expression.Replace(leaf =>
            {
                if (leaf is not CoefficientSymbol symbol)
                {
                    return null;
                }

                var coefficient = _coefficients[symbol.Name];
                Expression? body = coefficient.Source switch
                {
                    CoefficientSource.Function => coefficient.Body,
                    CoefficientSource.Constant => new Number(coefficient.Value),
                    _ => null,
                };
                changed |= body is not null;
                return body;
            });
        }

        return Simplifier.Simplify(expression);
    }
}
