using System.Runtime.CompilerServices;

namespace ScalableMNN.Runtime.Lanes;

/// <summary>
/// Trajectories together with their derivatives along a direction: a + b e with e^2 = 0. A kernel over it computes what it computes, and the exact derivative of that, in one go.
/// </summary>
/// <typeparam name="TLane">The lane of the values, and of their derivatives.</typeparam>
/// <param name="value">The values.</param>
/// <param name="slope">Their derivatives.</param>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct DualLane<TLane>(TLane value, TLane slope) : ILane<DualLane<TLane>>
    where TLane : unmanaged, ILane<TLane>
{
    /// <summary>The values.</summary>
    public readonly TLane Value = value;

    /// <summary>Their derivatives.</summary>
    public readonly TLane Slope = slope;

    /// <inheritdoc/>
    public static int Count => TLane.Count;

    /// <inheritdoc/>
    public static DualLane<TLane> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(TLane.Zero, TLane.Zero);
    }

    /// <inheritdoc/>
    public static DualLane<TLane> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(TLane.One, TLane.Zero);
    }

    /// <inheritdoc/>
    public static DualLane<TLane> Infinity
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(TLane.Infinity, TLane.Zero);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLane<TLane> Create(double value) => new(TLane.Create(value), TLane.Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLane<TLane> operator +(DualLane<TLane> left, DualLane<TLane> right) => new(left.Value + right.Value, left.Slope + right.Slope);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLane<TLane> operator -(DualLane<TLane> left, DualLane<TLane> right) => new(left.Value - right.Value, left.Slope - right.Slope);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLane<TLane> operator *(DualLane<TLane> left, DualLane<TLane> right) =>
        new(left.Value * right.Value, TLane.MultiplyAdd(left.Value, right.Slope, left.Slope * right.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLane<TLane> operator /(DualLane<TLane> left, DualLane<TLane> right)
    {
        var quotient = left.Value / right.Value;
        return new(quotient, TLane.MultiplySubtract(quotient, right.Slope, left.Slope) / right.Value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLane<TLane> operator -(DualLane<TLane> value) => new(-value.Value, -value.Slope);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLane<TLane> MultiplyAdd(DualLane<TLane> left, DualLane<TLane> right, DualLane<TLane> addend) => new(
        TLane.MultiplyAdd(left.Value, right.Value, addend.Value),
        TLane.MultiplyAdd(left.Value, right.Slope, TLane.MultiplyAdd(left.Slope, right.Value, addend.Slope)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DualLane<TLane> MultiplySubtract(DualLane<TLane> left, DualLane<TLane> right, DualLane<TLane> minuend) => new(
        TLane.MultiplySubtract(left.Value, right.Value, minuend.Value),
        TLane.MultiplySubtract(left.Value, right.Slope, TLane.MultiplySubtract(left.Slope, right.Value, minuend.Slope)));

    /// <inheritdoc/>
    public static DualLane<TLane> Abs(DualLane<TLane> value) => new(TLane.Abs(value.Value), TLane.CopySign(TLane.One, value.Value) * value.Slope);

    /// <inheritdoc/>
    public static DualLane<TLane> Max(DualLane<TLane> left, DualLane<TLane> right) =>
        new(TLane.Max(left.Value, right.Value), TLane.Choose(IsLarger(left.Value, right.Value), left.Slope, right.Slope));

    /// <inheritdoc/>
    public static DualLane<TLane> Min(DualLane<TLane> left, DualLane<TLane> right) =>
        new(TLane.Min(left.Value, right.Value), TLane.Choose(IsLarger(right.Value, left.Value), left.Slope, right.Slope));

    /// <inheritdoc/>
    public static DualLane<TLane> Sqrt(DualLane<TLane> value)
    {
        // The length of a vector that is zero, and stays it, has no slope.
        var root = TLane.Sqrt(value.Value);
        return new(root, TLane.Choose(IsLarger(TLane.Abs(value.Slope), TLane.Zero), value.Slope / (root + root), TLane.Zero));
    }

    /// <inheritdoc/>
    public static DualLane<TLane> Exp(DualLane<TLane> value)
    {
        var power = TLane.Exp(value.Value);
        return new(power, power * value.Slope);
    }

    /// <inheritdoc/>
    public static DualLane<TLane> Log(DualLane<TLane> value) => new(TLane.Log(value.Value), value.Slope / value.Value);

    /// <inheritdoc/>
    public static DualLane<TLane> Sin(DualLane<TLane> value) => new(TLane.Sin(value.Value), TLane.Cos(value.Value) * value.Slope);

    /// <inheritdoc/>
    public static DualLane<TLane> Cos(DualLane<TLane> value) => new(TLane.Cos(value.Value), -(TLane.Sin(value.Value) * value.Slope));

    /// <inheritdoc/>
    public static DualLane<TLane> Tan(DualLane<TLane> value)
    {
        var tangent = TLane.Tan(value.Value);
        return new(tangent, TLane.MultiplyAdd(tangent, tangent, TLane.One) * value.Slope);
    }

    /// <inheritdoc/>
    public static DualLane<TLane> Tanh(DualLane<TLane> value)
    {
        var tangent = TLane.Tanh(value.Value);
        return new(tangent, TLane.MultiplySubtract(tangent, tangent, TLane.One) * value.Slope);
    }

    /// <inheritdoc/>
    public static DualLane<TLane> Sinh(DualLane<TLane> value) => new(TLane.Sinh(value.Value), TLane.Cosh(value.Value) * value.Slope);

    /// <inheritdoc/>
    public static DualLane<TLane> Cosh(DualLane<TLane> value) => new(TLane.Cosh(value.Value), TLane.Sinh(value.Value) * value.Slope);

    /// <inheritdoc/>
    public static DualLane<TLane> Asin(DualLane<TLane> value) => new(TLane.Asin(value.Value), value.Slope / RootOfOneLessSquare(value.Value));

    /// <inheritdoc/>
    public static DualLane<TLane> Acos(DualLane<TLane> value) => new(TLane.Acos(value.Value), -value.Slope / RootOfOneLessSquare(value.Value));

    /// <inheritdoc/>
    public static DualLane<TLane> Atan(DualLane<TLane> value) => new(TLane.Atan(value.Value), value.Slope / TLane.MultiplyAdd(value.Value, value.Value, TLane.One));

    /// <inheritdoc/>
    public static DualLane<TLane> Log10(DualLane<TLane> value) => new(TLane.Log10(value.Value), value.Slope / (TLane.Create(System.Math.Log(10)) * value.Value));

    /// <inheritdoc/>
    public static DualLane<TLane> Erf(DualLane<TLane> value) =>
        new(TLane.Erf(value.Value), TLane.Create(2 / System.Math.Sqrt(System.Math.PI)) * TLane.Exp(-(value.Value * value.Value)) * value.Slope);

    /// <inheritdoc/>
    public static DualLane<TLane> Floor(DualLane<TLane> value) => new(TLane.Floor(value.Value), TLane.Zero);

    /// <inheritdoc/>
    public static DualLane<TLane> Heaviside(DualLane<TLane> value) => new(TLane.Heaviside(value.Value), TLane.Zero);

    /// <inheritdoc/>
    public static DualLane<TLane> Sign(DualLane<TLane> value) => new(TLane.Sign(value.Value), TLane.Zero);

    /// <inheritdoc/>
    public static DualLane<TLane> Choose(DualLane<TLane> flag, DualLane<TLane> whereOne, DualLane<TLane> otherwise) =>
        new(TLane.Choose(flag.Value, whereOne.Value, otherwise.Value), TLane.Choose(flag.Value, whereOne.Slope, otherwise.Slope));

    /// <inheritdoc/>
    public static DualLane<TLane> CopySign(DualLane<TLane> magnitude, DualLane<TLane> sign) => new(
        TLane.CopySign(magnitude.Value, sign.Value),
        TLane.CopySign(TLane.One, magnitude.Value) * TLane.CopySign(TLane.One, sign.Value) * magnitude.Slope);

    /// <inheritdoc/>
    public static DualLane<TLane> Pow(DualLane<TLane> value, DualLane<TLane> exponent)
    {
        // Each part counts only where something moves: the logarithm of a negative base, and a negative power of zero, are no numbers.
        var ofBase = exponent.Value * TLane.Pow(value.Value, exponent.Value - TLane.One) * value.Slope;
        var power = TLane.Pow(value.Value, exponent.Value);
        var ofExponent = power * TLane.Log(value.Value) * exponent.Slope;
        return new(
            power,
            TLane.Choose(IsLarger(TLane.Abs(value.Slope), TLane.Zero), ofBase, TLane.Zero) + TLane.Choose(IsLarger(TLane.Abs(exponent.Slope), TLane.Zero), ofExponent, TLane.Zero));
    }

    /// <inheritdoc/>
    public static DualLane<TLane> RecordFailure(DualLane<TLane> failure, DualLane<TLane> value, DualLane<TLane> bound, DualLane<TLane> at) =>
        new(TLane.RecordFailure(failure.Value, value.Value, bound.Value, at.Value), TLane.Zero);

    private static TLane RootOfOneLessSquare(TLane value) => TLane.Sqrt(TLane.MultiplySubtract(value, value, TLane.One));

    /// <summary>One where a number is larger than another, zero elsewhere.</summary>
    private static TLane IsLarger(TLane number, TLane other) => TLane.RecordFailure(TLane.One, number, other, TLane.Zero);
}
