using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation.Shooting;

/// <summary>What is known of random effects while their distribution is held: the sum of the squares of L^-1 b, with L L^T the covariance of the effects b of a trajectory. Effects that do not vary are zero.</summary>
/// <param name="parameters">The parameters that vary, as indices.</param>
internal sealed class EffectPrior(int[] parameters)
{
    private Matrix<double> _inverse = Matrix<double>.Build.DenseIdentity(parameters.Length);

    /// <summary>The parameters that vary, as indices.</summary>
    public int[] Parameters => parameters;

    /// <summary>Which of them vary at all.</summary>
    public bool[] Vary { get; } = new bool[parameters.Length];

    /// <summary>The rows on the effects.</summary>
    public Matrix<double> Rows => _inverse;

    /// <summary>Takes the root of a covariance, a lower triangle; a zero on its diagonal stands for an effect that does not vary.</summary>
    public void Take(Matrix<double> root)
    {
        var whole = root.Clone();
        for (var i = 0; i < parameters.Length; i++)
        {
            Vary[i] = root[i, i] > 0;
            if (!Vary[i])
            {
                // Its row and column say nothing; the effect itself is held at zero.
                whole.ClearRow(i);
                whole.ClearColumn(i);
                whole[i, i] = 1;
            }
        }

        _inverse = whole.Inverse();
    }

    /// <summary>The effects of a trajectory.</summary>
    public Vector<double> Of(ModelValues values, int trajectory) => Vector<double>.Build.Dense(parameters.Length, i => values.Slot(parameters[i])[trajectory]);
}
