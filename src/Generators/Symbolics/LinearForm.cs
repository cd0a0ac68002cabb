using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Symbolics;

/// <summary>
/// An equation that is linear in the states, as a row of the least-squares problem: the sum of Coefficient * State over <see cref="Terms"/> equals
/// <see cref="RightHandSide"/>.
/// </summary>
/// <param name="Terms">One term for each derivative of each state that occurs with a coefficient other than 0, in the order of first occurrence.</param>
/// <param name="RightHandSide">What stands on the other side: simplified, without states.</param>
internal sealed record LinearForm(EquatableArray<LinearTerm> Terms, Expression RightHandSide)
{
    /// <summary>Brings an equation into linear form.</summary>
    /// <param name="equation">The equation.</param>
    /// <param name="nonlinear">Null, or the innermost part of the equation that is not linear: the very object out of the equation's tree.</param>
    /// <returns>The linear form, in which coefficients that are functions stay symbols; null where the equation is not linear in the states.</returns>
    public static LinearForm? TryCreate(EquationSpec equation, out Expression? nonlinear)
    {
        var sum = new Parts();
        nonlinear = sum.Add(equation.Left, negative: false);
        var leftRest = sum.TakeRest();
        nonlinear ??= sum.Add(equation.Right, negative: true);
        if (nonlinear is not null)
        {
            return null;
        }

        var terms = sum.States
            .Select(state => new LinearTerm(state, Simplifier.Simplify(sum.Coefficients[state])))
            .Where(term => term.Coefficient is not Number { Value: 0 })
            .ToArray();
        return new LinearForm(new EquatableArray<LinearTerm>(terms), Simplifier.Simplify(new Binary(BinaryOperator.Subtract, new Negative(sum.TakeRest()), leftRest)));
    }

    /// <summary>An expression split into what multiplies each state, and the rest.</summary>
    private sealed class Parts
    {
        public List<StateSymbol> States { get; } = [];

        public Dictionary<StateSymbol, Expression> Coefficients { get; } = [];

        public Expression Rest { get; private set; } = Simplifier.Zero;

        /// <summary>Takes the rest out, so that it starts again from zero.</summary>
        public Expression TakeRest()
        {
            var rest = Rest;
            Rest = Simplifier.Zero;
            return rest;
        }

        /// <summary>Adds an expression.</summary>
        /// <returns>The part that is not linear, or null.</returns>
        public Expression? Add(Expression expression, bool negative)
        {
            switch (expression)
            {
                case StateSymbol state:
                    AddState(state, Simplifier.One, negative);
                    return null;
                case Negative minus:
                    return Add(minus.Operand, !negative);
                case Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract } binary:
                    return Add(binary.Left, negative)
                        ?? Add(binary.Right, negative ^ (binary.Operator == BinaryOperator.Subtract));
                case Binary { Operator: BinaryOperator.Multiply } binary:
                    return AddProduct(binary, negative);
                case Binary { Operator: BinaryOperator.Divide } binary:
                    return AddQuotient(binary, negative);
                case Binary { Operator: BinaryOperator.Power, Right: Number { Value: 1 } } binary:
                    return Add(binary.Left, negative);
                case Binary or Call when expression.ContainsState():
                    return Innermost(expression);
                default:
                    Rest = Sum(Rest, expression, negative);
                    return null;
            }
        }

        private Expression? AddProduct(Binary product, bool negative)
        {
            var (left, right) = (new Parts(), new Parts());
            if ((left.Add(product.Left, negative: false) ?? right.Add(product.Right, negative: false)) is { } nonlinear)
            {
                return nonlinear;
            }

            if (left.States.Count > 0 && right.States.Count > 0)
            {
                return product;
            }

            // The factor without states is taken as it is written, so that what the user wrote stays readable.
            var (states, factor, factorFirst) = left.States.Count > 0 ? (left, product.Right, false) : (right, product.Left, true);
            foreach (var state in states.States)
            {
                var coefficient = states.Coefficients[state];
                AddState(state, factorFirst ? Multiply(factor, coefficient) : Multiply(coefficient, factor), negative);
            }

            if (states.Rest is not Number { Value: 0 })
            {
                Rest = Sum(Rest, factorFirst ? Multiply(factor, states.Rest) : Multiply(states.Rest, factor), negative);
            }

            return null;
        }

        private Expression? AddQuotient(Binary quotient, bool negative)
        {
            if (quotient.Right.ContainsState())
            {
                return quotient;
            }

            var left = new Parts();
            if (left.Add(quotient.Left, negative: false) is { } nonlinear)
            {
                return nonlinear;
            }

            foreach (var state in left.States)
            {
                AddState(state, new Binary(BinaryOperator.Divide, left.Coefficients[state], quotient.Right), negative);
            }

            if (left.Rest is not Number { Value: 0 })
            {
                Rest = Sum(Rest, new Binary(BinaryOperator.Divide, left.Rest, quotient.Right), negative);
            }

            return null;
        }

        private void AddState(StateSymbol state, Expression coefficient, bool negative)
        {
            if (Coefficients.TryGetValue(state, out var sofar))
            {
                Coefficients[state] = Sum(sofar, coefficient, negative);
            }
            else
            {
                States.Add(state);
                Coefficients.Add(state, negative ? new Negative(coefficient) : coefficient);
            }
        }

        /// <summary>The smallest power or function around a state: the part to name as not linear.</summary>
        private static Expression Innermost(Expression expression) => expression.DescendantsAndSelf()
            .Last(part => part is Call or Binary { Operator: BinaryOperator.Power or BinaryOperator.Min or BinaryOperator.Max or BinaryOperator.Choose } && part.ContainsState());

        private static Expression Sum(Expression left, Expression right, bool negative) =>
            left is Number { Value: 0 }
                ? negative ? new Negative(right) : right
                : new Binary(negative ? BinaryOperator.Subtract : BinaryOperator.Add, left, right);

        private static Binary Multiply(Expression left, Expression right) => new(BinaryOperator.Multiply, left, right);
    }
}

/// <summary>One term of a linear form.</summary>
/// <param name="State">The state and the order of its derivative.</param>
/// <param name="Coefficient">What multiplies it: simplified, without states.</param>
internal sealed record LinearTerm(StateSymbol State, Expression Coefficient);
