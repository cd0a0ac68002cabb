using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using ScalableMNN.Generators.Lowering;
using ScalableMNN.Generators.Problem;
using Xunit;

namespace ScalableMNN.Generators.Tests.Diagnostics;

/// <summary>What is said about the class, its members and their attributes.</summary>
public class DeclarationTests
{
    private const string Sound =
        """
            [State(Order = 1), InitialValue] public partial State U { get; }
            [Equation] private Equation Law => U.D(1) + U == 0;
        """;

    [Fact]
    public async Task A_sound_model_is_met_with_silence() => await Expect.MarksAsync(
        $$"""
        [MechanisticModel]
        public partial class Decay
        {
        {{Sound}}
        }
        """);

    [Fact]
    public async Task SMNN001_class_not_partial()
    {
        var messages = await Expect.MarksAsync(
            $$"""
            [MechanisticModel]
            public class {|SMNN001:Decay|}
            {
            {{Sound}}
            }
            """,
            "CS0751",
            "CS9248");

        Assert.Equal("Model 'Decay' has to be declared partial: the solver is generated into the same class", Assert.Single(messages));
    }

    [Fact]
    public async Task SMNN002_type_around_the_model_not_partial() => await Expect.MarksAsync(
        $$"""
        public class {|SMNN002:Outer|}
        {
            public partial struct Inner
            {
                [MechanisticModel]
                public partial class Decay
                {
                {{Sound}}
                }
            }
        }
        """,
        "CS9248");

    [Theory]
    [InlineData("public partial class {|SMNN003:Decay|}<TUnit>", "")]
    [InlineData("public static partial class {|SMNN003:Decay|}", "CS0708")]
    [InlineData("public partial record {|SMNN003:Decay|}", "")]
    [InlineData("file partial class {|SMNN003:Decay|}", "")]
    public async Task SMNN003_kinds_of_class(string declaration, string csharpErrors) => await Expect.MarksAsync(
        $$"""
        [MechanisticModel]
        {{declaration}}
        {
        {{Sound}}
        }
        """,
        [.. new System.Collections.Generic.SortedSet<string>(csharpErrors.Split(' ', System.StringSplitOptions.RemoveEmptyEntries)) { "CS9248" }]);

    [Fact]
    public async Task SMNN003_nested_in_a_generic_type() => await Expect.MarksAsync(
        $$"""
        public partial class Outer<TUnit>
        {
            [MechanisticModel]
            public partial class {|SMNN003:Decay|}
            {
            {{Sound}}
            }
        }
        """,
        "CS9248");

    [Fact]
    public async Task SMNN003_derived_from_another_model() => await Expect.MarksAsync(
        $$"""
        [MechanisticModel]
        public partial class Base
        {
        {{Sound}}
        }

        [MechanisticModel]
        public partial class {|SMNN003:Decay|} : Base
        {
            [State(Order = 1), InitialValue] public partial State V { get; }
            [Equation] private Equation Rise => V.D(1) == V;
        }
        """,
        "CS9248");

    [Fact]
    public async Task SMNN004_no_state() => await Expect.MarksAsync(
        """
        [MechanisticModel]
        public partial class {|SMNN004:Decay|}
        {
            [Coefficient(Source.Input)] public partial Coefficient A { get; }
            [Equation] private Equation {|SMNN031:Law|} => A == 1;
        }
        """);

    [Fact]
    public async Task SMNN005_no_equation() => await Expect.MarksAsync(
        """
        [MechanisticModel]
        public partial class {|SMNN005:Decay|}
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
        }
        """);

    [Fact]
    public async Task SMNN008_order_missing()
    {
        var messages = await Expect.MarksAsync(
            """
            [MechanisticModel, Smoothness(Scheme.Taylor)]
            public partial class Decay
            {
                [{|SMNN008:State|}] public partial State U { get; }
                [State({|SMNN008:Order = 0|})] public partial State V { get; }
                [Equation] private Equation Law => U.D(2) + V.D(0) == 0;
            }
            """);

        Assert.Equal("State 'U' needs an order of at least 1, the highest derivative that it carries: declare [State(Order = 2)]", messages[0]);
        Assert.EndsWith("declare [State(Order = 1)]", messages[1], System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task SMNN008_order_zero_is_an_algebraic_variable_with_Hermite_rows()
    {
        await Expect.MarksAsync(
            """
            [MechanisticModel, Smoothness(Scheme.Hermite)]
            public partial class Decay
            {
                [State(Order = 1), InitialValue] public partial State U { get; }
                [State(Order = 0)] public partial State V { get; }
                [Equation] private Equation Law => U.D(1) + V == 0;
                [Equation] private Equation Sum => U - V == 0;
            }
            """);
        await Expect.MarksAsync(
            """
            [MechanisticModel, Smoothness(Scheme.Hermite)]
            public partial class Decay
            {
                [State(Order = 1), InitialValue] public partial State U { get; }
                [{|SMNN008:State|}] public partial State V { get; }
                [State(Order = 0)] public partial State W { get; }
                [Equation] private Equation Law => U.D(1) + V == 0;
                [Equation] private Equation Sum => U - V == {|SMNN007:W.D(1)|};
            }
            """);
    }

    [Theory]
    [InlineData("Scheme.Taylor, {|SMNN035:Prolongation = 1|}", "")]
    [InlineData("{|SMNN035:Prolongation = 1|}, Central = true", "")]
    [InlineData("Prolongation = 1", "")]
    [InlineData("Scheme.Hermite, {|SMNN035:Central = true|}", "")]
    [InlineData("{|SMNN035:Central = true|}", ", Solver(Elimination = Elimination.QR)")]
    [InlineData("Scheme.Hermite, {|SMNN018:Prolongation = 9|}", "")]
    [InlineData("Scheme.Hermite, Prolongation = 8", ", Solver(Elimination = Elimination.Cholesky)")]
    [InlineData("Scheme.Taylor", ", Solver(Elimination = Elimination.QR)")]
    [InlineData("Scheme.Taylor", ", Solver(Precision = Precision.Single)")]
    [InlineData("Scheme.Hermite", ", Solver(Precision = Precision.Single, Elimination = Elimination.QR)")]
    [InlineData("Scheme.Hermite", ", Solver({|SMNN035:Precision = Precision.Single|}, Elimination = Elimination.Cholesky)")]
    [InlineData("Central = true", ", Solver({|SMNN035:Precision = Precision.Single|})")]
    [InlineData("Scheme.Hermite", ", Solver({|SMNN018:Precision = (Precision)2|})")]
    public async Task SMNN035_schemes(string smoothness, string solver) => await Expect.MarksAsync(
        $$"""
        [MechanisticModel, Smoothness({{smoothness}}){{solver}}]
        public partial class Decay
        {
        {{Sound}}
        }
        """);

    [Fact]
    public async Task SMNN035_single_precision_of_nonlinear_equations() => await Expect.MarksAsync(
        """
        [MechanisticModel, Smoothness(Scheme.Hermite), Solver({|SMNN035:Precision = Precision.Single|})]
        public partial class Logistic
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [Equation] private Equation Law => U.D(1) == U * (1 - U);
        }
        """);

    [Theory]
    [InlineData("Coefficient(Source.Input, Per = Per.Step)", "{|SMNN036:Law|}")]
    [InlineData("Coefficient(Source.Input, Per = Per.Step, Derivatives = 1)", "{|SMNN036:Law|}")]
    [InlineData("Coefficient(Source.Learned, Per = Per.Step)", "{|SMNN036:Law|}")]
    [InlineData("Coefficient(Source.Input, Per = Per.Step, Derivatives = 2)", "Law")]
    [InlineData("Coefficient(Source.Input, Per = Per.Trajectory)", "Law")]
    public async Task SMNN036_derivatives(string force, string law) => await Expect.MarksAsync(
        $$"""
        [MechanisticModel, Smoothness(Scheme.Hermite, Prolongation = 2)]
        public partial class Driven
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [{{force}}] public partial Coefficient Force { get; }
            [Equation] private Equation {{law}} => U.D(1) + U == Force;
        }
        """);

    [Fact]
    public async Task SMNN021_names_of_given_derivatives() => await Expect.MarksAsync(
        """
        [MechanisticModel, Smoothness(Scheme.Hermite, Prolongation = 1)]
        public partial class Driven
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [Coefficient(Source.Input, Per = Per.Step, Derivatives = 1)] public partial Coefficient Force { get; }
            [Coefficient(Source.Input)] public partial Coefficient {|SMNN021:ForceD1|} { get; }
            [Equation] private Equation Law => U.D(1) + ForceD1 * U == Force;
        }
        """);

    [Theory]
    [InlineData("[InitialValue({|SMNN012:Orders = 3|})]", "State 'U' has 2 unknowns at a grid point, its derivatives of order 0 to 1, but its initial values are declared for Orders = 3")]
    [InlineData("[InitialValue({|SMNN012:Points = 6|})]", "State 'U' has 5 grid points, but its initial values are declared for Points = 6")]
    [InlineData("[InitialValue({|SMNN018:Orders = 0|})]", "Orders of the initial value of 'U' is 0, but has to be at least 1")]
    [InlineData("[InitialValue({|SMNN018:Points = -1|})]", "Points of the initial value of 'U' is -1, but has to be at least 1")]
    [InlineData("[InitialValue({|SMNN018:Weight = 0|})]", "Weight of the initial value of 'U' is 0, but has to be a finite number greater than 0")]
    public async Task SMNN012_SMNN018_initial_values(string attribute, string message)
    {
        var messages = await Expect.MarksAsync(
            $$"""
            [MechanisticModel]
            [Grid(Points = 5)]
            public partial class Decay
            {
                [State(Order = 1)]
                {{attribute}}
                public partial State U { get; }
                [Equation] private Equation Law => U.D(1) + U == 0;
            }
            """);

        Assert.Equal(message, Assert.Single(messages));
    }

    [Fact]
    public async Task SMNN013_coefficient_unused() => await Expect.MarksAsync(
        """
        [MechanisticModel]
        public partial class Decay
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [Coefficient(Source.Input)] public partial Coefficient {|SMNN013:A|} { get; }
            [Coefficient(Source.Input)] public partial Coefficient B { get; }
            [Coefficient(Source.Function)] private Coefficient {|SMNN013:C|} => A * 2;
            [Coefficient(Source.Function)] private Coefficient D => B * 2;
            [Equation] private Equation Law => U.D(1) + D * U == 0;
        }
        """);

    [Theory]
    [InlineData("{|SMNN014:Coefficient(Source.Constant)|}", "Coefficient 'A' comes from Source.Constant and needs Value")]
    [InlineData("Coefficient(Source.Input, {|SMNN015:Value = 1|})", "Coefficient 'A' comes from Source.Input, for which Value has no meaning; remove the argument or change the source")]
    [InlineData("Coefficient(Source.Learned, {|SMNN015:Value = 1|})", null)]
    [InlineData("Coefficient(Source.Input, {|SMNN015:Initial = 1|})", null)]
    [InlineData("Coefficient(Source.Network, {|SMNN015:Lower = 1|})", null)]
    [InlineData("Coefficient(Source.Constant, Value = 1, {|SMNN015:Upper = 1|})", null)]
    [InlineData("Coefficient(Source.Constant, Value = 1, {|SMNN015:Per = Per.Step|})", null)]
    [InlineData("Coefficient(Source.Learned, {|SMNN016:Initial = 0.5|}, Lower = 1, Upper = 2)", "Coefficient 'A' starts learning at 0.5, which is outside its bounds 1 to 2")]
    [InlineData("{|SMNN016:Coefficient(Source.Learned, Lower = 2)|}", "Coefficient 'A' starts learning at 1, which is outside its bounds 2 to Infinity")]
    [InlineData("Coefficient(Source.Learned, {|SMNN017:Lower = 1|}, Upper = 1)", "The lower bound 1 of Coefficient 'A' is not below its upper bound 1")]
    [InlineData("Coefficient(Source.Learned, {|SMNN018:Lower = double.NaN|})", "Lower of coefficient 'A' is NaN, but has to be a number")]
    [InlineData("Coefficient(Source.Constant, {|SMNN018:Value = double.PositiveInfinity|})", "Value of coefficient 'A' is Infinity, but has to be a finite number")]
    [InlineData("Coefficient(Source.Learned, {|SMNN018:Initial = double.NaN|})", "Initial of coefficient 'A' is NaN, but has to be a finite number")]
    [InlineData("Coefficient({|SMNN018:(Source)9|})", "Source of coefficient 'A' is 9, but has to be a member of Source")]
    [InlineData("Coefficient(Source.Input, {|SMNN018:Per = (Per)9|})", "Per of coefficient 'A' is 9, but has to be a member of Per")]
    [InlineData("Coefficient({|SMNN029:Source.Network|})", "Coefficient 'A' comes from Source.Network, but the project does not reference TorchSharp: it is an input here")]
    public async Task SMNN014_to_018_SMNN029_arguments_of_a_coefficient(string attribute, string? message)
    {
        var extra = attribute.Contains("Network, {", System.StringComparison.Ordinal) ? attribute.Replace("Source.Network", "{|SMNN029:Source.Network|}", System.StringComparison.Ordinal) : attribute;
        var messages = await Expect.MarksAsync(
            $$"""
            [MechanisticModel]
            public partial class Decay
            {
                [State(Order = 1), InitialValue] public partial State U { get; }
                [{{extra}}] public partial Coefficient A { get; }
                [Equation] private Equation Law => U.D(1) + A * U == 0;
            }
            """);

        if (message is not null)
        {
            Assert.Equal(message, Assert.Single(messages));
        }
    }

    [Theory]
    [InlineData("{|SMNN014:Grid(Source = Source.Constant)|}", "The step of model 'Decay' comes from Source.Constant and needs StepSize")]
    [InlineData("{|SMNN014:Grid(Source = Source.Learned)|}", null)]
    [InlineData("Grid(Source = Source.Input, {|SMNN015:StepSize = 1|})", null)]
    [InlineData("Grid(StepSize = 1, {|SMNN015:Lower = 1|})", null)]
    [InlineData("Grid(StepSize = 1, {|SMNN015:Per = Per.Trajectory|})", null)]
    [InlineData("Grid({|SMNN015:Upper = 1|})", null)]
    [InlineData("Grid(Source = Source.Learned, {|SMNN016:StepSize = 1|}, Lower = 2)", null)]
    [InlineData("Grid(Source = Source.Learned, StepSize = 1, {|SMNN017:Lower = 2|}, Upper = 1.5)", null)]
    [InlineData("Grid({|SMNN018:StepSize = 0|})", "StepSize of the grid of model 'Decay' is 0, but has to be a finite number greater than 0")]
    [InlineData("Grid({|SMNN018:StepSize = -1|})", null)]
    [InlineData("Grid({|SMNN018:StepSize = double.NaN|})", null)]
    [InlineData("Grid(Source = Source.Learned, StepSize = 1, {|SMNN018:Lower = -1|})", null)]
    [InlineData("Grid({|SMNN018:Points = -1|})", "Points of the grid of model 'Decay' is -1, but has to be at least 1, or 0 to leave it to the caller")]
    [InlineData("Grid({|SMNN018:Start = double.NaN|})", null)]
    [InlineData("Grid({|SMNN018:Source = (Source)7|})", null)]
    [InlineData("Grid({|SMNN019:Source = Source.Function|})", "The steps of model 'Decay' cannot come from Source.Function; use Constant, Input, Network or Learned")]
    [InlineData("Grid({|SMNN029:Source = Source.Network|})", null)]
    [InlineData("Smoothness({|SMNN018:Weight = -2|})", "Weight of the smoothness of model 'Decay' is -2, but has to be a finite number greater than 0")]
    [InlineData("Smoothness({|SMNN018:(Scheme)5|})", null)]
    [InlineData("Smoothness({|SMNN018:scheme: (Scheme)5|}, Central = false)", null)]
    [InlineData("Smoothness({|SMNN020:Central = true|}), Grid(Points = 2)", "Model 'Decay' has 2 grid points, but a central smoothness row takes three, so there is none; raise Points or drop Central")]
    public async Task SMNN014_to_020_grid_and_smoothness(string attribute, string? message)
    {
        var messages = await Expect.MarksAsync(
            $$"""
            [MechanisticModel]
            [{{attribute}}]
            public partial class Decay
            {
            {{Sound}}
            }
            """);

        if (message is not null)
        {
            Assert.Equal(message, Assert.Single(messages));
        }
    }

    [Theory]
    [InlineData("[Coefficient(Source.Input)] public partial Coefficient {|SMNN021:Parameters|} { get; }", "Parameters")]
    [InlineData("[Coefficient(Source.Input)] public partial Coefficient {|SMNN021:Values|} { get; }", "Values")]
    [InlineData("[Coefficient(Source.Input)] public partial Coefficient {|SMNN021:InitialU|} { get; }", "InitialU")]
    public async Task SMNN021_reserved_names(string coefficient, string name) => await Expect.MarksAsync(
        $$"""
        [MechanisticModel]
        public partial class Decay
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            {{coefficient}}
            [Equation] private Equation Law => U.D(1) + {{name}} * U == 0;
        }
        """);

    [Fact]
    public async Task SMNN021_methods_may_share_the_name_of_a_method() => await Expect.MarksAsync(
        $$"""
        [MechanisticModel]
        public partial class Decay
        {
            public static int Fit(int times) => times;
            private const int {|SMNN021:Solve|} = 1;
            private class {|SMNN021:Inputs|} { }
            private static int Values => Solve;
        {{Sound}}
        }
        """);

    [Fact]
    public async Task SMNN026_language_too_old()
    {
        var messages = await Expect.MarksAsync(
            """
            [MechanisticModel]
            public partial class {|SMNN026:Decay|}
            {
                [{|SMNN008:State|}] private State U => null!;
                [Equation] private Equation Law => U.D(1) + U == 0;
            }
            """.Replace("[{|SMNN008:State|}] private State U => null!;", "[State(Order = 1), InitialValue] private State {|SMNN027:U|} => null!;", System.StringComparison.Ordinal),
            LanguageVersion.CSharp12);

        Assert.Contains("Model 'Decay' is made of partial properties, which need C# 13 or later; this project is compiled as C# 12.0", messages);
    }

    [Theory]
    [InlineData("[State(Order = 1)] public State {|SMNN027:V|} { get; } = null!;")]
    [InlineData("[State(Order = 1)] public partial State {|SMNN027:V|} { get; set; }", "CS9248")]
    [InlineData("[Coefficient(Source.Input)] public partial State {|SMNN027:V|} { get; }", "CS9248")]
    [InlineData("[Coefficient(Source.Input)] public Coefficient {|SMNN027:V|} { get; } = null!;")]
    [InlineData("[Coefficient(Source.Function)] private double {|SMNN027:V|} => 2;")]
    public async Task SMNN027_shape_of_members(string member, params string[] csharpErrors)
    {
        var use = member.Contains("double", System.StringComparison.Ordinal) ? "U" : "V";
        await Expect.MarksAsync(
            $$"""
            [MechanisticModel]
            public partial class Decay
            {
                [State(Order = 1), InitialValue] public partial State U { get; }
                {{member}}
                [Equation] private Equation Law => U.D(1) + {{use}} == 0;
            }
            """,
            csharpErrors.Length == 0 ? [] : csharpErrors[0] == "CS9248" && member.Contains("set", System.StringComparison.Ordinal) ? ["CS9252"] : csharpErrors);
    }

    [Theory]
    [InlineData("[Equation] private Equation {|SMNN027:Law|} { get; } = null!;")]
    [InlineData("[Equation] private Term {|SMNN027:Law|} => U.D(1) + U;")]
    public async Task SMNN027_shape_of_equations(string equation) => await Expect.MarksAsync(
        $$"""
        [MechanisticModel]
        public partial class Decay
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            {{equation}}
        }
        """);

    [Theory]
    [InlineData("[Coefficient(Source.Function)] private Coefficient {|SMNN028:A|} { get; } = null!;", "Coefficient 'A' comes from Source.Function, so it needs a body, as in => 2 * Cos(3 * T), and is not partial")]
    [InlineData("[Coefficient(Source.Input)] private Coefficient {|SMNN028:A|} => 2;", "Coefficient 'A' comes from Source.Input, so it has no body; write { get; }, or Source.Function")]
    public async Task SMNN028_body_of_a_coefficient(string coefficient, string message)
    {
        var messages = await Expect.MarksAsync(
            $$"""
            [MechanisticModel]
            public partial class Decay
            {
                [State(Order = 1), InitialValue] public partial State U { get; }
                {{coefficient}}
                [Equation] private Equation Law => U.D(1) + A * U == 0;
            }
            """);

        Assert.Equal(message, Assert.Single(messages));
    }

    [Fact]
    public async Task SMNN018_weight_of_an_equation() => await Expect.MarksAsync(
        """
        [MechanisticModel]
        public partial class Decay
        {
            [State(Order = 1), InitialValue] public partial State U { get; }
            [Equation({|SMNN018:Weight = double.PositiveInfinity|})] private Equation Law => U.D(1) + U == 0;
        }
        """);

    [Fact]
    public async Task SMNN030_block_too_large_to_unroll() => await Expect.MarksAsync(
        $$"""
        [MechanisticModel]
        public partial class {|SMNN030:Decay|}
        {
            [State(Order = {{SolverPlan.LargestUnrolledBlock / 2}}), InitialValue] public partial State U { get; }
            [State(Order = {{SolverPlan.LargestUnrolledBlock / 2}}), InitialValue] public partial State V { get; }
            [Equation] private Equation Law => U.D(1) + U == 0;
            [Equation] private Equation Other => V.D(1) + U == 0;
        }
        """);

    [Fact]
    public async Task SMNN034_central_block_too_large() => await Expect.MarksAsync(
        """
        [MechanisticModel, Smoothness(Central = true)]
        public partial class {|SMNN034:Decay|}
        {
            [State(Order = 10), InitialValue] public partial State U { get; }
            [State(Order = 10), InitialValue] public partial State V { get; }
            [Equation] private Equation Law => U.D(1) + U == 0;
            [Equation] private Equation Other => V.D(1) + U == 0;
        }
        """);

    [Theory]
    [InlineData("Observed({|SMNN018:Order = 2|})")]
    [InlineData("Observed({|SMNN018:Order = -1|})")]
    [InlineData("Observed({|SMNN018:Weight = 0|})")]
    [InlineData("Observed, Observed({|SMNN018:Order = 0|}, Weight = 2)")]
    public async Task SMNN018_observations(string attributes) => await Expect.MarksAsync(
        $$"""
        [MechanisticModel]
        public partial class Decay
        {
            [State(Order = 1), {{attributes}}] public partial State U { get; }
            [Equation] private Equation Law => U.D(1) + U == 0;
        }
        """);

    [Fact]
    public async Task SMNN021_and_SMNN033_observations() => await Expect.MarksAsync(
        """
        [MechanisticModel]
        public partial class Decay
        {
            [State(Order = 1), Observed] public partial State U { get; }
            [Coefficient(Source.Input), {|SMNN033:Observed|}] public partial Coefficient {|SMNN021:ObservedU|} { get; }
            [Equation] private Equation Law => U.D(1) + ObservedU * U == 0;
        }
        """);

    [Fact]
    public async Task SMNN018_order_beyond_all_sense() => await Expect.MarksAsync(
        """
        [MechanisticModel]
        public partial class Decay
        {
            [State({|SMNN018:Order = 17|}), InitialValue] public partial State U { get; }
            [Equation] private Equation Law => U.D(1) + U == 0;
        }
        """);

    [Fact]
    public async Task SMNN033_misplaced_attributes() => await Expect.MarksAsync(
        """
        [MechanisticModel]
        public partial class Decay
        {
            [State(Order = 1), InitialValue, {|SMNN033:Coefficient(Source.Input)|}] public partial State U { get; }
            [Coefficient(Source.Input), {|SMNN033:InitialValue|}] public partial Coefficient A { get; }
            [Equation] private Equation Law => U.D(1) + A * U == 0;
        }

        public class Other
        {
            [{|SMNN033:State(Order = 1)|}] public State U => null!;
            [{|SMNN033:Equation|}] private Equation Law => U.D(1) + U == 0;
        }
        """);
}
