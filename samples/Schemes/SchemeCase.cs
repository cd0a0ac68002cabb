using System;
using System.Collections.Generic;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Samples.Schemes;

/// <summary>A way to solve the damped oscillator.</summary>
/// <param name="Name">What the table and the plot call it.</param>
/// <param name="Order">How the error of u falls with the step, in theory: with this power of it.</param>
/// <param name="Solve">Solves with a step, from 0 to 10.</param>
public sealed record SchemeCase(string Name, int Order, Func<int, double, StateTrajectory> Solve)
{
    /// <summary>All of them, from the roughest to the most accurate.</summary>
    public static IReadOnlyList<SchemeCase> All { get; } =
    [
        new("Taylor, order 2", 2, static (points, step) =>
        {
            var inputs = new TaylorOrderTwo.Inputs(points) { Steps = step };
            inputs.InitialU.Set(0, Oscillation.Start, Oscillation.StartSlope);
            return TaylorOrderTwo.Solve(inputs).EnsureSuccess().U;
        }),
        new("Taylor, order 4", 4, static (points, step) =>
        {
            var inputs = new TaylorOrderFour.Inputs(points) { Steps = step };
            inputs.InitialU.Set(0, Oscillation.Start, Oscillation.StartSlope);
            return TaylorOrderFour.Solve(inputs).EnsureSuccess().U;
        }),
        new("Hermite, k = 0", 2, static (points, step) =>
        {
            var inputs = new HermitePlain.Inputs(points) { Steps = step };
            inputs.InitialU.Set(0, Oscillation.Start, Oscillation.StartSlope);
            return HermitePlain.Solve(inputs).EnsureSuccess().U;
        }),
        new("Hermite, k = 1", 4, static (points, step) =>
        {
            var inputs = new HermiteOnce.Inputs(points) { Steps = step };
            inputs.InitialU.Set(0, Oscillation.Start, Oscillation.StartSlope);
            return HermiteOnce.Solve(inputs).EnsureSuccess().U;
        }),
        new("Hermite, k = 2", 6, static (points, step) =>
        {
            var inputs = new HermiteTwice.Inputs(points) { Steps = step };
            inputs.InitialU.Set(0, Oscillation.Start, Oscillation.StartSlope);
            return HermiteTwice.Solve(inputs).EnsureSuccess().U;
        }),
        new("Hermite, k = 4", 10, static (points, step) =>
        {
            var inputs = new HermiteFourTimes.Inputs(points) { Steps = step };
            inputs.InitialU.Set(0, Oscillation.Start, Oscillation.StartSlope);
            return HermiteFourTimes.Solve(inputs).EnsureSuccess().U;
        }),
    ];
}
