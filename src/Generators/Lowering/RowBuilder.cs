using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Problem;

namespace ScalableMNN.Generators.Lowering;

/// <summary>What all phases say of the rows in the same words.</summary>
internal static class RowBuilder
{
    /// <summary>A pivot is lost where it is not larger than this fraction, eight rounding units, of what was added up to it.</summary>
    public const double PivotRounding = 8 * 2.220446049250313e-16;

    /// <summary>Evaluates every row value, so that the factorisation leaves all of them for the phases after it.</summary>
    public static void EvaluateAll(SolverPlan plan, PhaseFrame frame)
    {
        if (plan.Steps is { Per: Parsing.Variation.Step })
        {
            frame.InverseStep();
            frame.Ratio();
        }

        if (plan.UsesTime)
        {
            frame.Time();
        }

        foreach (var row in plan.Rows.AtPoints)
        {
            foreach (var entry in row.Entries)
            {
                frame.Coefficient(row, entry);
            }

            frame.RightHandSide(row);
        }
    }

    /// <summary>The coefficient of a row that gives a derivative of a state, in scaled unknowns: w h^-r.</summary>
    public static Operand GivenCoefficient(PhaseFrame frame, Region region, Row row) =>
        region.Multiply(frame.InverseStepPower(row.Entries[0].Order), new Literal(row.Weight), $"a{row.Entries[0].Unknown}");

    /// <summary>The weighted given value at the grid point.</summary>
    public static Operand GivenValue(SolverPlan plan, PhaseFrame frame, Region region, Row row)
    {
        var name = $"given{row.Entries[0].Unknown}";
        return region.Multiply(region.Load(name, frame.Header, GivenIndex(plan, row)), new Literal(row.Weight), name);
    }

    /// <summary>The coefficient at the first point, before the sweep.</summary>
    public static Operand FirstGivenCoefficient(SolverPlan plan, PhaseFrame frame, Row row)
    {
        var prologue = frame.Prologue;
        var weight = new Literal(row.Weight);
        var order = row.Entries[0].Order;
        if (plan.Steps is not { Per: Parsing.Variation.Step } steps || order == 0)
        {
            return prologue.Multiply(order == 0 ? Operand.One : frame.InverseStepPower(order), weight);
        }

        var inverse = prologue.Divide(Operand.One, prologue.Load("firstStep", frame.Steps, steps.Index), "firstInverse");
        return prologue.Multiply(PhaseFrame.Power(inverse, order, prologue), weight);
    }

    /// <summary>The weighted given value at the first point, before the sweep.</summary>
    public static Operand FirstGivenValue(SolverPlan plan, PhaseFrame frame, Row row, string name) =>
        frame.Prologue.Multiply(frame.Prologue.Load(name, frame.Header, FirstGivenIndex(plan, row)), new Literal(row.Weight));

    /// <summary>Where the given value stands in the header, at a point of the sweep.</summary>
    public static Index GivenIndex(SolverPlan plan, Row row) =>
        row.Extent.Points == 1 ? FirstGivenIndex(plan, row) : (PhaseFrame.Step * SlotOfGiven(plan, row).Orders) + FirstGivenIndex(plan, row);

    /// <summary>Where the value that is given at the first point stands in the header.</summary>
    private static int FirstGivenIndex(SolverPlan plan, Row row) => SlotOfGiven(plan, row).Index + ((GivenSymbol)row.RightHandSide).Order;

    private static Slot SlotOfGiven(SolverPlan plan, Row row) =>
        plan.Slots.All.First(slot => slot.Kind == SlotKind.Initial && slot.Name == ((GivenSymbol)row.RightHandSide).State);
}
