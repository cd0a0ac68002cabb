using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;

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

        foreach (var row in plan.Equations)
        {
            foreach (var entry in row.Entries)
            {
                frame.Coefficient(row, entry);
            }

            frame.RightHandSide(row);
        }
    }

    /// <summary>The coefficient of the row that gives a derivative of a state, in scaled unknowns: w h^-r.</summary>
    public static Operand InitialCoefficient(PhaseFrame frame, Region region, StateBlock state, int order) =>
        region.Multiply(frame.InverseStepPower(order), new Literal(state.Initial!.Weight), $"a{state.Offset + order}");

    /// <summary>The same at the first point, before the sweep.</summary>
    public static Operand FirstCoefficient(SolverPlan plan, RowLayout layout, PhaseFrame frame, StateBlock state, int order)
    {
        var prologue = frame.Prologue;
        if (layout.StepLevel != Level.Step || order == 0)
        {
            return prologue.Multiply(order == 0 ? Operand.One : frame.InverseStepPower(order), new Literal(state.Initial!.Weight));
        }

        var inverse = prologue.Divide(Operand.One, prologue.Load("firstStep", frame.Steps, plan.Steps!.Index), "firstInverse");
        return prologue.Multiply(PhaseFrame.Power(inverse, order, prologue), new Literal(state.Initial!.Weight));
    }

    /// <summary>The weighted given value at the grid point.</summary>
    public static Operand InitialValue(SolverPlan plan, PhaseFrame frame, Region region, StateBlock state, int order)
    {
        var loaded = region.Load($"given{state.Offset + order}", frame.Header, InitialIndex(plan, state, order));
        return region.Multiply(loaded, new Literal(state.Initial!.Weight), $"given{state.Offset + order}");
    }

    /// <summary>Where the given value stands in the header.</summary>
    public static Index InitialIndex(SolverPlan plan, StateBlock state, int order)
    {
        var slot = plan.Slots.All.First(slot => slot.Kind == SlotKind.Initial && slot.Name == state.Name);
        return state.Initial!.Points == 1 ? slot.Index + order : (PhaseFrame.Step * state.Initial.Orders) + (slot.Index + order);
    }
}
