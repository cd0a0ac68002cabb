using System;
using ScalableMNN.Generators.Lowering;
using ScalableMNN.Generators.Lowering.Marching;
using Xunit;

namespace ScalableMNN.Generators.Tests.Lowering;

/// <summary>Which models can be marched, and what is said of the others.</summary>
public sealed class MarchPlanTests
{
    private const string X = "[State(Order = 1), InitialValue] public partial State X { get; }\n";
    private const string LawOfX = "[Equation] private Equation OfX => X.D(1) == -X;\n";

    public static TheoryData<string, string> Obstacles => new()
    {
        { "it has 1 equation for 2 states", X + LawOfX + "[State(Order = 1), InitialValue] public partial State Y { get; }" },
        { "its steps are learned", "[Coefficient(Source.Learned)] public partial Coefficient K { get; } " + X + LawOfX },
        { "the initial value of 'Y' is not declared", X + LawOfX + "[State(Order = 1), Observed] public partial State Y { get; } [Equation] private Equation OfY => Y.D(1) == X;" },
        { "one of the initial values of 'Y' is not declared", X + LawOfX + "[State(Order = 2), InitialValue, Observed] public partial State Y { get; } [Equation] private Equation OfY => Y.D(2) == X;" },
        { "'Y' is given at more points than the first", X + LawOfX + "[State(Order = 1), InitialValue(Points = 2)] public partial State Y { get; } [Equation] private Equation OfY => Y.D(1) == X;" },
        { "none is left for Y", X + "[State(Order = 0), Observed] public partial State Y { get; } [Equation] private Equation Both => X.D(1) == Y; [Equation] private Equation Alone => X == 1;" },
        { "the solution carries 1 more derivative than its equations, and those of 'F' are not given", "[State(Order = 2), InitialValue(Orders = 2)] public partial State X { get; } [Coefficient(Source.Input, Per = Per.Point)] public partial Coefficient F { get; } [Equation] private Equation OfX => X.D(1) == F;" },
    };

    [Theory]
    [MemberData(nameof(Obstacles))]
    public void What_cannot_be_marched_says_why(string reason, string members)
    {
        var grid = reason == "its steps are learned" ? "Grid(Source = Source.Learned, StepSize = 0.1), " : string.Empty;
        var (plan, obstacle) = MarchPlan.Create(SolverPlan.Create(ModelCompilation.Parse($"[{grid}MechanisticModel] public partial class Model {{ {members} }}")));
        Assert.Null(plan);
        Assert.Contains(reason, obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public void Orders_are_those_of_the_equations()
    {
        var (plan, obstacle) = MarchPlan.Create(SolverPlan.Create(ModelCompilation.Parse(
            $"[MechanisticModel, Smoothness(Scheme.Hermite, Prolongation = 2)] public partial class Model {{ {X} [State(Order = 0)] public partial State Y {{ get; }} {LawOfX} [Equation] private Equation OfY => Y == X * X; }}")));
        Assert.Null(obstacle);
        Assert.Equal([1, 0], plan!.Orders);
        Assert.Equal((2, 7), (plan.Beyond, plan.Unknowns.Count));
        Assert.Equal(2, plan.Prolonged.Count);
    }
}
