using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ScalableMNN.Runtime.Lanes;

/// <summary>Four trajectories side by side in a 256-bit vector.</summary>
public readonly struct Lane4 : ILane<Lane4>
{
    private readonly Vector256<double> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane4(Vector256<double> value) => _value = value;

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public static Lane4 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<double>.Zero);
    }

    /// <inheritdoc/>
    public static Lane4 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<double>.One);
    }

    /// <inheritdoc/>
    public static Lane4 Infinity
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256.Create(double.PositiveInfinity));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Create(double value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator +(Lane4 left, Lane4 right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator -(Lane4 left, Lane4 right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator *(Lane4 left, Lane4 right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator /(Lane4 left, Lane4 right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator -(Lane4 value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 MultiplyAdd(Lane4 left, Lane4 right, Lane4 addend) => new(Vector256.FusedMultiplyAdd(left._value, right._value, addend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 MultiplySubtract(Lane4 left, Lane4 right, Lane4 minuend) => new(Vector256.FusedMultiplyAdd(-left._value, right._value, minuend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Abs(Lane4 value) => new(Vector256.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Max(Lane4 left, Lane4 right) => new(Vector256.Max(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Min(Lane4 left, Lane4 right) => new(Vector256.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Choose(Lane4 flag, Lane4 whereOne, Lane4 otherwise) => new(Vector256.ConditionalSelect(Vector256.Equals(flag._value, Vector256<double>.One), whereOne._value, otherwise._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 CopySign(Lane4 magnitude, Lane4 sign) => new(Vector256.ConditionalSelect(Vector256.Create(-0.0), sign._value, magnitude._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Sqrt(Lane4 value) => new(Vector256.Sqrt(value._value));

    /// <inheritdoc/>
    public static Lane4 Exp(Lane4 value) => ForEach(value, Math.Exp);

    /// <inheritdoc/>
    public static Lane4 Log(Lane4 value) => ForEach(value, Math.Log);

    /// <inheritdoc/>
    public static Lane4 Sin(Lane4 value) => ForEach(value, Math.Sin);

    /// <inheritdoc/>
    public static Lane4 Cos(Lane4 value) => ForEach(value, Math.Cos);

    /// <inheritdoc/>
    public static Lane4 Tan(Lane4 value) => ForEach(value, Math.Tan);

    /// <inheritdoc/>
    public static Lane4 Tanh(Lane4 value) => ForEach(value, Math.Tanh);

    /// <inheritdoc/>
    public static Lane4 Sinh(Lane4 value) => ForEach(value, Math.Sinh);

    /// <inheritdoc/>
    public static Lane4 Cosh(Lane4 value) => ForEach(value, Math.Cosh);

    /// <inheritdoc/>
    public static Lane4 Asin(Lane4 value) => ForEach(value, Math.Asin);

    /// <inheritdoc/>
    public static Lane4 Acos(Lane4 value) => ForEach(value, Math.Acos);

    /// <inheritdoc/>
    public static Lane4 Atan(Lane4 value) => ForEach(value, Math.Atan);

    /// <inheritdoc/>
    public static Lane4 Log10(Lane4 value) => ForEach(value, Math.Log10);

    /// <inheritdoc/>
    public static Lane4 Erf(Lane4 value) => ForEach(value, ErrorFunction.At);

    /// <inheritdoc/>
    public static Lane4 Floor(Lane4 value) => ForEach(value, Math.Floor);

    /// <inheritdoc/>
    public static Lane4 Heaviside(Lane4 value) => ForEach(value, static x => x >= 0 ? 1 : x < 0 ? 0 : x);

    /// <inheritdoc/>
    public static Lane4 Sign(Lane4 value) => ForEach(value, static x => double.IsNaN(x) ? x : Math.Sign(x));

    /// <inheritdoc/>
    public static Lane4 Pow(Lane4 value, Lane4 exponent)
    {
        Span<double> result = stackalloc double[4];
        for (var i = 0; i < 4; i++)
        {
            result[i] = Math.Pow(value._value[i], exponent._value[i]);
        }

        return new(Vector256.Create<double>(result));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 RecordFailure(Lane4 failure, Lane4 value, Lane4 bound, Lane4 at) => new(Vector256.ConditionalSelect(Vector256.GreaterThan(value._value, bound._value), failure._value, Vector256.Min(failure._value, at._value)));

    /// <summary>Applies a scalar function, so that it rounds as it does for one trajectory.</summary>
    private static Lane4 ForEach(Lane4 value, Func<double, double> function)
    {
        Span<double> result = stackalloc double[4];
        for (var i = 0; i < 4; i++)
        {
            result[i] = function(value._value[i]);
        }

        return new(Vector256.Create<double>(result));
    }
}
