using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ScalableMNN.Runtime.Lanes;

/// <summary>Sixteen trajectories side by side in a 512-bit vector, in single precision.</summary>
public readonly struct SingleLane16 : ISingleLane<SingleLane16, Lane8>
{
    private readonly Vector512<float> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SingleLane16(Vector512<float> value) => _value = value;

    /// <inheritdoc/>
    public static int Count => 16;

    /// <inheritdoc/>
    public static SingleLane16 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<float>.Zero);
    }

    /// <inheritdoc/>
    public static SingleLane16 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<float>.One);
    }

    /// <inheritdoc/>
    public static SingleLane16 Infinity
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512.Create(float.PositiveInfinity));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane16 Create(double value) => new(Vector512.Create((float)value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane16 Narrow(Lane8 lower, Lane8 upper) => new(Vector512.Narrow(Unsafe.BitCast<Lane8, Vector512<double>>(lower), Unsafe.BitCast<Lane8, Vector512<double>>(upper)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Widen(SingleLane16 value, bool upper)
    {
        var (first, second) = Vector512.Widen(value._value);
        return Unsafe.BitCast<Vector512<double>, Lane8>(upper ? second : first);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane16 operator +(SingleLane16 left, SingleLane16 right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane16 operator -(SingleLane16 left, SingleLane16 right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane16 operator *(SingleLane16 left, SingleLane16 right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane16 operator /(SingleLane16 left, SingleLane16 right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane16 operator -(SingleLane16 value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane16 MultiplyAdd(SingleLane16 left, SingleLane16 right, SingleLane16 addend) => new(Vector512.FusedMultiplyAdd(left._value, right._value, addend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane16 MultiplySubtract(SingleLane16 left, SingleLane16 right, SingleLane16 minuend) => new(Vector512.FusedMultiplyAdd(-left._value, right._value, minuend._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane16 Abs(SingleLane16 value) => new(Vector512.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane16 Max(SingleLane16 left, SingleLane16 right) => new(Vector512.Max(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane16 Min(SingleLane16 left, SingleLane16 right) => new(Vector512.Min(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane16 Choose(SingleLane16 flag, SingleLane16 whereOne, SingleLane16 otherwise) => new(Vector512.ConditionalSelect(Vector512.Equals(flag._value, Vector512<float>.One), whereOne._value, otherwise._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane16 CopySign(SingleLane16 magnitude, SingleLane16 sign) => new(Vector512.ConditionalSelect(Vector512.Create(-0.0f), sign._value, magnitude._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane16 Sqrt(SingleLane16 value) => new(Vector512.Sqrt(value._value));

    /// <inheritdoc/>
    public static SingleLane16 Exp(SingleLane16 value) => ForEach(value, MathF.Exp);

    /// <inheritdoc/>
    public static SingleLane16 Log(SingleLane16 value) => ForEach(value, MathF.Log);

    /// <inheritdoc/>
    public static SingleLane16 Sin(SingleLane16 value) => ForEach(value, MathF.Sin);

    /// <inheritdoc/>
    public static SingleLane16 Cos(SingleLane16 value) => ForEach(value, MathF.Cos);

    /// <inheritdoc/>
    public static SingleLane16 Tan(SingleLane16 value) => ForEach(value, MathF.Tan);

    /// <inheritdoc/>
    public static SingleLane16 Tanh(SingleLane16 value) => ForEach(value, MathF.Tanh);

    /// <inheritdoc/>
    public static SingleLane16 Sinh(SingleLane16 value) => ForEach(value, MathF.Sinh);

    /// <inheritdoc/>
    public static SingleLane16 Cosh(SingleLane16 value) => ForEach(value, MathF.Cosh);

    /// <inheritdoc/>
    public static SingleLane16 Asin(SingleLane16 value) => ForEach(value, MathF.Asin);

    /// <inheritdoc/>
    public static SingleLane16 Acos(SingleLane16 value) => ForEach(value, MathF.Acos);

    /// <inheritdoc/>
    public static SingleLane16 Atan(SingleLane16 value) => ForEach(value, MathF.Atan);

    /// <inheritdoc/>
    public static SingleLane16 Log10(SingleLane16 value) => ForEach(value, MathF.Log10);

    /// <inheritdoc/>
    public static SingleLane16 Erf(SingleLane16 value) => ForEach(value, static x => (float)ErrorFunction.At(x));

    /// <inheritdoc/>
    public static SingleLane16 Floor(SingleLane16 value) => ForEach(value, MathF.Floor);

    /// <inheritdoc/>
    public static SingleLane16 Heaviside(SingleLane16 value) => ForEach(value, static x => x >= 0 ? 1f : x < 0 ? 0f : x);

    /// <inheritdoc/>
    public static SingleLane16 Sign(SingleLane16 value) => ForEach(value, static x => float.IsNaN(x) ? x : MathF.Sign(x));

    /// <inheritdoc/>
    public static SingleLane16 Pow(SingleLane16 value, SingleLane16 exponent)
    {
        Span<float> result = stackalloc float[16];
        for (var i = 0; i < 16; i++)
        {
            result[i] = MathF.Pow(value._value[i], exponent._value[i]);
        }

        return new(Vector512.Create<float>(result));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleLane16 RecordFailure(SingleLane16 failure, SingleLane16 value, SingleLane16 bound, SingleLane16 at) => new(Vector512.ConditionalSelect(Vector512.GreaterThan(value._value, bound._value), failure._value, Vector512.Min(failure._value, at._value)));

    /// <summary>Applies a scalar function, so that it rounds as it does for one trajectory.</summary>
    private static SingleLane16 ForEach(SingleLane16 value, Func<float, float> function)
    {
        Span<float> result = stackalloc float[16];
        for (var i = 0; i < 16; i++)
        {
            result[i] = function(value._value[i]);
        }

        return new(Vector512.Create<float>(result));
    }
}
