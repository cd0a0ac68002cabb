using System;
using System.Collections.Generic;
using System.Linq;

namespace ScalableMNN.Runtime.Formulas;

/// <summary>Evaluates formulas at one grid point in plain scalars, part by part.</summary>
/// <param name="symbols">What the symbols are.</param>
/// <param name="functions">The coefficients that are constants or functions.</param>
/// <param name="point">The grid point.</param>
/// <param name="length">How many elements of the Taylor series in time: one for the values alone.</param>
/// <param name="direction">Along what the values are differentiated.</param>
internal sealed class FormulaEvaluation(FormulaSymbols symbols, IReadOnlyList<Formula> functions, int point, int length, FormulaDirection direction)
{
    private readonly Dictionary<FormulaNode, FormulaValue> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>The value of a part.</summary>
    public FormulaValue Of(FormulaNode node)
    {
        if (!_known.TryGetValue(node, out var value))
        {
            value = node.Operation switch
            {
                FormulaNode.NumberOperation => FormulaValue.Number(node.Value),
                FormulaNode.TimeOperation => symbols.Time(point, length),
                FormulaNode.SymbolOperation => FunctionOf(node) is { } function ? Of(function.Root) : symbols.Of(node.Name, node.Order, point, length, direction),
                "?" => Of(ChosenOf(node)),
                "Min" or "Max" => Of(ExtremeOf(node)),
                _ => Combined(node, Of(node.Left!), node.Right is null ? default : Of(node.Right)),
            };
            _known.Add(node, value);
        }

        return value;
    }

    /// <summary>The innermost part whose value is not finite although those of its own parts are, on a way down from a part that is not finite.</summary>
    public FormulaCulprit Culprit(FormulaNode node)
    {
        string? within = null;
        while (true)
        {
            var next = FunctionOf(node) is { } function ? function.Root : PartsOf(node).FirstOrDefault(part => !Of(part).IsFinite);
            if (next is null)
            {
                return new FormulaCulprit(node, within, Of(node).Series[0], [.. Operands(node)]);
            }

            within = FunctionOf(node)?.Name ?? within;
            node = next;
        }
    }

    /// <summary>The operands that are to be blamed.</summary>
    private IEnumerable<(string Text, double Value)> Operands(FormulaNode node)
    {
        var parts = node is { Operation: "/", Right: { } denominator } && Of(denominator).Series[0] == 0 ? [denominator] : PartsOf(node);
        return parts.Where(part => Of(part) is { IsNumber: false, IsKnown: true }).Select(part => (part.ToString(), Of(part).Series[0]));
    }

    /// <summary>The piece of a piecewise function that is taken; the other one does not matter.</summary>
    private FormulaNode ChosenOf(FormulaNode node) => Of(node.Left!).Series[0] == 1 ? node.Right!.Left! : Of(node.Left!).IsFinite ? node.Right!.Right! : node.Left!;

    private FormulaNode ExtremeOf(FormulaNode node)
    {
        var (left, right) = (Of(node.Left!).Series[0], Of(node.Right!).Series[0]);
        return double.IsNaN(left) || (!double.IsNaN(right) && (node.Operation == "Min" ? left <= right : left >= right)) ? node.Left! : node.Right!;
    }

    /// <summary>The parts that make the value of a part.</summary>
    private IEnumerable<FormulaNode> PartsOf(FormulaNode node) => node.Operation switch
    {
        "?" => [node.Left!, ChosenOf(node)],
        "Min" or "Max" => [ExtremeOf(node)],
        _ => node.Parts,
    };

    private Formula? FunctionOf(FormulaNode node) => node.Operation == FormulaNode.SymbolOperation ? functions.FirstOrDefault(function => function.Name == node.Name) : null;

    private static FormulaValue Combined(FormulaNode node, FormulaValue left, FormulaValue right)
    {
        var isNumber = left.IsNumber && (node.Right is null || right.IsNumber);
        var isKnown = left.IsKnown && (node.Right is null || right.IsKnown);
        if ((node.Operation == "*" && (left.IsZero || right.IsZero)) || (node.Operation == "/" && left.IsZero && !right.IsNumber))
        {
            return FormulaValue.Number(0);
        }

        var (u, v) = (left.Series, right.Series);
        var (series, slope) = node.Operation switch
        {
            "+" => (Series.Add(u, v), Sum(left.Slope, right.Slope, 1)),
            "-" or "=" => (Series.Add(u, v, -1), Sum(left.Slope, right.Slope, -1)),
            "*" => (Series.Multiply(u, v), Sum(Times(left.Slope, v), Times(right.Slope, u), 1)),
            "/" => Quotient(left, right),
            "^" => (Series.Raise(u, v, right.IsNumber), Sum(Along(left.Slope, () => Series.SlopeByBase(u, v, right.IsNumber)), Along(right.Slope, () => Series.SlopeByExponent(u, v)), 1)),
            "Negate()" => (Series.Multiply([-1], u), Times(left.Slope, [-1])),
            _ => (Series.Apply(node.Operation, u), Along(left.Slope, () => Series.Slope(node.Operation, u))),
        };
        return new FormulaValue(series, slope, isNumber, isKnown);
    }

    private static (double[] Series, double[]? Slope) Quotient(FormulaValue left, FormulaValue right)
    {
        var quotient = Series.Divide(left.Series, right.Series);
        var numerator = Sum(left.Slope, Times(right.Slope, quotient), -1);
        return (quotient, numerator is null ? null : Series.Divide(numerator, right.Series));
    }

    private static double[]? Sum(double[]? left, double[]? right, double sign) =>
        right is null ? left : left is null ? Series.Multiply([sign], right) : Series.Add(left, right, sign);

    private static double[]? Times(double[]? slope, double[] factor) => slope is null ? null : Series.Multiply(slope, factor);

    private static double[]? Along(double[]? slope, Func<double[]> derivative) => slope is null ? null : Series.Multiply(slope, derivative());
}
