using System;
using System.Globalization;
using System.Linq;

namespace ScalableMNN.Runtime;

/// <summary>
/// Numbers in a rectangular array of any rank, row-major: the last index runs fastest. The shape is fixed; the numbers are the caller's memory, neither copied
/// nor written to, and must not change while a solve reads them.
/// </summary>
public sealed class NdArray
{
    private readonly int[] _shape;

    /// <summary>Gives numbers a shape.</summary>
    /// <param name="values">The numbers, row-major; as many as the product of <paramref name="shape"/>.</param>
    /// <param name="shape">The extent of every dimension; none may be negative. No dimension at all is a single number.</param>
    /// <exception cref="ArgumentException">An extent is negative, or the number of values is not the product of the extents.</exception>
    public NdArray(ReadOnlyMemory<double> values, params ReadOnlySpan<int> shape)
    {
        long length = 1;
        foreach (var extent in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(extent, nameof(shape));
            length = checked(length * extent);
        }

        if (length != values.Length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The shape {Describe(shape)} holds {length} numbers, but {values.Length} were given."), nameof(values));
        }

        Values = values;
        _shape = shape.ToArray();
    }

    /// <summary>The numbers, row-major.</summary>
    public ReadOnlyMemory<double> Values { get; }

    /// <summary>The extent of every dimension.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>How many dimensions there are.</summary>
    public int Rank => _shape.Length;

    /// <summary>The numbers, row-major.</summary>
    public ReadOnlySpan<double> Span => Values.Span;

    /// <summary>One number.</summary>
    /// <param name="index">The index in every dimension.</param>
    /// <exception cref="ArgumentException">There are not as many indices as dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside its dimension.</exception>
    public double this[params ReadOnlySpan<int> index]
    {
        get
        {
            if (index.Length != _shape.Length)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{index.Length} indices were given for an array of {_shape.Length} dimensions."), nameof(index));
            }

            var position = 0;
            for (var d = 0; d < index.Length; d++)
            {
                if ((uint)index[d] >= (uint)_shape[d])
                {
                    throw new ArgumentOutOfRangeException(nameof(index), string.Create(CultureInfo.InvariantCulture, $"Index {index[d]} lies outside dimension {d} of the shape {Describe(_shape)}."));
                }

                position = (position * _shape[d]) + index[d];
            }

            return Span[position];
        }
    }

    /// <summary>An array in which every number is the same.</summary>
    /// <param name="value">The number.</param>
    /// <param name="shape">The extent of every dimension.</param>
    /// <returns>The array.</returns>
    public static NdArray Filled(double value, params ReadOnlySpan<int> shape)
    {
        var length = 1;
        foreach (var extent in shape)
        {
            length = checked(length * extent);
        }

        var values = new double[length];
        Array.Fill(values, value);
        return new NdArray(values, shape);
    }

    /// <summary>The shape as text, such as (2, 20, 1).</summary>
    public override string ToString() => Describe(_shape);

    /// <summary>A shape as text.</summary>
    internal static string Describe(ReadOnlySpan<int> shape) =>
        "(" + string.Join(", ", shape.ToArray().Select(static extent => extent.ToString(CultureInfo.InvariantCulture))) + ")";
}
