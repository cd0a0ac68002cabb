using System.Threading.Tasks;
using Xunit;

namespace ScalableMNN.Generators.Tests.Diagnostics;

/// <summary>What is said about what is measured, and about what is known beforehand.</summary>
public class EstimationTests
{
    [Fact]
    public async Task Measurements_and_priors_are_met_with_silence() => await Expect.MarksAsync(
        """
        [MechanisticModel]
        public partial class Decay
        {
            [State(Order = 1), InitialValue, Observed(Noise = 0.5)] public partial State U { get; }
            [Coefficient(Source.Learned), Prior(0.5, 0.1)] public partial Coefficient Rate { get; }
            [Coefficient(Source.Learned, Per = Per.Trajectory), Prior(mean: 1, deviation: 2)] public partial Coefficient Volume { get; }
            [Equation] private Equation Law => U.D(1) + Rate * U == 0;
            [Observed(Weight = 2, Noise = 0.25)] private Term Concentration => U / Volume + U.D(1) + T;
        }
        """);

    [Theory]
    [InlineData("[Observed({|SMNN018:Noise = 0|})] private Term C => 2 * U;")]
    [InlineData("[Observed({|SMNN018:Noise = -1|})] private Term C => 2 * U;")]
    [InlineData("[Observed({|SMNN018:Noise = double.NaN|})] private Term C => 2 * U;")]
    [InlineData("[Observed({|SMNN018:Noise = double.PositiveInfinity|})] private Term C => 2 * U;")]
    [InlineData("[Observed({|SMNN018:Weight = 0|})] private Term C => 2 * U;")]
    [InlineData("[Observed({|SMNN018:Order = 1|})] private Term C => 2 * U;")]
    [InlineData("[Observed, {|SMNN033:Observed|}] private Term C => 2 * U;")]
    [InlineData("[Observed] private Term C => {|SMNN007:U.D(2)|};")]
    [InlineData("[Observed] private Term {|SMNN031:C|} => 2 * T;")]
    [InlineData("[Observed] private Term {|SMNN031:C|} => U - U;")]
    [InlineData("[Observed] private Term C => {|SMNN010:U * U|};")]
    [InlineData("[Observed] private Term C => 2 * {|SMNN025:Nothing|}; private static Term Nothing { get; } = null!;")]
    [InlineData("[Observed] private Term {|SMNN027:C|} { get { var term = U; return term; } }")]
    [InlineData("[Observed] private double {|SMNN027:C|} => 2;")]
    [InlineData("[{|SMNN033:Observed|}, Equation] private Equation C => U == 2;")]
    [InlineData("[Observed] private Term {|SMNN021:UD1|} => 2 * U;")]
    [InlineData("[Observed] private Term C => 2 * U; [Coefficient(Source.Input)] public partial Coefficient {|SMNN021:ObservedC|} { get; } [Equation] private Equation Other => U.D(1) == ObservedC;")]
    public async Task Observed_expressions(string member) => await Expect.MarksAsync(
        $$"""
        [MechanisticModel]
        public partial class Decay
        {
            [State(Order = 1), InitialValue, Observed(Order = 1)] public partial State U { get; }
            [Equation] private Equation Law => U.D(1) + U == 0;
            {{member}}
        }
        """);

    [Theory]
    [InlineData("[Smoothness(Scheme.Taylor, Central = true)]", "Source.Learned", "its smoothness rows are central and reach over three grid points")]
    [InlineData("[Grid(Source = Source.Learned, StepSize = 0.1)]", "Source.Learned", "its steps are learned")]
    [InlineData("", "Source.Learned, Per = Per.Step", "the learned coefficient 'Rate' has one number for each grid point")]
    public async Task What_keeps_a_model_with_observations_from_being_estimated_is_named(string attribute, string source, string reason) => Assert.Equal(
        [$"Model 'Decay' has something observed, but no Estimate, because {reason}"],
        await Expect.MarksAsync(
            $$"""
            [MechanisticModel]
            {{attribute}}
            public partial class Decay
            {
                [State(Order = 2), InitialValue, {|SMNN042:Observed|}] public partial State U { get; }
                [State(Order = 2), InitialValue, Observed] public partial State V { get; }
                [Coefficient({{source}})] public partial Coefficient Rate { get; }
                [Equation] private Equation Law => U.D(1) + Rate * U == 0;
                [Equation] private Equation Other => V.D(1) + U == 0;
            }
            """));

    [Fact]
    public async Task An_expression_that_makes_the_model_nonlinear_is_named() => Assert.Equal(
        ["Observation 'C' is not linear in the states, because of 'Log(U)': it is linearised and solved by Gauss-Newton iterations"],
        await Expect.MarksAsync(
            """
            [MechanisticModel]
            public partial class Decay
            {
                [State(Order = 1), InitialValue] public partial State U { get; }
                [Equation] private Equation Law => U.D(1) + U == 0;
                [Observed] private Term C => {|SMNN010:Log(U)|};
            }
            """));

    [Theory]
    [InlineData("[Coefficient(Source.Learned), Prior(1, {|SMNN018:0|})] public partial Coefficient A { get; }")]
    [InlineData("[Coefficient(Source.Learned), Prior(1, {|SMNN018:-2|})] public partial Coefficient A { get; }")]
    [InlineData("[Coefficient(Source.Learned), Prior({|SMNN018:double.NaN|}, 1)] public partial Coefficient A { get; }")]
    [InlineData("[Coefficient(Source.Input), {|SMNN033:Prior(1, 1)|}] public partial Coefficient A { get; }")]
    [InlineData("[Coefficient(Source.Constant, Value = 1), {|SMNN033:Prior(1, 1)|}] public partial Coefficient A { get; }")]
    [InlineData("[Coefficient(Source.Learned, Per = Per.Step), {|SMNN033:Prior(1, 1)|}] public partial Coefficient A { get; }")]
    [InlineData("[Coefficient(Source.Input)] public partial Coefficient A { get; } [{|SMNN033:Prior(1, 1)|}] private int B => 1;")]
    public async Task Priors(string member) => await Expect.MarksAsync(
        $$"""
        [MechanisticModel]
        public partial class Decay
        {
            [State(Order = 1), Observed] public partial State U { get; }
            {{member}}
            [Equation] private Equation Law => U.D(1) + A * U == 0;
        }
        """);

    private const string TwoStates =
        """
            [State(Order = 1), Observed] public partial State X { get; }
            [State(Order = 1), Observed] public partial State Y { get; }
            [Coefficient(Source.Learned)] public partial Coefficient A { get; }
            [Coefficient(Source.Learned)] public partial Coefficient B { get; }
            [Coefficient(Source.Constant, Value = 2)] public partial Coefficient Two { get; }
        """;

    [Fact]
    public async Task Libraries_candidates_and_constraints_are_met_with_information_alone() => await Expect.MarksAsync(
        $$"""
        [MechanisticModel]
        public partial class Found
        {
        {{TwoStates}}
            [PolynomialLibrary] public partial Library XRate { get; }
            [PolynomialLibrary(Degree = 1, Of = new[] { nameof(Y) }, Constant = false)] public partial Library YRate { get; }
            [Equation] private Equation OfX => X.D(1) == A + B - {|SMNN010:XRate|};
            [Equation] private Equation OfY => Y.D(1) == {|SMNN010:YRate|} / Two;
            [Candidate] private Term Drag => X * Abs(X);
            [Candidate(nameof(YRate))] private Term Wave => A * Sin(Y);
            [Constraint] private Equation Energy => XRate[X * Y] + YRate[Drag] == 0;
            [Constraint] private Equation Known => A + Two * B - 3 == XRate[1] / Two - YRate[A * Sin(Y)];
        }
        """);

    [Theory]
    [InlineData("[PolynomialLibrary({|SMNN018:Degree = 0|})] public partial Library Rest { get; }")]
    [InlineData("[PolynomialLibrary({|SMNN018:Degree = 9|})] public partial Library Rest { get; }")]
    [InlineData("[PolynomialLibrary({|SMNN025:Of = new[] { \"Z\" }|})] public partial Library Rest { get; }")]
    [InlineData("[PolynomialLibrary] public Library {|SMNN027:Rest|} => null!;")]
    [InlineData("[PolynomialLibrary] public Term {|SMNN027:Rest|} => null!; [Observed] private Term Other => {|SMNN024:Rest|};")]
    [InlineData("[PolynomialLibrary] public partial Library Rest { get; } public int {|SMNN021:RestXY|} => 1;")]
    [InlineData("[PolynomialLibrary] public partial Library Rest { get; } [Candidate] private Term {|SMNN039:Product|} => Y * X;")]
    [InlineData("[PolynomialLibrary] public partial Library Rest { get; } [Candidate({|SMNN025:\"Other\"|})] private Term Wave => Sin(X);")]
    [InlineData("[PolynomialLibrary] public partial Library Rest { get; } [Candidate] private double {|SMNN027:Wave|} => 1;")]
    [InlineData("[PolynomialLibrary] public partial Library Rest { get; } [Candidate] private Term Wave => {|SMNN024:Rest|};")]
    [InlineData("[PolynomialLibrary] public partial Library Rest { get; } [Observed] private Term Wave => {|SMNN024:Rest[X]|};")]
    [InlineData("[PolynomialLibrary] public partial Library Rest { get; } [Constraint] private Equation C => {|SMNN024:Rest|} == 0;")]
    [InlineData("[PolynomialLibrary] public partial Library Rest { get; } [Constraint] private Equation C => {|SMNN038:Rest[X * X * X]|} == 0;")]
    [InlineData("[PolynomialLibrary] public partial Library Rest { get; } [Constraint] private Equation {|SMNN037:C|} => Rest[X] * Rest[Y] == 0;")]
    [InlineData("[{|SMNN033:Candidate|}] private Term Wave => Sin(X);")]
    [InlineData("[Constraint] private Equation {|SMNN037:C|} => A * B == 0;")]
    [InlineData("[Constraint] private Equation {|SMNN037:C|} => A == A;")]
    [InlineData("[Constraint] private Equation {|SMNN037:C|} => Two == 2;")]
    [InlineData("[Constraint] private Equation C => A + {|SMNN037:X|} == 1;")]
    [InlineData("[Constraint] private Equation C => A + {|SMNN037:T|} == 1;")]
    [InlineData("[Constraint] private double {|SMNN027:C|} => 1;")]
    [InlineData("[Coefficient(Source.Input)] public partial Coefficient I { get; } [Equation] private Equation More => X == I * Y; [Constraint] private Equation C => A + {|SMNN037:I|} == 1;")]
    [InlineData("[Coefficient(Source.Learned, Per = Per.Trajectory)] public partial Coefficient I { get; } [Equation] private Equation More => X == I * Y; [Constraint] private Equation C => A + {|SMNN037:I|} == 1;")]
    [InlineData("[Equation, {|SMNN033:Constraint|}] private Equation C => X == A;")]
    public async Task Mistakes_in_libraries_and_constraints(string members) => await Expect.MarksAsync(
        $$"""
        [MechanisticModel]
        public partial class Found
        {
        {{TwoStates}}
            [Equation] private Equation OfX => X.D(1) == A * X + Two;
            [Equation] private Equation OfY => Y.D(1) == B * Y;
            {{members}}
        }
        """);

    [Theory]
    [InlineData("[State(Order = 1), InitialValue]", "", "")]
    [InlineData("[State(Order = 1), Observed]", "[Smoothness(Central = true)]", "")]
    [InlineData("[State(Order = 1), Observed]", "[Grid(StepSize = 0.1, Source = Source.Learned)]", "")]
    [InlineData("[State(Order = 1), Observed]", "", "[Coefficient(Source.Learned, Per = Per.Step)] public partial Coefficient B { get; } [Equation] private Equation More => U == B;")]
    public async Task SMNN040_estimation_of_what_cannot_be_estimated(string state, string attribute, string member) => await Expect.MarksAsync(
        $$"""
        [MechanisticModel] {{attribute}}
        public partial class Decay
        {
            {{state}} public partial State U { get; }
            [Coefficient(Source.Learned), {|SMNN040:Prior(1, 1)|}] public partial Coefficient A { get; }
            [{|SMNN040:PolynomialLibrary(Degree = 1)|}] public partial Library Rest { get; }
            [Equation] private Equation Law => U.D(1) + A * U == Rest;
            [{|SMNN040:Constraint|}] private Equation Known => A == 1;
            {{member}}
        }
        """);

    [Fact]
    public async Task SMNN039_two_terms_of_one_name() => Assert.Equal(
        ["Library 'Rest' has two terms whose coefficients would be called 'RestAA'; rename a state"],
        await Expect.MarksAsync(
            """
            [MechanisticModel]
            public partial class Found
            {
                [State(Order = 1), Observed] public partial State A { get; }
                [State(Order = 1), Observed] public partial State AA { get; }
                [PolynomialLibrary(Degree = 1)] public partial Library Fine { get; }
                [PolynomialLibrary(Of = new[] { "A", "AA" }, Degree = 2)] public partial Library {|SMNN039:Rest|} { get; }
                [Equation] private Equation Law => A.D(1) == Fine;
                [Equation] private Equation Other => AA.D(1) == 0;
            }
            """));

    [Fact]
    public async Task Random_effects_stand_beside_learned_coefficients_of_each_trajectory() => await Expect.MarksAsync(
        """
        [MechanisticModel]
        public partial class Population
        {
            [State(Order = 1), InitialValue, Observed] public partial State U { get; }
            [Coefficient(Source.Learned), {|SMNN033:RandomEffect|}] public partial Coefficient A { get; }
            [Coefficient(Source.Input, Per = Per.Trajectory), {|SMNN033:RandomEffect|}] public partial Coefficient B { get; }
            [Coefficient(Source.Learned, Per = Per.Trajectory), RandomEffect, {|SMNN033:Prior(1, 1)|}] public partial Coefficient C { get; }
            [Coefficient(Source.Learned, Per = Per.Trajectory), RandomEffect({|SMNN018:-1|})] public partial Coefficient D { get; }
            [Coefficient(Source.Learned, Per = Per.Trajectory), RandomEffect(1, {|SMNN025:CorrelatedWith = "U"|})] public partial Coefficient E { get; }
            [Equation] private Equation Law => U.D(1) + (A + B + C + D + E) * U == 0;
        }
        """);

    [Fact]
    public async Task SMNN040_random_effects_of_what_cannot_be_estimated() => await Expect.MarksAsync(
        """
        [MechanisticModel]
        public partial class Population
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [Coefficient(Source.Learned, Per = Per.Trajectory), {|SMNN040:RandomEffect|}] public partial Coefficient A { get; }
            [Equation] private Equation Law => U.D(1) + A * U == 0;
        }
        """);
}
