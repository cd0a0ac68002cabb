using System;

namespace ScalableMNN.Runtime.Estimation.Elimination;

/// <summary>Rows on parameters and right-hand side alone, folded into one triangle as they come.</summary>
internal sealed class BorderTriangle
{
    private readonly int _columns;
    private readonly int _stride;
    private readonly int _capacity;
    private readonly double[] _rows;
    private readonly double[] _work;
    private int _count;

    /// <param name="columns">Number of parameters and one for the right-hand side.</param>
    public BorderTriangle(int columns)
    {
        _columns = columns;
        _stride = Reflection.Padded(columns);
        _capacity = (3 * columns) + 8;
        _rows = new double[_capacity * _stride];
        _work = new double[_stride];
    }

    public int Stride => _stride;

    /// <summary>Forgets all rows.</summary>
    public void Clear() => _count = 0;

    /// <summary>A row to be filled in; it is zero.</summary>
    public Span<double> Next()
    {
        if (_count == _capacity)
        {
            Fold();
        }

        var row = _rows.AsSpan(_count++ * _stride, _stride);
        row.Clear();
        return row;
    }

    /// <summary>The triangle: as many rows as columns, each of <see cref="Stride"/> numbers.</summary>
    public ReadOnlySpan<double> Fold()
    {
        var held = Reflection.Triangularise(_rows, _stride, _count, _columns, _columns, _work);
        _rows.AsSpan(held * _stride, (_columns - held) * _stride).Clear();
        _count = _columns;
        return _rows.AsSpan(0, _columns * _stride);
    }
}
