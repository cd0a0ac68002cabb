using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Generators.Lowering;
using ScalableMNN.Generators.Lowering.Estimation;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Problem;
using ScalableMNN.Generators.Problem.Sources;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Emission;

internal sealed partial class SurfacePrinter
{
    private void PrintEstimate()
    {
        var start = ParametersNeedTrajectories ? "new Parameters(inputs)" : "new Parameters()";
        PrintHead(withStart: true);
        _writer.Line($"public static {Estimation}Estimate<Parameters, Trajectories> Estimate(Parameters start, Inputs inputs, {Estimation}EstimateOptions? options = null) =>");
        using (_writer.Indented())
        {
            _writer.Line($"{Estimation}Estimator.Estimate<{_name}, Parameters, Inputs, Trajectories>(start, inputs, static (parameters, inputs) => new(parameters, inputs), options);");
        }

        _writer.Line();
        PrintHead(withStart: false);
        _writer.Line($"public static {Estimation}Estimate<Parameters, Trajectories> Estimate(Inputs inputs, {Estimation}EstimateOptions? options = null) => Estimate({start}, inputs, options);").Line();
        PrintEstimateFromManyStarts(start);
        if (_spec.Coefficients.Any(static coefficient => coefficient.RandomEffect is not null) && _march is not null)
        {
            PrintEstimatePopulation(start);
        }

        if (_spec.Libraries.Count > 0)
        {
            PrintDiscover(start);
        }

        void PrintHead(bool withStart)
        {
            _writer.Summary(withStart
                ? "Estimates the learned values and the trajectories together from the observed values among the inputs, with their standard errors."
                : "Estimates the learned values, from their initial ones on, and the trajectories together from the observed values among the inputs, with their standard errors.");
            if (withStart)
            {
                _writer.RawElement("param", "Where to start; it is left as it is.", "name=\"start\"");
            }

            _writer.RawElement("param", "The values that the caller gives, the observed ones among them.", "name=\"inputs\"");
            _writer.RawElement("param", OptionsParameter, "name=\"options\"");
            _writer.RawElement("returns", "The estimated values, their trajectories and errors, and how the estimation ended.");
            _writer.RawElement("exception", "Parameters and inputs do not fit each other, or an input that is not observed was never set.", "cref=\"global::System.ArgumentException\"");
            PrintEquationRemarks();
            _writer.Line(Generated);
        }
    }

    private void PrintEstimatePopulation(string start)
    {
        const string Population = Estimation + "Population.";
        foreach (var withStart in new[] { true, false })
        {
            _writer.Summary("Estimates a population: the learned values of the model, and how its random effects vary from trajectory to trajectory, by maximum likelihood.");
            if (withStart)
            {
                _writer.RawElement("param", "Where to start; it is left as it is.", "name=\"start\"");
            }

            _writer.RawElement("param", "The values that the caller gives, the observed ones among them; a schedule, as a rule.", "name=\"inputs\"");
            _writer.RawElement("param", OptionsParameter, "name=\"options\"");
            _writer.RawElement("returns", "The estimated values with their errors, the random effects and their distribution, and how the estimation ended.");
            _writer.RawElement("exception", "Parameters and inputs do not fit each other, or an input that is not observed was never set.", "cref=\"global::System.ArgumentException\"");
            PrintEquationRemarks();
            _writer.Line(Generated);
            if (!withStart)
            {
                _writer.Line($"public static {Population}PopulationEstimate<Parameters, Trajectories> EstimatePopulation(Inputs inputs, {Population}PopulationOptions? options = null) => EstimatePopulation({start}, inputs, options);").Line();
                continue;
            }

            _writer.Line($"public static {Population}PopulationEstimate<Parameters, Trajectories> EstimatePopulation(Parameters start, Inputs inputs, {Population}PopulationOptions? options = null) =>");
            using (_writer.Indented())
            {
                _writer.Line($"{Population}PopulationEstimator.Estimate<{_name}, Parameters, Inputs, Trajectories>(start, inputs, static (parameters, inputs) => new(parameters, inputs), options);");
            }

            _writer.Line();
        }
    }

    private void PrintDiscover(string start)
    {
        const string Discovery = Estimation + "Discovery.";
        _writer.Summary("Finds out which terms of the libraries the data speak for, and estimates their coefficients together with the other learned values and the trajectories.");
        _writer.RawElement("param", "The values that the caller gives, the observed ones among them.", "name=\"inputs\"");
        _writer.RawElement("param", OptionsParameter, "name=\"options\"");
        _writer.RawElement("returns", "The model that was found: its terms, its values, its equations as text, LaTeX and C#.");
        _writer.RawElement("exception", "An input that is not observed was never set.", "cref=\"global::System.ArgumentException\"");
        _writer.Line(Generated);
        _writer.Line($"public static {Discovery}DiscoveredModel<Parameters, Trajectories> Discover(Inputs inputs, {Discovery}DiscoveryOptions? options = null) =>");
        using (_writer.Indented())
        {
            _writer.Line($"{Discovery}Discoverer.Discover<{_name}, Parameters, Inputs, Trajectories>({start}, inputs, static (parameters, inputs) => new(parameters, inputs), options);");
        }

        _writer.Line();
    }

    private static string ErrorText(ErrorSpec? error) => error is null
        ? string.Empty
        : $" {{ Error = new(global::ScalableMNN.Dsl.{error.Text}, {SourceWriter.Literal(error.NoiseStart)}, {SourceWriter.Literal(error.Proportional)}, {SourceWriter.Literal(error.ProportionalStart)}, {SourceWriter.Literal(error.DegreesOfFreedom)}) }}";

    private void PrintEstimation()
    {
        if (_estimation is null)
        {
            return;
        }

        _writer.Line();
        _writer.Line(Generated);
        using (_writer.Block($"static {Estimation}EstimationDescription {Estimation}IEstimableModel<{_name}>.Estimation {{ get; }} = new()", ";"))
        {
            _writer.Line($"Width = {Text(_estimation.Width)},");
            PrintList("Equations", _estimation.Equations.Select(RowText));
            PrintList("Observables", _estimation.Observables.Select(observable =>
                $"new({RowText(observable.Row)}, {Text(observable.Input)}, {SourceWriter.Literal(observable.Noise)}, {Text(observable.Unknown)}){ErrorText(observable.Error)}"));
            PrintList("Smoothness", _plan.States.SelectMany((state, index) => SmoothnessRows.ForEstimation(state, _spec.Smoothness).Select(row =>
                $"new({Text(index)}, {Numbers(Coefficients(state, row, 0))}, {Numbers(Coefficients(state, row, 1))})")));
            var priors = _spec.Coefficients.Where(static coefficient => coefficient.Prior is not null).ToList();
            if (priors.Count > 0)
            {
                PrintList("Priors", priors.Select(coefficient =>
                    $"new({Text(_estimation.ParameterOf(coefficient.Name))}, {SourceWriter.Literal(coefficient.Prior!.Mean)}, {SourceWriter.Literal(coefficient.Prior.Deviation)})"));
            }

            var effects = _spec.Coefficients.Where(static coefficient => coefficient.RandomEffect is not null).ToList();
            if (effects.Count > 0)
            {
                PrintList("RandomEffects", effects.Select(coefficient =>
                    $"new({Text(_estimation.ParameterOf(coefficient.Name))}, {SourceWriter.Literal(coefficient.RandomEffect!.Deviation)}, "
                    + $"{Text(coefficient.RandomEffect.CorrelatedWith is { } other ? _estimation.ParameterOf(other) : -1)})"));
            }

            if (_spec.Constraints.Count > 0)
            {
                PrintList("Constraints", _spec.Constraints.Select(constraint =>
                    $"new({SourceWriter.Literal(constraint.Name)}, {SourceWriter.Literal(constraint.Text)}, {Indices(constraint.Terms.Select(term => _estimation.ParameterOf(term.Coefficient)))}, "
                    + $"{Numbers([.. constraint.Terms.Select(static term => term.Factor)])}, {SourceWriter.Literal(constraint.Value)})"));
            }

            if (_spec.Libraries.Count > 0)
            {
                PrintLibraries();
                PrintList("EquationTemplates", _spec.WrittenEquations.Select(static equation => SourceWriter.Literal(EquationText.Of(equation))));
                PrintList("LatexTemplates", _spec.WrittenEquations.Select(static equation => SourceWriter.Literal(EquationLatex.Of(equation))));
                _writer.Line($"Template = {SourceWriter.Literal(TemplatePrinter.Print(_spec))},");
            }
        }

        _writer.Line();
        _writer.Line(Generated);
        _writer.Line($"static void {Estimation}IEstimableModel<{_name}>.Linearise<TLane>({Models}LaneBlock<TLane> block, global::System.Span<TLane> values) =>");
        using (_writer.Indented())
        {
            _writer.Line($"{_spec.Name}Kernel.Linearise(block, values);");
        }
    }

    private void PrintLibraries()
    {
        _writer.Line("Libraries =").Line("[");
        using (_writer.Indented())
        {
            foreach (var library in _spec.Libraries)
            {
                _writer.Line($"new({SourceWriter.Literal(library.Name)},").Line("[");
                using (_writer.Indented())
                {
                    foreach (var term in library.Terms)
                    {
                        var (text, latex, code) = (EquationText.Of(term.Term), EquationLatex.Of(term.Term), EquationCode.Of(term.Term));
                        if (term.Term is Negative or Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract })
                        {
                            (text, latex, code) = ($"({text})", $"\\left({latex}\\right)", $"({code})");
                        }

                        _writer.Line($"new({Text(_estimation!.ParameterOf(term.Coefficient))}, {SourceWriter.Literal(text)}, {SourceWriter.Literal(latex)}, {SourceWriter.Literal(code)}),");
                    }
                }

                _writer.Line("]),");
            }
        }

        _writer.Line("],");
    }

    /// <summary>What a row has on the derivatives of a state at one point, without its weight.</summary>
    private static double[] Coefficients(StateBlock state, Row row, int ahead)
    {
        var coefficients = new double[state.Size];
        foreach (var entry in row.At(ahead))
        {
            coefficients[entry.Order] = entry.Value;
        }

        return coefficients;
    }

    private static string RowText(EstimationRow row) =>
        $"new({SourceWriter.Literal(row.Name)}, {SourceWriter.Literal(row.Text)}, {SourceWriter.Literal(row.Weight)}, {Text(row.First)}, "
        + $"{Indices(row.Unknowns.Select(static entry => entry.Unknown))}, {Indices(row.Parameters.Select(static parameter => parameter.Parameter))})";

    private static string Indices(IEnumerable<int> values) => $"[{string.Join(", ", values.Select(Text))}]";

    private static string Numbers(double[] values) => $"[{string.Join(", ", values.Select(SourceWriter.Literal))}]";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
