using System;
using System.Linq;
using ScalableMNN.Runtime.Estimation.Elimination;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>The weighted rows of one trajectory at an iterate, for the elimination, and their sum of squares.</summary>
internal sealed class TrajectoryRows : IPointRows
{
    private readonly EstimationProblem _problem;
    private readonly RowWeights _weights;
    private readonly PlacedRow[] _equations;
    private readonly PlacedRow[] _observables;
    private readonly PlacedSmoothness[] _smoothness;
    private readonly int _rightHandSide;
    private readonly int _next;
    private readonly double[] _scales;
    private readonly double[] _nextScales;
    private readonly double[] _here;
    private readonly double[] _there;
    private int _trajectory;
    private ReadOnlyMemory<double> _z;
    private ReadOnlyMemory<double> _values;

    /// <param name="problem">The problem.</param>
    /// <param name="weights">The weights of the rows.</param>
    /// <param name="borderOf">The border's column of each parameter, or -1 for one that is held.</param>
    /// <param name="parameters">How many columns the border has for parameters.</param>
    public TrajectoryRows(EstimationProblem problem, RowWeights weights, int[] borderOf, int parameters)
    {
        _problem = problem;
        _weights = weights;
        _equations = [.. problem.Rows.Equations.Select(Placed)];
        _observables = [.. problem.Rows.Observables.Select(observable => Placed(observable.Row))];
        _smoothness = [.. problem.Rows.Smoothness.Select(row => new PlacedSmoothness(problem.Model.States[row.State].Offset, [.. row.Here], [.. row.Next]))];
        _rightHandSide = problem.Unknowns + parameters;
        _next = _rightHandSide + 1;
        ColumnSquares = new double[parameters];
        _scales = new double[problem.Unknowns];
        _nextScales = new double[problem.Unknowns];
        _here = new double[problem.Unknowns];
        _there = new double[problem.Unknowns];

        PlacedRow Placed(RowDescription row) => new(row.First, row.Weight, [.. row.Unknowns], [.. row.Parameters.Select(parameter => borderOf[parameter])]);
    }

    /// <summary>The sum of squares of each of the border's columns, as the elimination has asked for them.</summary>
    public double[] ColumnSquares { get; }

    /// <summary>The most rows without y_(t+1) that a grid point has.</summary>
    public static int MostLocal(EstimationProblem problem) => problem.Rows.Equations.Count + problem.Given.Length + problem.MostMeasured;

    /// <summary>Chooses the trajectory and the iterate.</summary>
    /// <param name="trajectory">Which trajectory.</param>
    /// <param name="z">T times N scaled unknowns.</param>
    /// <param name="values">T times Width row values there.</param>
    public void Bind(int trajectory, ReadOnlyMemory<double> z, ReadOnlyMemory<double> values)
    {
        _trajectory = trajectory;
        _z = z;
        _values = values;
        Array.Clear(ColumnSquares);
    }

    /// <summary>Brings equations to unit length at the iterate; the weights stay until this is done again.</summary>
    public void WeighEquations()
    {
        var weights = _weights.EquationsOf(_trajectory);
        var values = _values.Span;
        var equations = _equations;
        for (var point = 0; point < _problem.Points; point++)
        {
            ScaleColumns(point, _scales);
            for (var e = 0; e < equations.Length; e++)
            {
                var row = equations[e];
                var at = (point * _problem.Rows.Width) + row.First + 1;
                var squares = 0.0;
                for (var i = 0; i < row.Unknowns.Length; i++)
                {
                    var entry = values[at + i] * _scales[row.Unknowns[i]];
                    squares += entry * entry;
                }

                weights[(point * equations.Length) + e] = squares > 0 && double.IsFinite(squares) ? row.Weight / Math.Sqrt(squares) : row.Weight;
            }
        }
    }

    /// <inheritdoc/>
    public int WriteLocal(int point, Span<double> rows, int stride)
    {
        ScaleColumns(point, _scales);
        var z = _z.Span;
        var values = _values.Span[(point * _problem.Rows.Width)..];
        var count = 0;
        var equations = _equations;
        var weights = _weights.EquationsOf(_trajectory);
        for (var e = 0; e < equations.Length; e++)
        {
            WriteRow(equations[e], values, _weights.Rigidity * weights[(point * equations.Length) + e], -values[equations[e].First], rows[(count++ * stride)..]);
        }

        foreach (ref readonly var given in _problem.Given.AsSpan())
        {
            if (given.Point == point && GivenResidual(given, z, out var residual))
            {
                var row = rows[(count++ * stride)..];
                row[given.Unknown] = _weights.Rigidity;
                row[_rightHandSide] = residual;
            }
        }

        var observables = _observables;
        for (var k = 0; k < observables.Length; k++)
        {
            var row = observables[k];
            foreach (var measured in _problem.ValuesAt(k, _trajectory, point))
            {
                var residual = measured - values[row.First];
                var weight = _weights.Data[k];
                var standardised = Math.Abs(weight * residual) / _weights.Unit;
                if (standardised > _weights.Huber)
                {
                    weight *= Math.Sqrt(_weights.Huber / standardised);
                }

                WriteRow(row, values, weight, residual, rows[(count++ * stride)..]);
            }
        }

        return count;
    }

    /// <inheritdoc/>
    public int WriteSmoothness(int point, Span<double> rows, int stride)
    {
        ScaleColumns(point + 1, _nextScales);
        for (var s = 0; s < _smoothness.Length; s++)
        {
            var row = rows[(s * stride)..];
            var offset = _smoothness[s].Offset;
            row[_rightHandSide] = -SmoothnessResidual(point, _smoothness[s], row[offset..], row[(_next + offset)..]);
        }

        return _smoothness.Length;
    }

    /// <summary>The sum of the squares of the model rows and the loss of the data rows; NaN where a value or a derivative is not finite, from where no step leads on.</summary>
    public (double Model, double Data) Misfit()
    {
        var z = _z.Span;
        double model = 0, data = 0;
        var equations = _equations;
        var observables = _observables;
        var weights = _weights.EquationsOf(_trajectory);
        for (var point = 0; point < _problem.Points; point++)
        {
            ScaleColumns(point, _scales);
            var values = _values.Span[(point * _problem.Rows.Width)..];
            for (var e = 0; e < equations.Length; e++)
            {
                var residual = _weights.Rigidity * weights[(point * equations.Length) + e] * values[equations[e].First];
                model += (residual * residual) + ZeroIfFinite(equations[e], values);
            }

            foreach (ref readonly var given in _problem.Given.AsSpan())
            {
                if (given.Point == point && GivenResidual(given, z, out var residual))
                {
                    model += residual * residual;
                }
            }

            for (var k = 0; k < observables.Length; k++)
            {
                foreach (var measured in _problem.ValuesAt(k, _trajectory, point))
                {
                    data += Loss(_weights.Data[k] * (measured - values[observables[k].First])) + ZeroIfFinite(observables[k], values);
                }
            }

            if (point < _problem.Points - 1)
            {
                ScaleColumns(point + 1, _nextScales);
                foreach (var smoothness in _smoothness)
                {
                    var residual = SmoothnessResidual(point, smoothness, _here, _there);
                    model += residual * residual;
                }
            }
        }

        return (model, data);
    }

    private static double ZeroIfFinite(PlacedRow row, ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var derivative in values.Slice(row.First + 1, row.Unknowns.Length + row.Columns.Length))
        {
            sum += 0 * derivative;
        }

        return sum;
    }

    private double Loss(double residual)
    {
        var standardised = Math.Abs(residual) / _weights.Unit;
        return standardised <= _weights.Huber ? residual * residual : _weights.Unit * _weights.Unit * _weights.Huber * ((2 * standardised) - _weights.Huber);
    }

    /// <summary>The weighted residual of a smoothness row, and its coefficients in units of the columns.</summary>
    private double SmoothnessResidual(int point, PlacedSmoothness row, Span<double> here, Span<double> next)
    {
        var z = _z.Span;
        var offset = row.Offset;
        var at = (point * _problem.Unknowns) + offset;
        var ratio = _problem.ScaleStep(_trajectory, point) / _problem.ScaleStep(_trajectory, point + 1);
        double power = 1, squares = 0, residual = 0;
        var width = row.Here.Length;
        for (var o = 0; o < width; o++)
        {
            var ahead = row.Next[o] * power;
            residual += (row.Here[o] * z[at + o]) + (ahead * z[at + _problem.Unknowns + o]);
            here[o] = row.Here[o] * _scales[offset + o];
            next[o] = ahead * _nextScales[offset + o];
            squares += (here[o] * here[o]) + (next[o] * next[o]);
            power *= ratio;
        }

        var weight = _weights.Rigidity / Math.Sqrt(squares);
        for (var o = 0; o < width; o++)
        {
            here[o] *= weight;
            next[o] *= weight;
        }

        return weight * residual;
    }

    private bool GivenResidual(in GivenValue given, ReadOnlySpan<double> z, out double residual)
    {
        var value = _problem.GivenAt(given, _trajectory);
        var step = _problem.ScaleStep(_trajectory, given.Point);
        residual = _weights.Rigidity / _scales[given.Unknown] * ((value * RowWeights.Power(step, _problem.OrderOf(given.Unknown))) - z[(given.Point * _problem.Unknowns) + given.Unknown]);
        return !double.IsNaN(value);
    }

    private void WriteRow(PlacedRow description, ReadOnlySpan<double> values, double weight, double residual, Span<double> row)
    {
        var at = description.First + 1;
        for (var i = 0; i < description.Unknowns.Length; i++)
        {
            var unknown = description.Unknowns[i];
            row[unknown] = weight * values[at + i] * _scales[unknown];
        }

        at += description.Unknowns.Length;
        for (var i = 0; i < description.Columns.Length; i++)
        {
            var column = description.Columns[i];
            if (column >= 0)
            {
                var entry = weight * values[at + i];
                row[_problem.Unknowns + column] = entry;
                ColumnSquares[column] += entry * entry;
            }
        }

        row[_rightHandSide] = weight * residual;
    }

    private void ScaleColumns(int point, Span<double> scales) => _weights.ColumnScales(_trajectory, point, scales);

    /// <summary>A row of the model with the border's columns of its parameters, -1 for one that is held.</summary>
    private sealed record PlacedRow(int First, double Weight, int[] Unknowns, int[] Columns);

    /// <summary>A smoothness row with the place of its state.</summary>
    private sealed record PlacedSmoothness(int Offset, double[] Here, double[] Next);
}
