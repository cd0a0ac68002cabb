using System;
using System.Collections.Generic;

namespace ScalableMNN.Runtime.Tests.Oracle;

/// <summary>Writes down every row of a trajectory's least-squares problem, in the unknowns u themselves, straight from its definition.</summary>
internal sealed class DenseRows
{
    private readonly OdeShape _shape;
    private readonly int _trajectory;

    private DenseRows(OdeShape shape, int trajectory)
    {
        _shape = shape;
        _trajectory = trajectory;
    }

    public static List<DenseRow> Of(OdeShape shape, int trajectory)
    {
        var writer = new DenseRows(shape, trajectory);
        var rows = new List<DenseRow>();
        rows.AddRange(writer.EquationRows());
        rows.AddRange(writer.InitialRows());
        rows.AddRange(writer.TaylorRows());
        if (shape.Problem.CentralSmoothness)
        {
            rows.AddRange(writer.CentralRows());
        }

        return rows;
    }

    /// <summary>The step after a point; the last point takes the one before it.</summary>
    public static double StepAt(OdeShape shape, int trajectory, int point) =>
        shape.Points == 1 ? 1 : shape.Problem.Steps!.Span[StepIndex(shape, trajectory, Math.Min(point, shape.Points - 2))];

    private static int StepIndex(OdeShape shape, int trajectory, int point) => (int)shape.Steps.Offset(trajectory) + (shape.StepsConstant ? 0 : point);

    private int Column(int point, int state, int order) => (((point * _shape.States) + state) * _shape.Orders) + order;

    private double Step(int point) => StepAt(_shape, _trajectory, point);

    private DenseInput StepInput(int point) => new(DenseInputKind.Step, StepIndex(_shape, _trajectory, point));

    private IEnumerable<DenseRow> EquationRows()
    {
        for (var t = 0; t < _shape.Points; t++)
        {
            for (var e = 0; e < _shape.Equations; e++)
            {
                var at = (int)_shape.RightHandSide.Offset(_trajectory) + ((_shape.RightHandSideConstant ? 0 : t) * _shape.Equations) + e;
                var row = new DenseRow(_shape.Problem.EquationWeight, _shape.Problem.RightHandSide.Span[at], new DenseInput(DenseInputKind.RightHandSide, at));
                for (var i = 0; i < _shape.Unknowns; i++)
                {
                    var from = (int)_shape.Coefficients.Offset(_trajectory) + ((((_shape.CoefficientsConstant ? 0 : t) * _shape.Equations) + e) * _shape.Unknowns) + i;
                    row.Entries.Add(new DenseEntry((t * _shape.Unknowns) + i, _shape.Problem.Coefficients.Span[from], (new DenseInput(DenseInputKind.Coefficient, from), 1)));
                }

                yield return row;
            }
        }
    }

    private IEnumerable<DenseRow> InitialRows()
    {
        for (var t = 0; t < _shape.InitialPoints; t++)
        {
            for (var v = 0; v < _shape.States; v++)
            {
                for (var r = 0; r < _shape.InitialOrders; r++)
                {
                    var at = (int)_shape.InitialValues.Offset(_trajectory) + ((((_shape.InitialValuesConstant ? 0 : t) * _shape.States) + v) * _shape.InitialOrders) + r;
                    var row = new DenseRow(_shape.Problem.InitialWeight, _shape.Problem.InitialValues!.Span[at], new DenseInput(DenseInputKind.InitialValue, at));
                    row.Entries.Add(new DenseEntry(Column(t, v, r), 1));
                    yield return row;
                }
            }
        }
    }

    private IEnumerable<DenseRow> TaylorRows()
    {
        var orders = _shape.Problem.CentralSmoothness ? _shape.Orders - 1 : _shape.Orders;
        for (var t = 0; t + 1 < _shape.Points; t++)
        {
            var input = StepInput(t);
            for (var v = 0; v < _shape.States; v++)
            {
                for (var r = 0; r < orders; r++)
                {
                    foreach (var (h, sign, from, to) in ((double, int, int, int)[])[(Step(t), 1, t, t + 1), (-Step(t), -1, t + 1, t)])
                    {
                        var row = new DenseRow(_shape.Problem.SmoothnessWeight, 0, default);
                        var factorial = 1.0;
                        for (var o = r; o < _shape.Orders; o++)
                        {
                            factorial *= Math.Max(1, o - r);
                            row.Entries.Add(new DenseEntry(Column(from, v, o), Math.Pow(h, o) / factorial, (input, o == 0 ? 0 : sign * o * Math.Pow(h, o - 1) / factorial)));
                        }

                        row.Entries.Add(new DenseEntry(Column(to, v, r), -Math.Pow(h, r), (input, r == 0 ? 0 : -sign * r * Math.Pow(h, r - 1))));
                        yield return row;
                    }
                }
            }
        }
    }

    private IEnumerable<DenseRow> CentralRows()
    {
        var top = _shape.Orders - 1;
        for (var t = 0; t + 2 < _shape.Points; t++)
        {
            var h = Step(t) + Step(t + 1);
            var inputs = (StepInput(t), StepInput(t + 1));
            (DenseInput, double)[] Both(double derivative) => [(inputs.Item1, derivative), (inputs.Item2, derivative)];
            for (var v = 0; v < _shape.States; v++)
            {
                var row = new DenseRow(_shape.Problem.SmoothnessWeight, 0, default);
                row.Entries.Add(new DenseEntry(Column(t, v, top - 1), Math.Pow(h, top - 2), Both((top - 2) * Math.Pow(h, top - 3))));
                row.Entries.Add(new DenseEntry(Column(t + 1, v, top), Math.Pow(h, top - 1), Both((top - 1) * Math.Pow(h, top - 2))));
                row.Entries.Add(new DenseEntry(Column(t + 2, v, top - 1), -Math.Pow(h, top - 2), Both(-(top - 2) * Math.Pow(h, top - 3))));
                yield return row;
            }
        }
    }
}
