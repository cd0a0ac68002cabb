using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Schedules;

namespace ScalableMNN.Runtime.Marching;

/// <summary>What happens along one trajectory, in the order of time, with what its values say of doses.</summary>
internal sealed class Happenings<TModel>
    where TModel : IMechanisticModel<TModel>
{
    private readonly MarchDescription _march;
    private readonly IReadOnlyList<StateDescription> _states;
    private readonly MarchEquations<TModel> _equations;
    private readonly DoseQuantities _quantities;
    private readonly PlannedDoses _planned;
    private readonly List<Change> _changes = [];

    public Happenings(ModelDescription model, MarchEquations<TModel> equations)
    {
        _march = model.March;
        _states = model.States;
        _equations = equations;
        _quantities = new DoseQuantities(_march.Doses);
        _planned = new PlannedDoses(_quantities, _march.Doses.Count);
    }

    /// <summary>What happens, none earlier than the one before.</summary>
    public List<Happening> All { get; } = [];

    /// <summary>What is wrong with what the model says of doses, as the beginning of a sentence; null where nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>Reads what happens to a trajectory whose values the equations are bound to.</summary>
    /// <returns>False where something that the model says of doses is no number to work with: not finite, or a dose would arrive before its time.</returns>
    public bool TryRead(TrajectoryTimeline? timeline)
    {
        All.Clear();
        Fault = null;
        if (_march.Events.Count == 0 && (timeline is null || (timeline.Doses.Length == 0 && timeline.Resets.Length == 0)))
        {
            return true;
        }

        var start = _equations.Times[0];
        ReadDoses(start);
        for (var i = 0; i < _march.Doses.Count; i++)
        {
            if (WrongIn(i, timeline?.Doses ?? []) is >= 0 and var quantity)
            {
                Fault = string.Create(CultureInfo.InvariantCulture, $"the {DoseQuantities.NameOf(quantity)} of a dose of {_states[_march.Doses[i].State].Name} is {_quantities[i, quantity]:g6}");
                return false;
            }
        }

        _changes.Clear();
        foreach (var occurrence in timeline?.Events ?? [])
        {
            _changes.Add(new Change(occurrence.Time, ChangeKind.Event, occurrence.Index, occurrence.Index));
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
                _changes.Add(new Change(time, ChangeKind.Event, i, i));
            }
        }

        if (timeline is not null && _planned.TryPlan(timeline, _changes) is { } index)
        {
            Fault = string.Create(
                CultureInfo.InvariantCulture,
                $"an infusion of {_states[_march.Doses[index].State].Name} that is repeated for ever takes more than {PlannedDoses.MostAtOnce} of its intervals");
            return false;
        }

        Sort();
        return true;
    }

    private void ReadDoses(double start)
    {
        _equations.Enter(start);
        _equations.SetTime(0, start);
        if (_march.Events.Any(static occurrence => occurrence.Kind == EventKind.Timed) || DoseQuantities.Said(_march.Doses).Any())
        {
            _equations.Express();
        }

        _quantities.Read(_equations.Expressed, _equations.Lanes);
    }

    /// <summary>The quantity of a dose that is no number to work with; -1 where there is none.</summary>
    private int WrongIn(int dose, Dose[] given)
    {
        var (part, lag) = (_quantities[dose, DoseQuantities.Part], _quantities[dose, DoseQuantities.Lag]);
        if (!double.IsFinite(part) || (part < 0 && Array.Exists(given, other => other.Index == dose && other.Form is DoseForm.AtRate or DoseForm.AtModelRate)))
        {
            return DoseQuantities.Part;
        }

        if (!(lag >= 0 && double.IsFinite(lag)))
        {
            return DoseQuantities.Lag;
        }

        return Wrong(DoseForm.AtModelRate, DoseQuantities.Rate) ? DoseQuantities.Rate : Wrong(DoseForm.ForModelDuration, DoseQuantities.Duration) ? DoseQuantities.Duration : -1;

        bool Wrong(DoseForm form, int quantity) =>
            !(_quantities[dose, quantity] > 0 && double.IsFinite(_quantities[dose, quantity])) && Array.Exists(given, other => other.Index == dose && other.Form == form);
    }

    /// <summary>Puts what happens into the order of time, and adds up the infusions that run.</summary>
    private void Sort()
    {
        _changes.Sort(Change.InOrder);
        var running = new List<Infusion>();
        foreach (var change in _changes)
        {
            if (change.Kind is ChangeKind.Resets || change is { Kind: ChangeKind.Settles, Regimen.Adds: false })
            {
                running.Clear();
            }

            running.AddRange(change.AlsoRunning);
            All.Add(change.Kind switch
            {
                ChangeKind.Event => new Happening(change.Time, -1, 0, null, change.Index),
                ChangeKind.Resets => new Happening(change.Time, -1, 0, RunningInfusions.None) { Resets = true },
                ChangeKind.Settles => new Happening(change.Time, -1, 0, RunningInfusions.Of(running, _march.Doses.Count)) { Regimen = change.Regimen },
                _ => change.ToHappening(running, _march.Doses.Count),
            });
        }
    }
}
