using System;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation.Shooting;

/// <summary>
/// The scale on which a parameter moves: the logarithm for one whose lower bound is not negative, so that it may go through decades and stays positive; as it is for any other, and for one that stands at zero.
/// </summary>
internal static class ParameterScale
{
    // No step changes a positive parameter by more than this factor, the exponential of 3.
    private const double LongestStep = 3;

    /// <summary>The derivative of the parameter with respect to what moves.</summary>
    public static double Slope(ValueSlot slot, double value) => IsLogarithmic(slot, value) ? value : 1;

    /// <summary>How far it may go.</summary>
    /// <param name="slot">Its description.</param>
    /// <param name="value">Where it stands.</param>
    /// <param name="isDown">Whether downwards.</param>
    /// <returns>The length of the way to its bound, with its sign.</returns>
    public static double Room(ValueSlot slot, double value, bool isDown)
    {
        var bound = isDown ? slot.Lower : slot.Upper;
        return IsLogarithmic(slot, value) ? Math.Log(bound / value) : bound - value;
    }

    /// <summary>Where a step ends that leads beyond a bound; also one towards a bound of zero that is longer than a logarithm may go, for what the parameter loses on that way is all that it has.</summary>
    /// <param name="slot">Its description.</param>
    /// <param name="value">Where it stands.</param>
    /// <param name="step">How far it would go.</param>
    /// <returns>How far it goes, and how far that is along the slope; null where nothing stops it.</returns>
    public static (double Step, double Along)? Stop(ValueSlot slot, double value, double step)
    {
        var room = Room(slot, value, step < 0);
        if (!IsLogarithmic(slot, value))
        {
            return Math.Abs(step) > Math.Abs(room) ? (room, room) : null;
        }

        if (slot.Lower == 0 && step < -LongestStep)
        {
            return (-LongestStep, Math.Exp(-LongestStep) - 1);
        }

        return Math.Abs(step) > Math.Abs(room) && Math.Abs(room) <= LongestStep ? (room, Math.Exp(room) - 1) : null;
    }

    /// <summary>Moves.</summary>
    /// <param name="slot">Its description.</param>
    /// <param name="value">Where it stands.</param>
    /// <param name="step">How far it goes.</param>
    /// <param name="smallest">Below this a positive parameter becomes zero: it has gone through so many decades that nothing depends on it any more.</param>
    /// <returns>Where it comes to.</returns>
    public static double Move(ValueSlot slot, double value, double step, double smallest)
    {
        if (IsLogarithmic(slot, value))
        {
            var to = value * Math.Exp(Math.Clamp(step, -LongestStep, LongestStep));
            if (to < smallest && slot.Lower == 0)
            {
                return 0;
            }

            // A step that ends at a bound ends there to the last digit, for who stands beside it is not held.
            var bound = step < 0 ? slot.Lower : slot.Upper;
            return Math.Abs(step) <= LongestStep && step == Math.Log(bound / value) ? bound : Math.Clamp(to, slot.Lower, slot.Upper);
        }

        return Math.Clamp(value + step, slot.Lower, slot.Upper);
    }

    private static bool IsLogarithmic(ValueSlot slot, double value) => slot.Lower >= 0 && value > 0;
}
