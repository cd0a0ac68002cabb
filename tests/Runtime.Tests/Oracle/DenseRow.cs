using System.Collections.Generic;

namespace ScalableMNN.Runtime.Tests.Oracle;

/// <summary>One row of the least-squares problem: weight * (sum of the entries times the unknowns - right-hand side).</summary>
internal sealed class DenseRow(double weight, double rightHandSide, DenseInput rightHandSideInput)
{
    public double Weight { get; } = weight;

    public double RightHandSide { get; } = rightHandSide;

    /// <summary>The input that is the right-hand side.</summary>
    public DenseInput RightHandSideInput { get; } = rightHandSideInput;

    public List<DenseEntry> Entries { get; } = [];
}

/// <summary>The coefficient of a row on an unknown, and its derivatives with respect to inputs.</summary>
internal readonly record struct DenseEntry(int Column, double Value, params (DenseInput Input, double Derivative)[] Derivatives);

/// <summary>One number of one input.</summary>
internal readonly record struct DenseInput(DenseInputKind Kind, int Index);

/// <summary>The inputs.</summary>
internal enum DenseInputKind
{
    /// <summary>A constant.</summary>
    None,
    Coefficient,
    RightHandSide,
    InitialValue,
    Step,
}
