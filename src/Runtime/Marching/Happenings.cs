using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Schedules;

namespace ScalableMNN.Runtime.Marching;

/// <summary>What happens along one trajectory, in the order of time, with the bioavailabilities and lags that its values say.</summary>
internal sealed class Happenings<TModel>
    where TModel : IMechanisticModel<TModel>
{
    private readonly MarchDescription _march;
    private readonly IReadOnlyList<StateDescription> _states;
    private readonly MarchEquations<TModel> _equations;
    private readonly double[] _bioavailabilities;
    private readonly double[] _lags;
    private readonly List<Change> _changes = [];

    public Happenings(ModelDescription model, MarchEquations<TModel> equations)
    {
        _march = model.March;
        _states = model.States;
        _equations = equations;
        _bioavailabilities = new double[_march.Doses.Count];
        _lags = new double[_march.Doses.Count];
    }

    /// <summary>What happens, none earlier than the one before.</summary>
    public List<Happening> All { get; } = [];

    /// <summary>Which part of each dose arrives.</summary>
    public ReadOnlySpan<double> Bioavailabilities => _bioavailabilities;

    /// <summary>What is wrong with a bioavailability or a lag, as the beginning of a sentence; null where nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>Reads what happens to a trajectory whose values the equations are bound to.</summary>
    /// <returns>False where a bioavailability or a lag is no number to work with: not finite, or a dose would arrive before its time.</returns>
    public bool TryRead(TrajectoryTimeline? timeline)
    {
        All.Clear();
        Fault = null;
        if (_march.Events.Count == 0 && (timeline is null || timeline.Doses.Length == 0))
        {
            return true;
        }

        var start = _equations.Times[0];
        ReadDoses(start);
        for (var i = 0; i < _lags.Length; i++)
        {
            var (isPart, isLate) = (double.IsFinite(_bioavailabilities[i]), _lags[i] >= 0 && double.IsFinite(_lags[i]));
            if (!isPart || !isLate)
            {
                Fault = string.Create(CultureInfo.InvariantCulture, $"the {(isPart ? "lag" : "bioavailability")} of a dose of {_states[_march.Doses[i].State].Name} is {(isPart ? _lags[i] : _bioavailabilities[i]):g6}");
                return false;
            }
        }

        _changes.Clear();
        foreach (var occurrence in timeline?.Events ?? [])
        {
            _changes.Add(new Change(occurrence.Time, Kind.Event, occurrence.Index, occurrence.Index, 0));
        }

        for (var i = 0; i < _march.Events.Count; i++)
        {
            if (_march.Events[i].Kind != EventKind.Timed)
            {
                continue;
            }

            var time = _equations.Expressed[_march.Events[i].Trigger * _equations.Lanes];
            if (double.IsNaN(time))
            {
                Fault = $"the time of event {_march.Events[i].Name} is not a number";
                return false;
            }

            if (time >= start)
            {
                _changes.Add(new Change(time, Kind.Event, i, i, 0));
            }
        }

        Sort(timeline?.Doses ?? []);
        return true;
    }

    private void ReadDoses(double start)
    {
        _equations.Enter(start);
        _equations.SetTime(0, start);
        if (_march.Events.Any(static occurrence => occurrence.Kind == EventKind.Timed) || _march.Doses.Any(static dose => dose.Bioavailability >= 0 || dose.Lag >= 0))
        {
            _equations.Express();
        }

        for (var i = 0; i < _march.Doses.Count; i++)
        {
            var dose = _march.Doses[i];
            _bioavailabilities[i] = dose.Bioavailability < 0 ? 1 : _equations.Expressed[dose.Bioavailability * _equations.Lanes];
            _lags[i] = dose.Lag < 0 ? 0 : _equations.Expressed[dose.Lag * _equations.Lanes];
        }
    }

    /// <summary>Puts what happens into the order of time. Of what is at one time, infusions end before others begin, those before what is given at once, and that before events in the order of the model.</summary>
    private void Sort(Dose[] doses)
    {
        foreach (var dose in doses)
        {
            var from = dose.Time + _lags[dose.Index];
            if (dose.Duration > 0)
            {
                _changes.Add(new Change(from, Kind.Begins, _changes.Count, dose.Index, dose.Rate));
                _changes.Add(new Change(from + dose.Duration, Kind.Ends, _changes.Count, dose.Index, dose.Rate));
            }
            else
            {
                _changes.Add(new Change(from, Kind.AtOnce, _changes.Count, dose.Index, dose.Amount));
            }
        }

        _changes.Sort(static (one, other) => (one.Time, one.Kind, one.Place).CompareTo((other.Time, other.Kind, other.Place)));
        var running = new List<double>[_march.Doses.Count];
        for (var i = 0; i < running.Length; i++)
        {
            running[i] = [];
        }

        foreach (var change in _changes)
        {
            switch (change.Kind)
            {
                case Kind.Event:
                    All.Add(new Happening(change.Time, -1, 0, null, change.Dose));
                    continue;
                case Kind.AtOnce:
                    All.Add(new Happening(change.Time, change.Dose, change.Number, null));
                    continue;
                case Kind.Begins:
                    running[change.Dose].Add(change.Number);
                    break;
                default:
                    running[change.Dose].Remove(change.Number);
                    break;
            }

            // The rates that run are added up anew, so that no rounding is left of one that has ended.
            All.Add(new Happening(change.Time, change.Dose, 0, [.. running.Select(static rates => rates.Sum())]));
        }
    }

    private enum Kind
    {
        Ends,
        Begins,
        AtOnce,
        Event,
    }

    private readonly record struct Change(double Time, Kind Kind, int Place, int Dose, double Number);
}
