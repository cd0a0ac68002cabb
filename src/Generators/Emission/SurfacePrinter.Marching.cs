using System.Linq;
using ScalableMNN.Generators.Problem;

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
            PrintList("Equations", _march.Equations.Select(equation =>
                $"new({SourceWriter.Literal(equation.Name)}, {Text(equation.First)}, {Indices(equation.Unknowns.Select(static pair => pair.Index))}, "
                + $"{Indices(equation.Header.Select(static pair => pair.Index))}, {Indices(equation.Steps.Select(static pair => pair.Index))})"));
            _writer.Line($"Beyond = {Text(_march.Beyond)},");
            _writer.Line($"Unknowns = {Text(_march.Unknowns.Count)},");
            _writer.Line($"Width = {Text(_march.Width)},");
        }
    }
}
