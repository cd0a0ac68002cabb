using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ScalableMNN.Runtime.Lanes;

/// <summary>Eight trajectories side by side in a 512-bit vector.</summary>
public readonly struct Lane8 : ILane<Lane8>
{
    private readonly Vector512<double> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane8(Vector512<double> value) => _value = value;

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    public static Lane8 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<double>.Zero);
    }

    /// <inheritdoc/>
    public static Lane8 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<double>.One);
    }

    /// <inheritdoc/>
    public static Lane8 Infinity
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512.Create(double.PositiveInfinity));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Create(double value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator +(Lane8 left, Lane8 right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator -(Lane8 left, Lane8 right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator *(Lane8 left, Lane8 right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator /(Lane8 left, Lane8 right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator -(Lane8 value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 MultiplyAdd(Lane8 left, Lane8 right, Lane8 addend) => new(Vector512.FusedMultiplyAdd(left._value, right._value, addend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 MultiplySubtract(Lane8 left, Lane8 right, Lane8 minuend) => new(Vector512.FusedMultiplyAdd(-left._value, right._value, minuend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Abs(Lane8 value) => new(Vector512.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Max(Lane8 left, Lane8 right) => new(Vector512.Max(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Min(Lane8 left, Lane8 right) => new(Vector512.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Choose(Lane8 flag, Lane8 whereOne, Lane8 otherwise) => new(Vector512.ConditionalSelect(Vector512.Equals(flag._value, Vector512<double>.One), whereOne._value, otherwise._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 CopySign(Lane8 magnitude, Lane8 sign) => new(Vector512.ConditionalSelect(Vector512.Create(-0.0), sign._value, magnitude._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Sqrt(Lane8 value) => new(Vector512.Sqrt(value._value));

    /// <inheritdoc/>
    public static Lane8 Exp(Lane8 value) => ForEach(value, Math.Exp);

    /// <inheritdoc/>
    public static Lane8 Log(Lane8 value) => ForEach(value, Math.Log);

    /// <inheritdoc/>
    public static Lane8 Sin(Lane8 value) => ForEach(value, Math.Sin);

    /// <inheritdoc/>
    public static Lane8 Cos(Lane8 value) => ForEach(value, Math.Cos);

    /// <inheritdoc/>
    public static Lane8 Tan(Lane8 value) => ForEach(value, Math.Tan);

    /// <inheritdoc/>
    public static Lane8 Tanh(Lane8 value) => ForEach(value, Math.Tanh);

    /// <inheritdoc/>
    public static Lane8 Sinh(Lane8 value) => ForEach(value, Math.Sinh);

    /// <inheritdoc/>
    public static Lane8 Cosh(Lane8 value) => ForEach(value, Math.Cosh);

    /// <inheritdoc/>
    public static Lane8 Asin(Lane8 value) => ForEach(value, Math.Asin);

    /// <inheritdoc/>
    public static Lane8 Acos(Lane8 value) => ForEach(value, Math.Acos);

    /// <inheritdoc/>
    public static Lane8 Atan(Lane8 value) => ForEach(value, Math.Atan);

    /// <inheritdoc/>
    public static Lane8 Log10(Lane8 value) => ForEach(value, Math.Log10);

    /// <inheritdoc/>
    public static Lane8 Erf(Lane8 value) => ForEach(value, ErrorFunction.At);

    /// <inheritdoc/>
    public static Lane8 Floor(Lane8 value) => ForEach(value, Math.Floor);

    /// <inheritdoc/>
    public static Lane8 Heaviside(Lane8 value) => ForEach(value, static x => x >= 0 ? 1 : x < 0 ? 0 : x);

    /// <inheritdoc/>
    public static Lane8 Sign(Lane8 value) => ForEach(value, static x => double.IsNaN(x) ? x : Math.Sign(x));

    /// <inheritdoc/>
    public static Lane8 Pow(Lane8 value, Lane8 exponent)
    {
        Span<double> result = stackalloc double[8];
        for (var i = 0; i < 8; i++)
        {
            result[i] = Math.Pow(value._value[i], exponent._value[i]);
        }

        return new(Vector512.Create<double>(result));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 RecordFailure(Lane8 failure, Lane8 value, Lane8 bound, Lane8 at) => new(Vector512.ConditionalSelect(Vector512.GreaterThan(value._value, bound._value), failure._value, Vector512.Min(failure._value, at._value)));

    /// <summary>Applies a scalar function, so that it rounds as it does for one trajectory.</summary>
    private static Lane8 ForEach(Lane8 value, Func<double, double> function)
    {
        Span<double> result = stackalloc double[8];
        for (var i = 0; i < 8; i++)
        {
            result[i] = function(value._value[i]);
        }

        return new(Vector512.Create<double>(result));
    }
}
