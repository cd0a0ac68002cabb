using System;

namespace ScalableMNN.Runtime.Lanes;

/// <summary>
/// The error function, to a few units of the last digit. Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.6 (a series of positive terms, up to 2.5) and 7.1.14 (a continued fraction for
/// what is missing to one, beyond). Kernels of accelerators call it too: it uses nothing but arithmetic and the exponential function.
/// </summary>
public static class ErrorFunction
{
    private const double TwoOverRootPi = 1.1283791670955126;

    /// <summary>Evaluates it.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>2 / √π times the integral of exp(-s²) from 0 to <paramref name="x"/>; NaN of NaN.</returns>
    public static double At(double x)
    {
        var size = Math.Abs(x);
        double value;
        if (size < 2.5)
        {
            var (term, sum, square) = (size, size, x * x);
            for (var n = 1; n <= 60; n++)
            {
                term *= 2 * square / ((2 * n) + 1);
                sum += term;
            }

            value = TwoOverRootPi * Math.Exp(-square) * sum;
        }
        else if (size < 6)
        {
            var fraction = size;
            for (var n = 60; n > 0; n--)
            {
                fraction = size + (0.5 * n / fraction);
            }

            value = 1 - (0.5 * TwoOverRootPi * Math.Exp(-size * size) / fraction);
        }
        else
        {
            value = size >= 6 ? 1 : size;
        }

        return x < 0 ? -value : value;
    }
}
