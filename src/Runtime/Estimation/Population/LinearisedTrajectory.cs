using System;
using System.Collections.Generic;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Runtime.Estimation.Likelihood;

namespace ScalableMNN.Runtime.Estimation.Population;

/// <summary>
/// What the data of a trajectory say of the parameters of the model and of its random effects, linear at where these stand: w = X d + Z b + noise, with X and Z the derivatives with respect to both, d the change of the
/// parameters, b the effects, and w the residuals and Z times the effects as they stand. Sums of squares are kept for each observable, so that its noise can still be chosen.
/// </summary>
internal sealed class LinearisedTrajectory(int observables, int parameters, int effects)
{
    /// <summary>How many values of each observable there are.</summary>
    public int[] Counts { get; } = new int[observables];

    /// <summary>w^T w of each observable.</summary>
    public double[] WW { get; } = new double[observables];

    /// <summary>X^T X of each observable, row by row.</summary>
    public double[][] XX { get; } = Make(observables, parameters * parameters);

    /// <summary>X^T Z.</summary>
    public double[][] XZ { get; } = Make(observables, parameters * effects);

    /// <summary>Z^T Z.</summary>
    public double[][] ZZ { get; } = Make(observables, effects * effects);

    /// <summary>X^T w.</summary>
    public double[][] XW { get; } = Make(observables, parameters);

    /// <summary>Z^T w.</summary>
    public double[][] ZW { get; } = Make(observables, effects);

    /// <summary>The rows, for what is computed of them in the end.</summary>
    public List<(FittedValue Value, double W, double[] Z)> Rows { get; } = [];

    /// <summary>Adds a measured value.</summary>
    /// <param name="value">The value, and what is fitted to it.</param>
    /// <param name="x">Its derivatives with respect to the parameters.</param>
    /// <param name="z">Those with respect to the effects.</param>
    /// <param name="standing">The effects as they stand.</param>
    public void Add(FittedValue value, double[] x, double[] z, Vector<double> standing)
    {
        var observable = value.Observable;
        var w = value.Value - value.Fitted;
        for (var i = 0; i < z.Length; i++)
        {
            w += z[i] * standing[i];
        }

        Rows.Add((value, w, z));
        Counts[observable]++;
        WW[observable] += w * w;
        AddProduct(XX[observable], x, x);
        AddProduct(XZ[observable], x, z);
        AddProduct(ZZ[observable], z, z);
        AddProduct(XW[observable], x, [w]);
        AddProduct(ZW[observable], z, [w]);
    }

    private static void AddProduct(double[] target, double[] left, ReadOnlySpan<double> right)
    {
        for (int i = 0, at = 0; i < left.Length; i++)
        {
            for (var j = 0; j < right.Length; j++, at++)
            {
                target[at] += left[i] * right[j];
            }
        }
    }

    private static double[][] Make(int count, int length) => Array.ConvertAll(new int[count], _ => new double[length]);
}
