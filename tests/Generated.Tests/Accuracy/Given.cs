using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Generated.Tests.Accuracy;

/// <summary>Fills in inputs that consist of one step and of initial values.</summary>
internal static class Given
{
    /// <param name="inputs">The inputs of one trajectory.</param>
    /// <param name="step">The step.</param>
    /// <param name="initial">The initial values, in the order of the states and of their derivatives.</param>
    /// <returns>The inputs.</returns>
    public static TInputs Of<TInputs>(TInputs inputs, double step, params double[] initial)
        where TInputs : ModelValues
    {
        var next = 0;
        for (var slot = 0; slot < inputs.Slots.Count; slot++)
        {
            foreach (ref var value in inputs.Slot(slot))
            {
                if (inputs.Slots[slot].Kind == ValueKind.Initial)
                {
                    value = initial[next++];
                }
                else if (inputs.Slots[slot].Kind == ValueKind.Steps)
                {
                    value = step;
                }
            }
        }

        return inputs;
    }
}
