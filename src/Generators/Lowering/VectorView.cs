using System.Collections.Generic;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering;

/// <summary>A vector of the problem in the body of a phase: the unknowns at the grid point and at the two after it, each loaded once.</summary>
internal sealed class VectorView(PhaseFrame frame, KernelBuffer buffer, string name, int unknowns)
{
    private readonly Dictionary<int, View> _views = [];
    private readonly Dictionary<(int Ahead, int Unknown), Operand> _loaded = [];

    public Operand Here(int unknown) => At(0, unknown);

    public Operand Next(int unknown) => At(1, unknown);

    /// <summary>An unknown of the point so many points ahead, in the scale of its own point.</summary>
    public Operand At(int ahead, int unknown) => Load(ahead, unknown, name + ahead switch { 0 => string.Empty, 1 => "Ahead", _ => "Far" });

    private Operand Load(int ahead, int unknown, string prefix)
    {
        if (!_loaded.TryGetValue((ahead, unknown), out var value))
        {
            if (!_views.TryGetValue(ahead, out var view))
            {
                view = frame.Body.Open(buffer.Name + (ahead == 0 ? "Here" : ahead == 1 ? "Next" : "Second"), buffer.Whole, (PhaseFrame.Step + ahead) * unknowns);
                _views.Add(ahead, view);
            }

            value = frame.Body.Load($"{prefix}{unknown}", view, unknown);
            _loaded.Add((ahead, unknown), value);
        }

        return value;
    }
}
