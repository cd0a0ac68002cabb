using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Schedules;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>What is estimated, from what: the parameters by kind, the given initial values and the measured values of a batch.</summary>
internal sealed class EstimationProblem
{
    private readonly int[] _columns;
    private readonly int[] _headers;
    private readonly double[][] _shown;
    private readonly Dictionary<int, double[]>[] _repeated;

    public EstimationProblem(ModelDescription model, EstimationDescription rows, ModelValues parameters, ModelValues inputs)
    {
        Model = model;
        Rows = rows;
        Inputs = inputs;
        Values = new Problem(parameters, inputs);
        Orders = DifferentialOrders(model, rows);
        StateOf = [.. model.States.SelectMany(static (state, index) => Enumerable.Repeat(index, state.Order + 1))];
        Shared = [.. Indices(model, Per.Model)];
        Local = [.. Indices(model, Per.Trajectory)];
        _columns = new int[model.Parameters.Count];
        _headers = new int[model.Parameters.Count];
        var header = 0;
        for (var i = 0; i < _columns.Length; i++)
        {
            var slot = model.Parameters[i];
            _columns[i] = slot.Per == Per.Model ? Array.IndexOf(Shared, i) : Array.IndexOf(Local, i);
            _headers[i] = header;
            header += slot.Components;
        }

        Given = [.. GivenRows(model, inputs)];
        _shown = [.. rows.Observables.Select(observable => inputs.Slot(observable.Input).ToArray())];
        _repeated = [.. rows.Observables.Select(observable => RepeatedOf(inputs, observable.Input))];
        Measured = [.. Enumerable.Range(0, _shown.Length).Select(k => AllOf(k).ToArray())];
        MostMeasured = _repeated.Sum(static of => of.Values.Select(static values => values.Length).DefaultIfEmpty(1).Max());
        foreach (var (observable, shown) in rows.Observables.Zip(_shown))
        {
            // The mean of several values is infinite, or not a number, where one of them is infinite.
            for (var i = 0; i < shown.Length; i++)
            {
                var (point, trajectory) = (i / inputs.TrajectoryCount, i % inputs.TrajectoryCount);
                foreach (var value in inputs.ValuesAt(observable.Input, point, trajectory))
                {
                    if (double.IsInfinity(value))
                    {
                        throw new ArgumentException(
                            $"{model.Name}.Inputs.{model.Inputs[observable.Input].Name} is {value}{inputs.PlaceOf(observable.Input, point, trajectory)}. Give finite values, or NaN for a missing one.",
                            nameof(inputs));
                    }
                }
            }
        }

        static IEnumerable<int> Indices(ModelDescription model, Per per) =>
            Enumerable.Range(0, model.Parameters.Count).Where(i => model.Parameters[i].Per == per && model.Parameters[i].Kind == ValueKind.Coefficient);
    }

    public ModelDescription Model { get; }

    public EstimationDescription Rows { get; }

    public ModelValues Inputs { get; }

    /// <summary>Steps, and the order in which the kernel wants its values.</summary>
    public Problem Values { get; }

    public int Trajectories => Values.Trajectories;

    public int Points => Values.Points;

    public int Unknowns => Model.Layout.Unknowns;

    /// <summary>The order of each state in its equations, without the derivatives that the scheme carries on top.</summary>
    public int[] Orders { get; }

    /// <summary>The state that each unknown belongs to.</summary>
    public int[] StateOf { get; }

    /// <summary>The parameters of the whole model.</summary>
    public int[] Shared { get; }

    /// <summary>The parameters of each trajectory.</summary>
    public int[] Local { get; }

    /// <summary>The values given at the first grid points.</summary>
    public GivenValue[] Given { get; }

    /// <summary>All measured values of each observable.</summary>
    public double[][] Measured { get; }

    /// <summary>How many values are measured at a grid point, at most.</summary>
    public int MostMeasured { get; }

    public bool IsShared(int parameter) => Model.Parameters[parameter].Per == Per.Model;

    /// <summary>Where a parameter stands among those of its kind.</summary>
    public int ColumnOf(int parameter) => _columns[parameter];

    /// <summary>Where a parameter stands in the kernel's header.</summary>
    public int HeaderOf(int parameter) => _headers[parameter];

    /// <summary>The order of an unknown: which derivative it is.</summary>
    public int OrderOf(int unknown) => unknown - Model.States[StateOf[unknown]].Offset;

    /// <summary>The step that scales the unknowns of a grid point.</summary>
    public double ScaleStep(int trajectory, int point) => Points == 1 ? Math.Max(Model.Grid.StepSize, double.Epsilon) : Values.StepAt(trajectory, Math.Min(point, Points - 2));

    /// <summary>The value that is given, or NaN where it is to be estimated.</summary>
    public double GivenAt(in GivenValue given, int trajectory) => Inputs.Slot(given.Slot)[(given.Component * Trajectories) + trajectory];

    /// <summary>The measured value at a grid point, the mean where there are several, or NaN.</summary>
    public double MeasuredAt(int observable, int trajectory, int point) => _shown[observable][(point * Trajectories) + trajectory];

    /// <summary>All values that were measured at a grid point.</summary>
    public ReadOnlySpan<double> ValuesAt(int observable, int trajectory, int point)
    {
        var i = (point * Trajectories) + trajectory;
        ref var shown = ref _shown[observable][i];
        return double.IsNaN(shown) ? default
            : _repeated[observable].TryGetValue(i, out var values) ? values
            : new ReadOnlySpan<double>(ref shown);
    }

    /// <summary>The deviations of the values that were measured at a grid point where they have their own; null where they have none.</summary>
    public double[]? DeviationsAt(int observable, int trajectory, int point) =>
        Inputs.Timeline is { } timeline && timeline[trajectory].Deviations.TryGetValue((Rows.Observables[observable].Input, point), out var deviations) ? deviations : null;

    /// <summary>Whether the values of an observable have deviations of their own.</summary>
    public bool HasDeviations(int observable) =>
        Inputs.Timeline is { } timeline && Enumerable.Range(0, Trajectories).Any(b => timeline[b].Deviations.Keys.Any(key => key.Slot == Rows.Observables[observable].Input));

    /// <summary>The limits of those values at a grid point that are censored; null where none is.</summary>
    public CensoringLimits?[]? LimitsAt(int observable, int trajectory, int point) =>
        Inputs.Timeline is { } timeline && timeline[trajectory].Limits.TryGetValue((Rows.Observables[observable].Input, point), out var limits) ? limits : null;

    /// <summary>Whether any value of an observable is censored.</summary>
    public bool HasLimits(int observable) => CensoredOf(observable) > 0;

    /// <summary>Whether an observable has values, and every one is censored.</summary>
    public bool IsAllCensored(int observable) => Measured[observable].Length > 0 && CensoredOf(observable) == Measured[observable].Length;

    /// <summary>How many values of an observable are censored.</summary>
    public int CensoredOf(int observable) => Inputs.Timeline is not { } timeline ? 0 : Enumerable.Range(0, Trajectories).Sum(b =>
        timeline[b].Limits.Where(pair => pair.Key.Slot == Rows.Observables[observable].Input).Sum(static pair => pair.Value.Count(static limits => limits is not null)));

    private static Dictionary<int, double[]> RepeatedOf(ModelValues inputs, int slot)
    {
        var repeated = new Dictionary<int, double[]>();
        foreach (var (point, trajectory) in inputs.RepeatedAt(slot))
        {
            repeated.Add((point * inputs.TrajectoryCount) + trajectory, inputs.ValuesAt(slot, point, trajectory).ToArray());
        }

        return repeated;
    }

    private IEnumerable<double> AllOf(int observable)
    {
        for (var i = 0; i < _shown[observable].Length; i++)
        {
            if (_repeated[observable].TryGetValue(i, out var values))
            {
                foreach (var value in values)
                {
                    yield return value;
                }
            }
            else if (!double.IsNaN(_shown[observable][i]))
            {
                yield return _shown[observable][i];
            }
        }
    }

    private static int[] DifferentialOrders(ModelDescription model, EstimationDescription rows)
    {
        var orders = new int[model.States.Count];
        for (var state = 0; state < orders.Length; state++)
        {
            var offset = model.States[state].Offset;
            var carried = model.States[state].Order;
            var highest = rows.Equations.SelectMany(static row => row.Unknowns).Where(unknown => unknown >= offset && unknown <= offset + carried).DefaultIfEmpty(offset).Max() - offset;
            orders[state] = Math.Max(0, highest - model.Prolongation);
        }

        return orders;
    }

    private static IEnumerable<GivenValue> GivenRows(ModelDescription model, ModelValues inputs)
    {
        for (var slot = 0; slot < inputs.Slots.Count; slot++)
        {
            if (inputs.Slots[slot] is not { Kind: ValueKind.Initial } initial)
            {
                continue;
            }

            var state = model.States.First(state => state.Name == initial.Name);
            for (var component = 0; component < initial.Components; component++)
            {
                yield return new GivenValue(slot, component, component / initial.Orders, state.Offset + (component % initial.Orders));
            }
        }
    }
}

/// <summary>An unknown that is given at one of the first grid points.</summary>
/// <param name="Slot">Which of the inputs gives it.</param>
/// <param name="Component">Which number of it.</param>
/// <param name="Point">The grid point.</param>
/// <param name="Unknown">The unknown.</param>
internal readonly record struct GivenValue(int Slot, int Component, int Point, int Unknown);
