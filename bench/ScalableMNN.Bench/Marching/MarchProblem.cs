using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Bench.Marching;

/// <summary>An initial-value problem with its solution at the end.</summary>
/// <param name="Name">The name of the model, and of the problem in <c>bench/cvode/problems.c</c>.</param>
/// <param name="Title">What tables call it.</param>
/// <param name="End">The time at which the solution is known.</param>
/// <param name="Source">Where the solution is from.</param>
/// <param name="Starts">The initial values, state by state, derivatives after each state.</param>
/// <param name="Reference">The states at the end; NaN for one that is not compared.</param>
/// <param name="Create">Makes inputs and a solver for a number of trajectories.</param>
internal sealed record MarchProblem(
    string Name, string Title, double End, string Source, double[] Starts, double[] Reference, Func<MarchProblem, int, (ModelTrajectories Solution, Action<SolveOptions> Solve)> Create)
{
    private const string TestSet = "Test Set for IVP Solvers, release 2.4";
    private const string Series = "Taylor series of order 30 in 30 digits";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MarchProblem> All { get; } =
    [
        Of<LorenzBench, LorenzBench.Inputs>("Lorenz", 5, Series, [1, 1, 1], [-6.512113699419599, -6.974042788417076, 23.92412957210337], static (i, b) => new(i, b), static (p, i) => new LorenzBench.Trajectories((LorenzBench.Parameters)p, i), static () => new LorenzBench.Parameters()),
        Of<LotkaVolterraBench, LotkaVolterraBench.Inputs>("Lotka-Volterra", 15, Series, [1, 1], [6.341918388492163, 0.7323209718379375], static (i, b) => new(i, b), static (p, i) => new LotkaVolterraBench.Trajectories((LotkaVolterraBench.Parameters)p, i), static () => new LotkaVolterraBench.Parameters()),
        Of<VanDerPolOne, VanDerPolOne.Inputs>("Van der Pol 1", 20, Series, [2, 0], [2.0081497621749486], static (i, b) => new(i, b), static (p, i) => new VanDerPolOne.Trajectories((VanDerPolOne.Parameters)p, i), static () => new VanDerPolOne.Parameters()),
        Of<VanDerPolHundred, VanDerPolHundred.Inputs>("Van der Pol 100", 200, Series, [2, 0], [1.7185872080192407], static (i, b) => new(i, b), static (p, i) => new VanDerPolHundred.Trajectories((VanDerPolHundred.Parameters)p, i), static () => new VanDerPolHundred.Parameters()),
        Of<Robertson, Robertson.Inputs>("Robertson 1e11", 1e11, TestSet, [1, 0, 0], [0.2083340149701255e-7, 0.8333360770334713e-13, 0.9999999791665050], static (i, b) => new(i, b), static (p, i) => new Robertson.Trajectories((Robertson.Parameters)p, i), static () => new Robertson.Parameters()),
        Of<Hires, Hires.Inputs>("HIRES", 321.8122, TestSet, [1, 0, 0, 0, 0, 0, 0, 0.0057], [0.7371312573325668e-3, 0.1442485726316185e-3, 0.5888729740967575e-4, 0.1175651343283149e-2, 0.2386356198831331e-2, 0.6238968252742796e-2, 0.2849998395185769e-2, 0.2850001604814231e-2], static (i, b) => new(i, b), static (p, i) => new Hires.Trajectories((Hires.Parameters)p, i), static () => new Hires.Parameters()),
        Of<Oregonator, Oregonator.Inputs>("OREGO", 360, TestSet, [1, 2, 3], [0.1000814870318523e1, 0.1228178521549917e4, 0.1320554942846706e3], static (i, b) => new(i, b), static (p, i) => new Oregonator.Trajectories((Oregonator.Parameters)p, i), static () => new Oregonator.Parameters()),
        Of<PyrolysisE5, PyrolysisE5.Inputs>("E5", 1e13, TestSet, [1.76e-3, 0, 0, 0], [0.1152903278711829e-290, 0.8867655517642120e-22, 0.8854814626268838e-22, 0], static (i, b) => new(i, b), static (p, i) => new PyrolysisE5.Trajectories((PyrolysisE5.Parameters)p, i), static () => new PyrolysisE5.Parameters()),
        Of<BrusselatorBench, BrusselatorBench.Inputs>("Brusselator", 20, Series, [1.5, 3], [0.49863707126834785, 4.596780349452011], static (i, b) => new(i, b), static (p, i) => new BrusselatorBench.Trajectories((BrusselatorBench.Parameters)p, i), static () => new BrusselatorBench.Parameters()),
        Of<PollutionBench, PollutionBench.Inputs>("POLLU", 60, TestSet, [0, 0.2, 0, 0.04, 0, 0, 0.1, 0.3, 0.01, 0, 0, 0, 0, 0, 0, 0, 0.007, 0, 0, 0], [0.5646255480022769e-1, 0.1342484130422339, 0.4139734331099427e-8, 0.5523140207484359e-2, 0.2018977262302196e-6, 0.1464541863493966e-6, 0.7784249118997964e-1, 0.3245075353396018, 0.7494013383880406e-2, 0.1622293157301561e-7, 0.1135863833257075e-7, 0.2230505975721359e-2, 0.2087162882798630e-3, 0.1396921016840158e-4, 0.8964884856898295e-2, 0.4352846369330103e-17, 0.6899219696263405e-2, 0.1007803037365946e-3, 0.1772146513969984e-5, 0.5682943292316392e-4], static (i, b) => new(i, b), static (p, i) => new PollutionBench.Trajectories((PollutionBench.Parameters)p, i), static () => new PollutionBench.Parameters()),
        Of<PleiadesBench, PleiadesBench.Inputs>("Pleiades", 3, TestSet, [3, 0, 3, 0, -1, 0, -3, 0, 2, 0, -2, 1.75, 2, -1.5, 3, 0, -3, 0, 2, 0, 0, -1.25, 0, 1, -4, 0, 4, 0], [0.3706139143970502, 0.3237284092057233e1, -0.3222559032418324e1, 0.6597091455775310, 0.3425581707156584, 0.1562172101400631e1, -0.7003092922212495, -0.3943437585517392e1, -0.3271380973972550e1, 0.5225081843456543e1, -0.2590612434977470e1, 0.1198213693392275e1, -0.2429682344935824, 0.1091449240428980e1], static (i, b) => new(i, b), static (p, i) => new PleiadesBench.Trajectories((PleiadesBench.Parameters)p, i), static () => new PleiadesBench.Parameters()),
        Of<ChainBench, ChainBench.Inputs>("Chain of 40", 1, "closed form", [1, .. new double[39]], [.. Enumerable.Range(0, 40).Select(static i => Math.Exp(-1) * Math.Pow(1 - Math.Exp(-1), i))], static (i, b) => new(i, b), static (p, i) => new ChainBench.Trajectories((ChainBench.Parameters)p, i), static () => new ChainBench.Parameters()),
    ];

    private static MarchProblem Of<TModel, TInputs>(
        string title,
        double end,
        string source,
        double[] starts,
        double[] reference,
        Func<int, int, TInputs> inputsOf,
        Func<ModelValues, TInputs, ModelTrajectories> trajectoriesOf,
        Func<ModelValues> parametersOf)
        where TModel : IMechanisticModel<TModel>
        where TInputs : ModelValues =>
        new(typeof(TModel).Name, title, end, source, starts, reference, (problem, trajectories) =>
        {
            var inputs = inputsOf(2, trajectories);
            var at = 0;
            for (var slot = 0; slot < inputs.Slots.Count; slot++)
            {
                var numbers = inputs.Slot(slot);
                if (inputs.Slots[slot].Kind == ValueKind.Steps)
                {
                    numbers.Fill(problem.End);
                    continue;
                }

                for (var component = 0; component < inputs.Slots[slot].Components; component++)
                {
                    numbers.Slice(component * trajectories, trajectories).Fill(problem.Starts[at++]);
                }
            }

            var solution = trajectoriesOf(parametersOf(), inputs);
            return (solution, options => Solver.Solve<TModel>(solution, options));
        });
}
