using System;

namespace ScalableMNN.Runtime.Formulas;

/// <summary>The value of a part of a formula at a grid point.</summary>
/// <param name="Series">Its Taylor series in time; one element where it does not change.</param>
/// <param name="Slope">The derivative of that along the direction of the evaluation, or null where it does not change along it.</param>
/// <param name="IsNumber">Whether there are numbers only in it. The kernels drop what is multiplied by the number zero.</param>
/// <param name="IsKnown">Whether it is what it is said to be: false where the states of a linear model, whose solution is not there, stand for one.</param>
internal readonly record struct FormulaValue(double[] Series, double[]? Slope = null, bool IsNumber = false, bool IsKnown = true)
{
    public static FormulaValue Number(double value) => new([value], null, IsNumber: true);

    public bool IsZero => IsNumber && Series[0] == 0;

    public bool IsFinite => IsFiniteSeries(Series) && (Slope is null || IsFiniteSeries(Slope));

    private static bool IsFiniteSeries(double[] series) => Array.TrueForAll(series, double.IsFinite);
}
