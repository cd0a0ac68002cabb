using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Problem;

namespace ScalableMNN.Generators.Lowering;

/// <summary>The weighted values of rows over a step, between a grid point and the next, for a given vector; zero at the last point.</summary>
internal sealed class StepRowValues
{
    private readonly IReadOnlyList<Row> _rows;
    private readonly Dictionary<int, Operand> _here;
    private readonly Dictionary<int, Operand> _next;

    private StepRowValues(IReadOnlyList<Row> rows, Dictionary<int, Operand> here, Dictionary<int, Operand> next, Operand[] values)
    {
        _rows = rows;
        _here = here;
        _next = next;
        Values = values;
    }

    /// <summary>The rows' values.</summary>
    public Operand[] Values { get; }

    /// <summary>Computes the values of rows that belong together.</summary>
    /// <param name="vector">The unknowns at the point and at the next, each in the scale of its point.</param>
    /// <param name="right">One where there is a next point, zero at the last.</param>
    public static StepRowValues Create(PhaseFrame frame, IReadOnlyList<Row> rows, VectorView vector, Operand right, string name)
    {
        var body = frame.Body;
        var unknowns = rows.SelectMany(static row => row.Entries).Select(static entry => (entry.Unknown, entry.Order)).Distinct().OrderBy(static entry => entry.Unknown).ToList();
        var here = unknowns.ToDictionary(static entry => entry.Unknown, entry => vector.Here(entry.Unknown));
        var loaded = unknowns.ToDictionary(static entry => entry.Unknown, entry => vector.Next(entry.Unknown));
        var next = unknowns.ToDictionary(static entry => entry.Unknown, entry => body.Multiply(loaded[entry.Unknown], frame.RatioPower(entry.Order), $"{name}Next{entry.Unknown}"));
        var values = new Operand[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var rowName = $"{name}Row{unknowns[0].Unknown}_{i}";
            var value = Operand.Zero;
            foreach (var entry in HighestFirst(rows[i]))
            {
                value = body.MultiplyAdd((entry.Ahead == 0 ? here : next)[entry.Unknown], new Literal(rows[i].Weight * entry.Value), value, rowName);
            }

            values[i] = body.Multiply(value, right, rowName);
        }

        return new StepRowValues(rows, here, next, values);
    }

    /// <summary>The derivative of a row's value with respect to the logarithm of the step, the unscaled unknowns fixed: each term times the power of h in it.</summary>
    public Operand StepDerivative(PhaseFrame frame, int row, Operand right, string name)
    {
        var body = frame.Body;
        var value = Operand.Zero;
        foreach (var entry in HighestFirst(_rows[row]))
        {
            value = body.MultiplyAdd((entry.Ahead == 0 ? _here : _next)[entry.Unknown], new Literal(entry.Power * (_rows[row].Weight * entry.Value)), value, name);
        }

        return body.Multiply(value, right, name);
    }

    private static IEnumerable<RowEntry> HighestFirst(Row row) => row.Entries.OrderByDescending(static entry => entry.Unknown).ThenBy(static entry => entry.Ahead);
}
