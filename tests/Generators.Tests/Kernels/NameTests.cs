using System.Linq;
using ScalableMNN.Dsl;
using Xunit;

namespace ScalableMNN.Generators.Tests.Kernels;

/// <summary>Names of coefficients, states and equations that meet names within a kernel, or keywords once something stands before them.</summary>
public sealed class NameTests
{
    private static readonly string[] _coefficients = ["h", "h0", "h1", "t", "ternal", "terface", "scale", "step", "points", "verse0", "side", "ratio", "time", "block"];

    [Theory]
    [InlineData(Per.Model, false)]
    [InlineData(Per.Trajectory, false)]
    [InlineData(Per.Step, false)]
    [InlineData(Per.Step, true)]
    public void A_coefficient_may_have_any_name(Per stepsPer, bool central)
    {
        var coefficients = _coefficients.Select((name, i) => new CoefficientDesign(name, Source.Input, (Per)(i % 3), 0)).ToList();
        var sum = coefficients.Select(static coefficient => Formula.Coefficient(coefficient.Name)).Aggregate(static (a, b) => a + b);
        var design = new ModelDesign(
            "Names",
            [new StateDesign("row", 1, 1), new StateDesign("z0", 1, 1)],
            coefficients,
            [
                new EquationDesign("rho", [new TermDesign(Formula.Coefficient("scale"), "row", 1), new TermDesign(Formula.Coefficient("h"), "row", 0), new TermDesign(Formula.Coefficient("t"), "z0", 0)], sum, 1),
                new EquationDesign("factor", [new TermDesign(Formula.Number(1), "z0", 1), new TermDesign(Formula.Coefficient("h0") * Formula.Coefficient("h1"), "z0", 0)], Formula.Time, 1),
            ],
            new GridDesign(Source.Input, stepsPer, 0, 0),
            1,
            central);
        var model = CompiledModel.Compile([design.Text()])[design.Name];
        Assert.Equal([], Comparison.Faults(design, model, 6, 1)!);
    }

    [Fact]
    public void Parentheses_around_a_whole_equation_or_function_change_nothing()
    {
        var design = DesignSampler.Sample(2, new DesignSampler.Wish([1], Central: false, Coefficients: 4, InitialValues: true));
        var text = design.Text().Replace("Equation E0 => ", "Equation E0 => ((", System.StringComparison.Ordinal).Replace($"{design.Equations[0].RightHandSide.Text};", $"{design.Equations[0].RightHandSide.Text}));", System.StringComparison.Ordinal);
        Assert.Contains("=> ((", text, System.StringComparison.Ordinal);
        Assert.Equal([], Comparison.Faults(design, CompiledModel.Compile([text])[design.Name], 6, 1)!);
    }
}
