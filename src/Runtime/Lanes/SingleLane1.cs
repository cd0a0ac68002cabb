using System;
using System.Runtime.CompilerServices;

namespace ScalableMNN.Runtime.Lanes;

/// <summary>One trajectory, in single precision.</summary>
public readonly struct SingleLane1 : ISingleLane<SingleLane1, Lane1>
{
    private readonly float _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SingleLane1(float value) => _value = value;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static SingleLane1 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0);
    }

    /// <inheritdoc/>
    public static SingleLane1 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(1);
    }

    /// <inheritdoc/>
    public static SingleLane1 Infinity
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(float.PositiveInfinity);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 Create(double value) => new((float)value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 Narrow(Lane1 lower, Lane1 upper) => new((float)Unsafe.BitCast<Lane1, double>(lower));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane1 Widen(SingleLane1 value, bool upper) => Lane1.Create(value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 operator +(SingleLane1 left, SingleLane1 right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 operator -(SingleLane1 left, SingleLane1 right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 operator *(SingleLane1 left, SingleLane1 right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 operator /(SingleLane1 left, SingleLane1 right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 operator -(SingleLane1 value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 MultiplyAdd(SingleLane1 left, SingleLane1 right, SingleLane1 addend) => new(MathF.FusedMultiplyAdd(left._value, right._value, addend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 MultiplySubtract(SingleLane1 left, SingleLane1 right, SingleLane1 minuend) => new(MathF.FusedMultiplyAdd(-left._value, right._value, minuend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 Abs(SingleLane1 value) => new(MathF.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 Sqrt(SingleLane1 value) => new(MathF.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 Exp(SingleLane1 value) => new(MathF.Exp(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 Log(SingleLane1 value) => new(MathF.Log(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 Sin(SingleLane1 value) => new(MathF.Sin(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 Cos(SingleLane1 value) => new(MathF.Cos(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 Tan(SingleLane1 value) => new(MathF.Tan(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 Tanh(SingleLane1 value) => new(MathF.Tanh(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 Sinh(SingleLane1 value) => new(MathF.Sinh(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 Cosh(SingleLane1 value) => new(MathF.Cosh(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 Choose(SingleLane1 flag, SingleLane1 whereOne, SingleLane1 otherwise) => flag._value == 1 ? whereOne : otherwise;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 CopySign(SingleLane1 magnitude, SingleLane1 sign) => new(MathF.CopySign(magnitude._value, sign._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 Max(SingleLane1 left, SingleLane1 right) => new(MathF.Max(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 Min(SingleLane1 left, SingleLane1 right) => new(MathF.Min(left._value, right._value));

    /// <inheritdoc/>
    public static SingleLane1 Asin(SingleLane1 value) => new(MathF.Asin(value._value));

    /// <inheritdoc/>
    public static SingleLane1 Acos(SingleLane1 value) => new(MathF.Acos(value._value));

    /// <inheritdoc/>
    public static SingleLane1 Atan(SingleLane1 value) => new(MathF.Atan(value._value));

    /// <inheritdoc/>
    public static SingleLane1 Log10(SingleLane1 value) => new(MathF.Log10(value._value));

    /// <inheritdoc/>
    public static SingleLane1 Erf(SingleLane1 value) => new((float)ErrorFunction.At(value._value));

    /// <inheritdoc/>
    public static SingleLane1 Floor(SingleLane1 value) => new(MathF.Floor(value._value));

    /// <inheritdoc/>
    public static SingleLane1 Heaviside(SingleLane1 value) => new(value._value >= 0 ? 1f : value._value < 0 ? 0f : value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 Sign(SingleLane1 value) => new(float.IsNaN(value._value) ? value._value : MathF.Sign(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 Pow(SingleLane1 value, SingleLane1 exponent) => new(MathF.Pow(value._value, exponent._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane1 RecordFailure(SingleLane1 failure, SingleLane1 value, SingleLane1 bound, SingleLane1 at) => value._value > bound._value ? failure : new(MathF.Min(failure._value, at._value));
}
