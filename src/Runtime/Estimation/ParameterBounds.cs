using System;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>Keeps steps of parameters within their bounds.</summary>
internal static class ParameterBounds
{
    // Where nothing but rounding keeps a parameter off its bound, it stands there.
    private const double Rounding = 1e-14;

    /// <summary>Solves with bounds: whoever would cross its bound first goes onto it and no further, and the rest is solved again.</summary>
    /// <param name="step">What is solved.</param>
    /// <param name="parameters">Where the parameters stand.</param>
    /// <param name="which">Which of them the step is of, as indices.</param>
    /// <param name="trajectory">Whose they are; 0 for those of the model.</param>
    /// <param name="held">Receives which of them go onto their bound or stay there.</param>
    /// <param name="damping">Of the step.</param>
    /// <returns>The step of each.</returns>
    public static double[] Solve(ParameterStep step, ModelValues parameters, ReadOnlySpan<int> which, int trajectory, Span<bool> held, double damping)
    {
        var fixedSteps = new double[which.Length];
        var isHeld = new bool[which.Length];
        while (true)
        {
            var steps = step.Solve(isHeld, fixedSteps, damping);
            var (first, soonest) = (-1, 1.0);
            for (var i = 0; i < steps.Length; i++)
            {
                var slot = parameters.Slots[which[i]];
                var room = (steps[i] < 0 ? slot.Lower : slot.Upper) - parameters.Slot(which[i])[trajectory];
                if (!isHeld[i] && Math.Abs(steps[i]) > Math.Abs(room) && room / steps[i] < soonest)
                {
                    (first, soonest) = (i, room / steps[i]);
                    fixedSteps[i] = room;
                }
            }

            if (first < 0)
            {
                isHeld.CopyTo(held);
                return steps;
            }

            isHeld[first] = true;
        }
    }

    /// <summary>Moves a parameter within its bounds.</summary>
    /// <param name="slot">Its description.</param>
    /// <param name="from">Its value.</param>
    /// <param name="step">By how much.</param>
    /// <returns>Its next value.</returns>
    public static double Move(ValueSlot slot, double from, double step)
    {
        var to = from + step;
        var bound = step < 0 ? slot.Lower : slot.Upper;
        return double.IsFinite(bound) && Math.Abs(to - bound) <= Rounding * (Math.Abs(from) + Math.Abs(bound)) ? bound : Math.Clamp(to, slot.Lower, slot.Upper);
    }
}
