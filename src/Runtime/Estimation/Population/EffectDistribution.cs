using System;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation.Population;

/// <summary>How random effects are distributed: normally, with mean 0 and the covariance L L^T.</summary>
/// <param name="parameters">The parameters that they are, as indices.</param>
/// <param name="root">L.</param>
internal sealed class EffectDistribution(int[] parameters, Matrix<double> root)
{
    /// <summary>Draws the effects of every trajectory, one trajectory after the other.</summary>
    public void Draw(ModelValues into, Random random)
    {
        for (var b = 0; b < into.TrajectoryCount; b++)
        {
            var effects = root * Vector<double>.Build.Dense(parameters.Length, _ => Normal.Sample(random, 0, 1));
            for (var i = 0; i < parameters.Length; i++)
            {
                into.Slot(parameters[i])[b] = effects[i];
            }
        }
    }

    /// <summary>Whether a parameter is a random effect.</summary>
    public bool Varies(int parameter) => Array.IndexOf(parameters, parameter) >= 0;
}
