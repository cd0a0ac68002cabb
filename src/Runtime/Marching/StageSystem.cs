using System;

namespace ScalableMNN.Runtime.Marching;

/// <summary>The equations of all stages of an accepted step, G(t_i, Y_i, (1 / h) sum of A^-1_ij (Y_j - y)) = 0, as derivatives of the step need them.</summary>
internal static class StageSystem
{
    /// <summary>The slopes at a stage.</summary>
    public static void Slopes(RadauMethod method, RadauStep step, int stage, Span<double> slopes)
    {
        slopes.Clear();
        for (var other = 0; other < method.Stages; other++)
        {
            var factor = method.Inverse[(stage * method.Stages) + other] / step.Size;
            for (var i = 0; i < slopes.Length; i++)
            {
                slopes[i] += factor * (step.Stages[(other * slopes.Length) + i] - step.Start[i]);
            }
        }
    }

    /// <summary>The derivatives of the equations of all stages with respect to the components at all stages, row by row.</summary>
    /// <param name="method">The method.</param>
    /// <param name="system">The system.</param>
    /// <param name="derivatives">The derivatives of the equations, with the stages as lanes.</param>
    /// <param name="lanes">How many lanes there are.</param>
    /// <param name="size">How long the step is.</param>
    /// <param name="bySlopes">Receives the derivatives with respect to the slopes, stage by stage.</param>
    /// <param name="byValues">Room for those of one stage with respect to the components.</param>
    /// <param name="matrix">Receives the matrix.</param>
    public static void Matrix(
        RadauMethod method, FirstOrderSystem system, ReadOnlySpan<double> derivatives, int lanes, double size, Span<double> bySlopes, Span<double> byValues, Span<double> matrix)
    {
        var (count, stages) = (system.Count, method.Stages);
        var width = stages * count;
        for (var stage = 0; stage < stages; stage++)
        {
            var ofStage = bySlopes.Slice(stage * count * count, count * count);
            system.Matrices(derivatives, lanes, stage, ofStage, byValues);
            for (var row = 0; row < count; row++)
            {
                var target = matrix.Slice(((stage * count) + row) * width, width);
                for (var other = 0; other < stages; other++)
                {
                    var factor = method.Inverse[(stage * stages) + other] / size;
                    for (var column = 0; column < count; column++)
                    {
                        target[(other * count) + column] = (factor * ofStage[(row * count) + column]) + (other == stage ? byValues[(row * count) + column] : 0);
                    }
                }
            }
        }
    }
}
