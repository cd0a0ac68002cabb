using System;

namespace ScalableMNN.Runtime.Models;

/// <summary>
/// The steps of a <see cref="TimeGrid"/>, which know the time at which the grid starts: given to the input <c>Steps</c> of a model they set its start too. It reads like a span of numbers.
/// </summary>
public readonly struct GridSteps
{
    private readonly double[] _steps;

    internal GridSteps(double[] steps, double start)
    {
        _steps = steps;
        Start = start;
    }

    /// <summary>Time of the first grid point.</summary>
    public double Start { get; }

    /// <summary>How many steps there are.</summary>
    public int Length => AsSpan().Length;

    /// <summary>A step.</summary>
    /// <param name="index">Index of the interval, 0 to <see cref="Length"/> - 1.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such step.</exception>
    public double this[int index] => AsSpan()[index];

    /// <summary>The steps as plain numbers, which know of no start.</summary>
    /// <param name="steps">The steps.</param>
    public static implicit operator ReadOnlySpan<double>(GridSteps steps) => steps.AsSpan();

    /// <summary>The steps as plain numbers, which know of no start.</summary>
    /// <returns>The numbers, in place.</returns>
    public ReadOnlySpan<double> AsSpan() => _steps;

    /// <summary>Copies the steps out, as plain numbers, which know of no start.</summary>
    /// <returns>The numbers.</returns>
    public double[] ToArray() => AsSpan().ToArray();

    /// <summary>Lists the steps.</summary>
    /// <returns>What <c>foreach</c> wants.</returns>
    public ReadOnlySpan<double>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();
}
