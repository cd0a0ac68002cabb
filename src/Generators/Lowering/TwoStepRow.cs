using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Problem;

namespace ScalableMNN.Generators.Lowering;

/// <summary>
/// A row over two steps, in scaled unknowns, zero where the grid ends. An entry c H^p u^(o), with H the sum of the two steps, is c H^p h^-o on the unknown in the scale of its own point. The
/// powers of h in all its entries are the same but for a factor of H/h, so that one number serves them all.
/// </summary>
/// <param name="Coefficients">The coefficients, entry by entry.</param>
/// <param name="InverseSpan">1 / H.</param>
internal sealed record TwoStepRow(Row Row, IReadOnlyList<Operand> Coefficients, Operand InverseSpan)
{
    /// <summary>Computes the row in the body of a phase.</summary>
    public static TwoStepRow Create(PhaseFrame frame, Row row)
    {
        var region = frame.Body;
        var secondRatio = frame.SecondRatio();
        var span = region.Add(frame.StepSize(0), frame.StepSize(1), "span");
        var inverseSpan = region.Divide(Operand.One, span, "inverseSpan");
        var inside = region.Indicator("inside", PhaseFrame.Step + 2, PhaseFrame.Points);
        var lowest = row.Entries.Min(static entry => entry.Power);

        // c H^p h^-o = c (H/h)^p h^(p - o), and p - o is -1 in every entry (RowList sees to it). Where p is -1 this is c / H.
        var relative = region.Multiply(span, frame.InverseStep(), "relative");
        var scale = lowest < 0 ? inverseSpan : region.Multiply(PhaseFrame.Power(relative, lowest, region), frame.InverseStep(), "scale");
        scale = region.Multiply(region.Multiply(scale, new Literal(row.Weight)), inside, "central");
        return new TwoStepRow(row, [.. row.Entries.Select(Coefficient)], inverseSpan);

        Operand Coefficient(RowEntry entry)
        {
            var value = scale;
            for (var power = lowest; power < entry.Power; power++)
            {
                value = region.Multiply(value, relative);
            }

            var (ratio, name) = entry.Ahead switch
            {
                0 => (Operand.One, "central"),
                1 => (frame.RatioPower(entry.Order), "centralNext"),
                _ => (PhaseFrame.Power(secondRatio, entry.Order, region), "centralSecond"),
            };
            value = region.Multiply(value, ratio, name);
            return entry.Value == -1 ? region.Negate(value, name) : region.Multiply(value, new Literal(entry.Value), name);
        }
    }

    /// <summary>Entries with their coefficients.</summary>
    public IEnumerable<(RowEntry Entry, Operand Coefficient)> Terms => Row.Entries.Zip(Coefficients, static (entry, coefficient) => (entry, coefficient));
}
