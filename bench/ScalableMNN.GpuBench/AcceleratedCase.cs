#if HAS_ILGPU
using System;
using ILGPU.Runtime;
using ScalableMNN.Bench.Models;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.GpuBench;

/// <summary>A model with data on an accelerator.</summary>
/// <param name="Solve">Solves in place.</param>
/// <param name="Differentiate">Differentiates the last solve, in place.</param>
/// <param name="KernelTime">How long the last kernel took.</param>
/// <param name="Slices">In how many slices it was run.</param>
/// <param name="Layout">Sizes of the kernels' arrays.</param>
/// <param name="Compare">The largest differences of solution and gradient from the processor's.</param>
/// <param name="Release">Gives all memory back.</param>
internal sealed record AcceleratedCase(
    Action Solve, Action Differentiate, Func<TimeSpan> KernelTime, Func<int> Slices, KernelLayout Layout, Func<(double Solution, double Gradient)> Compare, Action Release)
{
    public static AcceleratedCase OfSecondOrder(Accelerator accelerator, int points, int trajectories, long memory)
    {
        var inputs = Fill(new SecondOrder.Inputs(points, trajectories), 1, 2);
        var parameters = new SecondOrder.Parameters();
        var batch = new SecondOrder.AcceleratorBatch(accelerator, inputs) { MemoryLimit = memory };
        var solution = new SecondOrder.Trajectories(parameters, inputs);
        var cotangent = new SecondOrder.Cotangent(solution);
        cotangent.Values.Fill(0.5);
        ModelGradient<SecondOrder.Parameters, SecondOrder.Inputs>? gradient = null;
        return new(
            () => batch.SolveInto(solution, parameters),
            () => gradient = batch.Gradient(solution, cotangent, null, gradient),
            () => batch.KernelTime,
            () => batch.Slices,
            SecondOrder.Description.Layout,
            () =>
            {
                var expected = SecondOrder.Solve(parameters, inputs);
                return (Difference(expected.Values, solution.Values), Difference(SecondOrder.Gradient(expected, cotangent).Inputs.Values, gradient!.Inputs.Values));
            },
            batch.Dispose);
    }

    public static AcceleratedCase OfFourthOrder(Accelerator accelerator, int points, int trajectories, long memory)
    {
        var inputs = Fill(new FourthOrder.Inputs(points, trajectories), 1, 4);
        var parameters = new FourthOrder.Parameters();
        var batch = new FourthOrder.AcceleratorBatch(accelerator, inputs) { MemoryLimit = memory };
        var solution = new FourthOrder.Trajectories(parameters, inputs);
        var cotangent = new FourthOrder.Cotangent(solution);
        cotangent.Values.Fill(0.5);
        ModelGradient<FourthOrder.Parameters, FourthOrder.Inputs>? gradient = null;
        return new(
            () => batch.SolveInto(solution, parameters),
            () => gradient = batch.Gradient(solution, cotangent, null, gradient),
            () => batch.KernelTime,
            () => batch.Slices,
            FourthOrder.Description.Layout,
            () =>
            {
                var expected = FourthOrder.Solve(parameters, inputs);
                return (Difference(expected.Values, solution.Values), Difference(FourthOrder.Gradient(expected, cotangent).Inputs.Values, gradient!.Inputs.Values));
            },
            batch.Dispose);
    }

    public static AcceleratedCase OfCoupled3(Accelerator accelerator, int points, int trajectories, long memory)
    {
        var inputs = Fill(new Coupled3.Inputs(points, trajectories), 3, 2);
        var parameters = new Coupled3.Parameters();
        var batch = new Coupled3.AcceleratorBatch(accelerator, inputs) { MemoryLimit = memory };
        var solution = new Coupled3.Trajectories(parameters, inputs);
        var cotangent = new Coupled3.Cotangent(solution);
        cotangent.Values.Fill(0.5);
        ModelGradient<Coupled3.Parameters, Coupled3.Inputs>? gradient = null;
        return new(
            () => batch.SolveInto(solution, parameters),
            () => gradient = batch.Gradient(solution, cotangent, null, gradient),
            () => batch.KernelTime,
            () => batch.Slices,
            Coupled3.Description.Layout,
            () =>
            {
                var expected = Coupled3.Solve(parameters, inputs);
                return (Difference(expected.Values, solution.Values), Difference(Coupled3.Gradient(expected, cotangent).Inputs.Values, gradient!.Inputs.Values));
            },
            batch.Dispose);
    }

    public static AcceleratedCase OfCoupled8(Accelerator accelerator, int points, int trajectories, long memory)
    {
        var inputs = Fill(new Coupled8.Inputs(points, trajectories), 8, 2);
        var parameters = new Coupled8.Parameters();
        var batch = new Coupled8.AcceleratorBatch(accelerator, inputs) { MemoryLimit = memory };
        var solution = new Coupled8.Trajectories(parameters, inputs);
        var cotangent = new Coupled8.Cotangent(solution);
        cotangent.Values.Fill(0.5);
        ModelGradient<Coupled8.Parameters, Coupled8.Inputs>? gradient = null;
        return new(
            () => batch.SolveInto(solution, parameters),
            () => gradient = batch.Gradient(solution, cotangent, null, gradient),
            () => batch.KernelTime,
            () => batch.Slices,
            Coupled8.Description.Layout,
            () =>
            {
                var expected = Coupled8.Solve(parameters, inputs);
                return (Difference(expected.Values, solution.Values), Difference(Coupled8.Gradient(expected, cotangent).Inputs.Values, gradient!.Inputs.Values));
            },
            batch.Dispose);
    }

    /// <summary>
    /// Data whose solutions neither grow nor vanish: every state obeys (1 + d/dt)^R u = b with coefficients varied by a fifth at every grid point, and weak coupling to the others.
    /// The coefficients come first, in the order of equation, state and derivative, then the right-hand sides.
    /// </summary>
    private static TInputs Fill<TInputs>(TInputs inputs, int states, int order)
        where TInputs : ModelValues
    {
        var random = new Random(20260101);
        var coefficients = states * states * (order + 1);
        for (var slot = 0; slot < inputs.Slots.Count; slot++)
        {
            var kind = inputs.Slots[slot].Kind;
            int state = slot / (order + 1) % states, equation = slot / (order + 1) / states;
            double middle = 0, spread = 1;
            if (kind == ValueKind.Steps)
            {
                (middle, spread) = (0.1, 0.05);
            }
            else if (kind == ValueKind.Coefficient && slot < coefficients)
            {
                (middle, spread) = equation == state ? (Binomial(order, slot % (order + 1)), 0.2 * Binomial(order, slot % (order + 1))) : (0, 0.1 / states);
            }

            foreach (ref var number in inputs.Slot(slot))
            {
                number = middle + (spread * ((2 * random.NextDouble()) - 1));
            }
        }

        return inputs;
    }

    private static double Binomial(int n, int k) => k == 0 ? 1 : Binomial(n, k - 1) * (n - k + 1) / k;

    private static double Difference(ReadOnlySpan<double> expected, ReadOnlySpan<double> computed)
    {
        double largest = 0, difference = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(expected[i]));
            difference = Math.Max(difference, Math.Abs(expected[i] - computed[i]));
        }

        return difference / largest;
    }
}
#endif
