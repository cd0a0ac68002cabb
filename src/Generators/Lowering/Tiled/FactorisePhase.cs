using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Problem;

namespace ScalableMNN.Generators.Lowering.Tiled;

/// <summary>The forward sweep of a large block: the same elimination as the unrolled one, in loops over tiles.</summary>
internal sealed class FactorisePhase
{
    private readonly SolverPlan _plan;
    private readonly PhaseFrame _frame;
    private readonly TileLayout _tiles;
    private readonly TileWorkspace _places;
    private readonly TileFrame _tile;
    private readonly Region _body;
    private readonly int _size;

    private FactorisePhase(SolverPlan plan, RowLayout rows, TileLayout tiles, TileWorkspace places)
    {
        _plan = plan;
        _frame = new PhaseFrame(plan, rows, computes: true);
        _tiles = tiles;
        _places = places;
        _tile = new TileFrame(plan, _frame, tiles, places);
        _body = _frame.Body;
        _size = tiles.Size;
    }

    public static Kernel Create(SolverPlan plan, RowLayout rows, TileLayout tiles, TileWorkspace places) => new(
        Phase.Factorise,
        "Builds M = A^T A grid point by grid point, factorises it, and reduces A^T b on the way.",
        new FactorisePhase(plan, rows, tiles, places).Build(),
        places.Count);

    private IReadOnlyList<Statement> Build()
    {
        var prologue = _frame.Prologue;
        var failure = prologue.Variable("firstFailure", new Literal(double.PositiveInfinity));
        _tile.Clear(_places.Vector, _tiles.Padded);
        _tile.Clear(_places.Matrix, _tiles.Count * _tiles.Count * _size * _size);
        _tile.Clear(_places.Equations, _tiles.Count * _size * _plan.Rows.AtPoints.Count);
        _tile.FillConstants(_places.Coupling, _plan.StepProducts.Coupling);
        _tile.FillConstants(_places.Here, _plan.StepProducts.OnHere);
        _tile.FillConstants(_places.Next, _plan.StepProducts.OnNext);

        var at = _body.Number("at", PhaseFrame.Step);
        var right = _body.Indicator("right", PhaseFrame.Step + 1, PhaseFrame.Points);
        RowBuilder.EvaluateAll(_plan, _frame);
        var powers = _tile.RatioPowers(2 * (_tiles.Width - 1));
        var vector = TileFrame.Part(_body, "rightHandSide", _places.Vector);
        var matrix = TileFrame.Part(_body, "matrix", _places.Matrix);
        AddSmoothness(matrix, right);
        AddEquations(matrix, vector);
        AddGivenRows(matrix, vector);

        var factor = _tile.Factor(_body);
        Factorise(matrix, vector, factor, failure, at);
        var reduced = _body.Open("reducedHere", KernelBuffer.Reduced.Whole, PhaseFrame.Step * _plan.Unknowns);
        _tile.ForUnknowns(_body, (body, unknown, place, _) => body.Store(reduced, unknown, body.Load("z", vector, place)));

        _body.Remark("V = L^-1 Q, column of tiles by column of tiles.");
        var solved = TileFrame.Part(_body, "solved", _places.Solved);
        SolveCoupling(factor, solved);

        _body.Remark("What this point leaves to the next, in the next point's scale.");
        Hand(factor, solved, matrix, vector, powers);
        var sweep = _frame.Finish();
        prologue.Assign(KernelParameter.Failure, failure);
        return sweep;
    }

    private Index TileAt(Index row, Index column) => (row * (_tiles.Count * _size * _size)) + (column * (_size * _size));

    private int EntryAt(int i, int j)
    {
        var (row, column) = (_tiles.Place(i), _tiles.Place(j));
        return (((row / _size * _tiles.Count) + (column / _size)) * _size * _size) + (row % _size * _size) + (column % _size);
    }

    private void AddSmoothness(View matrix, Operand right)
    {
        TileFrame.Loop(_body, "tile", 0, _tiles.Count, body =>
        {
            var here = TileFrame.Part(body, "smooth", (TileFrame.Variable("tile") * (_size * _size)) + _places.Here);
            var diagonal = body.Open("diagonal", matrix, TileFrame.Variable("tile") * ((_tiles.Count + 1) * _size * _size));
            for (var a = 0; a < _size; a++)
            {
                for (var c = 0; c <= a; c++)
                {
                    body.Accumulate(diagonal, (a * _size) + c, body.Load("smooth", here, (a * _size) + c), right);
                }
            }
        });
    }

    private void AddEquations(View matrix, View vector)
    {
        _body.Remark("Equation rows: their coefficients as panels, then tile by tile.");
        var panels = TileFrame.Part(_body, "equations", _places.Equations);
        var number = 0;
        foreach (var row in _plan.Rows.AtPoints)
        {
            _body.Remark(row.Text);
            var right = _frame.RightHandSide(row);
            foreach (var entry in row.Entries)
            {
                var place = _tiles.Place(entry.Unknown);
                var coefficient = _frame.Coefficient(row, entry);
                _body.Store(panels, (place / _size * _plan.Rows.AtPoints.Count * _size) + (number * _size) + (place % _size), coefficient);
                _body.Accumulate(vector, place, coefficient, right);
            }

            number++;
        }

        if (IsSparse)
        {
            foreach (var row in _plan.Rows.AtPoints)
            {
                foreach (var a in row.Entries)
                {
                    foreach (var b in row.Entries.Where(entry => entry.Unknown <= a.Unknown))
                    {
                        _body.Accumulate(matrix, EntryAt(a.Unknown, b.Unknown), _frame.Coefficient(row, a), _frame.Coefficient(row, b));
                    }
                }
            }

            return;
        }

        var height = _plan.Rows.AtPoints.Count * _size;
        TileFrame.Loop(_body, "tile", 0, _tiles.Count, rows =>
        {
            var left = rows.Open("left", panels, TileFrame.Variable("tile") * height);
            TileFrame.Loop(rows, "column", 0, TileFrame.Variable("tile") + 1, body =>
            {
                var right = body.Open("rightPanel", panels, TileFrame.Variable("column") * height);
                var target = body.Open("target", matrix, TileAt(TileFrame.Variable("tile"), TileFrame.Variable("column")));
                var sums = Variables(body, target);
                TileFrame.Loop(body, "k", 0, _plan.Rows.AtPoints.Count, inner =>
                {
                    var x = _tile.Row(inner, left, "x");
                    var y = _tile.Row(inner, right, "y");
                    for (var a = 0; a < _size; a++)
                    {
                        for (var c = 0; c < _size; c++)
                        {
                            inner.AddTo(sums[a, c], x[a], y[c]);
                        }
                    }
                });
                StoreAll(body, target, sums);
            });
        });
    }

    /// <summary>
    /// Whether adding the equations entry by entry is less work than tile by tile. The text grows with the pairs of entries of a row, so that rows of more than about
    /// fifteen entries are added tile by tile all the same: it has to stay linear in the number of entries.
    /// </summary>
    private bool IsSparse
    {
        get
        {
            var entries = _plan.Rows.AtPoints.Sum(static row => row.Entries.Count);
            var pairs = _plan.Rows.AtPoints.Sum(static row => row.Entries.Count * (row.Entries.Count + 1) / 2);
            return pairs * 4 < _plan.Rows.AtPoints.Count * _tiles.Padded * _tiles.Padded / 2 && pairs <= 8 * entries;
        }
    }

    private void AddGivenRows(View matrix, View vector)
    {
        foreach (var padding in _tiles.Padding())
        {
            _body.Store(matrix, (((padding / _size * _tiles.Count) + (padding / _size)) * _size * _size) + (padding % _size * (_size + 1)), Operand.One);
        }

        foreach (var group in RowList.Groups(_plan.Rows.AtFirstPoints))
        {
            var inside = _body.Nested();
            foreach (var row in group)
            {
                var i = row.Entries[0].Unknown;
                var scale = RowBuilder.GivenCoefficient(_frame, inside, row);
                inside.Accumulate(matrix, EntryAt(i, i), scale, scale);
                inside.Accumulate(vector, _tiles.Place(i), scale, RowBuilder.GivenValue(_plan, _frame, inside, row));
            }

            _body.If(PhaseFrame.Step, group[0].Extent.Points, inside);
        }
    }

    /// <summary>Row of tiles by row of tiles: the tiles left of the diagonal, the diagonal tile, and the right-hand side.</summary>
    private void Factorise(View matrix, View vector, View factor, Local failure, Operand at)
    {
        _body.Remark("L D L^T and the reduced right-hand side, row of tiles by row of tiles.");
        var row = TileFrame.Variable("tile");
        TileFrame.Loop(_body, "tile", 0, _tiles.Count, body =>
        {
            var unscaled = TileFrame.Part(body, "unscaled", _places.RowPanel);
            var panel = TileFrame.Panel(body, factor, row);
            TileFrame.Loop(body, "column", 0, row, inner =>
            {
                var column = TileFrame.Variable("column");
                var sums = Variables(inner, inner.Open("source", matrix, TileAt(row, column)));
                _tile.SubtractProduct(inner, sums, unscaled, inner.Open("other", factor, new IndexTable(TileFrame.PanelTable, column)), 0, column * _size);
                var triangle = _tile.Triangle(inner, factor, column);
                var target = inner.Open("target", unscaled, column * (_size * _size));
                var scaled = inner.Open("scaled", panel, column * (_size * _size));
                var inverses = inner.Open("inverses", factor, column * _size);
                for (var c = 0; c < _size; c++)
                {
                    var inverse = inner.Load($"inverse{c}", inverses, c);
                    for (var a = 0; a < _size; a++)
                    {
                        for (var k = 0; k < c; k++)
                        {
                            inner.SubtractFrom(sums[a, c], sums[a, k], triangle[c, k]);
                        }

                        inner.Store(target, (c * _size) + a, sums[a, c]);
                        inner.Store(scaled, (c * _size) + a, inner.Multiply(sums[a, c], inverse));
                    }
                }
            });

            var diagonal = Variables(body, body.Open("source", matrix, row * ((_tiles.Count + 1) * _size * _size)), lowerOnly: true);
            var bounds = new Operand[_size];
            var next = TileFrame.Part(body, "smooth", (row * (_size * _size)) + _places.Next);
            for (var a = 0; a < _size; a++)
            {
                var added = body.Add(diagonal[a, a], body.Load("smooth", next, a * (_size + 1)));
                bounds[a] = body.Multiply(added, new Literal(RowBuilder.PivotRounding), $"bound{a}");
            }

            _tile.SubtractProduct(body, diagonal, unscaled, panel, 0, row * _size, lowerOnly: true);
            var here = body.Open("here", vector, row * _size);
            var z = new Local[_size];
            for (var a = 0; a < _size; a++)
            {
                z[a] = body.Variable($"z{a}", body.Load($"g{a}", here, a));
            }

            _tile.SubtractProduct(body, z, panel, vector, 0, row * _size);
            var reciprocals = body.Open("inverses", factor, row * _size);
            var below = body.Open("triangle", factor, (row * _tiles.Triangle) + _tiles.DiagonalStart);
            for (var j = 0; j < _size; j++)
            {
                body.RecordFailure(failure, diagonal[j, j], bounds[j], at);
                var inverse = body.Divide(Operand.One, diagonal[j, j], $"inverse{j}");
                body.Store(reciprocals, j, inverse);
                body.Store(here, j, z[j]);
                for (var i = j + 1; i < _size; i++)
                {
                    var l = body.Multiply(diagonal[i, j], inverse, $"l{i}_{j}");
                    body.Store(below, TileLayout.InTriangle(i, j), l);
                    for (var k = j + 1; k <= i; k++)
                    {
                        body.SubtractFrom(diagonal[i, k], l, diagonal[k, j]);
                    }

                    body.SubtractFrom(z[i], l, z[j]);
                }
            }
        });
    }

    private void SolveCoupling(View factor, View solved)
    {
        var column = TileFrame.Variable("column");
        var row = TileFrame.Variable("tile");
        TileFrame.Loop(_body, "column", 0, _tiles.Count, outer =>
        {
            var panel = outer.Open("solvedPanel", solved, column * (_tiles.Padded * _size));
            var first = Variables(outer, TileFrame.Part(outer, "coupling", (column * (_size * _size)) + _places.Coupling));
            SolveTriangle(outer, factor, column, first, panel);
            TileFrame.Loop(outer, "tile", column + 1, _tiles.Count, body =>
            {
                var sums = new Local[_size, _size];
                for (var a = 0; a < _size; a++)
                {
                    for (var c = 0; c < _size; c++)
                    {
                        sums[a, c] = body.Variable($"s{a}_{c}", Operand.Zero);
                    }
                }

                _tile.SubtractProduct(body, sums, TileFrame.Panel(body, factor, row), panel, column * _size, row * _size);
                SolveTriangle(body, factor, row, sums, panel);
            });
        });
    }

    private void SolveTriangle(Region body, View factor, Index row, Local[,] sums, View panel)
    {
        var triangle = _tile.Triangle(body, factor, row);
        var target = body.Open("target", panel, row * (_size * _size));
        for (var a = 0; a < _size; a++)
        {
            for (var c = 0; c < _size; c++)
            {
                for (var k = 0; k < a; k++)
                {
                    body.SubtractFrom(sums[a, c], triangle[a, k], sums[k, c]);
                }

                body.Store(target, (a * _size) + c, sums[a, c]);
            }
        }
    }

    private void Hand(View factor, View solved, View matrix, View vector, IReadOnlyList<Operand> powers)
    {
        var row = TileFrame.Variable("tile");
        var column = TileFrame.Variable("column");
        var stride = _tiles.Padded * _size;
        TileFrame.Loop(_body, "tile", 0, _tiles.Count, outer =>
        {
            var panel = outer.Open("solvedPanel", solved, row * stride);
            var divided = TileFrame.Part(outer, "divided", _places.RowPanel);
            var sums = new Local[_size];
            for (var a = 0; a < _size; a++)
            {
                sums[a] = outer.Variable($"g{a}", Operand.Zero);
            }

            TileFrame.Loop(outer, "k", row * _size, _tiles.Padded, inner =>
            {
                var inverse = inner.Load("inverse", factor, TileFrame.Variable("k"));
                var z = inner.Load("z", vector, TileFrame.Variable("k"));
                var x = _tile.Row(inner, panel, "x");
                for (var a = 0; a < _size; a++)
                {
                    var value = inner.Multiply(x[a], inverse, $"w{a}");
                    inner.Store(divided, (TileFrame.Variable("k") * _size) + a, value);
                    inner.SubtractFrom(sums[a], value, z);
                }
            });

            // The right-hand side of this row is used up: later rows read only what stands below it.
            var handed = TileFrame.Part(outer, "handed", (row * _size) + _places.Carry);
            for (var a = 0; a < _size; a++)
            {
                outer.Store(handed, a, outer.Multiply(sums[a], powers[_tiles.OrderAt(a)]));
            }

            TileFrame.Loop(outer, "column", 0, row, body =>
            {
                var tile = new Local[_size, _size];
                for (var a = 0; a < _size; a++)
                {
                    for (var c = 0; c < _size; c++)
                    {
                        tile[a, c] = body.Variable($"s{a}_{c}", Operand.Zero);
                    }
                }

                _tile.SubtractProduct(body, tile, divided, body.Open("other", solved, column * stride), row * _size, _tiles.Padded);
                StoreScaled(body, body.Open("target", matrix, TileAt(row, column)), tile, powers);
            });

            var diagonal = Variables(outer, TileFrame.Part(outer, "smooth", (row * (_size * _size)) + _places.Next));
            _tile.SubtractProduct(outer, diagonal, divided, panel, row * _size, _tiles.Padded);
            StoreScaled(outer, outer.Open("target", matrix, row * ((_tiles.Count + 1) * _size * _size)), diagonal, powers);
        });

        TileFrame.Loop(_body, "i", 0, _tiles.Padded, body => body.Store(vector, TileFrame.Variable("i"), body.Load("handed", vector, TileFrame.Variable("i") + (_places.Carry - _places.Vector))));
    }

    private void StoreScaled(Region body, View target, Local[,] tile, IReadOnlyList<Operand> powers)
    {
        for (var a = 0; a < _size; a++)
        {
            for (var c = 0; c < _size; c++)
            {
                body.Store(target, (a * _size) + c, body.Multiply(tile[a, c], powers[_tiles.OrderAt(a) + _tiles.OrderAt(c)]));
            }
        }
    }

    private Local[,] Variables(Region body, View source, bool lowerOnly = false)
    {
        var sums = new Local[_size, _size];
        for (var a = 0; a < _size; a++)
        {
            for (var c = 0; c < (lowerOnly ? a + 1 : _size); c++)
            {
                sums[a, c] = body.Variable($"s{a}_{c}", body.Load($"m{a}_{c}", source, (a * _size) + c));
            }
        }

        return sums;
    }

    private void StoreAll(Region body, View target, Local[,] tile)
    {
        for (var a = 0; a < _size; a++)
        {
            for (var c = 0; c < _size; c++)
            {
                body.Store(target, (a * _size) + c, tile[a, c]);
            }
        }
    }
}
