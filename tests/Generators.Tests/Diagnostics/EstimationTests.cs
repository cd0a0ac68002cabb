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
    [InlineData("[Observed] private Term C => 2 * {|SMNN025:Nothing|}; private static Term Nothing => null!;")]
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
            [State(Order = 1), InitialValue] public partial State U { get; }
            {{member}}
            [Equation] private Equation Law => U.D(1) + A * U == 0;
        }
        """);
}
