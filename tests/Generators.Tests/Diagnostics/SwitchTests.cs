using System.Threading.Tasks;
using Xunit;

namespace ScalableMNN.Generators.Tests.Diagnostics;

/// <summary>What is said of piecewise functions.</summary>
public sealed class SwitchTests
{
    [Theory]
    [InlineData("If(F > 1, 1, 2)", "1 - step(1 - F) jumps where 'F' says, which has a number for each grid point")]
    [InlineData("Sign(X.D(1))", "sign(X') jumps where X' says, which follows from the equations")]
    public async Task SMNN052_a_switch_at_which_no_step_ends(string term, string why)
    {
        var messages = await Expect.MarksAsync(Model(term, "{|SMNN052:Law|}"));
        var message = Assert.Single(messages);
        Assert.StartsWith("Equation 'Law' switches in ", message, System.StringComparison.Ordinal);
        Assert.Contains(why[why.IndexOf(" jumps", System.StringComparison.Ordinal)..], message, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("If(X > 1 & !(T < 2) | A >= 3, 1, 2)")]
    [InlineData("If(T > 1, Min(X, 2), Max(F, X)) + Mod(T, 24) + Round(X) + Ceiling(X) + Floor(X) + Sign(X) + Abs(F)")]
    [InlineData("Asin(X) + Acos(X) + Atan(X) + Log10(X) + Erf(X)")]
    public async Task Piecewise_and_further_functions_are_taken(string term) => await Expect.MarksAsync(Model(term, "Law"));

    [Theory]
    [InlineData("If({|SMNN046:X > 1 && X < 2|}, 1, 2)", "CS0019")]
    [InlineData("If(X > 1, {|SMNN046:X > 2|}, 2)", "CS1503")]
    public async Task Conditions_of_another_form(string term, string error) => await Expect.MarksAsync(Model(term, "Law"), error);

    private static string Model(string term, string law) =>
        $$"""
        using static ScalableMNN.Dsl.Symbols;
        [MechanisticModel]
        public partial class Model
        {
            [State(Order = 1), InitialValue] public partial State X { get; }
            [Coefficient(Source.Learned)] public partial Coefficient A { get; }
            [Coefficient(Source.Input, Per = Per.Point)] public partial Coefficient F { get; }
            [Equation] private Equation {{law}} => X.D(1) == -A * X + F + {{term}};
        }
        """;
}
