using System.Threading.Tasks;
using Xunit;

namespace ScalableMNN.Generators.Tests.Diagnostics;

/// <summary>What is said of states that cannot be dosed.</summary>
public sealed class DosedTests
{
    [Theory]
    [InlineData("Order = 2", "[InitialValue(Orders = 2)]", "", "X.D(2) == -A * X", "its order is 2: doses reach states of order 1")]
    [InlineData("Order = 1", "[InitialValue]", "[Grid(StepSize = 0.1)]", "X.D(1) == -A * X", "model 'Clearance' has no schedule: its [Grid] says where the grid points are: leave [Grid] out, so that times do")]
    [InlineData("Order = 1", "", "", "X.D(1) == -A * X", "model 'Clearance' has no schedule: the initial value of 'X' is not declared")]
    public async Task SMNN050_a_state_that_cannot_be_dosed(string order, string initial, string grid, string equation, string reason) => Assert.Equal(
        [$"'X' cannot be dosed, because {reason}"],
        await Expect.MarksAsync(
            $$"""
            [MechanisticModel] {{grid}}
            public partial class Clearance
            {
                {{initial}} [State({{order}}), {|SMNN050:Dosed|}] public partial State X { get; }
                [Coefficient(Source.Learned)] public partial Coefficient A { get; }
                [Equation] private Equation Law => {{equation}};
            }
            """));

    [Theory]
    [InlineData("[Coefficient(Source.Input, Per = Per.Point)] public partial Coefficient F { get; }")]
    [InlineData("[Coefficient(Source.Function)] private Coefficient F => T + A;")]
    public async Task SMNN050_a_part_that_varies(string coefficient) => Assert.Equal(
        ["'X' cannot be dosed, because 'F' varies along a trajectory: Bioavailability is one number for a trajectory"],
        await Expect.MarksAsync(
            $$"""
            using static ScalableMNN.Dsl.Symbols;
            [MechanisticModel]
            public partial class Clearance
            {
                [State(Order = 1), InitialValue, Dosed({|SMNN050:Bioavailability = nameof(F)|})] public partial State X { get; }
                [Coefficient(Source.Learned)] public partial Coefficient A { get; }
                {{coefficient}}
                [Equation] private Equation Law => X.D(1) == -A * X;
            }
            """));

    [Theory]
    [InlineData("Rate")]
    [InlineData("Duration")]
    public async Task SMNN050_a_rate_or_duration_that_varies(string argument) => Assert.Equal(
        [$"'X' cannot be dosed, because 'F' varies along a trajectory: {argument} is one number for a trajectory"],
        await Expect.MarksAsync(
            $$"""
            [MechanisticModel]
            public partial class Clearance
            {
                [State(Order = 1), InitialValue, Dosed({|SMNN050:{{argument}} = nameof(F)|})] public partial State X { get; }
                [Coefficient(Source.Learned)] public partial Coefficient A { get; }
                [Coefficient(Source.Input, Per = Per.Point)] public partial Coefficient F { get; }
                [Equation] private Equation Law => X.D(1) == -A * X;
            }
            """));

    [Fact]
    public async Task A_name_that_is_no_coefficient() => await Expect.MarksAsync(
        """
        [MechanisticModel]
        public partial class Clearance
        {
            [State(Order = 1), InitialValue, Dosed({|SMNN025:Lag = "Later"|})] public partial State X { get; }
            [Coefficient(Source.Learned)] public partial Coefficient A { get; }
            [Equation] private Equation Law => X.D(1) == -A * X;
        }
        """);

    [Fact]
    public async Task Dosed_without_a_state_and_names_of_the_schedule() => await Expect.MarksAsync(
        """
        [MechanisticModel]
        public partial class Clearance
        {
            [State(Order = 1), InitialValue, Dosed, Observed] public partial State X { get; }
            [Coefficient(Source.Learned), {|SMNN033:Dosed|}] public partial Coefficient A { get; }
            [Coefficient(Source.Input)] public partial Coefficient {|SMNN021:DoseX|} { get; }
            [Coefficient(Source.Input)] public partial Coefficient {|SMNN021:ObserveX|} { get; }
            [Coefficient(Source.Input)] public partial Coefficient {|SMNN021:InfuseXUntil|} { get; }
            [Coefficient(Source.Input)] public partial Coefficient {|SMNN021:InfuseXAtRate|} { get; }
            [Coefficient(Source.Input)] public partial Coefficient DoseY { get; }
            [Equation] private Equation Law => X.D(1) == -A * X * DoseX * DoseY * ObserveX * InfuseXUntil * InfuseXAtRate;
        }
        """);
}
