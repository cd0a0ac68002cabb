using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Estimation.Elimination;

namespace ScalableMNN.Runtime.Tests.Estimation;

/// <summary>Random rows of a trajectory, of which some grid points lack some; written to the sweep and, stacked, to a dense matrix.</summary>
internal sealed class RandomPointRows : IPointRows
{
    private readonly List<double[]>[] _local;
    private readonly List<double[]>[] _smoothness;

    public RandomPointRows(int seed, int points, int unknowns, int parameters, int equations, int data, int smoothness, double heavy)
    {
        var random = new Random(seed);
        Points = points;
        Unknowns = unknowns;
        Parameters = parameters;
        MostLocal = equations + data;
        MostSmoothness = smoothness;
        _local = new List<double[]>[points];
        _smoothness = new List<double[]>[points];
        for (var point = 0; point < points; point++)
        {
            // The equations are heavy and always there, as in a model; of the data most are missing.
            _local[point] = [.. Enumerable.Range(0, equations).Select(_ => Row(heavy, coupled: false)), .. Enumerable.Range(0, data).Where(_ => random.NextDouble() < 0.6).Select(_ => Row(1, coupled: false))];
            _smoothness[point] = [.. Enumerable.Range(0, point < points - 1 ? smoothness : 0).Select(_ => Row(heavy, coupled: true))];
        }

        double[] Row(double weight, bool coupled)
        {
            var row = new double[unknowns + parameters + 1 + unknowns];
            for (var i = 0; i < (coupled ? row.Length : unknowns + parameters + 1); i++)
            {
                var inBorder = i >= unknowns && i < unknowns + parameters + 1;
                row[i] = weight * ((2 * random.NextDouble()) - 1);

                // Smoothness rows know nothing of parameters; heavy rows nearly hold at the iterate, so that their right-hand side is small.
                if (coupled && inBorder)
                {
                    row[i] = 0;
                }

                if (i == unknowns + parameters && weight > 1)
                {
                    row[i] /= weight;
                }
            }

            return row;
        }
    }

    public int Points { get; }

    public int Unknowns { get; }

    public int Parameters { get; }

    public int MostLocal { get; }

    public int MostSmoothness { get; }

    /// <summary>All rows, with columns [y_0 .. y_(T-1) | parameters | right-hand side].</summary>
    public List<double[]> Stacked()
    {
        var rows = new List<double[]>();
        for (var point = 0; point < Points; point++)
        {
            foreach (var row in _local[point].Concat(_smoothness[point]))
            {
                var wide = new double[(Points * Unknowns) + Parameters + 1];
                row.AsSpan(0, Unknowns).CopyTo(wide.AsSpan(point * Unknowns));
                if (point < Points - 1)
                {
                    row.AsSpan(Unknowns + Parameters + 1, Unknowns).CopyTo(wide.AsSpan((point + 1) * Unknowns));
                }

                row.AsSpan(Unknowns, Parameters + 1).CopyTo(wide.AsSpan(Points * Unknowns));
                rows.Add(wide);
            }
        }

        return rows;
    }

    public int WriteLocal(int point, Span<double> rows, int stride) => Write(_local[point], rows, stride);

    public int WriteSmoothness(int point, Span<double> rows, int stride) => Write(_smoothness[point], rows, stride);

    private static int Write(List<double[]> source, Span<double> rows, int stride)
    {
        for (var i = 0; i < source.Count; i++)
        {
            source[i].CopyTo(rows[(i * stride)..]);
        }

        return source.Count;
    }
}
