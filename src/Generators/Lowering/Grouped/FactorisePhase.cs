using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Problem;

namespace ScalableMNN.Generators.Lowering.Grouped;

/// <summary>The forward sweep of a large block by a group of threads: strip of columns by strip of columns, the rows shared among the threads.</summary>
internal sealed class FactorisePhase
{
    private static readonly Index _row = GroupFrame.Row;
    private static readonly Index _strip = GroupFrame.Strip;
    private static readonly Index _inner = GroupFrame.Inner;
    private static readonly Index _tile = GroupFrame.Tile;

    private readonly SolverPlan _plan;
    private readonly PhaseFrame _frame;
    private readonly GroupLayout _layout;
    private readonly GroupFrame _group;
    private readonly Region _body;
    private readonly int _size;
    private readonly int _height;

    private FactorisePhase(SolverPlan plan, RowLayout rows, GroupLayout layout)
    {
        _plan = plan;
        _frame = new PhaseFrame(plan, rows, computes: true);
        _layout = layout;
        _group = new GroupFrame(plan, _frame, layout);
        _body = _frame.Body;
        _size = layout.Size;
        _height = layout.Height;
    }

    public static Kernel Create(SolverPlan plan, RowLayout rows, GroupLayout layout) => GroupFrame.Kernel(
        Phase.Factorise,
        "Builds M = A^T A grid point by grid point, factorises it, and reduces A^T b on the way.",
        new FactorisePhase(plan, rows, layout).Build(),
        layout);

    private IReadOnlyList<Statement> Build()
    {
        var prologue = _frame.Prologue;
        var failure = prologue.Variable("firstFailure", new Literal(double.PositiveInfinity));
        var (coupling, smooth, next) = (_group.Array("coupling", _layout.Coupling), _group.Array("smooth", _layout.Here), _group.Array("next", _layout.Next));
        GroupFrame.Clear(prologue, _group.Strips, _layout.FactorCount);
        GroupFrame.Clear(prologue, smooth, _size * _height);
        _group.FillConstants(coupling, _plan.StepProducts.Coupling, isTransposed: false);
        _group.FillConstants(smooth, _plan.StepProducts.OnHere, isTransposed: true);
        _group.FillConstants(next, _plan.StepProducts.OnNext, isTransposed: true);

        var at = _body.Number("at", PhaseFrame.Step);
        var right = _body.Indicator("right", PhaseFrame.Step + 1, PhaseFrame.Points);
        AddRows(smooth, next, right);
        Factorise(failure, at);
        var (diagonal, inverse) = (_group.Array("diagonal", _layout.Diagonal), _group.Array("inverse", _layout.Inverse));
        var (vector, carry) = (_group.Array("vectorHere", _layout.Vector), _group.Array("carry", _layout.Carry));
        _body.Remark("The right-hand side is reduced and makes room for the reciprocals of D.");
        GroupFrame.Spread(_body, _tile, 0, _layout.Count, body =>
        {
            var columns = _group.Columns(body, _tile);
            for (var c = 0; c < _size; c++)
            {
                var place = (_tile * _size) + c;
                var divided = body.Load("y", columns[c], _layout.Padded);
                body.Store(carry, place, divided);
                body.Store(vector, place, body.Multiply(divided, body.Load("d", diagonal, place)));
                body.Store(columns[c], _layout.Padded, body.Load("inverse", inverse, place));
                for (var a = 0; a <= c; a++)
                {
                    body.Store(columns[c], (_tile * _size) + a, Operand.Zero);
                }
            }
        });
        var reduced = _body.Open("reducedHere", KernelBuffer.Reduced.Whole, PhaseFrame.Step * _plan.Unknowns);
        _group.ForUnknowns(_body, (body, unknown, place) => body.Store(reduced, unknown, body.Load("z", vector, place)));
        var factor = _body.Open("factorHere", KernelBuffer.Factor.Whole, PhaseFrame.Step * _layout.FactorCount);
        GroupFrame.Spread(_body, _row, 0, _layout.FactorCount, body => body.Store(factor, _row, body.Load("number", _group.Strips, _row)));

        var solved = _group.Array("solved", _layout.Solved);
        SolveCoupling(coupling, solved);
        Hand(next, solved, inverse, vector, carry);
        var sweep = _frame.Finish();
        prologue.Assign(KernelParameter.Failure, failure);
        return sweep;
    }

    /// <summary>Adds to what the point before has left: the equations, the given values, the smoothness rows.</summary>
    private void AddRows(View smooth, View next, Operand right)
    {
        var panel = _group.Array("solved", _layout.Solved);
        if (_plan.Rows.AtPoints.Count > 0)
        {
            GroupFrame.Clear(_body, panel, _plan.Rows.AtPoints.Count * _height);
        }

        RowBuilder.EvaluateAll(_plan, _frame);
        var number = 0;
        foreach (var row in _plan.Rows.AtPoints)
        {
            _body.Remark(row.Text);
            foreach (var entry in row.Entries)
            {
                _body.Store(panel, (number * _height) + _layout.Tiles.Place(entry.Unknown), _frame.Coefficient(row, entry));
            }

            _body.Store(panel, (number * _height) + _layout.Padded, _frame.RightHandSide(row));
            number++;
        }

        foreach (var padding in _layout.Tiles.Padding())
        {
            _body.Store(_group.Strips, EntryAt(padding, padding), Operand.One);
        }

        AddGivenRows();
        _body.Remark("The smoothness rows, and the products of the equations' coefficients, strip by strip.");
        ForRows(_height, body =>
        {
            var columns = _group.Columns(body, _strip);
            var inside = body.Multiply(_group.IsInside(body, _strip, _row), right);
            var sums = new Local[_size];
            for (var c = 0; c < _size; c++)
            {
                var sum = body.MultiplyAdd(body.Load("smooth", smooth, _row + (c * _height)), inside, body.Load("m", columns[c], _row));
                sums[c] = body.Variable($"s{c}", sum);
            }

            if (_plan.Rows.AtPoints.Count > 0)
            {
                GroupFrame.Loop(body, _inner, 0, _plan.Rows.AtPoints.Count, inner =>
                {
                    var equation = inner.Open("equation", panel, _inner * _height);
                    var x = inner.Load("x", equation, _row);
                    for (var c = 0; c < _size; c++)
                    {
                        inner.AddTo(sums[c], x, inner.Load("y", equation, (_strip * _size) + c));
                    }
                });
            }

            for (var c = 0; c < _size; c++)
            {
                body.Store(columns[c], _row, sums[c]);
            }
        });
        GroupFrame.Spread(_body, _tile, 0, _layout.Count, body =>
        {
            var columns = _group.Columns(body, _tile);
            for (var c = 0; c < _size; c++)
            {
                var sum = body.Add(body.Load("m", columns[c], (_tile * _size) + c), body.Load("next", next, (_tile * _size) + (c + (c * _height))));
                body.Store(_group.Array("bound", _layout.Bound), (_tile * _size) + c, body.Multiply(sum, new Literal(RowBuilder.PivotRounding)));
            }
        });
    }

    /// <summary>Visits the strips of each row; the threads share the rows.</summary>
    private void ForRows(int count, Action<Region> visit) => GroupFrame.Spread(_body, _row, 0, count, rows => GroupFrame.Loop(rows, _strip, 0, _layout.Count, strips =>
    {
        var inside = strips.Nested();
        visit(inside);
        strips.If(_strip * _size, _row + 1, inside);
    }));

    private void AddGivenRows()
    {
        foreach (var group in RowList.Groups(_plan.Rows.AtFirstPoints))
        {
            var inside = _body.Nested();
            foreach (var row in group)
            {
                var place = _layout.Tiles.Place(row.Entries[0].Unknown);
                var scale = RowBuilder.GivenCoefficient(_frame, inside, row);
                inside.Accumulate(_group.Strips, EntryAt(place, place), scale, scale);
                inside.Accumulate(_group.Strips, EntryAt(_layout.Padded, place), scale, RowBuilder.GivenValue(_plan, _frame, inside, row));
            }

            _body.If(PhaseFrame.Step, group[0].Extent.Points, inside);
        }
    }

    private int EntryAt(int row, int column)
    {
        var strip = column / _size;
        return _layout.StripStart[strip] + (column % _size * (_height - (strip * _size))) + row - (strip * _size);
    }

    /// <summary>L D L^T, with the right-hand side as one more row: what is left of it is D^-1 L^-1 b.</summary>
    private void Factorise(Local failure, Operand at)
    {
        var (diagonal, inverses, bounds) = (_group.Array("diagonal", _layout.Diagonal), _group.Array("inverse", _layout.Inverse), _group.Array("bound", _layout.Bound));
        _body.Remark("L D L^T and the reduced right-hand side, strip by strip.");
        GroupFrame.Loop(_body, _strip, 0, _layout.Count, strips =>
        {
            var columns = _group.Columns(strips, _strip);
            GroupFrame.Spread(strips, _row, _strip * _size, _height, body =>
            {
                var sums = Variables(body, columns, _row);
                GroupFrame.Loop(body, _inner, 0, _strip, inner =>
                {
                    var before = _group.Columns(inner, _inner, "before");
                    for (var k = 0; k < _size; k++)
                    {
                        var x = inner.Multiply(inner.Load("l", before[k], _row), inner.Load("d", diagonal, (_inner * _size) + k), "x");
                        for (var c = 0; c < _size; c++)
                        {
                            inner.SubtractFrom(sums[c], x, inner.Load("y", before[k], (_strip * _size) + c));
                        }
                    }
                });
                for (var c = 0; c < _size; c++)
                {
                    body.Store(columns[c], _row, sums[c]);
                }
            });

            // Each thread factorises the diagonal tile by itself.
            var tile = new Operand[_size, _size];
            for (var a = 0; a < _size; a++)
            {
                for (var c = 0; c <= a; c++)
                {
                    tile[a, c] = strips.Load($"d{a}_{c}", columns[c], (_strip * _size) + a);
                }
            }

            var inverse = new Operand[_size];
            var triangle = new Operand[_size, _size];
            for (var j = 0; j < _size; j++)
            {
                strips.RecordFailure(failure, tile[j, j], strips.Load("bound", bounds, (_strip * _size) + j), at);
                inverse[j] = strips.Divide(Operand.One, tile[j, j], $"inverse{j}");
                strips.Store(diagonal, (_strip * _size) + j, tile[j, j]);
                strips.Store(inverses, (_strip * _size) + j, inverse[j]);
                for (var i = j + 1; i < _size; i++)
                {
                    triangle[i, j] = strips.Multiply(tile[i, j], inverse[j], $"l{i}_{j}");
                    for (var k = j + 1; k <= i; k++)
                    {
                        tile[i, k] = strips.MultiplySubtract(triangle[i, j], tile[k, j], tile[i, k], $"d{i}_{k}");
                    }
                }
            }

            GroupFrame.Spread(strips, _row, _strip * _size, _height, body =>
            {
                var row = new Operand[_size];
                for (var c = 0; c < _size; c++)
                {
                    row[c] = body.Load($"u{c}", columns[c], _row);
                    for (var k = 0; k < c; k++)
                    {
                        row[c] = body.MultiplySubtract(row[k], triangle[c, k], row[c], $"u{c}");
                    }

                    body.Store(columns[c], _row, body.Multiply(row[c], inverse[c]));
                }
            });
        });
    }

    /// <summary>V = L^-1 Q: the threads share its columns.</summary>
    private void SolveCoupling(View coupling, View solved)
    {
        _body.Remark("V = L^-1 Q, column by column.");
        GroupFrame.Spread(_body, _row, 0, _layout.Padded, body =>
        {
            var mine = body.Open("solvedColumn", solved, _row);
            var coefficients = Enumerable.Range(0, _size).Select(a => body.Load($"q{a}", coupling, _row + (a * _height))).ToArray();
            GroupFrame.Loop(body, _strip, 0, _layout.Count, strips =>
            {
                var inside = strips.Subtract(strips.Indicator("below", _row, (_strip + 1) * _size), strips.Indicator("above", _row, _strip * _size), "inside");
                var sums = coefficients.Select((q, a) => strips.Variable($"s{a}", strips.Multiply(q, inside))).ToArray();
                GroupFrame.Loop(strips, _inner, 0, _strip, inner =>
                {
                    var before = _group.Columns(inner, _inner, "before");
                    var above = inner.Open("solvedAbove", mine, _inner * (_size * _layout.Padded));
                    for (var k = 0; k < _size; k++)
                    {
                        var x = inner.Load("x", above, k * _layout.Padded);
                        for (var a = 0; a < _size; a++)
                        {
                            inner.SubtractFrom(sums[a], inner.Load("l", before[k], (_strip * _size) + a), x);
                        }
                    }
                });
                var triangle = _group.Triangle(strips, _group.Columns(strips, _strip), _strip);
                var target = strips.Open("solvedHere", mine, _strip * (_size * _layout.Padded));
                for (var a = 0; a < _size; a++)
                {
                    for (var k = 0; k < a; k++)
                    {
                        strips.SubtractFrom(sums[a], triangle[a, k], sums[k]);
                    }

                    strips.Store(target, a * _layout.Padded, sums[a]);
                }
            });
        });
    }

    /// <summary>What the point leaves to the next, in the next point's scale: the smoothness rows there, less V^T D^-1 V.</summary>
    private void Hand(View next, View solved, View inverse, View vector, View divided)
    {
        _body.Remark("What this point leaves to the next, in the next point's scale.");
        var width = _layout.Tiles.Width;
        var powers = _group.RatioPowers(2 * (width - 1));
        var isScaled = powers.Any(static power => !power.IsOne);
        if (isScaled)
        {
            GroupFrame.Spread(_body, _tile, 0, _layout.Count, body =>
            {
                for (var m = 0; m < width; m++)
                {
                    for (var a = 0; a < _size; a++)
                    {
                        body.Store(Scales(), (_tile * _size) + ((m * _layout.Padded) + a), powers[m + _layout.Tiles.OrderAt(a)]);
                    }
                }
            });
        }

        var padded = _layout.Padded;
        ForRows(padded, body =>
        {
            var columns = _group.Columns(body, _strip);
            var inside = _group.IsInside(body, _strip, _row);
            var sums = Enumerable.Range(0, _size).Select(c => body.Variable($"s{c}", body.Multiply(body.Load("next", next, _row + (c * _height)), inside))).ToArray();
            GroupFrame.Loop(body, _inner, _strip * _size, padded, inner =>
            {
                var row = inner.Open("solvedRow", solved, _inner * padded);
                var x = inner.Multiply(inner.Load("v", row, _row), inner.Load("inverse", inverse, _inner), "x");
                for (var c = 0; c < _size; c++)
                {
                    inner.SubtractFrom(sums[c], x, inner.Load("y", row, (_strip * _size) + c));
                }
            });
            for (var c = 0; c < _size; c++)
            {
                body.Store(columns[c], _row, Scaled(body, sums[c], _layout.Tiles.OrderAt(c)));
            }
        });
        GroupFrame.Spread(_body, _row, 0, padded, body =>
        {
            var sum = body.Variable("g", Operand.Zero);
            GroupFrame.Loop(body, _inner, 0, padded, inner => inner.SubtractFrom(sum, inner.Load("v", solved, (_inner * padded) + _row), inner.Load("y", divided, _inner)));
            body.Store(vector, _row, Scaled(body, sum, 0));
        });
        GroupFrame.Spread(_body, _tile, 0, _layout.Count, body =>
        {
            var columns = _group.Columns(body, _tile);
            for (var c = 0; c < _size; c++)
            {
                body.Store(columns[c], padded, body.Load("g", vector, (_tile * _size) + c));
            }
        });

        View Scales() => _group.Array("powers", _layout.Powers);

        Operand Scaled(Region body, Operand value, int order) => isScaled ? body.Multiply(value, body.Load("scale", Scales(), _row + (order * padded))) : value;
    }

    private static Local[] Variables(Region body, View[] columns, Index row) => [.. columns.Select((column, c) => body.Variable($"s{c}", body.Load($"m{c}", column, row)))];
}
