using System;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering;

/// <summary>The values of the Taylor rows of a state, between a grid point and the next, for a given vector; zero at the last point.</summary>
internal sealed class SmoothnessValues
{
    private SmoothnessValues(Operand[] here, Operand[] next, Operand[] forward, Operand[] backward)
    {
        Here = here;
        Next = next;
        Forward = forward;
        Backward = backward;
    }

    /// <summary>z, the state's unknowns at the point.</summary>
    public Operand[] Here { get; }

    /// <summary>x, its unknowns at the next point in this point's scale.</summary>
    public Operand[] Next { get; }

    /// <summary>The forward rows' values.</summary>
    public Operand[] Forward { get; }

    /// <summary>The backward rows' values.</summary>
    public Operand[] Backward { get; }

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

        var forward = new Operand[state.Scheme.Rows];
        var backward = new Operand[state.Scheme.Rows];
        for (var r = 0; r < state.Scheme.Rows; r++)
        {
            forward[r] = Row(here, scaled, r, state.Scheme.Forward, $"{name}Forward{state.Offset + r}");
            backward[r] = Row(scaled, here, r, state.Scheme.Backward, $"{name}Backward{state.Offset + r}");
        }

        return new SmoothnessValues(here, scaled, forward, backward);

        Operand Row(Operand[] from, Operand[] to, int r, Func<int, int, double> coefficient, string rowName)
        {
            var value = body.Multiply(new Literal(-state.Scheme.Weight), to[r], rowName);
            for (var o = state.Order; o >= r; o--)
            {
                value = body.MultiplyAdd(from[o], new Literal(coefficient(r, o)), value, rowName);
            }

            return body.Multiply(value, right, rowName);
        }
    }

    /// <summary>The derivative of a row's value with respect to the logarithm of the step, the unscaled unknowns fixed: each term times the power of h in it.</summary>
    public Operand StepDerivative(PhaseFrame frame, StateBlock state, int r, bool isForward, Operand right, string name)
    {
        var body = frame.Body;
        var (from, to) = isForward ? (Here, Next) : (Next, Here);
        var value = body.Multiply(new Literal(-state.Scheme.Weight * r), to[r], name);
        for (var o = state.Order; o >= r; o--)
        {
            var coefficient = isForward ? state.Scheme.Forward(r, o) : state.Scheme.Backward(r, o);
            value = body.MultiplyAdd(from[o], new Literal(o * coefficient), value, name);
        }

        return body.Multiply(value, right, name);
    }
}
