using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Dsl;

namespace ScalableMNN.Runtime.Formulas;

/// <summary>
/// Looks for what is not finite in the equations and the measured observables of a trajectory, at the points that it is asked about: values first, then time derivatives, then derivatives with respect to states and
/// values. Something that is wrong with a value says more than what follows from it.
/// </summary>
/// <param name="symbols">What the symbols are.</param>
internal sealed class FormulaExamination(FormulaSymbols symbols)
{
    private readonly FormulaTable _formulas = symbols.Model.Formulas;

    /// <summary>The first thing that is not finite, or null.</summary>
    /// <param name="point">The grid point.</param>
    /// <param name="direction">With respect to what derivatives are looked at.</param>
    public FormulaFault? Find(int point, FormulaDirection direction) =>
        FirstOf(point, 1, FormulaDirection.None)
        ?? (symbols.Model.Prolongation == 0 ? null : FirstOf(point, symbols.Model.Prolongation + 1, FormulaDirection.None))
        ?? (direction == FormulaDirection.None ? null : FirstOf(point, symbols.Model.Prolongation + 1, direction));

    /// <summary>The first equation with numbers that are finite, but not their squares; or null.</summary>
    public FormulaFault? FindTooLarge(int point, FormulaDirection direction)
    {
        var limit = symbols.Model.Precision == Precision.Single ? 1e18 : 1e153;
        foreach (var (row, formula, length) in Rows(point, symbols.Model.Prolongation + 1))
        {
            var evaluation = new FormulaEvaluation(symbols, _formulas.Functions, point, length, direction);
            var value = evaluation.Of(formula.Root);
            var largest = value.Series.Concat(value.Slope ?? []).Max(Math.Abs);
            if (largest > limit)
            {
                return new FormulaFault(row, formula.Root, point, symbols.Trajectory, symbols.TimeAt(point), evaluation.Culprit(formula.Root)) { TooLarge = largest };
            }
        }

        return null;
    }

    private FormulaFault? FirstOf(int point, int most, FormulaDirection direction)
    {
        foreach (var (row, formula, length) in Rows(point, most))
        {
            var evaluation = new FormulaEvaluation(symbols, _formulas.Functions, point, length, direction);
            if (!evaluation.Of(formula.Root).IsFinite)
            {
                return Fault(row, formula, point, length, direction, evaluation);
            }
        }

        return null;
    }

    /// <summary>The rows of a point, each with the number of time derivatives of it that there are, and one.</summary>
    private IEnumerable<(string Row, Formula Formula, int Length)> Rows(int point, int most) =>
        _formulas.Equations.Select(equation => ($"equation {equation.Name}", equation, most))
            .Concat(_formulas.Observables.Where(observable => symbols.IsMeasured(observable.Name, point)).Select(static observable => ($"observable {observable.Name}", observable, 1)));

    private FormulaFault Fault(string row, Formula formula, int point, int length, FormulaDirection direction, FormulaEvaluation evaluation)
    {
        string? by = null;
        if (direction != FormulaDirection.None)
        {
            // All directions at once have found it; which one is it?
            foreach (var name in Symbols(formula.Root))
            {
                var single = new FormulaEvaluation(symbols, _formulas.Functions, point, length, direction with { Only = name });
                if (!single.Of(formula.Root).IsFinite)
                {
                    (by, evaluation) = (name, single);
                    break;
                }
            }

            by ??= "its values";
        }

        var value = evaluation.Of(formula.Root);
        var rate = Array.FindIndex(by is null ? value.Series : value.Slope ?? value.Series, static element => !double.IsFinite(element));
        var side = formula.Root is { Operation: "=", Left: { } left, Right: { } right } ? !evaluation.Of(left).IsFinite ? left : !evaluation.Of(right).IsFinite ? right : formula.Root : formula.Root;
        return new FormulaFault(row, side, point, symbols.Trajectory, symbols.TimeAt(point), evaluation.Culprit(side)) { Rate = Math.Max(0, rate), By = by };
    }

    /// <summary>The states and values of a formula, those of its functions included.</summary>
    private IEnumerable<string> Symbols(FormulaNode node) => node.Operation == FormulaNode.SymbolOperation
        ? _formulas.Functions.FirstOrDefault(function => function.Name == node.Name) is { } function ? Symbols(function.Root) : [node.Name]
        : node.Parts.SelectMany(Symbols).Distinct();
}
