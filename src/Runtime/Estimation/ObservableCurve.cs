using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Formulas;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>What an observable is along a solution, at every grid point and not only where it was measured.</summary>
public static class ObservableCurve
{
    /// <summary>The names of a model's states and of the expressions that it observes.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The names: states first.</returns>
    public static IReadOnlyList<string> Names(ModelDescription model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. model.States.Select(static state => state.Name), .. model.Formulas.Observables.Select(static observable => observable.Name)];
    }

    /// <summary>Evaluates an observable along a trajectory, with the parameters and inputs of the solution.</summary>
    /// <param name="trajectories">The solution.</param>
    /// <param name="name">A state, a derivative of one as <c>XD1</c>, or an expression that the model observes.</param>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <returns>T numbers, one for each of <see cref="ModelTrajectories.Times"/>; NaN where the expression has no value.</returns>
    /// <exception cref="ArgumentException">There is no such state or observable.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    public static double[] Of(ModelTrajectories trajectories, string name, int trajectory = 0)
    {
        ArgumentNullException.ThrowIfNull(trajectories);
        ArgumentOutOfRangeException.ThrowIfNegative(trajectory);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(trajectory, trajectories.TrajectoryCount);
        if (Locate(trajectories.Model, name) is { } place)
        {
            return trajectories.Column(place.State, place.Order, trajectory);
        }

        var problem = trajectories.Problem;
        var formulas = trajectories.Model.Formulas;
        var formula = formulas.Observables.FirstOrDefault(observable => observable.Name == name)
            ?? throw new ArgumentException($"{trajectories.Model.Name} has no state and no observable {name}. There are: {string.Join(", ", Names(trajectories.Model))}.", nameof(name));
        var unknowns = trajectories.Model.Layout.Unknowns;
        var places = trajectories.Model.States.SelectMany(static (state, index) => Enumerable.Range(0, state.Order + 1).Select(order => (state.Offset + order, index, order)))
            .ToDictionary(static pair => pair.Item1, static pair => (pair.index, pair.order));
        var symbols = new FormulaSymbols(problem, problem.Parameters, trajectory, (point, unknown) =>
            trajectories.Storage[trajectories.Index(places[unknown].index, places[unknown].order, trajectory, point)]);
        var values = new double[trajectories.PointCount];
        for (var point = 0; point < values.Length; point++)
        {
            values[point] = new FormulaEvaluation(symbols, formulas.Functions, point, 1, FormulaDirection.None).Of(formula.Root).Series[0];
        }

        return values;
    }

    /// <summary>The state and its derivative that a name stands for, or null.</summary>
    internal static (int State, int Order)? Locate(ModelDescription model, string name)
    {
        for (var state = 0; state < model.States.Count; state++)
        {
            for (var order = 0; order <= model.States[state].Order; order++)
            {
                if (name == (order == 0 ? model.States[state].Name : $"{model.States[state].Name}D{order}"))
                {
                    return (state, order);
                }
            }
        }

        return null;
    }

    /// <summary>The values of a state or a derivative of one, as a solution or its deviations hold them; null where the name is an expression.</summary>
    /// <param name="trajectories">The solution, or its deviations.</param>
    /// <param name="name">The name.</param>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <returns>T numbers, or null.</returns>
    public static double[]? OfState(ModelTrajectories trajectories, string name, int trajectory)
    {
        ArgumentNullException.ThrowIfNull(trajectories);
        return Locate(trajectories.Model, name) is { } place ? trajectories.Column(place.State, place.Order, trajectory) : null;
    }
}
