using System.Threading.Tasks;
using Xunit;

namespace ScalableMNN.Generators.Tests.Diagnostics;

/// <summary>What is said of derived quantities that do not follow from what is estimated.</summary>
public sealed class DerivedTests
{
    [Theory]
    [InlineData("A * X", "it contains the state 'X', which has a value at each time; derive it from learned and given values")]
    [InlineData("A * T", "it contains the time T; derive it from learned and given values")]
    [InlineData("A * G", "it contains the time T; derive it from learned and given values")]
    [InlineData("A * F", "'F' has a value at each grid point; derive it from values of the model or of trajectories")]
    [InlineData("2 * W", "nothing in it is learned, so that there is nothing to be estimated; write it as a coefficient with Source.Function")]
    public async Task SMNN068_a_quantity_that_is_not_derived(string body, string reason) => Assert.Equal(
        [$"'Quantity' is not a derived quantity, because {reason}"],
        await Expect.MarksAsync(
            $$"""
            using static ScalableMNN.Dsl.Symbols;
            [MechanisticModel]
            public partial class Model
            {
                [State(Order = 1), InitialValue, Observed] public partial State X { get; }
                [Coefficient(Source.Learned)] public partial Coefficient A { get; }
                [Coefficient(Source.Input)] public partial Coefficient W { get; }
                [Coefficient(Source.Input, Per = Per.Point)] public partial Coefficient F { get; }
                [Coefficient(Source.Function)] private Coefficient G => W * T;
                [Equation] private Equation OfX => X.D(1) == -A * X * F * G;
                [Derived] private Term {|SMNN068:Quantity|} => {{body}};
            }
            """));

    [Fact]
    public async Task SMNN068_a_model_of_which_nothing_is_estimated() => Assert.Equal(
        ["'Quantity' is not a derived quantity, because 'Model' has no [Observed], so that nothing is estimated"],
        await Expect.MarksAsync(
            """
            using static ScalableMNN.Dsl.Symbols;
            [MechanisticModel]
            public partial class Model
            {
                [State(Order = 1), InitialValue] public partial State X { get; }
                [Coefficient(Source.Learned)] public partial Coefficient A { get; }
                [Equation] private Equation OfX => X.D(1) == -A * X;
                [Derived] private Term {|SMNN068:Quantity|} => Log(2) / A;
            }
            """));
}
