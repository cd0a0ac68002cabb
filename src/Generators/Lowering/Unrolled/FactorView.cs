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
        var view = body.Open("factorHere", KernelBuffer.Factor.Whole, PhaseFrame.Step * layout.Count);
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
        if (_plan.Rows.ReachesTwoSteps)
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

        for (var j = 0; j < n; j++)
        {
            var x = body.Multiply(next[j], _frame.RatioPower(_plan.Layout.Orders[j]), $"x{j}");
            for (var i = 0; i < n; i++)
            {
                product[i] = body.MultiplyAdd(x, new Literal(_plan.StepProducts.Coupling[i, j]), product[i], $"v{i}");
            }
        }

        return product;
    }

    /// <summary>Minus the transposed coupling to the next point times a vector.</summary>
    public Operand[] TransposedCoupling(Operand[] vector)
    {
        var body = _frame.Body;
        var product = Block.Zeros(_plan.Unknowns);
        if (_plan.Rows.ReachesTwoSteps)
        {
            return Transposed(_coupling, vector);
        }

        for (var j = 0; j < product.Length; j++)
        {
            for (var i = 0; i < product.Length; i++)
            {
                product[j] = body.MultiplySubtract(vector[i], new Literal(_plan.StepProducts.Coupling[i, j]), product[j], $"next{j}");
            }

            product[j] = body.Multiply(product[j], _frame.RatioPower(_plan.Layout.Orders[j]), $"next{j}");
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
