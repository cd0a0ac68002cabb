using System.Threading.Tasks;
using Xunit;

namespace ScalableMNN.Generators.Tests.Diagnostics;

/// <summary>What is said of events that are not possible.</summary>
public sealed class EventTests
{
    [Theory]
    [InlineData("When(X <= 0).Set(Y.D(1), 2)", "Y' follows from the equations: set 'Y' or a lower derivative")]
    [InlineData("When(X <= 0).Set(Z, 2)", "Z follows from the equations: set a state that it follows from")]
    [InlineData("When(X <= 0).Set(X, 2).Set(X, 3)", "it sets X twice")]
    [InlineData("When(X <= F).Set(X, 2)", "'F' has a number for each grid point: an event knows states, time, and values of a trajectory")]
    [InlineData("When(X.D(2) <= 0).Set(X, 2)", "X'' follows from the equations: write what it is")]
    [InlineData("At(A * T).Set(X, 2)", "its time depends on time or states: write a condition, When(left <= right)")]
    public async Task SMNN051_an_event_that_is_not_possible(string occurrence, string reason) => Assert.Equal(
        [$"Event 'Happens' is not possible, because {reason}"],
        await Expect.MarksAsync(
            $$"""
            using static ScalableMNN.Dsl.Symbols;
            [MechanisticModel]
            public partial class Model
            {
                [State(Order = 2), InitialValue(Orders = 2)] public partial State X { get; }
                [State(Order = 1), InitialValue] public partial State Y { get; }
                [State(Order = 0)] public partial State Z { get; }
                [Coefficient(Source.Learned)] public partial Coefficient A { get; }
                [Coefficient(Source.Input, Per = Per.Point)] public partial Coefficient F { get; }
                [Equation] private Equation OfX => X.D(2) == -A * X * F;
                [Equation] private Equation OfY => Y.D(1) == X + Z;
                [Equation] private Equation OfZ => Z == X - Y;
                [Event] private Event {|SMNN051:Happens|} => {{occurrence}};
            }
            """));

    [Theory]
    [InlineData("[Grid(StepSize = 0.1)]", "Set(X, 2)", "only a schedule can say when it happens, and model 'Model' has none: its [Grid] says where the grid points are: leave [Grid] out, so that times do")]
    [InlineData("[Grid(StepSize = 0.1, Source = Source.Learned)]", "When(X <= 0).Set(X, 2)", "model 'Model' is solved on the grid as it is: its steps are learned")]
    public async Task SMNN051_a_model_without_times(string grid, string occurrence, string reason) => Assert.Equal(
        [$"Event 'Happens' is not possible, because {reason}"],
        await Expect.MarksAsync(
            $$"""
            using static ScalableMNN.Dsl.Symbols;
            [MechanisticModel] {{grid}}
            public partial class Model
            {
                [State(Order = 1), InitialValue] public partial State X { get; }
                [Equation] private Equation OfX => X.D(1) == -X;
                [Event] private Event {|SMNN051:Happens|} => {{occurrence}};
            }
            """));

    [Theory]
    [InlineData("{|SMNN024:Also(X)|}")]
    [InlineData("When({|SMNN024:X + 1 == 2|}).Set(X, 2)", "CS1503")]
    [InlineData("When(X <= 1).Set({|SMNN024:X + 1|}, 2)")]
    [InlineData("When(X <= {|SMNN025:Limits.Other|}).Set(X, 2)")]
    public async Task An_event_of_another_form(string occurrence, params string[] errors) => await Expect.MarksAsync(
        $$"""
        using static ScalableMNN.Dsl.Symbols;
        public static class Limits { public static Term Other => 2; }
        [MechanisticModel]
        public partial class Model
        {
            [State(Order = 1), InitialValue] public partial State X { get; }
            [Equation] private Equation OfX => X.D(1) == -X;
            private static Event Also(Term term) => Set(term, 1);
            [Event] private Event Happens => {{(errors.Length > 0 ? occurrence.Replace("{|SMNN024:", "").Replace("|}", "") : occurrence)}};
        }
        """,
        errors);

    [Fact]
    public async Task Events_with_other_attributes_and_names() => await Expect.MarksAsync(
        """
        using static ScalableMNN.Dsl.Symbols;
        [MechanisticModel]
        public partial class Model
        {
            [State(Order = 1), InitialValue, {|SMNN033:Event|}] public partial State X { get; }
            [Equation] private Equation OfX => X.D(1) == -X;
            [Event] private Event {|SMNN021:Want|} => Set(X, 2);
            [Event] private Equation {|SMNN027:NoEvent|} => X == 2;
        }
        """);
}
