using System;
using System.Collections.Generic;

namespace ScalableMNN.Generators.Lowering;

/// <summary>
/// The rows that tie a state's unknowns at a point to those at the next, in scaled unknowns: z at the point, with the step that follows it as the scale, and
/// x, the unknowns of the next point in that same scale. Each row is the sum of here[o] z_o + next[o] x_o = 0, with coefficients that are constants of the scheme.
/// </summary>
internal sealed class SmoothnessRows
{
    private readonly double[][] _here;
    private readonly double[][] _next;
    private readonly bool _isTaylor;

    private SmoothnessRows(int order, double weight, IReadOnlyList<(double[] Here, double[] Next)> rows, bool isTaylor)
    {
        _isTaylor = isTaylor;
        Order = order;
        Weight = weight;
        Count = rows.Count;
        Unweighted = rows;
        _here = new double[Count][];
        _next = new double[Count][];
        for (var row = 0; row < Count; row++)
        {
            _here[row] = Array.ConvertAll(rows[row].Here, value => weight * value);
            _next[row] = Array.ConvertAll(rows[row].Next, value => weight * value);
        }

        OnHere = Products(_here, _here);
        Coupling = Products(_here, _next);
        OnNext = Products(_next, _next);
    }

    /// <summary>R, the highest derivative.</summary>
    public int Order { get; }

    /// <summary>w, the weight of each row.</summary>
    public double Weight { get; }

    /// <summary>The coefficients of each row on z and on x, without the weight.</summary>
    public IReadOnlyList<(double[] Here, double[] Next)> Unweighted { get; }

    /// <summary>
    /// Rows that hold together with the equations, as parameters need them that are estimated: Taylor rows are more than the unknowns can satisfy, so that their misfit depends on the
    /// parameters and would draw them to where the solution is straight. In their place stand Hermite rows of the same unknowns.
    /// </summary>
    public SmoothnessRows Consistent => _isTaylor ? Hermite(Order, Order, 1) : this;

    /// <summary>How many rows there are.</summary>
    public int Count { get; }

    /// <summary>The rows' part of M on z.</summary>
    public double[,] OnHere { get; }

    /// <summary>The rows' part of M between z and x.</summary>
    public double[,] Coupling { get; }

    /// <summary>The rows' part of M on x.</summary>
    public double[,] OnNext { get; }

    /// <summary>
    /// Forward row r: the sum over o >= r of z_o / (o - r)! - x_r. Backward row r: the sum over o >= r of (-1)^(o - r) x_o / (o - r)! - z_r. With central smoothness
    /// the two rows r = R are left out. Source: Chen et al., Scalable Mechanistic Neural Networks, ICLR 2025, section 3.
    /// </summary>
    public static SmoothnessRows Taylor(int order, bool central, double weight)
    {
        var rows = new List<(double[] Here, double[] Next)>();
        for (var r = 0; r <= (central ? order - 1 : order); r++)
        {
            var forward = new double[order + 1];
            var backward = new double[order + 1];
            var factorial = 1.0;
            for (var o = r; o <= order; o++)
            {
                factorial *= Math.Max(1, o - r);
                forward[o] = 1 / factorial;
                backward[o] = ((o - r) % 2 == 0 ? 1 : -1) / factorial;
            }

            var unit = new double[order + 1];
            unit[r] = -1;
            rows.Add((forward, unit));
            rows.Add((unit, backward));
        }

        return new SmoothnessRows(order, weight, rows, isTaylor: true);
    }

    /// <summary>
    /// Two-point Hermite-Obreshkov rows r = 0..n-1 for an equation of order n: z_r - x_r + the sum over j = 1..m of a_j (z_(r+j) + (-1)^(j+1) x_(r+j)), with
    /// m = R - r and a_j = [m! / (m-j)!] [(2m-j)! / (2m)!] / j!, the coefficients of the (m, m) Pade approximant of the exponential. Source: Hairer, Norsett, Wanner,
    /// Solving Ordinary Differential Equations I, section II.13.
    /// </summary>
    /// <param name="differential">n, the order of the state in its equations.</param>
    /// <param name="order">R, the highest derivative that is carried.</param>
    public static SmoothnessRows Hermite(int differential, int order, double weight)
    {
        var rows = new List<(double[] Here, double[] Next)>();
        for (var r = 0; r < differential; r++)
        {
            var here = new double[order + 1];
            var next = new double[order + 1];
            here[r] = 1;
            next[r] = -1;
            var m = order - r;
            var coefficient = 1.0;
            for (var j = 1; j <= m; j++)
            {
                coefficient *= (m - j + 1.0) / ((2.0 * m) - j + 1) / j;
                here[r + j] = coefficient;
                next[r + j] = j % 2 == 1 ? coefficient : -coefficient;
            }

            rows.Add((here, next));
        }

        return new SmoothnessRows(order, weight, rows, isTaylor: false);
    }

    /// <summary>Weighted coefficient of z_o in a row.</summary>
    public double Here(int row, int o) => _here[row][o];

    /// <summary>Weighted coefficient of x_o in a row.</summary>
    public double Next(int row, int o) => _next[row][o];

    private double[,] Products(double[][] left, double[][] right)
    {
        var products = new double[Order + 1, Order + 1];
        for (var row = 0; row < Count; row++)
        {
            for (var i = 0; i <= Order; i++)
            {
                for (var j = 0; j <= Order; j++)
                {
                    products[i, j] += left[row][i] * right[row][j];
                }
            }
        }

        return products;
    }
}
