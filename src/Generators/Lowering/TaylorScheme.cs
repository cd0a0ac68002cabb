using System;

namespace ScalableMNN.Generators.Lowering;

/// <summary>
/// The Taylor rows of a state of order R in scaled unknowns: z at a point, with the step that follows it as the scale, and x, the unknowns of the next point in that
/// same scale. Forward row r: sum over o >= r of z_o / (o - r)! - x_r. Backward row r: sum over o >= r of (-1)^(o - r) x_o / (o - r)! - z_r.
/// With central smoothness the two rows r = R are left out. Source: Chen et al., Scalable Mechanistic Neural Networks, ICLR 2025, section 3.
/// </summary>
internal sealed class TaylorScheme
{
    private readonly double[,] _forward;
    private readonly double[,] _backward;

    public TaylorScheme(int order, bool central, double weight)
    {
        Order = order;
        Rows = central ? order : order + 1;
        _forward = new double[Rows, order + 1];
        _backward = new double[Rows, order + 1];
        for (var r = 0; r < Rows; r++)
        {
            var factorial = 1.0;
            for (var o = r; o <= order; o++)
            {
                factorial *= Math.Max(1, o - r);
                _forward[r, o] = weight / factorial;
                _backward[r, o] = ((o - r) % 2 == 0 ? weight : -weight) / factorial;
            }
        }

        Weight = weight;
        Here = Products((r, i, j) => (_forward[r, i] * _forward[r, j]) + (Unit(r, i) * Unit(r, j)));
        Coupling = Products((r, i, j) => -(_forward[r, i] * Unit(r, j)) - (Unit(r, i) * _backward[r, j]));
        Next = Products((r, i, j) => (Unit(r, i) * Unit(r, j)) + (_backward[r, i] * _backward[r, j]));

        double Unit(int r, int o) => r == o ? weight : 0;
    }

    /// <summary>R.</summary>
    public int Order { get; }

    /// <summary>How many forward, and as many backward, rows there are.</summary>
    public int Rows { get; }

    /// <summary>w, the weight of each row.</summary>
    public double Weight { get; }

    /// <summary>The rows' part of M on z.</summary>
    public double[,] Here { get; }

    /// <summary>The rows' part of M between z and x.</summary>
    public double[,] Coupling { get; }

    /// <summary>The rows' part of M on x.</summary>
    public double[,] Next { get; }

    /// <summary>Weighted coefficient of z_o in forward row r; that of x_r is minus the weight.</summary>
    public double Forward(int r, int o) => _forward[r, o];

    /// <summary>Weighted coefficient of x_o in backward row r; that of z_r is minus the weight.</summary>
    public double Backward(int r, int o) => _backward[r, o];

    private double[,] Products(Func<int, int, int, double> entry)
    {
        var products = new double[Order + 1, Order + 1];
        for (var i = 0; i <= Order; i++)
        {
            for (var j = 0; j <= Order; j++)
            {
                for (var r = 0; r < Rows; r++)
                {
                    products[i, j] += entry(r, i, j);
                }
            }
        }

        return products;
    }
}
