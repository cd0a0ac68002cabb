using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering;

/// <summary>The values of the smoothness rows of a state, between a grid point and the next, for a given vector; zero at the last point.</summary>
internal sealed class SmoothnessValues
{
    private readonly Operand[] _here;
    private readonly Operand[] _next;

    private SmoothnessValues(Operand[] here, Operand[] next, Operand[] rows)
    {
        _here = here;
        _next = next;
        Rows = rows;
    }

    /// <summary>The rows' values.</summary>
    public Operand[] Rows { get; }

    /// <summary>Computes the rows' values.</summary>
    /// <param name="here">z.</param>
    /// <param name="next">The unknowns at the next point, in its own scale.</param>
    /// <param name="right">One where there is a next point, zero at the last.</param>
    public static SmoothnessValues Create(PhaseFrame frame, StateBlock state, Operand[] here, Operand[] next, Operand right, string name)
    {
        var body = frame.Body;
        var scaled = new Operand[state.Size];
        for (var o = 0; o < state.Size; o++)
        {
            scaled[o] = body.Multiply(next[o], frame.RatioPower(o), $"{name}Next{state.Offset + o}");
        }

        var rows = new Operand[state.Rows.Count];
        for (var row = 0; row < rows.Length; row++)
        {
            var rowName = $"{name}Row{state.Offset}_{row}";
            var value = Operand.Zero;
            for (var o = state.Order; o >= 0; o--)
            {
                value = body.MultiplyAdd(here[o], new Literal(state.Rows.Here(row, o)), value, rowName);
                value = body.MultiplyAdd(scaled[o], new Literal(state.Rows.Next(row, o)), value, rowName);
            }

            rows[row] = body.Multiply(value, right, rowName);
        }

        return new SmoothnessValues(here, scaled, rows);
    }

    /// <summary>The derivative of a row's value with respect to the logarithm of the step, the unscaled unknowns fixed: each term times the power of h in it.</summary>
    public Operand StepDerivative(PhaseFrame frame, StateBlock state, int row, Operand right, string name)
    {
        var body = frame.Body;
        var value = Operand.Zero;
        for (var o = state.Order; o > 0; o--)
        {
            value = body.MultiplyAdd(_here[o], new Literal(o * state.Rows.Here(row, o)), value, name);
            value = body.MultiplyAdd(_next[o], new Literal(o * state.Rows.Next(row, o)), value, name);
        }

        return body.Multiply(value, right, name);
    }
}
