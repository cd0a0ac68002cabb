using System;

namespace ScalableMNN.Runtime.Estimation.Elimination;

/// <summary>
/// Eliminates the unknowns of one trajectory, grid point by grid point, by reflections of the rows [y_t | parameters | right-hand side | y_(t+1)]. What is left are rows on the
/// parameters alone. Time and memory are linear in the number of grid points.
/// </summary>
/// <remarks>
/// At a grid point the rows without y_(t+1) (what the last point has left on this one, equations, given and measured values) are triangularised on y_t; those that then have
/// lost y_t go to the border. The smoothness rows join the triangle, which is brought down again; they are left on y_(t+1), and carried.
/// </remarks>
internal sealed class BorderedSweep
{
    /// <summary>
    /// A pivot that is no larger than this fraction of the largest entry may be nothing but rounding. That of a state that nothing measures has been seen at 1e-15 to 6e-12; a
    /// single weak datum leaves one over the rigidity, 1e-4.
    /// </summary>
    public const double LostFraction = 1e-10;

    // In a stiff model the last column, a high derivative, moves so much more than the others that a pivot may be smaller and still say where they are: not below this, and only where
    // it holds this fraction of their movement.
    private const double LostAlways = 1e-13;
    private const double LostAlong = 1e-8;

    private readonly int _unknowns;
    private readonly int _border;
    private readonly int _capacity;
    private readonly double[] _matrix;
    private readonly double[] _work;

    /// <param name="unknowns">N, the unknowns of a grid point.</param>
    /// <param name="parameters">How many parameters the border has.</param>
    /// <param name="rows">The largest number of rows of a grid point, smoothness rows included.</param>
    /// <param name="smoothness">How many of them are smoothness rows.</param>
    public BorderedSweep(int unknowns, int parameters, int rows, int smoothness)
    {
        _unknowns = unknowns;
        _border = parameters + 1;
        Width = unknowns + _border + unknowns;
        Stride = Reflection.Padded(Width);
        _capacity = unknowns + smoothness + rows;
        _matrix = new double[_capacity * Stride];
        _work = new double[Stride];
    }

    /// <summary>How many columns a row has: y_t, the parameters, the right-hand side, y_(t+1).</summary>
    public int Width { get; }

    public int Stride { get; }

    /// <summary>Where the columns of the parameters begin.</summary>
    public int Parameters => _unknowns;

    /// <summary>The column of the right-hand side.</summary>
    public int RightHandSide => _unknowns + _border - 1;

    /// <summary>Where the columns of y_(t+1) begin.</summary>
    public int Next => _unknowns + _border;

    /// <summary>Numbers that a grid point leaves behind for the substitution: N rows of <see cref="Width"/>.</summary>
    public int Kept => _unknowns * Width;

    /// <summary>Sweeps over a trajectory.</summary>
    /// <param name="rows">Writes the rows of a grid point.</param>
    /// <param name="points">T.</param>
    /// <param name="border">Receives the rows on the parameters alone.</param>
    /// <param name="kept">Receives T times <see cref="Kept"/> numbers: the triangle of each grid point with its coupling and border.</param>
    /// <returns>The largest entry of the rows in the columns of unknowns, the scale of what is lost to rounding.</returns>
    public double Eliminate(IPointRows rows, int points, BorderTriangle border, Span<double> kept)
    {
        var carried = 0;
        var largest = 0.0;
        for (var point = 0; point < points; point++)
        {
            var free = _matrix.AsSpan(carried * Stride);
            free.Clear();
            var local = carried + rows.WriteLocal(point, free, Stride);
            for (var row = carried; row < local; row++)
            {
                foreach (var entry in _matrix.AsSpan(row * Stride, _unknowns))
                {
                    largest = Math.Max(largest, Math.Abs(entry));
                }
            }

            if (local < _unknowns)
            {
                local = _unknowns;
            }

            Reflection.Triangularise(_matrix, Stride, local, _unknowns, Next, _work);
            for (var row = _unknowns; row < local; row++)
            {
                _matrix.AsSpan((row * Stride) + Parameters, _border).CopyTo(border.Next());
            }

            carried = 0;
            if (point < points - 1)
            {
                var coupled = _matrix.AsSpan(_unknowns * Stride);
                coupled.Clear();
                carried = rows.WriteSmoothness(point, coupled, Stride);
                for (var column = 0; column < _unknowns; column++)
                {
                    Reflection.Annihilate(_matrix, Stride, column, _unknowns, _unknowns + carried, column, Width, _work);
                }
            }

            for (var row = 0; row < _unknowns; row++)
            {
                _matrix.AsSpan(row * Stride, Width).CopyTo(kept[((point * Kept) + (row * Width))..]);
            }

            // What is left on the next point moves to where that point's columns are.
            for (var row = 0; row < carried; row++)
            {
                var source = _matrix.AsSpan((_unknowns + row) * Stride, Stride);
                var target = _matrix.AsSpan(row * Stride, Stride);
                source.Slice(Next, _unknowns).CopyTo(target);
                source.Slice(Parameters, _border).CopyTo(target[Parameters..]);
                target[Next..].Clear();
            }
        }

        return largest;
    }

    /// <summary>Substitutes backwards.</summary>
    /// <param name="points">T.</param>
    /// <param name="kept">What <see cref="Eliminate"/> has kept.</param>
    /// <param name="largest">What <see cref="Eliminate"/> has returned.</param>
    /// <param name="parameters">The step of the border's parameters.</param>
    /// <param name="step">Receives T times N numbers.</param>
    /// <param name="undetermined">Receives whether each unknown of a grid point is left free somewhere; its step is zero there.</param>
    public void Substitute(int points, ReadOnlySpan<double> kept, double largest, ReadOnlySpan<double> parameters, Span<double> step, Span<bool> undetermined)
    {
        for (var point = points - 1; point >= 0; point--)
        {
            var block = kept.Slice(point * Kept, Kept);
            var here = step.Slice(point * _unknowns, _unknowns);
            var after = point < points - 1 ? step.Slice((point + 1) * _unknowns, _unknowns) : default;
            for (var row = _unknowns - 1; row >= 0; row--)
            {
                var entries = block.Slice(row * Width, Width);
                var pivot = entries[row];
                var part = Math.Abs(pivot) / largest;
                if (!(part > LostFraction) && !(part > LostAlways && part > LostAlong * Along(block, row)))
                {
                    here[row] = 0;
                    undetermined[row] = true;
                    continue;
                }

                var sum = entries[RightHandSide];
                for (var i = row + 1; i < _unknowns; i++)
                {
                    sum -= entries[i] * here[i];
                }

                for (var i = 0; i < parameters.Length; i++)
                {
                    sum -= entries[Parameters + i] * parameters[i];
                }

                for (var i = 0; i < after.Length; i++)
                {
                    sum -= entries[Next + i] * after[i];
                }

                here[row] = sum / pivot;
            }
        }
    }

    /// <summary>How much the other unknowns before it move when an unknown moves by one: the largest of them.</summary>
    private double Along(ReadOnlySpan<double> block, int column)
    {
        Span<double> moves = new double[column];
        var largest = 0.0;
        for (var row = column - 1; row >= 0; row--)
        {
            var entries = block.Slice(row * Width, Width);
            var sum = -entries[column];
            for (var i = row + 1; i < column; i++)
            {
                sum -= entries[i] * moves[i];
            }

            moves[row] = entries[row] == 0 ? 0 : sum / entries[row];
            largest = Math.Max(largest, Math.Abs(moves[row]));
        }

        return column == 0 ? 1 : largest;
    }
}
