using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace ScalableMNN.Generators.Tests.Diagnostics;

/// <summary>What is mathematics on paper and something else in C#: our error says what to write, beside the compiler's.</summary>
public class SlipTests
{
    [Theory]
    [InlineData("U.D(1) == -A * {|SMNN043:U^2|}", "CS0019", "'U^2' is no power in C#: write U * U or Pow(U, 2)")]
    [InlineData("{|SMNN043:U.D(1)^2|} == U", "CS0019", "'U.D(1)^2' is no power in C#: write Pow(U.D(1), 2)")]
    [InlineData("U.D(1) == {|SMNN043:(U + A)^0.5|} * 3", "CS0019", "'(U + A)^0.5' is no power in C#: write Pow(U + A, 0.5)")]
    [InlineData("U.D(1) == {|SMNN043:U^2|} + {|SMNN043:A^3|}", "CS0019", null)]
    [InlineData("U.D(1) == 2 * {|SMNN043:U**2|}", "CS0193", "'U**2' is no power in C#: write U * U or Pow(U, 2)")]
    [InlineData("U.D(1) == ({|SMNN043:2^3|}) * U", "", "'2^3' is no power in C#: write Pow(2, 3)")]
    [InlineData("U.D(1) == {|SMNN044:Math.Sin|}(U)", "CS1503", "'Math.Sin' takes numbers, not states and coefficients: write Sin, the function of Symbols")]
    [InlineData("U.D(1) == {|SMNN044:Math.Pow|}(A, 2) * U", "CS1503", "'Math.Pow' takes numbers, not states and coefficients: write Pow, the function of Symbols")]
    [InlineData("U.D(1) == U * {|SMNN044:MathF.Exp|}(-2 * T)", "CS1503", "'MathF.Exp' takes numbers, not states and coefficients: write Exp, the function of Symbols")]
    [InlineData("U.D(1) == {|SMNN044:Math.Log|}(U)", "CS1503", "'Math.Log' takes numbers, not states and coefficients: write Log, the function of Symbols")]
    [InlineData("U.D(1) == {|SMNN044:Math.Max|}(U, 0)", "CS1503", "'Math.Max' takes numbers, not states and coefficients: the functions of Symbols are Exp, Log, Sqrt, Sin, Cos, Tan, Tanh, Sinh, Cosh, Abs, Pow")]
    [InlineData("U.D(1) {|SMNN045:=|} -A * U", "CS0131", "'U.D(1) = -A * U' is not one equation: = assigns, and == says that both sides are equal")]
    [InlineData("{|SMNN045:U.D(1) == U && A == 1|}", "CS0019", "'U.D(1) == U && A == 1' is not one equation: one property holds one left == right; give every other equation a property of its own")]
    [InlineData("{|SMNN045:U.D(1) == U == A|}", "CS0019", null)]
    [InlineData("U.D(1) == ({|SMNN046:U > 0 ? U : A|})", "CS0029", "'U > 0 ? U : A' is a condition, but an equation is the same at every grid point: write If(condition, then, otherwise), whose condition is made of comparisons, & (and), | (or) and ! (not)")]
    [InlineData("U.D(1) == ({|SMNN046:U > 0|}) * A", "CS0019", null)]
    [InlineData("U.D(1) == ({|SMNN046:U > 0 && A < 1 ? {|SMNN043:A^2|} : 0|})", "CS0019", null)]
    [InlineData("U.D(1) == {|SMNN046:U switch { _ => A }|}", "", null)]
    [InlineData("U.D({|SMNN009:0.5|}) == U", "CS1503", "'0.5' is not the order of a derivative: write a constant whole number that is 0 or more")]
    [InlineData("{|SMNN047:U.D(1).D(1)|} == U", "CS1061", "'U.D(1).D(1)' is not a derivative of a state: write U.D(2)")]
    [InlineData("{|SMNN047:(A * U).D(1)|} == U", "CS1061", "'(A * U).D(1)' is not a derivative of a state: write out what it is by the rules of calculus, or declare a state that is equal to the expression by an equation of its own")]
    [InlineData("U.D(1) == {|SMNN047:A.D(1)|}", "CS1061", "'A.D(1)' is not a derivative of a state: a coefficient has none; make it a state with an equation, or give its derivative as another coefficient")]
    [InlineData("U.D(1) == {|SMNN048:sin|}(U)", "CS0103", "'sin' is not known here: the function is Sin of Symbols")]
    [InlineData("U.D(1) == U * {|SMNN048:t|}", "CS0103", "'t' is not known here: time is T of Symbols")]
    public async Task Slips_in_an_equation(string equation, string csharpError, string? message)
    {
        var messages = await Expect.MarksAsync(Model(equation), csharpError.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        if (message is not null)
        {
            Assert.Equal(message, messages[0]);
        }
    }

    [Theory]
    [InlineData("U.D(1) == (Limit > 2 ? 1.0 : 2.0) * U + A")]
    [InlineData("U.D(1) == Math.Pow(2, 3) * U + A")]
    [InlineData("U.D(1) == sin * U + A")]
    public async Task What_C_sharp_computes_from_numbers_is_a_number(string equation) => await Expect.MarksAsync(
        Model(equation).Replace("[State", "private const int Limit = 3; private const double sin = 2; [State", StringComparison.Ordinal));

    [Fact]
    public async Task Without_the_using_directive()
    {
        var source = Model("U.D(1) == {|SMNN048:Sin|}(U) + {|SMNN048:T|} * A");
        var parsed = MarkedSource.Parse(source);
        var compilation = ModelCompilation.Compile("using ScalableMNN.Dsl;\n" + parsed.Text);
        var (_, diagnostics) = await Expect.DiagnoseAsync(compilation.RemoveSyntaxTrees(compilation.SyntaxTrees[0]));

        Assert.Equal(
            ["'Sin' is not known here: the function is Sin of Symbols; add 'using static ScalableMNN.Dsl.Symbols;'", "'T' is not known here: time is T of Symbols; add 'using static ScalableMNN.Dsl.Symbols;'"],
            diagnostics.Select(diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task In_functions_observations_constraints_and_blocks() => await Expect.MarksAsync(
        """
        [MechanisticModel]
        public partial class Decay
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [Coefficient(Source.Input)] public partial Coefficient A { get; }
            [Coefficient(Source.Learned)] public partial Coefficient K { get; }
            [Coefficient(Source.Function)] private Coefficient Square => {|SMNN043:A^2|};
            [Observed] private Term Seen => {|SMNN044:Math.Log|}(U);
            [Constraint] private Equation Known => K {|SMNN045:=|} 2;
            [Equation] private Equation Law => U.D(1) == K * Square * U;
            [Equation] private Equation {|SMNN027:Other|}
            {
                get
                {
                    if ({|SMNN046:U > 0|})
                    {
                        return U == 1;
                    }

                    return U == 2;
                }
            }
        }
        """,
        "CS0019", "CS0029", "CS0200", "CS1503");

    [Theory]
    [InlineData("Coefficient", "[Coefficient(Source.Learned)] or another source")]
    [InlineData("State", "[State(Order = 1)]")]
    [InlineData("Library", "[PolynomialLibrary]")]
    public async Task SMNN049_no_attribute(string type, string attribute)
    {
        var messages = await Expect.MarksAsync(
            $$"""
            [MechanisticModel]
            public partial class Decay
            {
                [State(Order = 1), InitialValue] public partial State U { get; }
                public partial {{type}} {|SMNN049:V|} { get; }
                [Equation] private Equation Law => U.D(1) + U == 0;
            }
            """,
            "CS9248");

        Assert.Equal($"Nothing is generated for 'V', because no attribute says what it is; add {attribute}", Assert.Single(messages));
    }

    private static string Model(string equation) =>
        $$"""
        [MechanisticModel]
        public partial class Decay
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [Coefficient(Source.Input)] public partial Coefficient A { get; }
            [Equation] private Equation Law => {{equation}};
            [Equation] private Equation Rest => U + A == 0;
        }
        """;
}
