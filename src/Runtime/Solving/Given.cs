using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>Where the values given at the first grid point stand in the kernels' header, and which unknowns they give.</summary>
internal sealed class Given
{
    private Given(IReadOnlyList<(int Header, int Unknown, int Order)> values, bool isComplete)
    {
        Values = values;
        IsComplete = isComplete;
    }

    public IReadOnlyList<(int Header, int Unknown, int Order)> Values { get; }

    /// <summary>Whether something is given at the first point and nothing after it, so that the problem can be marched.</summary>
    public bool IsComplete { get; }

    public static Given Of(ModelDescription model)
    {
        var values = new List<(int Header, int Unknown, int Order)>();
        var isComplete = true;
        var header = 0;
        foreach (var slot in model.Parameters.Concat(model.Inputs).Where(static slot => slot.Per != Per.Step))
        {
            if (slot.Kind == ValueKind.Initial)
            {
                var state = model.States.First(state => state.Name == slot.Name);
                isComplete &= slot.Components == slot.Orders;
                for (var order = 0; order < slot.Orders; order++)
                {
                    values.Add((header + order, state.Offset + order, order));
                }
            }

            header += slot.Components;
        }

        return new Given(values, isComplete && values.Count > 0);
    }
}
