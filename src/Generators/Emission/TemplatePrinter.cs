using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Emission;

/// <summary>
/// Prints the declaration of a model with libraries as C# source in which <c>{{Name}}</c> stands where a library stood, <c>{{coefficients}}</c> where the declarations of the
/// coefficients that take its place go, and <c>{{name}}</c> for the name of the class.
/// </summary>
internal static class TemplatePrinter
{
    /// <summary>Prints the template.</summary>
    /// <param name="spec">A specification with libraries.</param>
    /// <returns>C# source text with line feeds.</returns>
    public static string Print(ModelSpec spec)
    {
        var writer = new SourceWriter();
        writer.Line("using ScalableMNN.Dsl;").Line("using static ScalableMNN.Dsl.Symbols;").Line();
        if (spec.Namespace.Length > 0)
        {
            writer.Line($"namespace {spec.Namespace};").Line();
        }

        var containers = new Stack<SourceWriter.Scope>();
        foreach (var container in spec.Containers)
        {
            containers.Push(writer.Block(container));
        }

        if (spec.Summary.Length > 0)
        {
            writer.Summary(spec.Summary);
        }

        writer.Line("[MechanisticModel]");
        PrintGrid(spec.Grid, writer);
        PrintSmoothness(spec.Smoothness, writer);
        using (writer.Block($"{spec.Declaration} {{{{name}}}}"))
        {
            PrintMembers(spec, writer);
        }

        while (containers.Count > 0)
        {
            containers.Pop().Dispose();
        }

        return writer.ToString();
    }

    private static void PrintMembers(ModelSpec spec, SourceWriter writer)
    {
        var isFirst = true;
        foreach (var state in spec.States)
        {
            Separate();
            writer.Line($"[State(Order = {Text(state.Order)})]");
            if (state.Initial is { } initial)
            {
                writer.Line(Attribute("InitialValue", null, [("Orders", Text(initial.Orders), "1"), ("Points", Text(initial.Points), "1"), Weight(initial.Weight)]));
            }

            foreach (var observed in state.Observed)
            {
                writer.Line(Attribute("Observed", null, [("Order", Text(observed.Order), "0"), Weight(observed.Weight), Noise(observed.Noise), .. Error(observed.Error)]));
            }

            writer.Line($"{state.Declaration} State {Identifier.Of(state.Name)} {{ get; }}");
        }

        var ofLibraries = new HashSet<string>(spec.Libraries.SelectMany(static library => library.Terms).Select(static term => term.Coefficient));
        foreach (var coefficient in spec.Coefficients.Where(coefficient => !ofLibraries.Contains(coefficient.Name)))
        {
            Separate();
            PrintCoefficient(coefficient, writer);
        }

        Separate();
        writer.Line("{{coefficients}}");
        foreach (var equation in spec.WrittenEquations)
        {
            Separate();
            writer.Line(Attribute("Equation", null, [Weight(equation.Weight)]));
            writer.Line($"private Equation {Identifier.Of(equation.Name)} => {EquationCode.Of(equation)};");
        }

        foreach (var observable in spec.Observables)
        {
            Separate();
            writer.Line(Attribute("Observed", null, [Weight(observable.Weight), Noise(observable.Noise), .. Error(observable.Error)]));
            writer.Line($"private Term {Identifier.Of(observable.Name)} => {EquationCode.Of(observable.Body)};");
        }

        // What is derived of a library's coefficients has no meaning without them.
        foreach (var derived in spec.Derived.Where(derived => !derived.Body.DescendantsAndSelf().OfType<CoefficientSymbol>().Any(symbol => ofLibraries.Contains(symbol.Name))))
        {
            Separate();
            writer.Line("[Derived]");
            writer.Line($"private Term {Identifier.Of(derived.Name)} => {EquationCode.Of(derived.Body)};");
        }

        // A constraint on coefficients of a library is kept by the numbers that are found.
        foreach (var constraint in spec.Constraints.Where(constraint => !constraint.Terms.Any(term => ofLibraries.Contains(term.Coefficient))))
        {
            var left = constraint.Terms
                .Select(static Expression (term) => new Binary(BinaryOperator.Multiply, new Number(term.Factor), new CoefficientSymbol(term.Coefficient)))
                .Aggregate(static (sum, term) => new Binary(BinaryOperator.Add, sum, term));
            Separate();
            writer.Line("[Constraint]");
            writer.Line($"private Equation {Identifier.Of(constraint.Name)} => {EquationCode.Of(new EquationSpec(constraint.Name, Simplifier.Simplify(left), new Number(constraint.Value), 1))};");
        }

        void Separate()
        {
            if (!isFirst)
            {
                writer.Line();
            }

            isFirst = false;
        }
    }

    private static void PrintCoefficient(CoefficientSpec coefficient, SourceWriter writer)
    {
        writer.Line(Attribute(
            "Coefficient",
            $"Source.{coefficient.Source}",
            coefficient.Source switch
            {
                CoefficientSource.Constant => [("Value", SourceWriter.Literal(coefficient.Value), string.Empty)],
                CoefficientSource.Learned => [("Initial", SourceWriter.Literal(coefficient.Value), "1.0"), .. Bounds(coefficient.Lower, coefficient.Upper), Per(coefficient.Per, Variation.Model, ofSteps: false)],
                CoefficientSource.Function => [],
                _ => [Per(coefficient.Per, Variation.Model, ofSteps: false), ("Derivatives", Text(coefficient.Derivatives), "0"), Module(coefficient.Module)],
            }));
        if (coefficient.RandomEffect is { } random)
        {
            writer.Line($"[RandomEffect({SourceWriter.Literal(random.Deviation)}{(random.CorrelatedWith is { } other ? $", CorrelatedWith = nameof({Identifier.Of(other)})" : string.Empty)})]");
        }

        if (coefficient.Prior is { } prior)
        {
            writer.Line($"[Prior({SourceWriter.Literal(prior.Mean)}, {SourceWriter.Literal(prior.Deviation)})]");
        }

        writer.Line(coefficient.Body is { } body
            ? $"private Coefficient {Identifier.Of(coefficient.Name)} => {EquationCode.Of(body)};"
            : $"{coefficient.Declaration} Coefficient {Identifier.Of(coefficient.Name)} {{ get; }}");
    }

    private static void PrintGrid(GridSpec grid, SourceWriter writer)
    {
        var isConstant = grid.Source == CoefficientSource.Constant;
        var isLearned = grid.Source == CoefficientSource.Learned;
        writer.Line(Attribute(
            "Grid",
            null,
            [
                ("Points", Text(grid.Points), "0"),
                ("StepSize", isConstant || isLearned ? SourceWriter.Literal(grid.StepSize) : string.Empty, string.Empty),
                ("Source", $"Source.{grid.Source}", isConstant ? "Source.Constant" : "Source.Input"),
                isConstant ? default : Per(grid.Per, Variation.Step, ofSteps: true),
                .. isLearned ? Bounds(grid.Lower, grid.Upper) : [],
                ("Start", SourceWriter.Literal(grid.Start), "0.0"),
                Module(grid.Module),
            ]));
    }

    private static void PrintSmoothness(SmoothnessSpec smoothness, SourceWriter writer)
    {
        writer.Line(Attribute(
            "Smoothness",
            $"Scheme.{smoothness.Scheme}",
            [("Prolongation", Text(smoothness.Prolongation), "0"), ("Central", smoothness.Central ? "true" : string.Empty, string.Empty), Weight(smoothness.Weight)]));
        if (smoothness.Elimination != EliminationMethod.Automatic || smoothness.Precision != NumberPrecision.Double)
        {
            writer.Line(Attribute(
                "Solver",
                null,
                [("Elimination", $"Elimination.{smoothness.Elimination}", "Elimination.Automatic"), ("Precision", $"Precision.{smoothness.Precision}", "Precision.Double")]));
        }
    }

    /// <summary>An attribute with the arguments that differ from their defaults.</summary>
    private static string Attribute(string name, string? positional, IEnumerable<(string Name, string Value, string Default)> arguments)
    {
        var written = arguments.Where(static argument => argument.Value is { Length: > 0 } && argument.Value != argument.Default).Select(static argument => $"{argument.Name} = {argument.Value}");
        var list = string.Join(", ", positional is null ? written : written.Prepend(positional));
        return list.Length == 0 ? $"[{name}]" : $"[{name}({list})]";
    }

    private static (string Name, string Value, string Default) Weight(double weight) => ("Weight", SourceWriter.Literal(weight), "1.0");

    private static (string Name, string Value, string Default) Noise(double noise) => ("Noise", SourceWriter.Literal(noise), "double.NaN");

    private static (string Name, string Value, string Default)[] Error(ErrorSpec? error) => error is null ? [] :
    [
        ("Error", error.Text, string.Empty),
        ("NoiseStart", SourceWriter.Literal(error.NoiseStart), "double.NaN"),
        ("Proportional", SourceWriter.Literal(error.Proportional), "double.NaN"),
        ("ProportionalStart", SourceWriter.Literal(error.ProportionalStart), "double.NaN"),
        ("DegreesOfFreedom", SourceWriter.Literal(error.DegreesOfFreedom), "4.0"),
    ];

    private static (string Name, string Value, string Default) Module(string? type) => ("Module", type is null ? string.Empty : $"typeof({type})", string.Empty);

    private static (string Name, string Value, string Default) Per(Variation per, Variation otherwise, bool ofSteps) => ("Per", PerName.Of(per, ofSteps), PerName.Of(otherwise, ofSteps));

    private static (string Name, string Value, string Default)[] Bounds(double lower, double upper) =>
        [("Lower", SourceWriter.Literal(lower), "double.NegativeInfinity"), ("Upper", SourceWriter.Literal(upper), "double.PositiveInfinity")];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
