using System;
using System.Collections.Generic;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Samples.Strogatz;

/// <summary>A system with a closed form.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Exact">The closed form of its first state. Each further state is the derivative of the one before.</param>
/// <param name="Solve">Solves it on so many grid points with such a step, and gives its states.</param>
/// <param name="Reference">Largest errors of the reference implementation for the steps of <see cref="StrogatzSample.Steps"/>.</param>
public sealed record LinearSystem(string Name, ClosedForm Exact, Func<int, double, StateTrajectory[]> Solve, IReadOnlyList<Errors> Reference)
{
    /// <summary>
    /// The six systems. The errors beside them are those of the reference implementation of the Scalable Mechanistic Neural Network (Chen et al., ICLR 2025) in double
    /// precision, with the same scheme, orders and weights.
    /// </summary>
    public static IReadOnlyList<LinearSystem> All { get; } =
    [
        new("RC circuit", RcCircuit.Exact, SolveRcCircuit, [new(7.0e-4, 2.5e-4, 4.2e-2), new(7.3e-6, 2.6e-6, 4.3e-3), new(7.2e-8, 2.6e-8, 4.3e-4)]),
        new("Population", Population.Exact, SolvePopulation, [new(9.5e-3, 2.3e-3, 5.7e-2), new(9.6e-5, 2.2e-5, 5.8e-3), new(2.6e-6, 6.0e-7, 5.8e-4)]),
        new("Language death", LanguageDeath.Exact, SolveLanguageDeath, [new(8.0e-5, 4.8e-5, 8.2e-3), new(8.6e-7, 5.2e-7, 8.5e-4), new(8.8e-9, 5.3e-9, 8.5e-5)]),
        new("Harmonic", HarmonicOscillator.Exact, SolveHarmonic, [new(4.1e-2, 6.0e-2, 0.20), new(2.5e-4, 4.1e-4, 1.8e-2), new(2.6e-6, 4.2e-6, 1.8e-3)]),
        new("Damped", DampedOscillator.Exact, SolveDamped, [new(1.8e-2, 3.9e-2, 0.28), new(7.1e-5, 1.5e-4, 2.5e-2), new(7.2e-7, 1.5e-6, 2.5e-3)]),
        new("Third order", ThirdOrder.Exact, SolveThirdOrder, [new(1.2e-3, 1.3e-3, 0.10), new(1.4e-5, 1.4e-5, 1.0e-2), new(1.4e-7, 1.4e-7, 1.0e-3)]),
    ];

    private static StateTrajectory[] SolveRcCircuit(int points, double step)
    {
        var inputs = new RcCircuit.Inputs(points) { Steps = step };
        inputs.InitialU.Fill(RcCircuit.Initial);
        return [RcCircuit.Solve(inputs).EnsureSuccess().U];
    }

    private static StateTrajectory[] SolvePopulation(int points, double step)
    {
        var inputs = new Population.Inputs(points) { Steps = step };
        inputs.InitialU.Fill(Population.Initial);
        return [Population.Solve(inputs).EnsureSuccess().U];
    }

    private static StateTrajectory[] SolveLanguageDeath(int points, double step)
    {
        var inputs = new LanguageDeath.Inputs(points) { Steps = step };
        inputs.InitialU.Fill(LanguageDeath.Initial);
        return [LanguageDeath.Solve(inputs).EnsureSuccess().U];
    }

    private static StateTrajectory[] SolveHarmonic(int points, double step)
    {
        var inputs = new HarmonicOscillator.Inputs(points) { Steps = step };
        inputs.InitialX.Fill(HarmonicOscillator.InitialPosition);
        inputs.InitialV.Fill(HarmonicOscillator.InitialVelocity);
        var solution = HarmonicOscillator.Solve(inputs).EnsureSuccess();
        return [solution.X, solution.V];
    }

    private static StateTrajectory[] SolveDamped(int points, double step)
    {
        var inputs = new DampedOscillator.Inputs(points) { Steps = step };
        inputs.InitialX.Fill(DampedOscillator.InitialPosition);
        inputs.InitialV.Fill(DampedOscillator.InitialVelocity);
        var solution = DampedOscillator.Solve(inputs).EnsureSuccess();
        return [solution.X, solution.V];
    }

    private static StateTrajectory[] SolveThirdOrder(int points, double step)
    {
        var inputs = new ThirdOrder.Inputs(points) { Steps = step };
        inputs.InitialX.Fill(ThirdOrder.Initial0);
        inputs.InitialY.Fill(ThirdOrder.Initial1);
        inputs.InitialZ.Fill(ThirdOrder.Initial2);
        var solution = ThirdOrder.Solve(inputs).EnsureSuccess();
        return [solution.X, solution.Y, solution.Z];
    }
}
