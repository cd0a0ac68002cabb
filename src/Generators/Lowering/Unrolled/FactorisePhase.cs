using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Problem;

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

    public static Kernel Create(SolverPlan plan, RowLayout rows, FillPattern fill, FactorLayout factor) => new(
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
        var carryCoupling = _plan.Rows.ReachesTwoSteps ? Carries("coupling", _fill.CarryCoupling, symmetric: false) : new Block(_n);
        var second = _plan.Rows.ReachesTwoSteps ? Carries("second", _fill.SecondCarry, symmetric: true) : new Block(_n);
        var secondVector = _plan.Rows.ReachesTwoSteps ? CarryVector("secondG") : Block.Zeros(_n);

        var at = _body.Number("at", PhaseFrame.Step);
        var right = _body.Indicator("right", PhaseFrame.Step + 1, PhaseFrame.Points);
        RowBuilder.EvaluateAll(_plan, _frame);

        var d = new Block(_n);
        var g = new Operand[_n];
        Copy(carry, carryVector, d, g);
        _body.Remark("Smoothness rows to the next point; the last point has none.");
        for (var i = 0; i < _n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                d[i, j] = _body.MultiplyAdd(right, new Literal(_plan.StepProducts.OnHere[i, j]), d[i, j], Name("d", i, j));
            }
        }

        var twoSteps = _plan.Rows.OverTwoSteps.Select(row => TwoStepRow.Create(_frame, row)).ToList();
        AddTwoSteps(twoSteps, d, 0, 0, "d");
        AddEquations(d, g);
        AddGivenRows(d, g);

        _body.Remark("L D L^T, with the reciprocals of D.");
        var factor = _body.Open("factorHere", KernelBuffer.Factor.Whole, PhaseFrame.Step * _factor.Count);
        var inverse = Factorise(d, failure, at, factor);

        _body.Remark("The reduced right-hand side.");
        Block.Forward(_body, d, g, "g");
        var reduced = _body.Open("reducedHere", KernelBuffer.Reduced.Whole, PhaseFrame.Step * _n);
        for (var i = 0; i < _n; i++)
        {
            _body.Store(reduced, i, g[i]);
        }

        _body.Remark("What this point leaves to the next.");
        if (_plan.Rows.ReachesTwoSteps)
        {
            EliminateTwoSteps(twoSteps, d, inverse, g, factor, carry, carryVector, carryCoupling, second, secondVector);
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
        foreach (var row in _plan.Rows.AtPoints)
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

    private void AddGivenRows(Block d, Operand[] g)
    {
        foreach (var group in RowList.Groups(_plan.Rows.AtFirstPoints))
        {
            _body.Remark(group[0].Text);
            var inside = _body.Nested();
            foreach (var row in group)
            {
                var i = row.Entries[0].Unknown;
                var diagonal = _body.Variable(Name("d", i, i), d[i, i]);
                var vector = _body.Variable($"g{i}", g[i]);
                d[i, i] = diagonal;
                g[i] = vector;
                var scale = RowBuilder.GivenCoefficient(_frame, inside, row);
                var value = RowBuilder.GivenValue(_plan, _frame, inside, row);
                inside.AddTo(diagonal, scale, scale);
                inside.AddTo(vector, scale, value);
            }

            _body.If(PhaseFrame.Step, group[0].Extent.Points, inside);
        }
    }

    /// <summary>Adds the products of what rows over two steps have at one point and at another.</summary>
    private void AddTwoSteps(IReadOnlyList<TwoStepRow> rows, Block block, int ahead, int further, string name)
    {
        foreach (var row in rows)
        {
            foreach (var (a, left) in row.Terms.Where(term => term.Entry.Ahead == ahead))
            {
                foreach (var (b, right) in row.Terms.Where(term => term.Entry.Ahead == further))
                {
                    block[a.Unknown, b.Unknown] = _body.MultiplyAdd(left, right, block[a.Unknown, b.Unknown], Name(name, a.Unknown, b.Unknown));
                }
            }
        }
    }

    private Operand[] Factorise(Block d, Local failure, Operand at, View factor)
    {
        var bounds = new Operand[_n];
        for (var i = 0; i < _n; i++)
        {
            // The pivot may lose all but the last few bits of what was added up to it: the block's diagonal, and what the points before took away.
            var handed = new Literal(RowBuilder.PivotRounding * _plan.StepProducts.OnNext[i, i]);
            bounds[i] = _body.MultiplyAdd(d[i, i], new Literal(RowBuilder.PivotRounding), handed, $"bound{i}");
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
        for (var column = 0; column < _n; column++)
        {
            var vector = Block.Zeros(_n);
            for (var i = 0; i < _n; i++)
            {
                vector[i] = new Literal(_plan.StepProducts.Coupling[i, column]);
            }

            Spread(v, w, column, lower, inverse, vector);
        }

        var orders = _plan.Layout.Orders;
        for (var row = 0; row < _n; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var sum = Product(w, v, row, column, new Literal(_plan.StepProducts.OnNext[row, column]), "next");
                Hand(carry[row, column], _body.Multiply(sum, _frame.RatioPower(orders[row] + orders[column]), Name("next", row, column)));
            }
        }

        for (var row = 0; row < _n; row++)
        {
            Hand(carryVector[row], _body.Multiply(Product(w, g, row, Operand.Zero), _frame.RatioPower(orders[row]), $"nextG{row}"));
        }
    }

    /// <summary>The same with two neighbours, whose coupling has filled in; here in the neighbours' own scales.</summary>
    private void EliminateTwoSteps(
        IReadOnlyList<TwoStepRow> rows,
        Block lower,
        Operand[] inverse,
        Operand[] g,
        View factor,
        Block carry,
        Operand[] carryVector,
        Block carryCoupling,
        Block second,
        Operand[] secondVector)
    {
        var orders = _plan.Layout.Orders;
        var products = _plan.StepProducts;
        var near = new Block(_n);
        var far = new Block(_n);
        for (var i = 0; i < _n; i++)
        {
            for (var j = 0; j < _n; j++)
            {
                near[i, j] = Present(carryCoupling[i, j], $"coupled{i}_{j}");
            }
        }

        for (var i = 0; i < _n; i++)
        {
            for (var j = 0; j < _n; j++)
            {
                near[i, j] = _body.MultiplyAdd(_frame.RatioPower(orders[j]), new Literal(products.Coupling[i, j]), near[i, j], Name("coupled", i, j));
            }
        }

        AddTwoSteps(rows, near, 0, 1, "coupled");
        AddTwoSteps(rows, far, 0, 2, "far");

        var v = new Block(_n);
        var w = new Block(_n);
        var farV = new Block(_n);
        var farW = new Block(_n);
        for (var column = 0; column < _n; column++)
        {
            var nearColumn = Block.Zeros(_n);
            var farColumn = Block.Zeros(_n);
            for (var i = 0; i < _n; i++)
            {
                nearColumn[i] = near[i, column];
                farColumn[i] = far[i, column];
                if (_factor.Coupling(i, column) >= 0)
                {
                    _body.Store(factor, _factor.Coupling(i, column), nearColumn[i]);
                }

                if (_factor.Second(i, column) >= 0)
                {
                    _body.Store(factor, _factor.Second(i, column), farColumn[i]);
                }
            }

            Spread(v, w, column, lower, inverse, nearColumn);
            Spread(farV, farW, column, lower, inverse, farColumn);
        }

        // What the rows have at the next point, at the point after it, and between the two.
        var next = new Block(_n);
        var between = new Block(_n);
        var distant = new Block(_n);
        for (var i = 0; i < _n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var start = Present(second[i, j], Name("second", i, j));
                next[i, j] = _body.MultiplyAdd(_frame.RatioPower(orders[i] + orders[j]), new Literal(products.OnNext[i, j]), start);
            }
        }

        AddTwoSteps(rows, next, 1, 1, "next");
        AddTwoSteps(rows, between, 1, 2, "between");
        AddTwoSteps(rows, distant, 2, 2, "distant");
        var handed = new List<(Operand Target, Operand Value)>();
        for (var i = 0; i < _n; i++)
        {
            for (var j = 0; j < _n; j++)
            {
                if (j <= i)
                {
                    handed.Add((carry[i, j], Product(w, v, i, j, next[i, j], "next")));
                    handed.Add((second[i, j], Product(farW, farV, i, j, distant[i, j], "distant")));
                }

                handed.Add((carryCoupling[i, j], Product(w, farV, i, j, between[i, j], "between")));
            }

            handed.Add((carryVector[i], Product(w, g, i, Present(secondVector[i], $"secondG{i}"))));
            handed.Add((secondVector[i], Product(farW, g, i, Operand.Zero)));
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
