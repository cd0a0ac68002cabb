using System;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>
/// The weights of all rows. Model rows (equations, smoothness, given values) are brought to unit length in units of the states' own sizes and then multiplied by the rigidity:
/// each says by which fraction of its size a state may leave the model in one step. Data rows are in units of the noise.
/// </summary>
internal sealed class RowWeights
{
    private readonly EstimationProblem _problem;
    private readonly double[] _sizes;
    private readonly double[] _equations;

    public RowWeights(EstimationProblem problem)
    {
        _problem = problem;
        _sizes = new double[problem.Trajectories * problem.Unknowns];
        _equations = new double[problem.Trajectories * problem.Points * problem.Rows.Equations.Count];
        Data = new double[problem.Rows.Observables.Count];
        Array.Fill(Data, 1);
    }

    private RowWeights(RowWeights other)
    {
        _problem = other._problem;
        _sizes = [.. other._sizes];
        _equations = [.. other._equations];
        Data = [.. other.Data];
        Rigidity = other.Rigidity;
        Unit = other.Unit;
        Huber = other.Huber;
    }

    /// <summary>The weight of model rows: how much heavier than data rows they are.</summary>
    public double Rigidity { get; set; } = 1;

    /// <summary>The weight of each observable's rows: one over the relative size of its noise.</summary>
    public double[] Data { get; }

    /// <summary>The standard deviation of a data row.</summary>
    public double Unit { get; set; } = 1;

    /// <summary>Beyond this many standard deviations a data row counts linearly (Huber); infinity for least squares.</summary>
    public double Huber { get; set; } = double.PositiveInfinity;

    /// <summary>Makes an independent copy.</summary>
    public RowWeights Copy() => new(this);

    /// <summary>The weights of a trajectory's equations, grid point by grid point.</summary>
    public Span<double> EquationsOf(int trajectory)
    {
        var length = _problem.Points * _problem.Rows.Equations.Count;
        return _equations.AsSpan(trajectory * length, length);
    }

    /// <summary>The sizes of a trajectory's unknowns u^(r).</summary>
    public Span<double> SizesOf(int trajectory) => _sizes.AsSpan(trajectory * _problem.Unknowns, _problem.Unknowns);

    /// <summary>
    /// Takes the sizes of states and of their derivatives below their order from a trajectory: the root mean square. The duration of the trajectory bounds from below how small a
    /// derivative counts; a state that is zero throughout counts as one.
    /// </summary>
    public void Measure(int trajectory, ReadOnlySpan<double> z)
    {
        var sizes = SizesOf(trajectory);
        sizes.Clear();
        var duration = 0.0;
        for (var point = 0; point < _problem.Points; point++)
        {
            var step = _problem.ScaleStep(trajectory, point);
            duration += step;
            for (var n = 0; n < sizes.Length; n++)
            {
                var value = z[(point * sizes.Length) + n] / Math.Pow(step, _problem.OrderOf(n));
                sizes[n] += value * value / _problem.Points;
            }
        }

        for (var n = 0; n < sizes.Length; n++)
        {
            var order = _problem.OrderOf(n);
            var size = Math.Sqrt(sizes[n]);
            if (order == 0)
            {
                sizes[n] = size > 0 && double.IsFinite(size) ? size : 1;
                continue;
            }

            var floor = sizes[n - order] * Math.Pow(duration, -order);
            sizes[n] = size > floor && double.IsFinite(size) ? size : floor;
        }
    }

    /// <summary>
    /// The scale of each unknown z = h^r u^(r) at a grid point: the size of the state's derivative of this order, or of the highest one that a step leaves continuous, divided by the longer of the two
    /// steps at the point, in the units of z. What a derivative is wrong by moves the state over that step; by the shorter one it might move it as far as it likes.
    /// </summary>
    public void ColumnScales(int trajectory, int point, Span<double> scales)
    {
        var sizes = SizesOf(trajectory);
        var step = _problem.ScaleStep(trajectory, point);
        var shortness = step / Math.Max(step, _problem.ScaleStep(trajectory, Math.Max(0, point - 1)));
        for (var n = 0; n < scales.Length; n++)
        {
            var order = _problem.OrderOf(n);
            var highest = Math.Max(0, _problem.Orders[_problem.StateOf[n]] - 1);
            var lowered = Math.Min(order, highest);
            scales[n] = sizes[n - order + lowered] * Power(step, lowered) * Power(shortness, order - lowered);
        }
    }

    /// <summary>A whole power of a step.</summary>
    public static double Power(double step, int order)
    {
        var power = 1.0;
        for (var i = 0; i < order; i++)
        {
            power *= step;
        }

        return power;
    }
}
