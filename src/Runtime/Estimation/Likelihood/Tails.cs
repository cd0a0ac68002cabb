using System;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace ScalableMNN.Runtime.Estimation.Likelihood;

/// <summary>A standardised distribution, symmetric about zero, whose logarithms stay finite far out: the normal one, or Student's t.</summary>
/// <param name="degreesOfFreedom">Those of Student's t; infinity for the normal distribution.</param>
internal readonly struct Tails(double degreesOfFreedom)
{
    private bool IsNormal => double.IsPositiveInfinity(degreesOfFreedom);

    /// <summary>The logarithm of the density.</summary>
    public double LogDensity(double z) => IsNormal
        ? (-0.5 * z * z) - (0.5 * Math.Log(2 * Math.PI))
        : SpecialFunctions.GammaLn(0.5 * (degreesOfFreedom + 1)) - SpecialFunctions.GammaLn(0.5 * degreesOfFreedom) - (0.5 * Math.Log(degreesOfFreedom * Math.PI))
            - (0.5 * (degreesOfFreedom + 1) * Math.Log(1 + (z * z / degreesOfFreedom)));

    /// <summary>The derivative of the logarithm of the density.</summary>
    public double LogDensitySlope(double z) => IsNormal ? -z : -(degreesOfFreedom + 1) * z / (degreesOfFreedom + (z * z));

    /// <summary>The logarithm of the probability of less than z.</summary>
    public double LogBelow(double z)
    {
        const double Far = -25;
        if (double.IsInfinity(z))
        {
            return z > 0 ? 0 : double.NegativeInfinity;
        }

        if (!IsNormal)
        {
            return z < 0 ? Math.Log(StudentT.CDF(0, 1, degreesOfFreedom, z)) : LogOfOneAnd(-StudentT.CDF(0, 1, degreesOfFreedom, -z));
        }

        // Far out by Abramowitz and Stegun, 26.2.12, whose error is below the first term that is left out.
        var square = 1 / (z * z);
        return z < Far ? LogDensity(z) - Math.Log(-z) + LogOfOneAnd(-square * (1 - (3 * square * (1 - (5 * square)))))
            : z < 0 ? Math.Log(0.5 * SpecialFunctions.Erfc(-z / Math.Sqrt(2)))
            : LogOfOneAnd(-0.5 * SpecialFunctions.Erfc(z / Math.Sqrt(2)));
    }

    /// <summary>The logarithm of the probability between two numbers.</summary>
    public double LogBetween(double lower, double upper)
    {
        // On the side on which the probabilities are small, so that their difference keeps its digits.
        if (lower > 0)
        {
            (lower, upper) = (-upper, -lower);
        }

        var (more, less) = (LogBelow(upper), LogBelow(lower));
        return double.IsNegativeInfinity(less) ? more : more + LogOfOneAnd(-Math.Exp(less - more));
    }

    private static double LogOfOneAnd(double x) => Math.Abs(x) > 1e-5 ? Math.Log(1 + x) : x * (1 - (x * (0.5 - (x / 3))));
}
