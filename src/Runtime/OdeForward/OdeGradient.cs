namespace ScalableMNN.Runtime;

/// <summary>
/// The gradient of a loss with respect to every input of a problem. Each has the shape of its input, summed over the trajectories and grid points that share a number. Trajectories that
/// failed have no part in numbers shared with others, and NaN in those of their own.
/// </summary>
public sealed class OdeGradient
{
    internal OdeGradient(NdArray coefficients, NdArray rightHandSide, NdArray? initialValues, NdArray? steps)
    {
        Coefficients = coefficients;
        RightHandSide = rightHandSide;
        InitialValues = initialValues;
        Steps = steps;
    }

    /// <summary>With respect to <see cref="OdeProblem.Coefficients"/>.</summary>
    public NdArray Coefficients { get; }

    /// <summary>With respect to <see cref="OdeProblem.RightHandSide"/>.</summary>
    public NdArray RightHandSide { get; }

    /// <summary>With respect to <see cref="OdeProblem.InitialValues"/>; nothing where there were none.</summary>
    public NdArray? InitialValues { get; }

    /// <summary>With respect to <see cref="OdeProblem.Steps"/>; nothing where there were none.</summary>
    public NdArray? Steps { get; }
}
