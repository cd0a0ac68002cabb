using System;
using ScalableMNN.Runtime.Models;
using Xunit;

namespace ScalableMNN.Generated.Tests.Accuracy;

/// <summary>Compares derivatives of a loss with central differences, for every number of a set of values.</summary>
internal static class CentralDifference
{
    /// <param name="values">The values, moved one by one and put back.</param>
    /// <param name="gradient">The derivatives.</param>
    /// <param name="loss">Solves and computes the loss.</param>
    /// <param name="tolerance">
    /// Relative to the largest derivative. The error of these differences is rounding over the width, plus the fourth power of the width times a fifth derivative: some
    /// 1e-10 at this width for losses and derivatives of the order of one.
    /// </param>
    public static void AssertClose(ModelValues values, ModelValues gradient, Func<double> loss, double tolerance)
    {
        const double Width = 1e-5;
        var largest = 1.0;
        foreach (var derivative in gradient.Values)
        {
            largest = Math.Max(largest, Math.Abs(derivative));
        }

        for (var i = 0; i < values.Values.Length; i++)
        {
            var value = values.Values[i];
            var difference = ((8 * (At(Width) - At(-Width))) - (At(2 * Width) - At(-2 * Width))) / (12 * Width);
            values.Values[i] = value;
            Assert.True(Math.Abs(difference - gradient.Values[i]) <= tolerance * largest, $"number {i}: {gradient.Values[i]:G12} against {difference:G12}, largest {largest:G3}");

            double At(double shift)
            {
                values.Values[i] = value + shift;
                return loss();
            }
        }
    }

    /// <summary>The inner product of a cotangent and a solution.</summary>
    public static double Product(ModelTrajectories solution, ModelCotangent cotangent)
    {
        var loss = 0.0;
        for (var i = 0; i < solution.Values.Length; i++)
        {
            loss += solution.Values[i] * cotangent.Values[i];
        }

        return loss;
    }

    /// <summary>Numbers that follow no pattern of states or points; derivatives of the highest orders are left out, as they dwarf all others.</summary>
    public static void Fill(ModelCotangent cotangent, int trajectories, int unknowns, params int[] only)
    {
        cotangent.Values.Clear();
        for (var i = 0; i < cotangent.Values.Length; i++)
        {
            if (Array.IndexOf(only, i / trajectories % unknowns) >= 0)
            {
                cotangent.Values[i] = Math.Sin(1 + (1.7 * i));
            }
        }
    }
}
