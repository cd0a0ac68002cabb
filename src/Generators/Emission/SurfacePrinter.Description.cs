using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Problem;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Emission;

internal sealed partial class SurfacePrinter
{
    private void PrintDescription()
    {
        _writer.Summary("The model as data: its states, values, grid and equations.");
        _writer.Line(Generated);
        using (_writer.Block($"public static {Models}ModelDescription Description {{ get; }} = new()", ";"))
        {
            _writer.Line($"Name = {SourceWriter.Literal(_spec.Name)},");
            var offset = 0;
            PrintList("States", _spec.States.Select(state =>
            {
                var text = $"new({SourceWriter.Literal(state.Name)}, {_spec.Smoothness.CarriedOrder(state.Order)}, {offset})";
                offset += _spec.Smoothness.CarriedOrder(state.Order) + 1;
                return text;
            }));
            PrintList("Parameters", _parameters.Select(SlotText));
            PrintList("Inputs", _inputs.Select(SlotText));
            var grid = _spec.Grid;
            var step = grid.Source == CoefficientSource.Constant ? grid.StepSize : 0;
            _writer.Line($"Grid = new({grid.Points}, global::ScalableMNN.Dsl.Source.{grid.Source}, {SourceWriter.Literal(step)}, {SourceWriter.Literal(grid.Start)}),");
            _writer.Line($"Layout = new({_sizes.Unknowns}, {_sizes.Header}, {_sizes.Steps}, {_sizes.Rows}, {_sizes.Factor}, {_sizes.Workspace}),");
            if (!_plan.IsLinear)
            {
                _writer.Line("IsLinear = false,");
            }

            if (_spec.Smoothness.Precision != NumberPrecision.Double)
            {
                _writer.Line($"Precision = global::ScalableMNN.Dsl.Precision.{_spec.Smoothness.Precision},");
            }

            if (_spec.Smoothness.Prolongation > 0)
            {
                _writer.Line($"Prolongation = {_spec.Smoothness.Prolongation},");
            }

            if (_spec.Smoothness is not { Scheme: SmoothnessScheme.Taylor, Weight: 1, Central: false })
            {
                var central = _spec.Smoothness.Central ? "true" : "false";
                _writer.Line($"Smoothness = new(global::ScalableMNN.Dsl.Scheme.{_spec.Smoothness.Scheme}, {SourceWriter.Literal(_spec.Smoothness.Weight)}, {central}),");
            }

            PrintList("Equations", _spec.Equations.Select(static equation => SourceWriter.Literal(EquationText.Of(equation))));
            PrintList("Latex", _spec.Equations.Select(static equation => SourceWriter.Literal(EquationLatex.Of(equation))));
            PrintMarch();
            PrintFormulas();
            PrintUnits();
        }

        _writer.Line();
        PrintText("Equations", "The equations as text, one to a line.", _equations);
        PrintText("Latex", "The equations as LaTeX, one to a line.", _latex);
        if (!_spec.HasToString)
        {
            _writer.Summary("The model as text: its name and its equations.");
            _writer.RawElement("returns", "The text.");
            _writer.Line(Generated);
            _writer.Line($"public override string ToString() => {SourceWriter.Literal(_spec.Name + "\n")} + Equations;").Line();
        }
    }

    private void PrintFormulas()
    {
        using (_writer.Block("Formulas = new()", ","))
        {
            PrintList("Equations", _spec.Equations.Select(static equation => FormulaText(equation.Name, EquationPostfix.Of(equation))));
            if (_spec.Observables.Count > 0)
            {
                PrintList("Observables", _spec.Observables.Select(static observable => FormulaText(observable.Name, EquationPostfix.Of(observable.Body))));
            }

            var functions = _spec.Coefficients.Where(static coefficient => coefficient.Source is CoefficientSource.Constant or CoefficientSource.Function).ToList();
            if (functions.Count > 0)
            {
                PrintList("Functions", functions.Select(static function => FormulaText(function.Name, EquationPostfix.Of(function.Body ?? new Number(function.Value)))));
            }

            if (_spec.Derived.Count > 0 && _estimation is not null)
            {
                PrintList("Derived", _spec.Derived.Select(static derived => FormulaText(derived.Name, EquationPostfix.Of(derived.Body))));
            }
        }

        static string FormulaText(string name, string code) => $"new({SourceWriter.Literal(name)}, {SourceWriter.Literal(code)})";
    }

    private void PrintList(string name, IEnumerable<string> items)
    {
        var list = items.ToList();
        if (list.Count == 0)
        {
            _writer.Line($"{name} = [],");
            return;
        }

        _writer.Line($"{name} =").Line("[");
        using (_writer.Indented())
        {
            foreach (var item in list)
            {
                _writer.Line(item + ",");
            }
        }

        _writer.Line("],");
    }

    private void PrintText(string name, string summary, string text)
    {
        _writer.Summary(summary);
        _writer.Line("/// <value>").Line("/// <code>");
        PrintCommentLines(text);
        _writer.Line("/// </code>").Line("/// </value>");
        _writer.Line(Generated);
        _writer.Line($"public static string {name} => {SourceWriter.Literal(text)};").Line();
    }

    private static string SlotText(Slot slot) =>
        $"new({SourceWriter.Literal(slot.Name)}, {Models}ValueKind.{slot.Kind}, global::ScalableMNN.Dsl.{PerName.Of(slot.Per, slot.Kind == SlotKind.Steps)}, {slot.Components}, {slot.Orders}, "
        + $"{SourceWriter.Literal(slot.Initial)}, {SourceWriter.Literal(slot.Lower)}, {SourceWriter.Literal(slot.Upper)})";
}
