using System;
using ScalableMNN.Generators.Emission;
using ScalableMNN.Generators.Parsing;
using Xunit;

namespace ScalableMNN.Generators.Tests.Parsing;

/// <summary>Which smoothness rows a model gets, and what is said of it.</summary>
public sealed class SchemeChoiceTests
{
    private const string U = "[State(Order = 1), InitialValue] public partial State U { get; }\n";
    private const string V = "[State(Order = 1), InitialValue] public partial State V { get; }\n";
    private const string LawOfU = "[Equation] private Equation OfU => U.D(1) == -U;\n";

    public static TheoryData<string, string, string> Models => new()
    {
        { "Hermite 1", "equations and conditions determine the model", U + LawOfU },
        { "Hermite 1", "equations and conditions determine the model", U + V + LawOfU + "[Equation] private Equation OfV => V.D(1) + U.D(1) == V;" },
        { "Hermite 1", "equations and conditions determine the model", "[State(Order = 2), InitialValue, Observed] public partial State U { get; } [Equation] private Equation Law => U.D(2) == -U;" },
        { "Hermite 1", "'V' is an algebraic variable", U + "[State(Order = 0)] public partial State V { get; }" + LawOfU + "[Equation] private Equation Sum => U + V == 1;" },
        { "Hermite 1", "equations and conditions determine the model", U + "[Coefficient(Source.Input, Per = Per.Step, Derivatives = 1)] public partial Coefficient F { get; } [Equation] private Equation Law => U.D(1) == F - U;" },
        { "Hermite 0", "the derivatives of 'F' are not given", U + "[Coefficient(Source.Input, Per = Per.Step)] public partial Coefficient F { get; } [Equation] private Equation Law => U.D(1) == F - U;" },
        { "Hermite 0", "sqrt(U)", U + "[Equation] private Equation Law => U.D(1) == -Sqrt(U);" },
        { "Hermite 0", "U^N", U + "[Coefficient(Source.Learned)] public partial Coefficient N { get; } [Equation] private Equation Law => U.D(1) == -Pow(U, N);" },
        { "Hermite 1", "the equations can be differentiated once", U + "[Equation] private Equation Law => U.D(1) == -Pow(U, 3) * Sqrt(2);" },
        { "Taylor 0", "the order of 'U', 3, is above that of its highest derivative in the equations, 1", "[State(Order = 3), InitialValue] public partial State U { get; }" + LawOfU },
        { "Taylor 0", "no equation contains 'V'", U + V + LawOfU },
        { "Taylor 0", "there are not as many equations (1) as states (2)", U + V + "[Equation] private Equation Law => U.D(1) == V.D(1);" },
        { "Taylor 0", "none is left for V'", U + V + "[Equation] private Equation OfBoth => U.D(1) + V.D(1) == -U; [Equation] private Equation Sum => U + V == 1;" },
        { "Taylor 0", "leave 2 initial values free, and 1 are given", "[State(Order = 2), InitialValue] public partial State U { get; } [Equation] private Equation Law => U.D(2) == -U;" },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void Without_a_scheme_the_model_decides(string expected, string reason, string members)
    {
        var spec = ModelCompilation.Parse($"[MechanisticModel] public partial class Model {{ {members} }}");
        Assert.Equal(expected, $"{spec.Smoothness.Scheme} {spec.Smoothness.Prolongation}");
        Assert.Contains(reason, spec.Smoothness.Reason, StringComparison.Ordinal);
        Assert.Contains($"/// Smoothness rows: {spec.Smoothness.Scheme}", ModelPrinter.Print(spec), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Scheme.Taylor", "Taylor 0", "Scheme.Taylor")]
    [InlineData("Scheme.Hermite", "Hermite 0", "Scheme.Hermite")]
    [InlineData("Scheme.Automatic, Prolongation = 2", "Hermite 2", "Prolongation")]
    [InlineData("Prolongation = 0", "Hermite 0", "Prolongation")]
    [InlineData("Central = true", "Taylor 0", "Central")]
    public void What_the_attribute_says_is_done(string arguments, string expected, string reason)
    {
        var smoothness = ModelCompilation.Parse($"[MechanisticModel, Smoothness({arguments})] public partial class Model {{ {U}{LawOfU} }}").Smoothness;
        Assert.Equal(expected, $"{smoothness.Scheme} {smoothness.Prolongation}");
        Assert.Equal($"the model asks for them with {reason}", smoothness.Reason);
    }

    [Fact]
    public void A_weight_alone_leaves_the_choice()
    {
        var smoothness = ModelCompilation.Parse($"[MechanisticModel, Smoothness(Weight = 2)] public partial class Model {{ {U}{LawOfU} }}").Smoothness;
        Assert.Equal((SmoothnessScheme.Hermite, 1, 2.0), (smoothness.Scheme, smoothness.Prolongation, smoothness.Weight));
    }
}
