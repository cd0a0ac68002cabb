using System;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Generators.Emission;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Symbolics;
using ScalableMNN.Generators.Tests.Kernels;
using Xunit;

namespace ScalableMNN.Generators.Tests.Parsing;

/// <summary>What libraries, candidates and constraints become, and what is left of them in the template of a found model.</summary>
public class LibraryTests
{
    private const string Lorenz =
        """
        [MechanisticModel]
        [Grid(StepSize = 0.01)]
        [Smoothness(Scheme.Hermite, Prolongation = 1)]
        public partial class Lorenz
        {
            [State(Order = 1), Observed] public partial State X { get; }
            [State(Order = 1), Observed] public partial State Y { get; }
            [State(Order = 1), Observed] public partial State Z { get; }
            [Coefficient(Source.Learned)] public partial Coefficient Alpha { get; }
            [Coefficient(Source.Learned)] public partial Coefficient Beta { get; }
            [Coefficient(Source.Constant, Value = 4)] public partial Coefficient Four { get; }
            [PolynomialLibrary(Degree = 2)] public partial Library XRate { get; }
            [PolynomialLibrary(Degree = 3, Of = new[] { nameof(Z), nameof(X) }, Constant = false)] public partial Library YRate { get; }
            [Candidate] private Term Drag => X * Abs(X);
            [Candidate(nameof(YRate))] private Term Wave => Sin(Alpha * X);
            [Equation] private Equation OfX => X.D(1) == XRate;
            [Equation] private Equation OfY => Y.D(1) == 2 * YRate - Beta * (Y - XRate);
            [Equation] private Equation OfZ => Z.D(1) == Alpha * X * Y - Z;
            [Constraint] private Equation Energy => XRate[Y * X] + 2 * YRate[X * Z * X] == 1;
            [Constraint] private Equation Known => Alpha - Four * (Beta - XRate[Drag]) == YRate[Sin(Alpha * X)] + 3;
        }
        """;

    private static readonly Lazy<ModelSpec> _spec = new(static () => ModelCompilation.Parse(Lorenz));

    [Fact]
    public void Monomials_come_by_degree_and_then_in_the_order_of_the_states_and_candidates_after_them()
    {
        var (x, y) = (_spec.Value.Libraries[0], _spec.Value.Libraries[1]);
        Assert.Equal(
            ["1", "X", "Y", "Z", "X^2", "X Y", "X Z", "Y^2", "Y Z", "Z^2", "X abs(X)"],
            x.Terms.Select(static term => EquationText.Of(term.Term)));
        Assert.Equal(
            ["XRate1", "XRateX", "XRateY", "XRateZ", "XRateXX", "XRateXY", "XRateXZ", "XRateYY", "XRateYZ", "XRateZZ", "XRateDrag"],
            x.Terms.Select(static term => term.Coefficient));
        Assert.Equal(
            ["YRateX", "YRateZ", "YRateXX", "YRateXZ", "YRateZZ", "YRateXXX", "YRateXXZ", "YRateXZZ", "YRateZZZ", "YRateDrag", "YRateWave"],
            y.Terms.Select(static term => term.Coefficient));
    }

    [Fact]
    public void Coefficients_of_libraries_are_learned_from_zero_without_bounds_after_the_others()
    {
        Assert.Equal(["Alpha", "Beta", "Four"], _spec.Value.Coefficients.Take(3).Select(static coefficient => coefficient.Name));
        Assert.Equal(22, _spec.Value.Coefficients.Count - 3);
        Assert.All(_spec.Value.Coefficients.Skip(3), static coefficient => Assert.Equal(
            new CoefficientSpec(coefficient.Name, "", CoefficientSource.Learned, Variation.Model, 0, double.NegativeInfinity, double.PositiveInfinity, null),
            coefficient));
    }

    [Fact]
    public void A_library_in_an_equation_is_its_sum()
    {
        Assert.Equal(
            "X' = XRate1 + XRateX X + XRateY Y + XRateZ Z + XRateXX X^2 + XRateXY X Y + XRateXZ X Z + XRateYY Y^2 + XRateYZ Y Z + XRateZZ Z^2 + XRateDrag X abs(X)",
            EquationText.Of(_spec.Value.Equations[0]));
        Assert.Equal(new LibrarySymbol("XRate"), _spec.Value.WrittenEquations[0].Right);
        Assert.Equal("Y.D(1) == 2.0 * ({{YRate}}) - Beta * (Y - ({{XRate}}))", EquationCode.Of(_spec.Value.WrittenEquations[1]));
        Assert.Equal(_spec.Value.Equations[2], _spec.Value.WrittenEquations[2]);
    }

    [Fact]
    public void Constraints_are_linear_forms()
    {
        var (energy, known) = (_spec.Value.Constraints[0], _spec.Value.Constraints[1]);
        Assert.Equal([new("XRateXY", 1), new("YRateXXZ", 2)], energy.Terms);
        Assert.Equal(1, energy.Value);
        Assert.Equal("XRateXY + 2 YRateXXZ = 1", energy.Text);
        Assert.Equal([("Alpha", 1.0), ("Beta", -4), ("XRateDrag", 4), ("YRateWave", -1)], known.Terms.Select(static term => (term.Coefficient, term.Factor)).OrderBy(static term => term.Coefficient, StringComparer.Ordinal));
        Assert.Equal(3, known.Value);
    }

    [Fact]
    public void The_description_says_what_there_is()
    {
        var model = CompiledModel.Compile(Lorenz)["Lorenz"].Estimable();
        var names = model.Description.Parameters.Select(static slot => slot.Name).ToList();
        var drag = model.Estimation.Libraries[0].Terms[10];
        Assert.Equal(("XRateDrag", "X abs(X)", @"X\,\left|X\right|", "X * Abs(X)"), (names[drag.Parameter], drag.Text, drag.Latex, drag.Code));
        var square = model.Estimation.Libraries[0].Terms[4];
        Assert.Equal(("XRateXX", "X^2", "X^{2}", "X * X"), (names[square.Parameter], square.Text, square.Latex, square.Code));
        Assert.Equal(("1", "1.0"), (model.Estimation.Libraries[0].Terms[0].Text, model.Estimation.Libraries[0].Terms[0].Code));
        var energy = model.Estimation.Constraints[0];
        Assert.Equal(["XRateXY", "YRateXXZ"], energy.Parameters.Select(parameter => names[parameter]));
        Assert.Equal([1, 2], energy.Factors);
        Assert.Equal(1, energy.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[Grid]")]
    [InlineData("[Grid(Points = 5, Per = Per.Trajectory)]")]
    [InlineData("[Grid(Source = Source.Network, Start = 0.5)]")]
    [InlineData("[Grid(StepSize = 0.5), Smoothness(Weight = 2), Solver(Precision = Precision.Single)]")]
    [InlineData("[Smoothness(Central = true)]")]
    [InlineData("[Grid(StepSize = 0.5, Source = Source.Learned, Per = Per.Model, Lower = 0.25, Upper = 1), Solver(Elimination = Elimination.QR)]")]
    [InlineData("[Smoothness(Scheme.Hermite), Solver(Elimination = Elimination.QR, Precision = Precision.Single)]")]
    public void The_template_keeps_grid_and_scheme(string attributes)
    {
        var spec = ModelCompilation.Parse(
            $$"""
            [MechanisticModel]
            {{attributes}}
            public partial class Linear
            {
                [State(Order = 1), Observed] public partial State X { get; }
                [PolynomialLibrary(Degree = 1)] public partial Library Rate { get; }
                [Equation] private Equation OfX => X.D(1) == Rate;
            }
            """);
        var found = ModelCompilation.Parse(TemplatePrinter.Print(spec)
            .Replace("{{name}}", "Linear", StringComparison.Ordinal)
            .Replace("{{coefficients}}", string.Empty, StringComparison.Ordinal)
            .Replace("{{Rate}}", "-X", StringComparison.Ordinal));
        Assert.Equal(spec.Grid, found.Grid);

        // The template names what the model was found to want.
        Assert.Equal(spec.Smoothness with { Reason = found.Smoothness.Reason }, found.Smoothness);
    }

    [Fact]
    public void The_template_filled_in_is_a_model()
    {
        const string Everything =
            """
            namespace Nature.Weather;

            public partial class Station
            {
                /// <summary>Convection &lt;found&gt;.</summary>
                [MechanisticModel]
                [Grid(Points = 9, StepSize = 0.25, Start = -1)]
                [Smoothness(Scheme.Hermite, Prolongation = 1, Weight = 3)]
                [Solver(Elimination = Elimination.Cholesky)]
                internal partial class Convection
                {
                    private const double Half = 0.5;
                    [State(Order = 1), Observed, Observed(Order = 1, Weight = 2, Noise = 0.5)] public partial State X { get; }
                    [State(Order = 2), InitialValue(Orders = 2, Points = 2, Weight = 4)] internal partial State T { get; }
                    [Coefficient(Source.Constant, Value = 1.5)] public partial Coefficient Fixed { get; }
                    [Coefficient(Source.Learned, Initial = 0.25, Lower = 0, Upper = 9, Per = Per.Trajectory), Prior(1, 0.5)] public partial Coefficient Own { get; }
                    [Coefficient(Source.Learned)] public partial Coefficient Alpha { get; }
                    [Coefficient(Source.Input, Per = Per.Step, Derivatives = 1)] public partial Coefficient Force { get; }
                    [Coefficient(Source.Network)] public partial Coefficient Net { get; }
                    [Coefficient(Source.Function)] private Coefficient Drive => Half * Cos(2 * Symbols.T) / Net;
                    [PolynomialLibrary] public partial Library Rate { get; }
                    [Candidate] private Term Wave => Sin(Alpha * X);
                    [Equation(Weight = 2)] private Equation OfX => Fixed * X.D(1) + Own == Drive - Rate * Force;
                    [Equation] private Equation OfT => T.D(2) == -X + Alpha * Symbols.T;
                    [Observed(Weight = 2, Noise = 0.1)] private Term Sum => X + 2 * T.D(1);
                    [Constraint] private Equation Known => 2 * Alpha == 3;
                    [Constraint] private Equation Dropped => Rate[X] == 3;
                }
            }
            """;
        var template = TemplatePrinter.Print(ModelCompilation.Parse(Everything));
        var found = template
            .Replace("{{name}}", "Found", StringComparison.Ordinal)
            .Replace("{{coefficients}}", "[Coefficient(Source.Constant, Value = 2)] public partial Coefficient RateXT { get; }", StringComparison.Ordinal)
            .Replace("{{Rate}}", "1.0 - RateXT * X * T + Sin(Alpha * X)", StringComparison.Ordinal);
        Assert.DoesNotContain("{{", found, StringComparison.Ordinal);

        // The same model, written out by hand.
        var expected = ModelCompilation.Parse(Everything
            .Replace("class Convection", "class Found", StringComparison.Ordinal)
            .Replace("[PolynomialLibrary] public partial Library Rate { get; }", "[Coefficient(Source.Constant, Value = 2)] public partial Coefficient RateXT { get; }", StringComparison.Ordinal)
            .Replace("[Candidate] private Term Wave => Sin(Alpha * X);", "", StringComparison.Ordinal)
            .Replace("[Constraint] private Equation Dropped => Rate[X] == 3;", "", StringComparison.Ordinal)
            .Replace("- Rate *", "- (1.0 - RateXT * X * T + Sin(Alpha * X)) *", StringComparison.Ordinal));
        var read = ModelCompilation.Parse(found);
        Assert.Equal(expected.Coefficients.OrderBy(static coefficient => coefficient.Name, StringComparer.Ordinal), read.Coefficients.OrderBy(static coefficient => coefficient.Name, StringComparer.Ordinal));
        Assert.Equal(expected.Equations, read.Equations);
        Assert.Equal(expected.States, read.States);
        Assert.Equal(expected.Observables, read.Observables);
        Assert.Equal(expected.Grid, read.Grid);
        Assert.Equal(expected.Smoothness, read.Smoothness);
        Assert.Equal([new ConstraintTermSpec("Alpha", 2)], Assert.Single(read.Constraints).Terms);
        Assert.Equal((expected.Namespace, expected.Containers, expected.Name, expected.Declaration, expected.Summary), (read.Namespace, read.Containers, read.Name, read.Declaration, read.Summary));
        Assert.Equal(Source.Constant, CompiledModel.Compile(found)["Found"].Description.Grid.Source);
    }
}
