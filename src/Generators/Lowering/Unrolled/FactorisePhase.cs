using System.Collections.Generic;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering.Unrolled;

/// <summary>The forward sweep that builds the block of each grid point, factorises it, and hands what is left to the next.</summary>
internal sealed class FactorisePhase
{
    private readonly SolverPlan _plan;
    private readonly FillPattern _fill;
    private readonly FactorLayout _factor;
    private readonly PhaseFrame _frame;
    private readonly Region _body;
    private readonly int _n;

    private FactorisePhase(SolverPlan plan, RowLayout rows, FillPattern fill, FactorLayout factor)
    {
        _plan = plan;
        _fill = fill;
        _factor = factor;
        _frame = new PhaseFrame(plan, rows, computes: true);
        _body = _frame.Body;
        _n = plan.Unknowns;
    }

    public static Kernel Create(SolverPlan plan, RowLayout rows, FillPattern fill, FactorLayout factor) => Splitter.Split(
        Phase.Factorise,
        "Builds M = A^T A grid point by grid point, factorises it, and reduces A^T b on the way.",
        new FactorisePhase(plan, rows, fill, factor).Build());

    private IReadOnlyList<Statement> Build()
    {
        var prologue = _frame.Prologue;
        var failure = prologue.Variable("firstFailure", new Literal(double.PositiveInfinity));
        prologue.Remark("What the points before hand on: their part of this point's block and right-hand side.");
        var carry = Carries("carry", _fill.Carry, symmetric: true);
        var carryVector = CarryVector("carryG");
        var carryCoupling = _plan.Central ? Carries("coupling", _fill.CarryCoupling, symmetric: false) : new Block(_n);
        var second = _plan.Central ? Carries("second", _fill.SecondCarry, symmetric: true) : new Block(_n);
        var secondVector = _plan.Central ? CarryVector("secondG") : Block.Zeros(_n);

        var at = _body.Number("at", PhaseFrame.Step);
        var right = _body.Indicator("right", PhaseFrame.Step + 1, PhaseFrame.Points);
        RowBuilder.EvaluateAll(_plan, _frame);

        var d = new Block(_n);
        var g = new Operand[_n];
        Copy(carry, carryVector, d, g);
        _body.Remark("Smoothness rows to the next point; the last point has none.");
        foreach (var state in _plan.States)
        {
            for (var i = 0; i < state.Size; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    d[state.Offset + i, state.Offset + j] = _body.MultiplyAdd(right, new Literal(state.Rows.OnHere[i, j]), d[state.Offset + i, state.Offset + j], Name("d", state.Offset + i, state.Offset + j));
                }
            }
        }

        var centrals = new Dictionary<StateBlock, CentralRow>();
        if (_plan.Central)
        {
            foreach (var state in _plan.States)
            {
                var row = CentralRow.Create(_frame, state);
                var below = state.Offset + state.Order - 1;
                centrals.Add(state, row);
                d[below, below] = _body.MultiplyAdd(row.Here, row.Here, d[below, below], Name("d", below, below));
            }
        }

        AddEquations(d, g);
        AddInitialRows(d, g);

        _body.Remark("L D L^T, with the reciprocals of D.");
        var factor = _body.Open("factorHere", new View("factor"), PhaseFrame.Step * _factor.Count);
        var inverse = Factorise(d, failure, at, factor);

        _body.Remark("The reduced right-hand side.");
        Block.Forward(_body, d, g, "g");
        var reduced = _body.Open("reducedHere", new View("reduced"), PhaseFrame.Step * _n);
        for (var i = 0; i < _n; i++)
        {
            _body.Store(reduced, i, g[i]);
        }

        _body.Remark("What this point leaves to the next.");
        if (_plan.Central)
        {
            EliminateCentral(centrals, d, inverse, g, factor, carry, carryVector, carryCoupling, second, secondVector);
        }
        else
        {
            Eliminate(d, inverse, g, carry, carryVector);
        }

        var sweep = _frame.Finish();
        prologue.Assign(KernelParameter.Failure, failure);
        return sweep;
    }

    private void AddEquations(Block d, Operand[] g)
    {
        foreach (var row in _plan.Equations)
        {
            _body.Remark(row.Text);
            var right = _frame.RightHandSide(row);
            for (var a = 0; a < row.Entries.Count; a++)
            {
                var i = row.Entries[a].Unknown;
                var left = _frame.Coefficient(row, row.Entries[a]);
                for (var b = 0; b <= a; b++)
                {
                    var j = row.Entries[b].Unknown;
                    d[i, j] = _body.MultiplyAdd(left, _frame.Coefficient(row, row.Entries[b]), d[i, j], Name("d", i, j));
                }

                g[i] = _body.MultiplyAdd(left, right, g[i], $"g{i}");
            }
        }
    }

    private void AddInitialRows(Block d, Operand[] g)
    {
        foreach (var state in _plan.States)
        {
            if (state.Initial is not { } initial)
            {
                continue;
            }

            _body.Remark($"Given values of {state.Name}.");
            var inside = _body.Nested();
            for (var order = 0; order < initial.Orders; order++)
            {
                var i = state.Offset + order;
                var diagonal = _body.Variable(Name("d", i, i), d[i, i]);
                var vector = _body.Variable($"g{i}", g[i]);
                d[i, i] = diagonal;
                g[i] = vector;
                var scale = RowBuilder.InitialCoefficient(_frame, inside, state, order);
                var value = RowBuilder.InitialValue(_plan, _frame, inside, state, order);
                inside.AddTo(diagonal, scale, scale);
                inside.AddTo(vector, scale, value);
            }

            _body.If(PhaseFrame.Step, initial.Points, inside);
        }
    }

    private Operand[] Factorise(Block d, Local failure, Operand at, View factor)
    {
        var bounds = new Operand[_n];
        foreach (var state in _plan.States)
        {
            for (var i = 0; i < state.Size; i++)
            {
                // The pivot may lose all but the last few bits of what was added up to it: the block's diagonal, and what the points before took away.
                var rounding = new Literal(RowBuilder.PivotRounding);
                bounds[state.Offset + i] = _body.MultiplyAdd(d[state.Offset + i, state.Offset + i], rounding, new Literal(RowBuilder.PivotRounding * state.Rows.OnNext[i, i]), $"bound{state.Offset + i}");
            }
        }

        var inverse = new Operand[_n];
        for (var j = 0; j < _n; j++)
        {
            _body.RecordFailure(failure, d[j, j], bounds[j], at);
            inverse[j] = _body.Divide(Operand.One, d[j, j], $"inverse{j}");
            _body.Store(factor, FactorLayout.Inverse(j), inverse[j]);
            var column = new Operand[_n];
            for (var i = j + 1; i < _n; i++)
            {
                column[i] = d[i, j];
            }

            for (var i = j + 1; i < _n; i++)
            {
                d[i, j] = _body.Multiply(column[i], inverse[j], Name("l", i, j));
                if (_factor.Lower(i, j) >= 0)
                {
                    _body.Store(factor, _factor.Lower(i, j), d[i, j]);
                }

                for (var k = j + 1; k <= i; k++)
                {
                    d[i, k] = _body.MultiplySubtract(d[i, j], column[k], d[i, k], Name("d", i, k));
                }
            }
        }

        return inverse;
    }

    /// <summary>
    /// V = L^-1 Q with the scheme's constant coupling Q to the next point in this point's scale; the next point's scale comes in at the end, as powers of q.
    /// </summary>
    private void Eliminate(Block lower, Operand[] inverse, Operand[] g, Block carry, Operand[] carryVector)
    {
        var v = new Block(_n);
        var w = new Block(_n);
        foreach (var state in _plan.States)
        {
            for (var column = 0; column < state.Size; column++)
            {
                var vector = Block.Zeros(_n);
                for (var i = 0; i < state.Size; i++)
                {
                    vector[state.Offset + i] = new Literal(state.Rows.Coupling[i, column]);
                }

                Spread(v, w, state.Offset + column, lower, inverse, vector);
            }
        }

        foreach (var a in _plan.States)
        {
            foreach (var b in _plan.States)
            {
                for (var i = 0; i < a.Size; i++)
                {
                    for (var j = 0; j < b.Size && b.Offset + j <= a.Offset + i; j++)
                    {
                        int row = a.Offset + i, column = b.Offset + j;
                        var sum = Product(w, v, row, column, ReferenceEquals(a, b) ? new Literal(a.Rows.OnNext[i, j]) : Operand.Zero, "next");
                        Hand(carry[row, column], _body.Multiply(sum, _frame.RatioPower(i + j), Name("next", row, column)));
                    }
                }
            }

            for (var i = 0; i < a.Size; i++)
            {
                Hand(carryVector[a.Offset + i], _body.Multiply(Product(w, g, a.Offset + i, Operand.Zero), _frame.RatioPower(i), $"nextG{a.Offset + i}"));
            }
        }
    }

    /// <summary>The same with two neighbours, whose coupling has filled in; here in the neighbours' own scales.</summary>
    private void EliminateCentral(
        Dictionary<StateBlock, CentralRow> centrals, Block lower, Operand[] inverse, Operand[] g, View factor, Block carry, Operand[] carryVector, Block carryCoupling, Block second, Operand[] secondVector)
    {
        var first = new Block(_n);
        var far = new Block(_n);
        for (var i = 0; i < _n; i++)
        {
            for (var j = 0; j < _n; j++)
            {
                first[i, j] = Present(carryCoupling[i, j], $"coupled{i}_{j}");
            }
        }

        foreach (var state in _plan.States)
        {
            var row = centrals[state];
            for (var i = 0; i < state.Size; i++)
            {
                for (var j = 0; j < state.Size; j++)
                {
                    int a = state.Offset + i, b = state.Offset + j;
                    first[a, b] = _body.MultiplyAdd(_frame.RatioPower(j), new Literal(state.Rows.Coupling[i, j]), first[a, b], Name("coupled", a, b));
                }
            }

            var top = state.Offset + state.Order;
            first[top - 1, top] = _body.MultiplyAdd(row.Here, row.Next, first[top - 1, top], Name("coupled", top - 1, top));
            far[top - 1, top - 1] = _body.Multiply(row.Here, row.Second, Name("far", top - 1, top - 1));
        }

        var v = new Block(_n);
        var w = new Block(_n);
        var farV = new Block(_n);
        var farW = new Block(_n);
        for (var column = 0; column < _n; column++)
        {
            var near = Block.Zeros(_n);
            var further = Block.Zeros(_n);
            for (var i = 0; i < _n; i++)
            {
                near[i] = first[i, column];
                further[i] = far[i, column];
                if (_factor.Coupling(i, column) >= 0)
                {
                    _body.Store(factor, _factor.Coupling(i, column), near[i]);
                }

                if (_factor.Second(i, column) >= 0)
                {
                    _body.Store(factor, _factor.Second(i, column), further[i]);
                }
            }

            Spread(v, w, column, lower, inverse, near);
            Spread(farV, farW, column, lower, inverse, further);
        }

        var handed = new List<(Operand Target, Operand Value)>();
        foreach (var state in _plan.States)
        {
            var row = centrals[state];
            int top = state.Offset + state.Order, below = top - 1;
            for (var i = state.Offset; i < state.Offset + state.Size; i++)
            {
                for (var j = 0; j < _n; j++)
                {
                    int a = i - state.Offset, b = j - state.Offset;
                    if (j <= i)
                    {
                        var start = Present(second[i, j], Name("second", i, j));
                        if (b >= 0)
                        {
                            start = _body.MultiplyAdd(_frame.RatioPower(a + b), new Literal(state.Rows.OnNext[a, b]), start);
                        }

                        start = i == top && j == top ? _body.MultiplyAdd(row.Next, row.Next, start) : start;
                        handed.Add((carry[i, j], Product(w, v, i, j, start, "next")));
                        var distant = i == below && j == below ? _body.Multiply(row.Second, row.Second) : Operand.Zero;
                        handed.Add((second[i, j], Product(farW, farV, i, j, distant, "distant")));
                    }

                    var between = i == top && j == below ? _body.Multiply(row.Next, row.Second) : Operand.Zero;
                    handed.Add((carryCoupling[i, j], Product(w, farV, i, j, between, "between")));
                }

                handed.Add((carryVector[i], Product(w, g, i, Present(secondVector[i], $"secondG{i}"))));
                handed.Add((secondVector[i], Product(farW, g, i, Operand.Zero)));
            }
        }

        foreach (var (target, value) in handed)
        {
            Hand(target, value);
        }
    }

    private void Spread(Block v, Block w, int column, Block lower, Operand[] inverse, Operand[] vector)
    {
        Block.Forward(_body, lower, vector, $"v{column}_");
        for (var i = 0; i < _n; i++)
        {
            v[i, column] = vector[i];
            w[i, column] = _body.Multiply(vector[i], inverse[i], Name("w", i, column));
        }
    }

    /// <summary>start minus the product of a column with another.</summary>
    private Operand Product(Block left, Block right, int a, int b, Operand start, string name)
    {
        for (var i = 0; i < _n; i++)
        {
            start = _body.MultiplySubtract(left[i, a], right[i, b], start, Name(name, a, b));
        }

        return start;
    }

    private Operand Product(Block left, Operand[] right, int a, Operand start)
    {
        for (var i = 0; i < _n; i++)
        {
            start = _body.MultiplySubtract(left[i, a], right[i], start, $"nextG{a}");
        }

        return start;
    }

    /// <summary>The present value of a carried local, which is about to be assigned.</summary>
    private Operand Present(Operand carried, string name) => carried is Local { Mutable: true } ? _body.Copy(name, carried) : carried;

    private void Hand(Operand target, Operand value)
    {
        if (target is Local local)
        {
            _body.Assign(local, value);
        }
    }

    private void Copy(Block carry, Operand[] carryVector, Block d, Operand[] g)
    {
        for (var i = 0; i < _n; i++)
        {
            g[i] = Present(carryVector[i], $"g{i}");
            for (var j = 0; j <= i; j++)
            {
                d[i, j] = Present(carry[i, j], Name("d", i, j));
            }
        }
    }

    private Block Carries(string name, bool[,] pattern, bool symmetric)
    {
        var block = new Block(_n);
        for (var i = 0; i < _n; i++)
        {
            for (var j = 0; j < _n; j++)
            {
                if (pattern[i, j] && (!symmetric || j <= i))
                {
                    block[i, j] = _frame.Prologue.Variable(Name(name, i, j), Operand.Zero);
                }
            }
        }

        return block;
    }

    private Operand[] CarryVector(string name)
    {
        var vector = new Operand[_n];
        for (var i = 0; i < _n; i++)
        {
            vector[i] = _frame.Prologue.Variable($"{name}{i}", Operand.Zero);
        }

        return vector;
    }

    private static string Name(string name, int i, int j) => $"{name}{i}_{j}";
}
