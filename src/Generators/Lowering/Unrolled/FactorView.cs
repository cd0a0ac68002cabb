using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering.Unrolled;

/// <summary>The factor of a grid point, read back, and the coupling to the points after it.</summary>
internal sealed class FactorView
{
    private readonly SolverPlan _plan;
    private readonly PhaseFrame _frame;
    private readonly Block _coupling;
    private readonly Block _second;

    private FactorView(SolverPlan plan, PhaseFrame frame, Block lower, Operand[] inverse, Block coupling, Block second)
    {
        _plan = plan;
        _frame = frame;
        Lower = lower;
        Inverse = inverse;
        _coupling = coupling;
        _second = second;
    }

    /// <summary>L, below its diagonal.</summary>
    public Block Lower { get; }

    /// <summary>The reciprocals of D.</summary>
    public Operand[] Inverse { get; }

    public static FactorView Open(SolverPlan plan, PhaseFrame frame, FactorLayout layout)
    {
        var n = plan.Unknowns;
        var body = frame.Body;
        var view = body.Open("factorHere", new View("factor"), PhaseFrame.Step * layout.Count);
        var lower = new Block(n);
        var coupling = new Block(n);
        var second = new Block(n);
        var inverse = new Operand[n];
        for (var i = 0; i < n; i++)
        {
            inverse[i] = body.Load($"inverse{i}", view, FactorLayout.Inverse(i));
            for (var j = 0; j < n; j++)
            {
                lower[i, j] = Entry("l", layout.Lower(i, j));
                coupling[i, j] = Entry("coupled", layout.Coupling(i, j));
                second[i, j] = Entry("far", layout.Second(i, j));

                Operand Entry(string name, int place) => place < 0 ? Operand.Zero : body.Load($"{name}{i}_{j}", view, place);
            }
        }

        return new FactorView(plan, frame, lower, inverse, coupling, second);
    }

    /// <summary>The coupling to the next points times their solution.</summary>
    public Operand[] Coupling(Local[] next, Local[] further)
    {
        var n = _plan.Unknowns;
        var body = _frame.Body;
        var product = Block.Zeros(n);
        if (_plan.Central)
        {
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    product[i] = body.MultiplyAdd(_coupling[i, j], next[j], product[i], $"v{i}");
                    product[i] = body.MultiplyAdd(_second[i, j], further[j], product[i], $"v{i}");
                }
            }

            return product;
        }

        foreach (var state in _plan.States)
        {
            for (var j = 0; j < state.Size; j++)
            {
                var x = body.Multiply(next[state.Offset + j], _frame.RatioPower(j), $"x{state.Offset + j}");
                for (var i = 0; i < state.Size; i++)
                {
                    product[state.Offset + i] = body.MultiplyAdd(x, new Literal(state.Rows.Coupling[i, j]), product[state.Offset + i], $"v{state.Offset + i}");
                }
            }
        }

        return product;
    }

    /// <summary>Minus the transposed coupling to the next point times a vector.</summary>
    public Operand[] TransposedCoupling(Operand[] vector)
    {
        var body = _frame.Body;
        var product = Block.Zeros(_plan.Unknowns);
        if (_plan.Central)
        {
            return Transposed(_coupling, vector);
        }

        foreach (var state in _plan.States)
        {
            for (var j = 0; j < state.Size; j++)
            {
                var at = state.Offset + j;
                for (var i = 0; i < state.Size; i++)
                {
                    product[at] = body.MultiplySubtract(vector[state.Offset + i], new Literal(state.Rows.Coupling[i, j]), product[at], $"next{at}");
                }

                product[at] = body.Multiply(product[at], _frame.RatioPower(j), $"next{at}");
            }
        }

        return product;
    }

    /// <summary>Minus the transposed coupling to the point after the next times a vector.</summary>
    public Operand[] TransposedSecond(Operand[] vector) => Transposed(_second, vector);

    private Operand[] Transposed(Block block, Operand[] vector)
    {
        var product = Block.Zeros(_plan.Unknowns);
        for (var j = 0; j < vector.Length; j++)
        {
            for (var i = 0; i < vector.Length; i++)
            {
                product[j] = _frame.Body.MultiplySubtract(block[i, j], vector[i], product[j], $"next{j}");
            }
        }

        return product;
    }
}
