using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering;

/// <summary>
/// The central row of a state at a point and the two after it, in scaled unknowns, zero where the grid ends:
/// H^(R-2) u^(R-1)_t + H^(R-1) u^(R)_(t+1) - H^(R-2) u^(R-1)_(t+2) = 0 with H = h_t + h_(t+1).
/// </summary>
/// <param name="Here">Coefficient of the state's unknown R - 1 at the point.</param>
/// <param name="Next">Coefficient of its unknown R at the next point.</param>
/// <param name="Second">Coefficient of its unknown R - 1 at the point after that.</param>
/// <param name="InverseSpan">1 / H.</param>
internal sealed record CentralRow(Operand Here, Operand Next, Operand Second, Operand InverseSpan)
{
    /// <summary>Computes the row of a state in the body of a phase.</summary>
    public static CentralRow Create(PhaseFrame frame, StateBlock state)
    {
        var region = frame.Body;
        var secondRatio = frame.SecondRatio();
        var span = region.Add(frame.StepSize(0), frame.StepSize(1), "span");
        var inverseSpan = region.Divide(Operand.One, span, "inverseSpan");
        var inside = region.Indicator("inside", PhaseFrame.Step + 2, PhaseFrame.Points);
        var order = state.Order;

        // In units of h: u^(R-1) = z h^(1-R), so H^(R-2) u^(R-1) = (H/h)^(R-2) z / h, with (H/h)^-1 / h = 1/H where R is 1.
        var relative = region.Multiply(span, frame.InverseStep(), "relative");
        var scale = order == 1 ? inverseSpan : region.Multiply(PhaseFrame.Power(relative, order - 2, region), frame.InverseStep(), "scale");
        scale = region.Multiply(region.Multiply(scale, new Literal(state.Rows.Weight)), inside, "central");
        var next = region.Multiply(region.Multiply(scale, relative), frame.RatioPower(order), "centralNext");
        var second = region.Negate(region.Multiply(scale, PhaseFrame.Power(secondRatio, order - 1, region)), "centralSecond");
        return new CentralRow(scale, next, second, inverseSpan);
    }
}
