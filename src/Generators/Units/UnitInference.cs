using System;
using System.Collections.Generic;
using System.Globalization;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Units;

/// <summary>
/// Finds the unit of an expression, and what in it does not fit. Null is a unit that is not known, which fits any other: of a member without a declared unit, of zero, and of what is
/// made of such.
/// </summary>
/// <param name="declared">The declared units.</param>
/// <param name="coefficients">The coefficients, whose functions and constants matter.</param>
/// <param name="integrands">The integrands of the states that stand for integrals.</param>
/// <param name="report">Takes what does not fit: the part that is to be named, and what is wrong with it.</param>
internal sealed class UnitInference(
    DeclaredUnits declared, IReadOnlyDictionary<string, CoefficientSpec> coefficients, IReadOnlyDictionary<string, Expression> integrands, Action<Expression, string> report)
{
    private readonly Dictionary<string, Unit?> _functions = [];
    private bool _silent;

    /// <summary>The unit of an expression.</summary>
    public Unit? Of(Expression expression) => expression switch
    {
        Number number => number.Value == 0 ? null : Unit.One,
        Time => declared.Time,
        StateSymbol state => declared.OfDerivative(state.Name, state.Order) ?? OfIntegral(state),
        CoefficientSymbol coefficient => OfCoefficient(coefficient),
        Negative negative => Of(negative.Operand),
        Call call => OfCall(call),
        Binary binary => OfBinary(binary),
        _ => null,
    };

    /// <summary>The unit of what has to be alike, such as the sides of an equation.</summary>
    /// <param name="left">One side.</param>
    /// <param name="right">The other, which is named where they differ.</param>
    /// <returns>The unit of both; null where they differ, so that one mistake is reported once.</returns>
    public Unit? OfAlike(Expression left, Expression right) => Alike(left, Of(left), right, Of(right));

    /// <summary>Reports an expression whose unit is not the one that it has to be.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="expected">The unit, or null for any.</param>
    /// <param name="what">What has that unit, as the subject of a sentence.</param>
    public void Require(Expression expression, Unit? expected, string what) => Compare(expression, Of(expression), expected, what);

    /// <summary>How two units differ, as a clause of a sentence; null where they do not.</summary>
    public static string? Difference(Unit? left, Unit? right) => left is null || right is null || left.IsSameAs(right) ? null
        : left.HasDimensionsOf(right) ? $"which differ by a factor of {Ratio(left.Factor / right.Factor)}"
        : "which measure different things";

    private static string Ratio(double ratio) => (ratio < 1 ? 1 / ratio : ratio).ToString("G6", CultureInfo.InvariantCulture);

    private Unit? Alike(Expression left, Unit? ofLeft, Expression right, Unit? ofRight) =>
        Compare(right, ofRight, ofLeft, $"'{EquationText.Of(left)}'") ? ofLeft ?? ofRight : null;

    private bool Compare(Expression part, Unit? unit, Unit? expected, string what)
    {
        if (Difference(unit, expected) is not { } difference)
        {
            return true;
        }

        Report(part, $"'{EquationText.Of(part)}' is in {unit} and {what} in {expected}, {difference}");
        return false;
    }

    private Unit? OfCoefficient(CoefficientSymbol symbol)
    {
        var unit = declared.Of(symbol.Name) ?? OfFunction(symbol.Name);
        return unit is null || symbol.Derivative == 0 ? unit : declared.Time is null ? null : unit / declared.Time.Power(symbol.Derivative);
    }

    /// <summary>The unit of an integral is that of its integrand times time.</summary>
    private Unit? OfIntegral(StateSymbol state)
    {
        if (declared.Time is null || !integrands.TryGetValue(state.Name, out var integrand))
        {
            return null;
        }

        var silent = _silent;
        _silent = true;
        var unit = Of(integrand);
        _silent = silent;
        return unit is null ? null : unit * declared.Time.Power(1 - state.Order);
    }

    /// <summary>The unit of a function without a declared one follows from its body, which is checked where it stands.</summary>
    private Unit? OfFunction(string name)
    {
        if (!coefficients.TryGetValue(name, out var coefficient) || coefficient.Body is null)
        {
            return null;
        }

        if (!_functions.TryGetValue(name, out var unit))
        {
            _functions.Add(name, null);
            var silent = _silent;
            _silent = true;
            unit = Of(coefficient.Body);
            _silent = silent;
            _functions[name] = unit;
        }

        return unit;
    }

    private Unit? OfCall(Call call)
    {
        var argument = Of(call.Argument);
        switch (call.Function)
        {
            case Function.Abs:
                return argument;
            case Function.Sqrt:
                return argument?.Power(0.5);
            case Function.Sign:
                return Unit.One;
            case Function.Exp:
                // Where no unit is declared, the argument may be the logarithm of something that has one.
                RequirePlain(call, argument);
                return argument is null ? null : Unit.One;
            case Function.Log or Function.Sin or Function.Cos or Function.Tan or Function.Tanh or Function.Sinh or Function.Cosh:
                RequirePlain(call, argument);
                return argument is null && call.Function == Function.Log ? null : Unit.One;
            default:
                return null;
        }
    }

    private void RequirePlain(Call call, Unit? argument)
    {
        if (argument is not null && !argument.IsOne)
        {
            var factor = argument.HasDimensionsOf(Unit.One) ? $" of factor {argument.Factor.ToString("G6", CultureInfo.InvariantCulture)}" : string.Empty;
            Report(call.Argument, $"'{EquationText.Of(call.Argument)}', the argument of {call.Function}, is in {argument}{factor} and has to be a plain number");
        }
    }

    private Unit? OfBinary(Binary binary)
    {
        var left = Of(binary.Left);
        var right = Of(binary.Right);
        return binary.Operator switch
        {
            BinaryOperator.Add or BinaryOperator.Subtract => Alike(binary.Left, left, binary.Right, right),
            BinaryOperator.Multiply => left is null || right is null ? null : left * right,
            BinaryOperator.Divide => left is null || right is null ? null : left / right,
            BinaryOperator.Power => OfPower(binary, left, right),
            _ => null,
        };
    }

    private Unit? OfPower(Binary power, Unit? left, Unit? exponent)
    {
        if (exponent is not null && !exponent.IsOne)
        {
            Report(power.Right, $"'{EquationText.Of(power.Right)}', an exponent, is in {exponent} and has to be a plain number");
            return null;
        }

        if (left is null || left.IsOne)
        {
            return left;
        }

        // An exponent that is learned makes a unit of its own, (mg/L)^Gamma, which cancels against itself, as in Hill's equation.
        return Constant(power.Right) is { } number ? left.Power(number) : Unit.Of(UnitSymbol.Base($"({left})^({EquationText.Of(power.Right)})"));
    }

    private double? Constant(Expression expression) =>
        Simplifier.Simplify(expression.Replace(part => part is CoefficientSymbol { Derivative: 0 } symbol && coefficients.TryGetValue(symbol.Name, out var coefficient)
            ? coefficient.Source == CoefficientSource.Constant ? new Number(coefficient.Value) : null
            : null)) is Number number ? number.Value : null;

    private void Report(Expression part, string what)
    {
        if (!_silent)
        {
            report(part, what);
        }
    }
}
