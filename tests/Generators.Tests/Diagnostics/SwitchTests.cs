using System.Threading.Tasks;
using Xunit;

namespace ScalableMNN.Generators.Tests.Diagnostics;

/// <summary>What is said of piecewise functions.</summary>
public sealed class SwitchTests
{
    [Theory]
    [InlineData("If(F > 1, 1, 2)", "1 - step(1 - F) jumps where 'F' says, which has a number for each grid point")]
    [InlineData("{|SMNN010:Sign(X.D(1))|}", "sign(X') jumps where X' says, which follows from the equations")]
    public async Task SMNN052_a_switch_at_which_no_step_ends(string term, string why)
    {
        var messages = await Expect.MarksAsync(Model(term, "{|SMNN052:Law|}"));
        var message = Assert.Single(messages, static message => !message.Contains("is not linear", System.StringComparison.Ordinal));
        Assert.StartsWith("Equation 'Law' switches in ", message, System.StringComparison.Ordinal);
        Assert.Contains(why[why.IndexOf(" jumps", System.StringComparison.Ordinal)..], message, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("If(T > 1 & !(T < 2) | A >= 3, 1, 2)")]
    [InlineData("If(T > 1, Min(T, 2), Max(F, T)) + Mod(T, 24) + Round(T) + Ceiling(T) + Floor(T) + Sign(T) + Abs(F)")]
    [InlineData("Asin(T) + Acos(T) + Atan(T) + Log10(T) + Erf(T)")]
    public async Task Piecewise_and_further_functions_are_taken(string term) => await Expect.MarksAsync(Model(term, "Law"));

    [Theory]
    [InlineData("If({|SMNN046:X > 1 && X < 2|}, 1, 2)", "CS0218")]
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
