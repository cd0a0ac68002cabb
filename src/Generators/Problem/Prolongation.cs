using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Problem;

/// <summary>
/// Differentiates equations in time, by the chain rule through states, time and given values: each derivative of an equation is an equation for one more derivative
/// of the states.
/// </summary>
internal sealed class Prolongation
{
    /// <summary>A derivative of more parts than this is not written out for the reader.</summary>
    private const int LongestText = 80;

    private readonly ModelSpec _spec;
    private readonly Dictionary<string, CoefficientSpec> _coefficients;

    private readonly ExpressionPool _pool = new();
    private readonly Derivation _derivation;

    public Prolongation(ModelSpec spec)
    {
        _spec = spec;
        _coefficients = spec.Coefficients.ToDictionary(static coefficient => coefficient.Name);
        _derivation = new Derivation(symbol => symbol switch
        {
            Time => Simplifier.One,
            StateSymbol state => state with { Order = state.Order + 1 },
            CoefficientSymbol coefficient => RateOf(coefficient),
            _ => null,
        });
    }

    /// <summary>The equation, with functions and constants put in, and its first k time derivatives.</summary>
    public IEnumerable<EquationSpec> Equations(EquationSpec equation)
    {
        var current = equation with { Left = Inline(equation.Left), Right = Inline(equation.Right) };
        for (var k = 0; ; k++)
        {
            yield return k == 0 ? current : current with { Name = NameOf(equation, k) };
            if (k == _spec.Smoothness.Prolongation)
            {
                yield break;
            }

            current = current with { Left = Derivative(current.Left), Right = Derivative(current.Right) };
        }
    }

    /// <summary>The equation and its first k time derivatives as rows: as they are where the equation is linear in the states, otherwise linearised.</summary>
    public IEnumerable<LinearForm> Forms(EquationSpec equation)
    {
        TimeDerivatives? residual = null;
        var k = 0;
        foreach (var derived in Equations(equation))
        {
            if (residual is null && LinearForm.TryCreate(derived, out _) is { } form)
            {
                yield return form;
            }
            else
            {
                residual ??= Residual(equation);
                yield return Linearisation.Of(residual, k);
            }

            k++;
        }
    }

    /// <summary>Left side minus right side of an equation, with functions and constants put in.</summary>
    public TimeDerivatives Residual(EquationSpec equation) =>
        new(this, Share(Simplifier.Sum((Inline(equation.Left), 1), (Inline(equation.Right), -1))));

    /// <summary>The name of the k-th time derivative of an equation.</summary>
    public static string NameOf(EquationSpec equation, int k) => k == 0 ? equation.Name : $"{equation.Name}D{k}";

    /// <summary>What a reader sees of the k-th time derivative of an equation: the equation as it was written, with the names of its constants; its derivatives as the compiler has them while they are short.</summary>
    public static string TextOf(EquationSpec written, EquationSpec derived, int k) =>
        k == 0 ? EquationText.Of(written)
        : derived.Left.Size + derived.Right.Size <= LongestText ? EquationText.Of(derived)
        : $"Derivative {k.ToString(System.Globalization.CultureInfo.InvariantCulture)} in time of {EquationText.Of(written)}";

    /// <summary>The total time derivative of a simplified expression without functions.</summary>
    /// <exception cref="InvalidOperationException">It holds a value for each grid point whose derivative is not given; the parser reports this.</exception>
    public Expression Derivative(Expression expression) => Share(_derivation.Of(expression));

    /// <summary>The object that stands for all equal expressions of the model.</summary>
    public Expression Share(Expression expression) => _pool.Share(expression);

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

        return Share(Simplifier.Simplify(expression));
    }
}
