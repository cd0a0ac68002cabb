using System;
using System.Runtime.CompilerServices;

namespace ScalableMNN.Runtime.Lanes;

/// <summary>One trajectory.</summary>
public readonly struct Lane1 : ILane<Lane1>
{
    private readonly double _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane1(double value) => _value = value;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static Lane1 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0);
    }

    /// <inheritdoc/>
    public static Lane1 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(1);
    }

    /// <inheritdoc/>
    public static Lane1 Infinity
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(double.PositiveInfinity);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Create(double value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator +(Lane1 left, Lane1 right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator -(Lane1 left, Lane1 right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator *(Lane1 left, Lane1 right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator /(Lane1 left, Lane1 right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 operator -(Lane1 value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 MultiplyAdd(Lane1 left, Lane1 right, Lane1 addend) => new(Math.FusedMultiplyAdd(left._value, right._value, addend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 MultiplySubtract(Lane1 left, Lane1 right, Lane1 minuend) => new(Math.FusedMultiplyAdd(-left._value, right._value, minuend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Abs(Lane1 value) => new(Math.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Sqrt(Lane1 value) => new(Math.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Exp(Lane1 value) => new(Math.Exp(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Log(Lane1 value) => new(Math.Log(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Sin(Lane1 value) => new(Math.Sin(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Cos(Lane1 value) => new(Math.Cos(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Tan(Lane1 value) => new(Math.Tan(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Tanh(Lane1 value) => new(Math.Tanh(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Sinh(Lane1 value) => new(Math.Sinh(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Cosh(Lane1 value) => new(Math.Cosh(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Choose(Lane1 flag, Lane1 whereOne, Lane1 otherwise) => flag._value == 1 ? whereOne : otherwise;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 CopySign(Lane1 magnitude, Lane1 sign) => new(Math.CopySign(magnitude._value, sign._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Max(Lane1 left, Lane1 right) => new(Math.Max(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Min(Lane1 left, Lane1 right) => new(Math.Min(left._value, right._value));

    /// <inheritdoc/>
    public static Lane1 Asin(Lane1 value) => new(Math.Asin(value._value));

    /// <inheritdoc/>
    public static Lane1 Acos(Lane1 value) => new(Math.Acos(value._value));

    /// <inheritdoc/>
    public static Lane1 Atan(Lane1 value) => new(Math.Atan(value._value));

    /// <inheritdoc/>
    public static Lane1 Log10(Lane1 value) => new(Math.Log10(value._value));

    /// <inheritdoc/>
    public static Lane1 Erf(Lane1 value) => new(ErrorFunction.At(value._value));

    /// <inheritdoc/>
    public static Lane1 Floor(Lane1 value) => new(Math.Floor(value._value));

    /// <inheritdoc/>
    public static Lane1 Heaviside(Lane1 value) => new(value._value >= 0 ? 1 : value._value < 0 ? 0 : value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Sign(Lane1 value) => new(double.IsNaN(value._value) ? value._value : Math.Sign(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Pow(Lane1 value, Lane1 exponent) => new(Math.Pow(value._value, exponent._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 RecordFailure(Lane1 failure, Lane1 value, Lane1 bound, Lane1 at) => value._value > bound._value ? failure : new(Math.Min(failure._value, at._value));
}
