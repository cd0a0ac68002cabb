using global::System;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>
/// Functions for kernels, of those operations that accelerators have. In kernels a number that depends on a condition is chosen among numbers of its own type, 1.0 and 0.0: ILGPU 1.5.3 takes the bits
/// of a truth value that becomes a floating-point number, as in "x = condition ? 1 : 0", for those of the number.
/// </summary>
internal static class DeviceMath
{
    // A turn in three parts, of which a moderate multiple of the first two has no rounding.
    private const double Turn1 = 6.2831853069365025;
    private const double Turn2 = 2.4308402025215864E-10;
    private const double Turn3 = 8.089064995183803E-21;
    private const double InverseTurn = 0.15915494309189535;

    public static double Abs(double value) => Math.Abs(value);

    public static float Abs(float value) => Math.Abs(value);

    public static double Sqrt(double value) => Math.Sqrt(value);

    public static float Sqrt(float value) => MathF.Sqrt(value);

    public static double Exp(double value) => Math.Exp(value);

    public static float Exp(float value) => MathF.Exp(value);

    public static double Log(double value) => Math.Log(value);

    public static float Log(float value) => MathF.Log(value);

    public static double Sin(double value) => Math.Sin(Reduced(value));

    public static float Sin(float value) => MathF.Sin((float)Reduced(value));

    public static double Cos(double value) => Math.Cos(Reduced(value));

    public static float Cos(float value) => MathF.Cos((float)Reduced(value));

    public static double Tan(double value) => Math.Tan(Reduced(value));

    public static float Tan(float value) => MathF.Tan((float)Reduced(value));

    public static double Tanh(double value) => Math.Tanh(value);

    public static float Tanh(float value) => MathF.Tanh(value);

    public static double Sinh(double value)
    {
        if (Math.Abs(value) < 0.5)
        {
            // exp(x) - exp(-x) would cancel: the series up to x^13.
            var square = value * value;
            var series = 1 + (square / 156);
            series = 1 + (square / 110 * series);
            series = 1 + (square / 72 * series);
            series = 1 + (square / 42 * series);
            series = 1 + (square / 20 * series);
            series = 1 + (square / 6 * series);
            return value * series;
        }

        var half = Math.Exp(0.5 * value);
        return (0.5 * half * half) - (0.5 / half / half);
    }

    public static float Sinh(float value) => (float)Sinh((double)value);

    public static double Cosh(double value)
    {
        var half = Math.Exp(0.5 * Math.Abs(value));
        return (0.5 * half * half) + (0.5 / half / half);
    }

    public static float Cosh(float value) => (float)Cosh((double)value);

    public static double Sign(double value) => value > 0 ? 1.0 : value < 0 ? -1.0 : value;

    public static float Sign(float value) => value > 0 ? 1f : value < 0 ? -1f : value;

    public static double Asin(double value) => Math.Asin(value);

    public static float Asin(float value) => MathF.Asin(value);

    public static double Acos(double value) => Math.Acos(value);

    public static float Acos(float value) => MathF.Acos(value);

    public static double Atan(double value) => Math.Atan(value);

    public static float Atan(float value) => MathF.Atan(value);

    public static double Log10(double value) => Math.Log10(value);

    public static float Log10(float value) => MathF.Log10(value);

    public static double Floor(double value) => Math.Floor(value);

    public static float Floor(float value) => MathF.Floor(value);

    public static double Erf(double value) => global::ScalableMNN.Runtime.Lanes.ErrorFunction.At(value);

    public static float Erf(float value) => (float)global::ScalableMNN.Runtime.Lanes.ErrorFunction.At(value);

    public static double Heaviside(double value) => value >= 0 ? 1.0 : value < 0 ? 0.0 : value;

    public static float Heaviside(float value) => value >= 0 ? 1f : value < 0 ? 0f : value;

    public static double Min(double left, double right) => left < right ? left : right <= left ? right : left + right;

    public static float Min(float left, float right) => left < right ? left : right <= left ? right : left + right;

    public static double Max(double left, double right) => left > right ? left : right >= left ? right : left + right;

    public static float Max(float left, float right) => left > right ? left : right >= left ? right : left + right;

    public static double Choose(double flag, double whereOne, double otherwise) => flag == 1 ? whereOne : otherwise;

    public static float Choose(float flag, float whereOne, float otherwise) => flag == 1 ? whereOne : otherwise;

    public static double CopySign(double magnitude, double sign) => sign < 0 ? -Math.Abs(magnitude) : Math.Abs(magnitude);

    public static float CopySign(float magnitude, float sign) => sign < 0 ? -Math.Abs(magnitude) : Math.Abs(magnitude);

    public static double Pow(double value, double exponent) => Math.Pow(value, exponent);

    public static float Pow(float value, float exponent) => MathF.Pow(value, exponent);

    public static bool IsFinite(double value) => Math.Abs(value) <= double.MaxValue;

    /// <summary>An angle less whole turns: accelerators lose digits of large ones.</summary>
    private static double Reduced(double angle)
    {
        if (!(Math.Abs(angle) > 3))
        {
            return angle;
        }

        var turns = Math.Floor((angle * InverseTurn) + 0.5);
        return angle - (turns * Turn1) - (turns * Turn2) - (turns * Turn3);
    }
}
