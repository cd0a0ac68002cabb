using System;
using ScalableMNN.Runtime.Models;
using TorchSharp;
using TorchSharp.Modules;
using Tensor = TorchSharp.torch.Tensor;

namespace ScalableMNN.Torch;

/// <summary>
/// A learned value behind its bounds: what is trained is a coordinate without bounds, the logarithm of the distance from a single one, the logit between two, and the value itself where there is none.
/// </summary>
internal static class LearnedValue
{
    // Beyond these the exponential function is of no use to anybody, and overflows or vanishes soon after.
    private static double Farthest(torch.ScalarType type) => type == torch.ScalarType.Float32 ? 60 : 300;

    /// <summary>Makes the parameter of a value that starts at its initial number.</summary>
    /// <param name="slot">The value.</param>
    /// <param name="type">Its number type.</param>
    /// <param name="shape">Its shape.</param>
    public static Parameter Create(ValueSlot slot, torch.ScalarType type, params ReadOnlySpan<long> shape) =>
        new(torch.full(shape.ToArray(), ToCoordinate(slot, slot.Initial), dtype: type));

    /// <summary>From the coordinate to the value.</summary>
    public static Tensor Of(ValueSlot slot, Parameter coordinate)
    {
        var (below, above) = (double.IsNegativeInfinity(slot.Lower), double.IsPositiveInfinity(slot.Upper));
        if (below && above)
        {
            return coordinate;
        }

        var farthest = Farthest(coordinate.dtype);
        var at = coordinate.clamp(-farthest, farthest);
        return (below, above) switch
        {
            (false, true) => at.exp() + slot.Lower,
            (true, false) => slot.Upper - at.exp(),
            _ => (at.sigmoid() * (slot.Upper - slot.Lower)) + slot.Lower,
        };
    }

    /// <summary>From a value to its coordinate; a value on a bound, or beyond it, is moved inside a little.</summary>
    public static double ToCoordinate(ValueSlot slot, double value)
    {
        return (double.IsNegativeInfinity(slot.Lower), double.IsPositiveInfinity(slot.Upper)) switch
        {
            (true, true) => value,
            (false, true) => Math.Log(Inside(value - slot.Lower, Math.Max(Math.Abs(slot.Lower), 1))),
            (true, false) => Math.Log(Inside(slot.Upper - value, Math.Max(Math.Abs(slot.Upper), 1))),
            _ => Logit(Math.Clamp((value - slot.Lower) / (slot.Upper - slot.Lower), 1e-6, 1 - 1e-6)),
        };

        static double Inside(double distance, double scale) => Math.Max(distance, 1e-6 * scale);

        static double Logit(double part) => Math.Log(part / (1 - part));
    }
}
