using System.Threading.Tasks;
using Xunit;

namespace ScalableMNN.Generators.Tests.Diagnostics;

/// <summary>What is said about equations and the bodies of function coefficients.</summary>
public class EquationTests
{
    [Fact]
    public async Task SMNN006_state_in_no_equation() => await Expect.MarksAsync(
        """
        [MechanisticModel]
        public partial class Decay
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [State(Order = 1), InitialValue] public partial State {|SMNN006:V|} { get; }
            [Equation] private Equation Law => U.D(1) + U == 0;
        }
        """);

    [Theory]
    [InlineData("{|SMNN007:U.D(2)|} == U", "'U' is declared with Order = 1, so its derivative of order 2 does not exist; declare [State(Order = 2)]")]
    [InlineData("U.D({|SMNN009:-1|}) == U", "'-1' is not the order of a derivative: write a constant whole number that is 0 or more")]
    [InlineData("U.D({|SMNN009:Order|}) == U", "'Order' is not the order of a derivative: write a constant whole number that is 0 or more")]
    [InlineData("U.D(1) == {|SMNN010:U * U|}", "Equation 'Law' is not linear in the states, because of 'U * U': it is linearised and solved by Gauss-Newton iterations")]
    [InlineData("U.D(1) == 2 * {|SMNN010:Sin(U)|}", "Equation 'Law' is not linear in the states, because of 'Sin(U)': it is linearised and solved by Gauss-Newton iterations")]
    [InlineData("U.D(1) == A + {|SMNN010:A / U.D(1)|}", null)]
    [InlineData("U.D(1) == {|SMNN010:Pow(U, 2)|}", null)]
    [InlineData("U.D(1) == Exp({|SMNN010:Cos(U)|})", null)]
    [InlineData("U.D(1) == {|SMNN024:field|} * U", "'field' cannot stand in an equation: its value is not known to the compiler; use a constant or a coefficient")]
    [InlineData("U.D(1) == {|SMNN024:Foreign(U)|}", "'Foreign(U)' cannot stand in an equation: a method has no meaning there; the functions are those of Symbols")]
    [InlineData("U.D(1) == {|SMNN024:Math.Cbrt(2)|} * U", null)]
    [InlineData("U.D(1) == {|SMNN024:Math.Log(-1)|} * U", null)]
    [InlineData("U.D(1) == {|SMNN024:1 / 0.0|} * U", "'1 / 0.0' cannot stand in an equation: it is not a finite number")]
    [InlineData("U.D(1) == {|SMNN024:(int)Math.Sqrt(2)|} * U", null)]
    [InlineData("U.D(1) == ({|SMNN046:field > 0 ? U : A|})", null)]
    [InlineData("{|SMNN024:U.D(1) != U|}", "'U.D(1) != U' cannot stand in an equation: an equation has the form left == right")]
    [InlineData("U.D(1) == {|SMNN025:Other|} * U", "'Other' is not a state or coefficient of model 'Decay'")]
    [InlineData("U.D(1) == {|SMNN025:Peer.A|} * U", "'Peer.A' is not a state or coefficient of model 'Decay'")]
    [InlineData("U.D(1) == {|SMNN032:1 / 2|} * U", "'1 / 2' is a division of whole numbers and gives 0; write a decimal point to divide numbers")]
    [InlineData("U.D(1) == 4 / 2 * U", null)]
    public async Task SMNN007_to_SMNN032_expressions(string equation, string? message)
    {
        var messages = await Expect.MarksAsync(
            $$"""
            [MechanisticModel]
            public partial class Decay
            {
                private static double field = 1;
                private static int Order => 1;
                private Coefficient Other => null!;
                private Decay Peer => this;
                private static Term Foreign(Term term) => term;
                [State(Order = 1), InitialValue] public partial State U { get; }
                [Coefficient(Source.Input)] public partial Coefficient A { get; }
                [Equation] private Equation Law => {{equation}};
                [Equation] private Equation Rest => U + A == 0;
            }
            """);

        if (message is not null)
        {
            Assert.Equal(message, Assert.Single(messages));
        }
    }

    [Fact]
    public async Task SMNN022_functions_in_a_cycle()
    {
        var messages = await Expect.MarksAsync(
            """
            [MechanisticModel]
            public partial class Decay
            {
                [State(Order = 1), InitialValue] public partial State U { get; }
                [Coefficient(Source.Function)] private Coefficient {|SMNN022:A|} => 2 * B + T;
                [Coefficient(Source.Function)] private Coefficient B => C / 2;
                [Coefficient(Source.Function)] private Coefficient C => A;
                [Coefficient(Source.Function)] private Coefficient {|SMNN022:E|} => E;
                [Equation] private Equation Law => U.D(1) + A * U == E;
            }
            """);

        Assert.Equal(["Coefficient 'A' is defined by itself: A -> B -> C -> A", "Coefficient 'E' is defined by itself: E -> E"], messages);
    }

    [Fact]
    public async Task SMNN023_function_of_a_state() => await Expect.MarksAsync(
        """
        [MechanisticModel]
        public partial class Decay
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [Coefficient(Source.Function)] private Term A => 2 * {|SMNN023:U|} + {|SMNN023:U.D(1)|};
            [Equation] private Equation Law => U.D(1) + A * U == 0;
        }
        """);

    [Fact]
    public async Task SMNN031_equation_without_state() => await Expect.MarksAsync(
        """
        [MechanisticModel]
        public partial class Decay
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [Coefficient(Source.Input)] public partial Coefficient A { get; }
            [Equation] private Equation Law => U.D(1) + U == 0;
            [Equation] private Equation {|SMNN031:Nothing|} => A == 2;
            [Equation] private Equation {|SMNN031:Cancelled|} => U + A == U;
        }
        """);

    [Fact]
    public async Task Errors_of_the_language_are_left_to_its_compiler() => await Expect.MarksAsync(
        """
        [MechanisticModel]
        public partial class Decay
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [Coefficient(Source.Input, Per = Per.Day)] public partial Coefficient A { get; }
            [Equation] private Equation Law => U.D(1) + Typo * U == 0;
            [Equation] private Equation Halves => U.D("1") + U == 0;
            [Equation] private Equation Text => "U" + U == 0;
        }
        """,
        "CS0019", "CS0103", "CS0117", "CS1503");

    [Fact]
    public async Task SMNN024_a_term_that_refers_to_itself() => Assert.Equal(
        ["'Twice' cannot stand in an equation: it refers to itself"],
        await Expect.MarksAsync(
            """
            [MechanisticModel]
            public partial class Decay
            {
                [State(Order = 1), InitialValue] public partial State U { get; }
                private Term Once => {|SMNN024:Twice|} + U;
                private Term Twice => 2 * Once;
                [Equation] private Equation Law => U.D(1) == -Twice;
            }
            """));
}
