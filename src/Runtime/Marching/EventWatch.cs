using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.RootFinding;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Marching;

/// <summary>
/// Watches the conditions of a model along its steps. A condition is a number that is below zero where it is not true, and an event is where it comes to zero from below. One that is zero or more when it is first
/// looked at, or just after its event, is watched again once it has been below. One that something else lifts to zero and above is an event too.
/// </summary>
internal sealed class EventWatch<TModel>
    where TModel : IMechanisticModel<TModel>
{
    // Just after its event, a number that is this small beside what it has been is rounding.
    private const double Rounding = 1e-9;

    private readonly MarchEquations<TModel> _equations;
    private readonly HighestDerivatives<TModel> _at;
    private readonly MarchedEvent[] _events;
    private readonly int[] _indices;
    private readonly double[] _last;
    private readonly double[] _sizes;
    private readonly double[] _numbers;
    private readonly double[] _y;
    private readonly SwitchModes<TModel> _modes;
    private readonly int _firstSwitch;

    public EventWatch(ModelDescription model, MarchEquations<TModel> equations, FirstOrderSystem system, SwitchModes<TModel> modes)
    {
        _modes = modes;
        _equations = equations;
        _at = new HighestDerivatives<TModel>(equations, system, model.March);
        _indices = [.. Enumerable.Range(0, model.March.Events.Count).Where(i => model.March.Events[i].Kind == EventKind.Conditional)];
        _firstSwitch = _indices.Length;
        _indices = [.. _indices, .. Enumerable.Range(model.March.Events.Count, modes.Count)];
        _events = [.. _indices.Select(model.March.Occurrence)];
        _last = new double[_events.Length];
        _sizes = new double[_events.Length];
        _numbers = new double[_events.Length];
        _y = new double[system.Count];
    }

    /// <summary>Whether there is anything to watch.</summary>
    public bool IsNeeded => _events.Length > 0;

    /// <summary>Forgets the trajectory before.</summary>
    public void Forget()
    {
        _at.Forget();
        Array.Clear(_sizes);
        Array.Clear(_last);
    }

    /// <summary>Begins, at the start or just after something has happened.</summary>
    /// <param name="time">The time.</param>
    /// <param name="y">The components.</param>
    /// <param name="happened">The events that have just happened.</param>
    /// <param name="triggered">Receives those whose conditions have become true with that, in the order of the model.</param>
    public void Begin(double time, ReadOnlySpan<double> y, IReadOnlyCollection<int> happened, List<int> triggered)
    {
        y.CopyTo(_y);
        Evaluate(time);
        for (var i = 0; i < _events.Length; i++)
        {
            var isJust = happened.Contains(_indices[i]);
            if (i >= _firstSwitch)
            {
                // Switches that something else has changed have been settled with it.
                _last[i] = Math.Abs(_numbers[i]) <= Rounding * _sizes[i] ? 0 : Math.Min(_numbers[i], 0);
                _sizes[i] = Math.Max(_sizes[i], Math.Abs(_numbers[i]));
                continue;
            }

            if (_last[i] < 0 && _numbers[i] >= 0 && !isJust)
            {
                triggered.Add(_indices[i]);
            }

            _last[i] = isJust && Math.Abs(_numbers[i]) <= Rounding * _sizes[i] ? 0 : _numbers[i];
            _sizes[i] = Math.Max(_sizes[i], Math.Abs(_last[i]));
        }
    }

    /// <summary>Takes a step as it is: what its conditions are at its end.</summary>
    public void Accept(double time, ReadOnlySpan<double> y)
    {
        y.CopyTo(_y);
        Evaluate(time);
        for (var i = 0; i < _events.Length; i++)
        {
            _last[i] = i >= _firstSwitch ? Math.Min(_numbers[i], 0) : _numbers[i];
            _sizes[i] = Math.Max(_sizes[i], Math.Abs(_numbers[i]));
        }
    }

    /// <summary>The switch that has no way on in its mode, found by <see cref="FirstCrossing"/>; -1 for none.</summary>
    public int AtOnce { get; private set; } = -1;

    /// <summary>The first place in a step at which a condition becomes true.</summary>
    /// <param name="time">Where the step begins.</param>
    /// <param name="size">How long it is.</param>
    /// <param name="samples">The parts of the step at which conditions are looked at, increasing to 1.</param>
    /// <param name="interpolate">Gives the components at a part of the step.</param>
    /// <returns>The part of the step, 1 for its end; NaN where there is none.</returns>
    public double FirstCrossing(double time, double size, ReadOnlySpan<double> samples, Action<double, double[]> interpolate)
    {
        const int MostHalvings = 30;
        var first = double.NaN;
        AtOnce = -1;
        samples = _modes.AreDense ? Denser(samples) : samples;
        var (before, from) = ((double[])_last.Clone(), 0.0);
        foreach (var sample in samples)
        {
            interpolate(sample, _y);
            Evaluate(time + (sample * size));
            for (var i = 0; i < _events.Length; i++)
            {
                if (i >= _firstSwitch && before[i] >= 0 && _numbers[i] > Rounding * _sizes[i])
                {
                    // It has just changed, and has to be seen within its mode before it leaves that again.
                    var number = _numbers[i];
                    var (at, inside) = (sample, false);
                    for (var halving = 0; halving < MostHalvings && !inside; halving++)
                    {
                        at = from + (0.5 * (at - from));
                        interpolate(at, _y);
                        Evaluate(time + (at * size));
                        inside = _numbers[i] < 0;
                    }

                    if (!inside)
                    {
                        AtOnce = _indices[i];
                        return 0;
                    }

                    var left = Root(i, at, sample);
                    first = !(left >= first) ? left : first;
                    interpolate(sample, _y);
                    Evaluate(time + (sample * size));
                }
                else if (before[i] < 0 && _numbers[i] >= 0)
                {
                    var root = _numbers[i] == 0 ? sample : Root(i, from, sample);
                    first = !(root >= first) ? root : first;
                    interpolate(sample, _y);
                    Evaluate(time + (sample * size));
                }
            }

            if (!double.IsNaN(first))
            {
                return first;
            }

            for (var i = 0; i < before.Length; i++)
            {
                // A switch that has not left where modes meet is still to be seen within its mode.
                before[i] = i >= _firstSwitch && before[i] == 0 && Math.Abs(_numbers[i]) <= Rounding * _sizes[i] ? 0 : i >= _firstSwitch ? Math.Min(_numbers[i], 0) : _numbers[i];
            }

            from = sample;
        }

        return first;

        double Root(int i, double low, double high)
        {
            // A condition that is below zero at the left end, and above at the right.
            return Brent.TryFindRoot(At, low, high, 1e-15, 200, out var root) ? root : high;

            double At(double part)
            {
                if (part == 0)
                {
                    return _last[i];
                }

                interpolate(part, _y);
                Evaluate(time + (part * size));
                return _numbers[i];
            }
        }
    }

    /// <summary>How much later than a time the conditions become true that are about to, by their rates; and which.</summary>
    /// <param name="time">A time to which a step was taken because a condition becomes true there.</param>
    /// <param name="y">The components there.</param>
    /// <param name="ofSwitches">Whether the step goes there for switches alone.</param>
    /// <param name="about">Receives the events, in the order of the model.</param>
    public double Correction(double time, ReadOnlySpan<double> y, bool ofSwitches, List<int> about)
    {
        y.CopyTo(_y);
        Evaluate(time);
        about.Clear();
        var correction = double.NaN;
        for (var i = ofSwitches ? _firstSwitch : 0; i < _events.Length; i++)
        {
            var rate = i >= _firstSwitch ? _modes.ExitRate(i - _firstSwitch) : _equations.Expressed[(_events[i].Trigger + 1) * _equations.Lanes];
            if ((_last[i] < 0 || (i >= _firstSwitch && rate > 0)) && Math.Abs(_numbers[i]) <= Rounding * Math.Max(_sizes[i], Math.Abs(_last[i])))
            {
                about.Add(_indices[i]);
                var step = rate > 0 ? -_numbers[i] / rate : 0;
                correction = double.IsNaN(correction) || Math.Abs(step) > Math.Abs(correction) ? step : correction;
            }
        }

        return correction;
    }

    private void Evaluate(double time)
    {
        _ = _at.Solve(time, _y);
        _equations.SetUnknowns(_at.Unknowns);
        _equations.Express();
        for (var i = 0; i < _events.Length; i++)
        {
            _numbers[i] = i >= _firstSwitch ? _modes.Exit(i - _firstSwitch) : _equations.Expressed[_events[i].Trigger * _equations.Lanes];
        }

        _modes.Measure();
    }

    /// <summary>The places at which guards that are curves in time are looked at.</summary>
    private static double[] Denser(ReadOnlySpan<double> samples)
    {
        const int Count = 32;
        double[] all = [.. samples, .. Enumerable.Range(1, Count - 1).Select(static i => (double)i / Count)];
        Array.Sort(all);
        return all;
    }
}
