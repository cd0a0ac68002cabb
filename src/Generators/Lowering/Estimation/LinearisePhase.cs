using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Problem;

namespace ScalableMNN.Generators.Lowering.Estimation;

/// <summary>Evaluates equations and observables with their derivatives at the iterate, for estimation. Nothing is weighted, and nothing of the solver's rows is read or kept.</summary>
internal static class LinearisePhase
{
    public static Kernel Create(SolverPlan plan, EstimationPlan estimation)
    {
        var layout = new RowLayout(plan, keeps: false);
        var frame = new PhaseFrame(plan, layout, computes: true);
        var body = frame.Body;
        var values = body.Open("valuesHere", KernelBuffer.Values.Whole, PhaseFrame.Step * estimation.Width);
        foreach (var row in estimation.Rows)
        {
            body.Remark(row.Text);
            var place = row.First;
            body.Store(values, place++, frame.Evaluate(row.Value));
            foreach (var entry in row.Unknowns)
            {
                // z = h^r u^(r), so that d/dz = h^-r d/du^(r).
                body.Store(values, place++, RegionOf(entry).Multiply(frame.Evaluate(entry.Coefficient), frame.InverseStepPower(entry.Order), $"d_{row.Name}_{entry.Unknown}"));
            }

            foreach (var (_, derivative) in row.Parameters)
            {
                body.Store(values, place++, frame.Evaluate(derivative));
            }
        }

        return new(Phase.Linearise, "Evaluates equations and observables with their derivatives with respect to scaled unknowns and learned values.", frame.Finish());

        Region RegionOf(RowEntry entry)
        {
            var level = layout.LevelOf(entry.Coefficient);
            return frame.RegionOf(entry.Order > 0 && layout.StepLevel > level ? layout.StepLevel : level);
        }
    }
}
