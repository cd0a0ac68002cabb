using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ScalableMNN.Runtime.Lanes;

/// <summary>Eight trajectories side by side in a 256-bit vector, in single precision.</summary>
public readonly struct SingleLane8 : ISingleLane<SingleLane8, Lane4>
{
    private readonly Vector256<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SingleLane8(Vector256<float> value) => _value = value;

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    public static SingleLane8 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<float>.Zero);
    }

    /// <inheritdoc/>
    public static SingleLane8 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<float>.One);
    }

    /// <inheritdoc/>
    public static SingleLane8 Infinity
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256.Create(float.PositiveInfinity));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane8 Create(double value) => new(Vector256.Create((float)value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane8 Narrow(Lane4 lower, Lane4 upper) => new(Vector256.Narrow(Unsafe.BitCast<Lane4, Vector256<double>>(lower), Unsafe.BitCast<Lane4, Vector256<double>>(upper)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Widen(SingleLane8 value, bool upper)
    {
        var (first, second) = Vector256.Widen(value._value);
        return Unsafe.BitCast<Vector256<double>, Lane4>(upper ? second : first);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane8 operator +(SingleLane8 left, SingleLane8 right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane8 operator -(SingleLane8 left, SingleLane8 right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane8 operator *(SingleLane8 left, SingleLane8 right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane8 operator /(SingleLane8 left, SingleLane8 right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane8 operator -(SingleLane8 value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane8 MultiplyAdd(SingleLane8 left, SingleLane8 right, SingleLane8 addend) => new(Vector256.FusedMultiplyAdd(left._value, right._value, addend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane8 MultiplySubtract(SingleLane8 left, SingleLane8 right, SingleLane8 minuend) => new(Vector256.FusedMultiplyAdd(-left._value, right._value, minuend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane8 Abs(SingleLane8 value) => new(Vector256.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane8 Max(SingleLane8 left, SingleLane8 right) => new(Vector256.Max(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane8 Min(SingleLane8 left, SingleLane8 right) => new(Vector256.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane8 Choose(SingleLane8 flag, SingleLane8 whereOne, SingleLane8 otherwise) => new(Vector256.ConditionalSelect(Vector256.Equals(flag._value, Vector256<float>.One), whereOne._value, otherwise._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane8 CopySign(SingleLane8 magnitude, SingleLane8 sign) => new(Vector256.ConditionalSelect(Vector256.Create(-0.0f), sign._value, magnitude._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane8 Sqrt(SingleLane8 value) => new(Vector256.Sqrt(value._value));

    /// <inheritdoc/>
    public static SingleLane8 Exp(SingleLane8 value) => ForEach(value, MathF.Exp);

    /// <inheritdoc/>
    public static SingleLane8 Log(SingleLane8 value) => ForEach(value, MathF.Log);

    /// <inheritdoc/>
    public static SingleLane8 Sin(SingleLane8 value) => ForEach(value, MathF.Sin);

    /// <inheritdoc/>
    public static SingleLane8 Cos(SingleLane8 value) => ForEach(value, MathF.Cos);

    /// <inheritdoc/>
    public static SingleLane8 Tan(SingleLane8 value) => ForEach(value, MathF.Tan);

    /// <inheritdoc/>
    public static SingleLane8 Tanh(SingleLane8 value) => ForEach(value, MathF.Tanh);

    /// <inheritdoc/>
    public static SingleLane8 Sinh(SingleLane8 value) => ForEach(value, MathF.Sinh);

    /// <inheritdoc/>
    public static SingleLane8 Cosh(SingleLane8 value) => ForEach(value, MathF.Cosh);

    /// <inheritdoc/>
    public static SingleLane8 Asin(SingleLane8 value) => ForEach(value, MathF.Asin);

    /// <inheritdoc/>
    public static SingleLane8 Acos(SingleLane8 value) => ForEach(value, MathF.Acos);

    /// <inheritdoc/>
    public static SingleLane8 Atan(SingleLane8 value) => ForEach(value, MathF.Atan);

    /// <inheritdoc/>
    public static SingleLane8 Log10(SingleLane8 value) => ForEach(value, MathF.Log10);

    /// <inheritdoc/>
    public static SingleLane8 Erf(SingleLane8 value) => ForEach(value, static x => (float)ErrorFunction.At(x));

    /// <inheritdoc/>
    public static SingleLane8 Floor(SingleLane8 value) => ForEach(value, MathF.Floor);

    /// <inheritdoc/>
    public static SingleLane8 Heaviside(SingleLane8 value) => ForEach(value, static x => x >= 0 ? 1f : x < 0 ? 0f : x);

    /// <inheritdoc/>
    public static SingleLane8 Sign(SingleLane8 value) => ForEach(value, static x => float.IsNaN(x) ? x : MathF.Sign(x));

    /// <inheritdoc/>
    public static SingleLane8 Pow(SingleLane8 value, SingleLane8 exponent)
    {
        Span<float> result = stackalloc float[8];
        for (var i = 0; i < 8; i++)
        {
            result[i] = MathF.Pow(value._value[i], exponent._value[i]);
        }

        return new(Vector256.Create<float>(result));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane8 RecordFailure(SingleLane8 failure, SingleLane8 value, SingleLane8 bound, SingleLane8 at) => new(Vector256.ConditionalSelect(Vector256.GreaterThan(value._value, bound._value), failure._value, Vector256.Min(failure._value, at._value)));

    /// <summary>Applies a scalar function, so that it rounds as it does for one trajectory.</summary>
    private static SingleLane8 ForEach(SingleLane8 value, Func<float, float> function)
    {
        Span<float> result = stackalloc float[8];
        for (var i = 0; i < 8; i++)
        {
            result[i] = function(value._value[i]);
        }

        return new(Vector256.Create<float>(result));
    }
}
