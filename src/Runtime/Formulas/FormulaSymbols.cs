using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Formulas;

/// <summary>What the symbols of a model's formulas are at the grid points of a trajectory.</summary>
/// <param name="problem">The inputs, and the grid.</param>
/// <param name="parameters">The learned values.</param>
/// <param name="trajectory">The trajectory.</param>
/// <param name="unknownAt">The value of an unknown at a grid point, unscaled; null for a linear model without a solution, in which every state may as well be one.</param>
internal sealed class FormulaSymbols(Problem problem, ModelValues parameters, int trajectory, Func<int, int, double>? unknownAt)
{
    private double[]? _times;

    public ModelDescription Model => problem.Model;

    public int Trajectory => trajectory;

    public int Points => problem.Points;

    /// <summary>The time of a grid point.</summary>
    public double TimeAt(int point) => (_times ??= problem.Times(trajectory))[point];

    /// <summary>Whether an observable has been measured at a grid point.</summary>
    public bool IsMeasured(string observable, int point) =>
        Find(problem.Inputs, "Observed" + observable, ValueKind.Observed, point, out _) is { } value && !double.IsNaN(value);

    /// <summary>The value of a symbol and of its time derivatives.</summary>
    /// <param name="name">The state or coefficient.</param>
    /// <param name="order">Which derivative of the state.</param>
    /// <param name="point">The grid point.</param>
    /// <param name="length">How many elements of the series are wanted.</param>
    /// <param name="direction">What moves.</param>
    public FormulaValue Of(string name, int order, int point, int length, FormulaDirection direction)
    {
        if (Model.States.FirstOrDefault(state => state.Name == name) is { } state)
        {
            length = Math.Min(length, state.Order - order + 1);
            var moves = direction.Moves(name, isState: true, isLearned: false);
            return new FormulaValue(
                Scaled(length, i => unknownAt is null ? 1 : unknownAt(point, state.Offset + order + i)), moves ? Scaled(length, static _ => 1) : null, IsKnown: unknownAt is not null);
        }

        var learned = Find(parameters, name, ValueKind.Coefficient, point, out var per);
        var value = learned ?? Find(problem.Inputs, name, ValueKind.Coefficient, point, out per) ?? throw new InvalidOperationException($"{Model.Name} has no {name}.");
        var series = new List<double> { value };
        var factorial = 1.0;
        for (var i = 1; i < length && per == Per.Step && Find(problem.Inputs, $"{name}D{i}", ValueKind.Coefficient, point, out _) is { } rate; i++)
        {
            factorial *= i;
            series.Add(rate / factorial);
        }

        return new FormulaValue([.. series], direction.Moves(name, isState: false, learned is not null) ? Scaled(series.Count, static _ => 1) : null);
    }

    /// <summary>Time itself.</summary>
    public FormulaValue Time(int point, int length) => new(length > 1 ? [TimeAt(point), 1] : [TimeAt(point)]);

    private static double[] Scaled(int length, Func<int, double> derivative)
    {
        var series = new double[length];
        var factorial = 1.0;
        for (var i = 0; i < length; i++)
        {
            factorial *= Math.Max(1, i);
            series[i] = derivative(i) / factorial;
        }

        return series;
    }

    private double? Find(ModelValues values, string name, ValueKind kind, int point, out Per per)
    {
        for (var slot = 0; slot < values.Slots.Count; slot++)
        {
            var description = values.Slots[slot];
            if (description.Kind == kind && description.Name == name)
            {
                per = description.Per;
                return values.NumberAt(slot, per == Per.Step ? point : 0, per == Per.Model ? 0 : trajectory);
            }
        }

        per = Per.Model;
        return null;
    }
}
