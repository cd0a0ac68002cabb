using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Symbolics;
using Xunit;

namespace ScalableMNN.Generators.Tests.Parsing;

public class ModelParserTests
{
    private const string Oscillator =
        """
        namespace Mechanics
        {
            public partial class Bench
            {
                internal partial interface IShelf
                {
                    /// <summary>
                    /// The damped oscillator <see cref="System.Math"/> of
                    /// a mass.
                    /// </summary>
                    [MechanisticModel]
                    [Grid(StepSize = 0.1, Points = 7, Start = -1)]
                    [Smoothness(Scheme.Taylor, Central = true, Weight = 2)]
                    public partial class DampedOscillator
                    {
                        private const double Half = 1 / 2.0;

                        [State(Order = 3), InitialValue(Orders = 2, Weight = 4)]
                        public partial State X { get; }

                        [Coefficient(Source.Constant, Value = 1.5)]
                        internal partial Coefficient Mass { get; }

                        [Coefficient(Source.Learned, Initial = 0.5, Lower = 0, Per = Per.Trajectory)]
                        public partial Coefficient Damping { get; }

                        [Coefficient(Source.Learned)]
                        public partial Coefficient Stiffness { get; }

                        [Coefficient(Source.Input, Per = Per.Step)]
                        public partial Coefficient Force { get; }

                        [Coefficient(Source.Network, Per = Per.Trajectory)]
                        public partial Coefficient Bias { get; }

                        [Coefficient(Source.Function)]
                        private Coefficient Drive => 2 * Cos(3 * T) + Slow;

                        [Coefficient(Source.Function)]
                        private Term Slow => Half * Bias * Math.PI;

                        [Equation(Weight = 3)]
                        private Equation Newton => (Mass * X.D(1 + 1)) + Damping * X.D(1) - -Stiffness * this.X == Force + (Term)Drive;
                    }
                }
            }
        }
        """;

    [Fact]
    public void Reads_the_class()
    {
        var spec = ModelCompilation.Parse(Oscillator);

        Assert.Equal("Mechanics", spec.Namespace);
        Assert.Equal(["partial class Bench", "partial interface IShelf"], spec.Containers);
        Assert.Equal("DampedOscillator", spec.Name);
        Assert.Equal("public partial class", spec.Declaration);
        Assert.Equal("Mechanics.Bench+IShelf+DampedOscillator", spec.MetadataName);
        Assert.Equal("The damped oscillator Math of a mass.", spec.Summary);
        Assert.Equal(new GridSpec(7, CoefficientSource.Constant, Variation.Model, 0.1, 0, double.PositiveInfinity, -1), spec.Grid);
        Assert.Equal(new SmoothnessSpec(SmoothnessScheme.Taylor, Central: true, 2), spec.Smoothness with { Reason = "" });
    }

    [Fact]
    public void Reads_the_states() => Assert.Equal(
        [new StateSpec("X", "public partial", 3, new InitialSpec(2, 1, 4))],
        ModelCompilation.Parse(Oscillator).States);

    [Fact]
    public void Reads_the_coefficients()
    {
        const double Open = double.PositiveInfinity;
        var coefficients = ModelCompilation.Parse(Oscillator).Coefficients;

        Assert.Equal(7, coefficients.Count);
        Assert.Equal(new CoefficientSpec("Mass", "internal partial", CoefficientSource.Constant, Variation.Model, 1.5, -Open, Open, null), coefficients[0]);
        Assert.Equal(new CoefficientSpec("Damping", "public partial", CoefficientSource.Learned, Variation.Trajectory, 0.5, 0, Open, null), coefficients[1]);
        Assert.Equal(new CoefficientSpec("Stiffness", "public partial", CoefficientSource.Learned, Variation.Model, 1, -Open, Open, null), coefficients[2]);
        Assert.Equal(new CoefficientSpec("Force", "public partial", CoefficientSource.Input, Variation.Step, 0, -Open, Open, null), coefficients[3]);
        Assert.Equal(new CoefficientSpec("Bias", "public partial", CoefficientSource.Network, Variation.Trajectory, 0, -Open, Open, null), coefficients[4]);
    }

    [Fact]
    public void A_function_varies_with_what_it_is_made_of()
    {
        var coefficients = ModelCompilation.Parse(Oscillator).Coefficients;

        Assert.Equal(Variation.Step, coefficients[5].Per);
        Assert.Equal("2 cos(3 t) + Slow", EquationText.Of(coefficients[5].Body!));
        Assert.Equal("", coefficients[5].Declaration);
        Assert.Equal(Variation.Trajectory, coefficients[6].Per);
        Assert.Equal("0.5 Bias * 3.141592653589793", EquationText.Of(coefficients[6].Body!));
    }

    [Fact]
    public void Reads_the_equations()
    {
        var equation = Assert.Single(ModelCompilation.Parse(Oscillator).Equations);

        Assert.Equal("Newton", equation.Name);
        Assert.Equal(3, equation.Weight);
        Assert.Equal("Mass X'' + Damping X' - (-Stiffness X) = Force + Drive", EquationText.Of(equation));
    }

    [Fact]
    public void A_model_with_nothing_said_has_the_defaults()
    {
        var spec = ModelCompilation.Parse(
            """
            [MechanisticModel]
            partial class Decay
            {
                [State(Order = 1), InitialValue] public partial State U { get; }
                [Equation] private Equation Law => U.D(1) + U == 0;
            }
            """);

        Assert.Equal("", spec.Namespace);
        Assert.Equal("partial class", spec.Declaration);
        Assert.Equal("Decay", spec.MetadataName);
        Assert.Equal("", spec.Summary);
        Assert.Equal(new GridSpec(0, CoefficientSource.Input, Variation.Step, 0, 0, double.PositiveInfinity, 0), spec.Grid);
        Assert.Equal(new SmoothnessSpec(SmoothnessScheme.Hermite, Central: false, 1, Prolongation: 1), spec.Smoothness with { Reason = "" });
        Assert.Equal(new InitialSpec(1, 1, 1), spec.States[0].Initial);
    }

    [Theory]
    [InlineData("[Grid(StepSize = 0.5)]", "Constant", 0.5, 0)]
    [InlineData("[Grid(Source = Source.Learned, StepSize = 0.5)]", "Learned", 0.5, 0.005)]
    [InlineData("[Grid(Source = Source.Learned, StepSize = 0.5, Lower = 0.1)]", "Learned", 0.5, 0.1)]
    [InlineData("[Grid(Source = Source.Network)]", "Network", 0, 0)]
    [InlineData("[Grid(Points = 3)]", "Input", 0, 0)]
    public void Reads_the_grid(string attribute, string source, double stepSize, double lower)
    {
        var grid = ModelCompilation.Parse(
            $$"""
            [MechanisticModel]
            {{attribute}}
            partial class Decay
            {
                [State(Order = 1), InitialValue] public partial State U { get; }
                [Equation] private Equation Law => U.D(1) + U == 0;
            }
            """).Grid;

        Assert.Equal(source, grid.Source.ToString());
        Assert.Equal(stepSize, grid.StepSize);
        Assert.Equal(lower, grid.Lower);
    }

    [Theory]
    [InlineData("U.D(1) == -U", "U' = -U")]
    [InlineData("U.D(1) == Math.Sqrt(4) * U", "U' = 2 U")]
    [InlineData("U.D(1) == Pow(T, 2) * U / (1 + Exp(-T))", "U' = t^2 U / (1 + exp(-t))")]
    [InlineData("U.D(1) == nameof(U).Length * U", null)]
    [InlineData("U.D(1) == U * (float)0.5", "U' = U * 0.5")]
    [InlineData("1 == U.D(1) * 2", "1 = U' * 2")]
    [InlineData("(U.D(1)) == (+(U))", "U' = U")]
    [InlineData("U.D(order: 1) == Pow(exponent: 2, term: T) + U.D(0)", "U' = t^2 + U")]
    [InlineData("U.D(1) == int.MaxValue * U", "U' = 2147483647 U")]
    public void Reads_expressions(string equation, string? text)
    {
        var parsed = ModelCompilation.ParseUnchecked(
            $$"""
            [MechanisticModel]
            partial class Decay
            {
                [State(Order = 1), InitialValue] public partial State U { get; }
                [Equation] private Equation Law => {{equation}};
            }
            """)!;

        Assert.Equal(text is null, parsed.HasErrors);
        if (text is not null)
        {
            Assert.Equal(text, EquationText.Of(parsed.Spec.Equations[0]));
        }
    }

    [Fact]
    public void Parts_of_a_model_may_lie_in_several_files()
    {
        var compilation = ModelCompilation.Compile(
            """
            public partial class Decay
            {
                [State(Order = 1), InitialValue] public partial State U { get; }
            }
            """,
            """
            [MechanisticModel]
            partial class Decay
            {
                [Equation] private Equation Law { get { return U.D(1) + U == 0; } }
                [Equation] private Equation Same { get => U.D(1) == -U; }
            }
            """);

        var parsed = ModelParser.Parse(compilation.GetTypeByMetadataName("Decay")!, compilation, Problems.Unheard(), default)!;

        Assert.False(parsed.HasErrors);
        Assert.Equal(2, parsed.Spec.Equations.Count);
        Assert.Single(parsed.Spec.States);
    }

    [Fact]
    public void A_number_for_each_point_has_two_names()
    {
        static string Model(string per) =>
            $$"""
            [MechanisticModel]
            public partial class Driven
            {
                [State(Order = 1), InitialValue] public partial State U { get; }
                [Coefficient(Source.Input, Per = {{per}})] public partial Coefficient Force { get; }
                [Equation] private Equation Law => U.D(1) + U == Force;
            }
            """;

        Assert.Equal(ModelCompilation.Parse(Model("Per.Step")), ModelCompilation.Parse(Model("Per.Point")));
    }
}
