using System.Linq;
using ScalableMNN.Generators.Lowering.Marching;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Emission;

internal sealed partial class SurfacePrinter
{
    /// <summary>What a march needs to know of the model, or why it cannot be marched.</summary>
    private void PrintMarch()
    {
        if (_march is null)
        {
            _writer.Line($"March = new() {{ Obstacle = {SourceWriter.Literal(_obstacle!)} }},");
            return;
        }

        using (_writer.Block("March = new()", ","))
        {
            PrintList("States", _march.Orders.Select((order, i) => $"new({Text(order)}, {Text(_march.Unknowns.OffsetOf(_spec.States[i].Name))})"));
            PrintList("Equations", _march.Equations.Select(MarchRowText));
            _writer.Line($"Beyond = {Text(_march.Beyond)},");
            _writer.Line($"Unknowns = {Text(_march.Unknowns.Count)},");
            _writer.Line($"Width = {Text(_march.Width)},");
            if (_march.Expressions.Count > 0)
            {
                PrintList("Expressions", _march.Expressions.Select(MarchRowText));
                _writer.Line($"ExpressionWidth = {Text(_march.ExpressionWidth)},");
            }

            if (_march.Doses.Count > 0)
            {
                PrintList("Doses", _march.Doses.Select(static dose =>
                    $"new({Text(dose.State)}, {Text(dose.Bioavailability)}, {Text(dose.Lag)}){(dose.Rate < 0 && dose.Duration < 0 ? string.Empty : $" {{ Rate = {Text(dose.Rate)}, Duration = {Text(dose.Duration)} }}")}"));
            }

            // What steady states need to know.
            if (_march.Doses.Count > 0 && !_march.IsLinear)
            {
                _writer.Line("IsLinear = false,");
            }

            if (_march.DependsOnTime)
            {
                _writer.Line("DependsOnTime = true,");
            }

            if (_march.Events.Count > 0)
            {
                PrintList("Events", _march.Events.Select(static occurrence =>
                    $"new({SourceWriter.Literal(occurrence.Name)}, {Models}EventKind.{occurrence.Kind}, {Text(occurrence.Trigger)}, "
                    + $"[{string.Join(", ", occurrence.Resets.Select(static reset => $"new({Text(reset.State)}, {Text(reset.Order)}, {Text(reset.Expression)}){(reset.Factor < 0 ? string.Empty : $" {{ Factor = {Text(reset.Factor)} }}")}"))}], {(occurrence.Terminates ? "true" : "false")})"
                    + (occurrence.Triggered is { } triggered ? " " + TriggeredText(triggered, occurrence.Trigger) : string.Empty)));
            }

            if (_march.Switches.Count > 0)
            {
                PrintList("Switches", _march.Switches.Select(static one =>
                    $"new({SourceWriter.Literal(one.Switch.Text)}, {Models}SwitchKind.{one.Switch.Kind}, {Models}SwitchCourse.{one.Course}, {Text(one.Guard)})"));
            }
        }
    }

    private static string MarchRowText(MarchRow row) =>
        $"new({SourceWriter.Literal(row.Name)}, {Text(row.First)}, {Indices(row.Unknowns.Select(static pair => pair.Index))}, "
        + $"{Indices(row.Header.Select(static pair => pair.Index))}, {Indices(row.Steps.Select(static pair => pair.Index))})";

    /// <summary>How an event is triggered; its expressions stand in the order of <see cref="TriggeredSpec.Expressions"/>, each with its rate behind it.</summary>
    private static string TriggeredText(TriggeredSpec triggered, int first)
    {
        var next = first;
        var condition = ConditionText(triggered.Condition);
        var (delay, priority) = (-1, -1);
        if (triggered.Delay is not null)
        {
            (delay, next) = (next, next + 2);
        }

        if (triggered.Priority is not null)
        {
            priority = next;
        }

        return $"{{ Triggered = new({condition}, {Flag(triggered.InitialValue)}, {Flag(triggered.Persistent)}, {Flag(triggered.ValuesFromTrigger)}, {Text(delay)}, {Text(priority)}) }}";

        string ConditionText(TriggerCondition part)
        {
            if (part.Term is not null)
            {
                next += 2;
                return $"new({Models}ConditionKind.{part.Kind}, {Text(next - 2)}, [])";
            }

            return $"new({Models}ConditionKind.{part.Kind}, -1, [{string.Join(", ", part.Parts.Select(ConditionText))}])";
        }

        static string Flag(bool value) => value ? "true" : "false";
    }
}
