using System;
using System.Collections.Generic;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Samples.Schemes;

/// <summary>A way to solve the damped oscillator.</summary>
/// <param name="Name">What the table and the plot call it.</param>
/// <param name="Order">How the error of u falls with the step, in theory: with this power of it.</param>
/// <param name="Solve">Solves for a number of grid points, a step, and a number of trajectories, on one core.</param>
public sealed record SchemeCase(string Name, int Order, Func<int, double, int, (StateTrajectory U, SolveStatus Status)> Solve)
{
    /// <summary>All of them, from the roughest to the most accurate.</summary>
    public static IReadOnlyList<SchemeCase> All { get; } =
    [
        new("Taylor, order 2", 2, static (points, step, trajectories) =>
        {
            var inputs = new TaylorOrderTwo.Inputs(points, trajectories) { Steps = step };
            inputs.InitialU.Fill(Oscillation.Start);
            inputs.InitialU.Fill(Oscillation.StartSlope, order: 1);
            var u = TaylorOrderTwo.Solve(inputs, OneCore);
            return (u.U, u.Reports[0].Status);
        }),
        new("Taylor, order 4", 4, static (points, step, trajectories) =>
        {
            var inputs = new TaylorOrderFour.Inputs(points, trajectories) { Steps = step };
            inputs.InitialU.Fill(Oscillation.Start);
            inputs.InitialU.Fill(Oscillation.StartSlope, order: 1);
            var u = TaylorOrderFour.Solve(inputs, OneCore);
            return (u.U, u.Reports[0].Status);
        }),
        new("Hermite, k = 0", 2, static (points, step, trajectories) =>
        {
            var inputs = new HermitePlain.Inputs(points, trajectories) { Steps = step };
            inputs.InitialU.Fill(Oscillation.Start);
            inputs.InitialU.Fill(Oscillation.StartSlope, order: 1);
            var u = HermitePlain.Solve(inputs, OneCore);
            return (u.U, u.Reports[0].Status);
        }),
        new("Hermite, k = 1", 4, static (points, step, trajectories) =>
        {
            var inputs = new HermiteOnce.Inputs(points, trajectories) { Steps = step };
            inputs.InitialU.Fill(Oscillation.Start);
            inputs.InitialU.Fill(Oscillation.StartSlope, order: 1);
            var u = HermiteOnce.Solve(inputs, OneCore);
            return (u.U, u.Reports[0].Status);
        }),
        new("Hermite, k = 2", 6, static (points, step, trajectories) =>
        {
            var inputs = new HermiteTwice.Inputs(points, trajectories) { Steps = step };
            inputs.InitialU.Fill(Oscillation.Start);
            inputs.InitialU.Fill(Oscillation.StartSlope, order: 1);
            var u = HermiteTwice.Solve(inputs, OneCore);
            return (u.U, u.Reports[0].Status);
        }),
        new("Hermite, k = 4", 10, static (points, step, trajectories) =>
        {
            var inputs = new HermiteFourTimes.Inputs(points, trajectories) { Steps = step };
            inputs.InitialU.Fill(Oscillation.Start);
            inputs.InitialU.Fill(Oscillation.StartSlope, order: 1);
            var u = HermiteFourTimes.Solve(inputs, OneCore);
            return (u.U, u.Reports[0].Status);
        }),
        new("k = 2, single", 6, static (points, step, trajectories) =>
        {
            var inputs = new HermiteTwiceInSingle.Inputs(points, trajectories) { Steps = step };
            inputs.InitialU.Fill(Oscillation.Start);
            inputs.InitialU.Fill(Oscillation.StartSlope, order: 1);
            var u = HermiteTwiceInSingle.Solve(inputs, OneCore);
            return (u.U, u.Reports[0].Status);
        }),
    ];

    /// <summary>One of them eliminated in another way, to compare what it costs.</summary>
    public static SchemeCase ByCholesky { get; } = new("Hermite, k = 2, Cholesky", 6, static (points, step, trajectories) =>
    {
        var inputs = new HermiteTwiceByCholesky.Inputs(points, trajectories) { Steps = step };
        inputs.InitialU.Fill(Oscillation.Start);
        inputs.InitialU.Fill(Oscillation.StartSlope, order: 1);
        var u = HermiteTwiceByCholesky.Solve(inputs, OneCore);
        return (u.U, u.Reports[0].Status);
    });

    /// <summary>Single precision without refinement.</summary>
    public static SchemeCase Unrefined { get; } = new("k = 2, single, unrefined", 6, static (points, step, trajectories) =>
    {
        var inputs = new HermiteTwiceInSingle.Inputs(points, trajectories) { Steps = step };
        inputs.InitialU.Fill(Oscillation.Start);
        inputs.InitialU.Fill(Oscillation.StartSlope, order: 1);
        var u = HermiteTwiceInSingle.Solve(inputs, new SolveOptions { MaxDegreeOfParallelism = 1, Refine = false });
        return (u.U, u.Reports[0].Status);
    });

    private static SolveOptions OneCore { get; } = new() { MaxDegreeOfParallelism = 1 };
}
