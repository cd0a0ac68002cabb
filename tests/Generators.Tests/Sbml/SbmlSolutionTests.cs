using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using ScalableMNN.Generators.Emission;
using ScalableMNN.Generators.Sbml;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Schedules;
using ScalableMNN.Runtime.Solving;
using Xunit;
using static ScalableMNN.Generators.Tests.Sbml.SbmlText;

namespace ScalableMNN.Generators.Tests.Sbml;

/// <summary>Models of our own in SBML, compiled and solved, against closed forms.</summary>
public class SbmlSolutionTests
{
    [Fact]
    public void An_initial_assignment_and_a_rate_rule()
    {
        var text = Model(
            List("Parameters", Parameter("x", "5"), Parameter("k", "0.5", constant: true)),
            List("InitialAssignments", $"<initialAssignment symbol=\"x\">{Math(Apply("times", Number("2"), Name("k")))}</initialAssignment>"),
            List("Rules", RateRule("x", Apply("minus", Apply("times", Name("k"), Name("x"))))));
        Assert.Equal(System.Math.Exp(-1), Solve(text, "x", 2), 7);
    }

    [Fact]
    public void A_delayed_event_takes_values_of_its_trigger()
    {
        // x = t, triggered at 1 where x is 1, and set two later to ten times that: at 4 it is 10 + 1.
        var text = Model(
            List("Parameters", Parameter("x", "0")),
            List("Rules", RateRule("x", Number("1"))),
            List("Events", Event("E", true, true, Apply("geq", Time, Number("1")), "2", null, "x", Apply("times", Number("10"), Name("x")))));
        Assert.Equal(11, Solve(text, "x", 4), 7);
    }

    [Fact]
    public void An_event_that_does_not_persist_is_dropped()
    {
        // x = t passes 1 and is no longer below 2 when the delay of 3 is over.
        var text = Model(
            List("Parameters", Parameter("x", "0")),
            List("Rules", RateRule("x", Number("1"))),
            List("Events", Event("E", true, false, Apply("and", Apply("gt", Name("x"), Number("1")), Apply("lt", Name("x"), Number("2"))), "3", null, "x", Number("100"))));
        Assert.Equal(6, Solve(text, "x", 6), 7);
    }

    [Fact]
    public void The_higher_priority_comes_first()
    {
        // Both at 1: add 1 first, then double, gives 2 (0 + 1) = 2; the other order would give 1.
        var text = Model(
            List("Parameters", Parameter("x", "0")),
            List("Events",
                Event("Doubling", false, true, Apply("geq", Time, Number("1")), null, "1", "x", Apply("times", Number("2"), Name("x"))),
                Event("Adding", false, true, Apply("geq", Time, Number("1")), null, "2", "x", Apply("plus", Number("1"), Name("x")))));
        Assert.Equal(2, Solve(text, "x", 2), 7);
    }

    [Fact]
    public void A_condition_true_from_the_start_is_an_event_only_where_its_initial_value_is_false()
    {
        var text = Model(
            List("Parameters", Parameter("x", "0"), Parameter("y", "0")),
            List("Events",
                Event("No", true, true, Apply("geq", Time, Number("0")), null, null, "x", Number("1")),
                Event("Yes", true, true, Apply("geq", Time, Number("0")), null, null, "y", Number("1")).Replace("initialValue=\"true\"", "initialValue=\"false\"", StringComparison.Ordinal)));
        Assert.Equal(0, Solve(text, "x", 1));
        Assert.Equal(1, Solve(text, "y", 1));
    }

    [Fact]
    public void A_piecewise_rate()
    {
        var text = Model(
            List("Parameters", Parameter("x", "0")),
            List("Rules", RateRule("x", $"<piecewise><piece>{Number("1")}{Apply("lt", Time, Number("0.7"))}</piece><otherwise>{Number("3")}</otherwise></piecewise>")));
        Assert.Equal(0.7 + 3.9, Solve(text, "x", 2), 7);
    }

    [Fact]
    public void An_algebraic_rule_determines_what_has_no_value()
    {
        var text = Model(List("Parameters", Parameter("a", "3"), "<parameter id=\"b\" constant=\"false\" />"), List("Rules", AlgebraicRule(Apply("minus", Name("a"), Name("b")))));
        Assert.Equal(3, Solve(text, "b", 1), 9);
    }

    [Fact]
    public void An_algebraic_rule_rather_determines_a_species_that_is_not_at_the_boundary()
    {
        var text = Model(
            List("Compartments", "<compartment id=\"C\" size=\"1\" constant=\"true\" />"),
            List("Species", Species("A", "2"), Species("B", "3").Replace("boundaryCondition=\"false\"", "boundaryCondition=\"true\"", StringComparison.Ordinal)),
            List("Rules", AlgebraicRule(Apply("minus", Name("B"), Name("A")))));
        Assert.Equal(3, Solve(text, "A", 1), 9);
    }

    [Fact]
    public void A_concentration_of_the_trigger_is_set_in_the_volume_that_an_event_of_the_same_moment_has_left()
    {
        var text = Model(
            List("Compartments", "<compartment id=\"C\" size=\"1\" constant=\"false\" />"),
            List("Species", Species("S", "1")),
            List("Events",
                Event("Growing", true, true, Apply("geq", Time, Number("1")), null, "2", "C", Number("2")),
                Event("Setting", true, true, Apply("geq", Time, Number("1")), null, "1", "S", Number("3"))));
        Assert.Equal(6, Solve(text, "S", 2), 9);
    }

    [Fact]
    public void A_condition_that_is_no_number_is_a_fault()
    {
        var text = Model(
            List("Parameters", Parameter("x", "-1"), Parameter("y", "0")),
            List("Events", Event("E", true, true, Apply("gt", Apply("ln", Name("x")), Number("0")), null, null, "y", Number("1"))));
        var report = Run(text, 1).Reports[0];
        Assert.Equal(SolveStatus.NotFinite, report.Status);
        Assert.Contains("event E", report.March!.Fault, StringComparison.Ordinal);
    }

    private static string AlgebraicRule(string math) => $"<algebraicRule>{Math(math)}</algebraicRule>";

    private static string Species(string id, string concentration) =>
        $"<species id=\"{id}\" compartment=\"C\" initialConcentration=\"{concentration}\" hasOnlySubstanceUnits=\"false\" boundaryCondition=\"false\" constant=\"false\" />";

    private static string Event(string id, bool valuesFromTrigger, bool persistent, string trigger, string? delay, string? priority, string variable, string value) =>
        $"<event id=\"{id}\" useValuesFromTriggerTime=\"{(valuesFromTrigger ? "true" : "false")}\"><trigger initialValue=\"true\" persistent=\"{(persistent ? "true" : "false")}\">{Math(trigger)}</trigger>"
        + (priority is null ? string.Empty : $"<priority>{Math(Number(priority))}</priority>")
        + (delay is null ? string.Empty : $"<delay>{Math(Number(delay))}</delay>")
        + $"<listOfEventAssignments><eventAssignment variable=\"{variable}\">{Math(value)}</eventAssignment></listOfEventAssignments></event>";

    private static double Solve(string text, string state, double time)
    {
        var solution = Run(text, time);
        Assert.Equal(SolveStatus.Ok, solution.Reports[0].Status);
        return ((StateTrajectory)solution.GetType().GetProperty(state)!.GetValue(solution)!).At(time);
    }

    private static ModelTrajectories Run(string text, double time)
    {
        var read = SbmlDeclaration.Of(text, "model.xml", null, "Models");
        Assert.Empty(read.Problems);
        var compilation = ModelCompilation.Compile(ModelPrinter.Print(read.Spec!));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        var type = Assembly.Load(image.ToArray()).GetType("Models.Tested")!;
        var schedule = (ModelSchedule)Activator.CreateInstance(type.GetNestedType("Schedule")!, 1)!;
        schedule.Want(0, time);
        var inputs = schedule.GetType().GetMethod("ToInputs")!.Invoke(schedule, null);
        var solve = type.GetMethods().First(static method => method.Name == "Solve" && method.GetParameters().Length == 3);
        return (ModelTrajectories)solve.Invoke(null, [Activator.CreateInstance(type.GetNestedType("Parameters")!), inputs, null])!;
    }
}
