using System;
using ScalableMNN.Runtime.Lanes;

namespace ScalableMNN.Runtime.Formulas;

/// <summary>
/// Truncated Taylor series in time: element i is the i-th derivative over i!. A series of one element does not change in time, whatever the length of the others: nothing is differentiated that is constant, so
/// that its derivatives are zero even where a formula for them is not defined. Source: Griewank and Walther, Evaluating Derivatives, 2008, chapter 13.
/// </summary>
internal static class Series
{
    public static double[] Add(double[] left, double[] right, double sign = 1)
    {
        var sum = new double[Math.Max(left.Length, right.Length)];
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] = At(left, i) + (sign * At(right, i));
        }

        return sum;
    }

    public static double[] Multiply(double[] left, double[] right)
    {
        var product = new double[Math.Max(left.Length, right.Length)];
        for (var i = 0; i < product.Length; i++)
        {
            for (var j = Math.Max(0, i - right.Length + 1); j <= Math.Min(i, left.Length - 1); j++)
            {
                product[i] += left[j] * right[i - j];
            }
        }

        return product;
    }

    public static double[] Divide(double[] left, double[] right)
    {
        var quotient = new double[Math.Max(left.Length, right.Length)];
        for (var i = 0; i < quotient.Length; i++)
        {
            var rest = At(left, i);
            for (var j = 1; j <= Math.Min(i, right.Length - 1); j++)
            {
                rest -= right[j] * quotient[i - j];
            }

            quotient[i] = rest / right[0];
        }

        return quotient;
    }

    /// <summary>A function of a series.</summary>
    /// <param name="function">Its name, as in the code of a <see cref="Formula"/>.</param>
    /// <param name="argument">The series.</param>
    public static double[] Apply(string function, double[] argument)
    {
        var value = new double[argument.Length];
        value[0] = Value(function, argument[0]);
        if (argument.Length > 1)
        {
            Integrate(value, Slope(function, argument[..^1]), argument);
        }

        return value;
    }

    /// <summary>The derivative of a function with respect to its argument.</summary>
    public static double[] Slope(string function, double[] argument) => function switch
    {
        "Exp()" => Apply(function, argument),
        "Log()" => Divide([1], argument),
        "Sqrt()" => Divide([0.5], Apply(function, argument)),
        "Sin()" => Apply("Cos()", argument),
        "Cos()" => Multiply([-1], Apply("Sin()", argument)),
        "Tan()" => Add([1], Square(Apply(function, argument))),
        "Tanh()" => Add([1], Square(Apply(function, argument)), -1),
        "Sinh()" => Apply("Cosh()", argument),
        "Cosh()" => Apply("Sinh()", argument),
        "Abs()" => Apply("Sign()", argument),
        "Sign()" or "Floor()" or "Heaviside()" => [0],
        "Asin()" => Divide([1], RootOfOneLessSquare(argument)),
        "Acos()" => Divide([-1], RootOfOneLessSquare(argument)),
        "Atan()" => Divide([1], Add([1], Square(argument))),
        "Log10()" => Divide([1 / Math.Log(10)], argument),
        "Erf()" => Multiply([2 / Math.Sqrt(Math.PI)], Apply("Exp()", Multiply([-1], Square(argument)))),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "There is no such function."),
    };

    /// <summary>A power. Its exponent may change in time.</summary>
    /// <param name="basis">What is raised.</param>
    /// <param name="exponent">To which power.</param>
    /// <param name="isNumber">
    /// Whether the exponent is a number of the model: then its derivatives end where the exponent is zero. Kernels do not know where a value comes to be a whole number; they multiply by zero what is not finite.
    /// </param>
    public static double[] Raise(double[] basis, double[] exponent, bool isNumber)
    {
        var power = new double[Math.Max(basis.Length, exponent.Length)];
        power[0] = Math.Pow(basis[0], exponent[0]);
        if (basis.Length > 1)
        {
            Integrate(power, SlopeByBase(basis[..^1], Shortened(exponent), isNumber), basis);
        }

        if (exponent.Length > 1)
        {
            Integrate(power, SlopeByExponent(Shortened(basis), exponent[..^1]), exponent);
        }

        return power;
    }

    /// <summary>The derivative of a power with respect to its base.</summary>
    public static double[] SlopeByBase(double[] basis, double[] exponent, bool isNumber) =>
        isNumber && exponent is [0] ? [0] : Multiply(exponent, Raise(basis, Add(exponent, [1], -1), isNumber));

    /// <summary>The derivative of a power with respect to its exponent.</summary>
    /// <remarks>As the compiler derives it: with a number in the logarithm that matters at zero alone, where the derivative is zero.</remarks>
    public static double[] SlopeByExponent(double[] basis, double[] exponent) => Multiply(Raise(basis, exponent, isNumber: false), Apply("Log()", Add(basis, [1e-300])));

    /// <summary>Adds the integral of slope times the derivative of the argument.</summary>
    private static void Integrate(double[] value, double[] slope, double[] argument)
    {
        for (var i = 1; i < value.Length; i++)
        {
            for (var j = Math.Max(1, i - slope.Length + 1); j <= Math.Min(i, argument.Length - 1); j++)
            {
                value[i] += j * argument[j] * slope[i - j] / i;
            }
        }
    }

    private static double[] Shortened(double[] series) => series.Length > 1 ? series[..^1] : series;

    private static double[] RootOfOneLessSquare(double[] argument) => Apply("Sqrt()", Add([1], Square(argument), -1));

    private static double[] Square(double[] series) => Multiply(series, series);

    private static double At(double[] series, int index) => index < series.Length ? series[index] : 0;

    private static double Value(string function, double argument) => function switch
    {
        "Exp()" => Math.Exp(argument),
        "Log()" => Math.Log(argument),
        "Sqrt()" => Math.Sqrt(argument),
        "Sin()" => Math.Sin(argument),
        "Cos()" => Math.Cos(argument),
        "Tan()" => Math.Tan(argument),
        "Tanh()" => Math.Tanh(argument),
        "Sinh()" => Math.Sinh(argument),
        "Cosh()" => Math.Cosh(argument),
        "Abs()" => Math.Abs(argument),
        "Asin()" => Math.Asin(argument),
        "Acos()" => Math.Acos(argument),
        "Atan()" => Math.Atan(argument),
        "Log10()" => Math.Log10(argument),
        "Erf()" => ErrorFunction.At(argument),
        "Floor()" => Math.Floor(argument),
        "Heaviside()" => double.IsNaN(argument) ? double.NaN : argument >= 0 ? 1 : 0,
        "Sign()" => double.IsNaN(argument) ? double.NaN : Math.Sign(argument),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "There is no such function."),
    };
}
