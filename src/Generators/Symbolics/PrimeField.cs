using System;

namespace ScalableMNN.Generators.Symbolics;

/// <summary>
/// Arithmetic modulo the prime 2^31 - 1. There, the rank of a matrix is exact: no rounding, no tolerance, and a coefficient of 1e-12 counts as much as one of 1.
/// </summary>
internal static class PrimeField
{
    /// <summary>The modulus.</summary>
    public const ulong Modulus = int.MaxValue;

    public static ulong Add(ulong left, ulong right) => (left + right) % Modulus;

    public static ulong Negate(ulong value) => value == 0 ? 0 : Modulus - value;

    public static ulong Multiply(ulong left, ulong right) => left * right % Modulus;

    public static ulong Power(ulong value, ulong exponent)
    {
        var result = 1ul;
        for (; exponent > 0; exponent >>= 1)
        {
            result = (exponent & 1) == 1 ? Multiply(result, value) : result;
            value = Multiply(value, value);
        }

        return result;
    }

    /// <summary>The reciprocal of a value other than 0.</summary>
    public static ulong Invert(ulong value) => Power(value, Modulus - 2);

    /// <summary>The image of a finite number, exact because every such number is a whole one times a power of two.</summary>
    public static ulong Of(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(number));
        var exponent = (int)(bits >> 52);
        var mantissa = (ulong)(bits & ((1L << 52) - 1)) | (exponent == 0 ? 0 : 1ul << 52);
        var scale = Math.Max(exponent, 1) - 1075;
        var value = Multiply(mantissa % Modulus, Power(scale < 0 ? Invert(2) : 2, (ulong)Math.Abs(scale)));
        return number < 0 ? Negate(value) : value;
    }

    /// <summary>A value that depends on the key in no regular way (SplitMix64, Steele, Lea and Flood, OOPSLA 2014).</summary>
    public static ulong Scatter(ulong key)
    {
        key = unchecked((key + 1) * 0x9E3779B97F4A7C15);
        key = unchecked((key ^ (key >> 30)) * 0xBF58476D1CE4E5B9);
        key = unchecked((key ^ (key >> 27)) * 0x94D049BB133111EB);
        return (key ^ (key >> 31)) % Modulus;
    }
}
