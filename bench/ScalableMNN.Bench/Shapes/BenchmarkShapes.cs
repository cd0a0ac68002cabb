using System;
using System.Collections.Generic;
using ScalableMNN.Bench.Models;

namespace ScalableMNN.Bench.Shapes;

/// <summary>The six shapes, with the times of the reference implementation.</summary>
internal static class BenchmarkShapes
{
    private static readonly Func<ShapeData, GeneratedModel> OneState = static data =>
        new GeneratedModel<SecondOrder, SecondOrder.Parameters, SecondOrder.Inputs, SecondOrder.Trajectories, SecondOrder.Cotangent>(
            data, new(), new(data.Shape.Points, data.Shape.Trajectories), static (parameters, inputs) => new(parameters, inputs), static solution => new(solution));

    private static readonly Func<ShapeData, GeneratedModel> OneStateOfFourthOrder = static data =>
        new GeneratedModel<FourthOrder, FourthOrder.Parameters, FourthOrder.Inputs, FourthOrder.Trajectories, FourthOrder.Cotangent>(
            data, new(), new(data.Shape.Points, data.Shape.Trajectories), static (parameters, inputs) => new(parameters, inputs), static solution => new(solution));

    private static readonly Func<ShapeData, GeneratedModel> ThreeStates = static data =>
        new GeneratedModel<Coupled3, Coupled3.Parameters, Coupled3.Inputs, Coupled3.Trajectories, Coupled3.Cotangent>(
            data, new(), new(data.Shape.Points, data.Shape.Trajectories), static (parameters, inputs) => new(parameters, inputs), static solution => new(solution));

    private static readonly Func<ShapeData, GeneratedModel> EightStates = static data =>
        new GeneratedModel<Coupled8, Coupled8.Parameters, Coupled8.Inputs, Coupled8.Trajectories, Coupled8.Cotangent>(
            data, new(), new(data.Shape.Points, data.Shape.Trajectories), static (parameters, inputs) => new(parameters, inputs), static solution => new(solution));

    public static IReadOnlyList<Shape> All { get; } =
    [
        new("Lorenz", [512, 3], 50, 1, 2, 1, new(32.5, 55.7), OneState),
        new("KdV", [32, 256], 10, 1, 4, 4, new(51.9, 145), OneStateOfFourthOrder),
        new("one, T 1000", [], 1000, 1, 2, 1, new(16.6, 26.0), OneState),
        new("one, T 100000", [], 100_000, 1, 2, 1, new(1650, 2590), OneState),
        new("64 x 3 coupled", [64], 1000, 3, 2, 1, new(205, 609), ThreeStates),
        new("16 x 8 coupled", [16], 1000, 8, 2, 1, new(262, 1418), EightStates),
    ];
}
