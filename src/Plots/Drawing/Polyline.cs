using System;
using System.Collections.Generic;

namespace ScalableMNN.Dsl.Plots;

/// <summary>Thins out a line before it is written: ten thousand grid points are more than a picture can show.</summary>
internal static class Polyline
{
    /// <summary>Keeps the points without which the line would move by more than the tolerance (the algorithm of Ramer, Douglas and Peucker).</summary>
    public static List<(double X, double Y)> Simplify(List<(double X, double Y)> points, double tolerance)
    {
        if (points.Count < 3)
        {
            return points;
        }

        var kept = new bool[points.Count];
        kept[0] = kept[^1] = true;
        var pieces = new Stack<(int First, int Last)>();
        pieces.Push((0, points.Count - 1));
        while (pieces.TryPop(out var piece))
        {
            var (farthest, distance) = Farthest(points, piece.First, piece.Last);
            if (distance > tolerance)
            {
                kept[farthest] = true;
                pieces.Push((piece.First, farthest));
                pieces.Push((farthest, piece.Last));
            }
        }

        var result = new List<(double, double)>();
        for (var i = 0; i < kept.Length; i++)
        {
            if (kept[i])
            {
                result.Add(points[i]);
            }
        }

        return result;
    }

    private static (int Index, double Distance) Farthest(List<(double X, double Y)> points, int first, int last)
    {
        var (x, y) = points[first];
        var (dx, dy) = (points[last].X - x, points[last].Y - y);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        var (index, distance) = (first, 0.0);
        for (var i = first + 1; i < last; i++)
        {
            var (px, py) = (points[i].X - x, points[i].Y - y);
            var away = length == 0 ? Math.Sqrt((px * px) + (py * py)) : Math.Abs((dx * py) - (dy * px)) / length;
            if (away > distance)
            {
                (index, distance) = (i, away);
            }
        }

        return (index, distance);
    }
}
