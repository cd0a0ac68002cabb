using System;
using ScalableMNN.Bench.Measuring;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Bench.Shapes;

/// <summary>Measures one shape.</summary>
internal static class ShapeBenchmark
{
    private static readonly SolveOptions Default = new();
    private static readonly SolveOptions Keeping = new() { KeepFactor = true };
    private static readonly SolveOptions Unrefined = new() { Refine = false };
    private static readonly SolveOptions UnrefinedKeeping = new() { Refine = false, KeepFactor = true };

    public static ShapeResult Run(Shape shape, Sampler sampler, Machine machine)
    {
        var data = new ShapeData(shape);
        var agreement = Compare(data);

        // One model for each way of keeping, so that switching between them does not give memory back and take it again.
        GeneratedModel passing = shape.Generate(data), keeping = shape.Generate(data);
        var runtimeShaped = new RuntimeShapedModel(data);
        var times = sampler.Measure(
        [
            () => passing.SolveAgain(Default),
            () => Both(keeping, Keeping),
            () => Both(passing, Default),
            () => passing.SolveAgain(Unrefined),
            () => Both(keeping, UnrefinedKeeping),
            () => passing.Solve(Default),
            () => passing.SolveAndDifferentiate(Keeping),
            runtimeShaped.Solve,
            runtimeShaped.SolveAndDifferentiate,
        ]);

        // In turns of their own: each further memory would take its share of the caches from the others.
        var placed = shape.Generate(data);
        placed.PlaceBatchFirst(data);
        var timesInPlace = sampler.Measure([() => placed.SolveAgain(Default), () => Both(placed, Keeping)]);
        var calls = times[8].Median > 50 ? 2 : 10;
        var memory = new AllocatedBytes(
            Allocation.BytesPerCall(() => passing.Solve(Default), calls),
            Allocation.BytesPerCall(() => passing.SolveAgain(Default), calls),
            Allocation.BytesPerCall(() => passing.SolveAndDifferentiate(Keeping), calls),
            Allocation.BytesPerCall(() => Both(keeping, Keeping), calls),
            (long)sizeof(double) * shape.Unknowns * shape.Points * shape.Trajectories);
        return new ShapeResult(
            shape.Name, shape.Trajectories, shape.Points, shape.Unknowns, shape.Reference,
            times[0], times[1], times[2], times[3], times[4], times[5], times[6], times[7], times[8], timesInPlace[0], timesInPlace[1],
            Traffic.Of(shape, passing.Layout, machine.LastLevelCacheBytes, machine.Cores), memory, agreement);
    }

    private static void Both(GeneratedModel model, SolveOptions options)
    {
        model.SolveAgain(options);
        model.DifferentiateAgain(options);
    }

    private static Agreement Compare(ShapeData data)
    {
        var generated = data.Shape.Generate(data);
        Both(generated, Keeping);
        var (solution, gradient) = new RuntimeShapedModel(data).Compute();
        var placed = data.Shape.Generate(data);
        if (Difference(placed.PlaceBatchFirst(data), generated.Solution()) > 0)
        {
            throw new InvalidOperationException($"{data.Shape.Name}: the solution in place differs from that in arrays of its own.");
        }

        return new Agreement(Difference(generated.Solution(), solution), Difference(generated.CoefficientGradient(), gradient));
    }

    private static double Difference(double[] left, double[] right)
    {
        double difference = 0, largest = 0;
        for (var i = 0; i < left.Length; i++)
        {
            difference = Math.Max(difference, Math.Abs(left[i] - right[i]));
            largest = Math.Max(largest, Math.Abs(right[i]));
        }

        return difference / largest;
    }
}
