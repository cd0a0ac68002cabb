using System.Collections.Generic;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering.Marching;

/// <summary>The phases of a march: its equations at one time. Nothing is weighted or scaled, and nothing of the solver's rows is read or kept.</summary>
internal static class MarchPhases
{
    public static IEnumerable<Kernel> Create(SolverPlan plan, MarchPlan march)
    {
        yield return Evaluate(plan, march);
        yield return Differentiate(plan, march);
        if (march.Beyond > 0)
        {
            yield return Prolong(plan, march);
        }

        if (march.Expressions.Count > 0)
        {
            yield return Express(plan, march);
        }
    }

    private static Kernel Evaluate(SolverPlan plan, MarchPlan march)
    {
        var frame = Frame(plan, march);
        var place = 0;
        foreach (var equation in march.Equations)
        {
            frame.Body.Remark(equation.Text);
            frame.Body.Store(KernelBuffer.Values.Whole, place++, frame.Evaluate(equation.Value));
        }

        return new(Phase.Evaluate, "Evaluates the equations at one time: left side minus right side of each.", frame.Finish());
    }

    private static Kernel Differentiate(SolverPlan plan, MarchPlan march)
    {
        var frame = Frame(plan, march);
        foreach (var equation in march.Equations)
        {
            frame.Body.Remark(equation.Text);
            StoreDerivatives(frame, equation);
        }

        return new(Phase.Differentiate, "Evaluates the derivatives of the equations at one time, with respect to unknowns and to values.", frame.Finish());
    }

    private static Kernel Prolong(SolverPlan plan, MarchPlan march)
    {
        var frame = Frame(plan, march);
        var place = 0;
        foreach (var level in march.Prolonged)
        {
            foreach (var value in level)
            {
                frame.Body.Store(KernelBuffer.Values.Whole, place++, frame.Evaluate(value));
            }
        }

        return new(Phase.Prolong, "Evaluates the time derivatives of the equations at one time: the first of all equations, then the second, and so on.", frame.Finish());
    }

    private static Kernel Express(SolverPlan plan, MarchPlan march)
    {
        var frame = Frame(plan, march);
        for (var i = 0; i < march.Expressions.Count; i++)
        {
            frame.Body.Remark(march.Expressions[i].Text);
            frame.Body.Store(KernelBuffer.Values.Whole, i, frame.Evaluate(march.Expressions[i].Value));
            StoreDerivatives(frame, march.Expressions[i]);
        }

        return new(Phase.Express, "Evaluates expressions at one time: what may be observed, bioavailabilities and lags of doses, triggers and consequences of events; first all values, then the derivatives of each.", frame.Finish());
    }

    private static void StoreDerivatives(PhaseFrame frame, MarchRow row)
    {
        var place = row.First;
        foreach (var derivatives in new[] { row.Unknowns, row.Header, row.Steps })
        {
            foreach (var (_, derivative) in derivatives)
            {
                frame.Body.Store(KernelBuffer.Values.Whole, place++, frame.Evaluate(derivative));
            }
        }
    }

    private static PhaseFrame Frame(SolverPlan plan, MarchPlan march) => new(plan, march.Layout(plan), computes: true, at: march.Unknowns);
}
