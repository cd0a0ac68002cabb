using System;
using System.Globalization;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Marching;

/// <content>Initial values that the model says, and triggered events: what is wanted at a moment is written when all that happens at it has happened.</content>
internal sealed partial class March<TModel>
{
    private readonly TriggeredEvents<TModel> _triggers;

    /// <summary>Gives states the initial values that the model says.</summary>
    private void SetInitially()
    {
        foreach (var occurrence in _march.Events)
        {
            if (occurrence.Kind == EventKind.Initial && occurrence.Resets.Count > 0)
            {
                _equations.SetTime(0, _time);
                Reset(occurrence);
            }
        }
    }

    /// <summary>Derivatives go neither through triggered events nor through initial values that the model says.</summary>
    private void RefuseParts()
    {
        foreach (var occurrence in _march.Events)
        {
            if (Parts is not null && occurrence.Kind is (EventKind.Initial or EventKind.Triggered))
            {
                throw new InvalidOperationException(
                    $"{_problem.Model.Name} has no derivatives: {(occurrence.Kind == EventKind.Initial ? "it says the initial values of its states itself" : $"event {occurrence.Name} is triggered with delay, priority or persistence")}. Solve it; gradients and estimates are for models without.");
            }
        }
    }

    private TrajectoryReport RunTriggered(Action<int, HighestDerivatives<TModel>> write, Counts run)
    {
        const double Rounding = 1e-14;
        var (times, all, happened) = (_equations.Times.ToArray(), _happenings.All, 0);
        _triggers.Begin();
        Watch([]);
        _triggered.Clear();
        for (;;)
        {
            if (!TryRestart())
            {
                return Failed(_highest.IsSingular ? SolveStatus.NotPositiveDefinite : SolveStatus.NotFinite, run);
            }

            if (happened < all.Count && all[happened].Time == _time)
            {
                WriteHeld(_time, happens: true, write);
                for (; happened < all.Count && all[happened].Time == _time; happened++)
                {
                    if (LetHappen(all[happened], run) is { } end)
                    {
                        return end;
                    }
                }
            }

            if (LetMomentHappen(after: false, run) is { } ended)
            {
                return ended;
            }

            WriteHeld(_time, happens: false, write);
            if (_next == times.Length)
            {
                return Done(run);
            }

            if (LetMomentHappen(after: true, run) is { } endedAfter)
            {
                return endedAfter;
            }

            var until = Math.Min(times[_next] > _time ? times[_next] : times[^1], _triggers.Due);
            until = happened < all.Count ? Math.Min(until, all[happened].Time) : until;
            if (until - _time <= Rounding * Math.Abs(until))
            {
                _time = Math.Max(_time, until);
                continue;
            }

            Watch([]);
            if (LetTriggeredHappen(times[0], run) is { } switched)
            {
                return switched;
            }

            _triggers.Leave();
            _triggers.KeepStart();
            if (MarchTo(until, false, write, run) is { } failed)
            {
                return failed;
            }

            if (LetTriggeredHappen(times[0], run) is { } changed)
            {
                return changed;
            }
        }
    }

    /// <summary>Writes the grid points of the present time.</summary>
    private void WriteHeld(double time, bool happens, Action<int, HighestDerivatives<TModel>> write)
    {
        var times = _equations.Times;
        while (_next < times.Length && times[_next] <= time && !(happens && _isAfter is not null && _isAfter[_next]))
        {
            if (IsWanted?.Invoke(_next) != false)
            {
                write(_next, _highest);
            }

            Wrote();
            times = _equations.Times;
        }
    }

    /// <summary>Lets all events of the present moment happen, one after the other, each on what the one before has left; or those of just after it.</summary>
    /// <returns>How the trajectory ends with that; null where it goes on.</returns>
    private TrajectoryReport? LetMomentHappen(bool after, Counts run)
    {
        const int Most = 1000;
        for (var round = 0; ; round++)
        {
            _triggers.Look(_time, _y, after);
            if (!_triggers.TryTrigger(_time))
            {
                return Failed(SolveStatus.NotFinite, run, _triggers.Fault);
            }

            if (_triggers.TakeDue(_time) is not { } due)
            {
                return null;
            }

            if (round == Most)
            {
                return HeldUp(string.Create(CultureInfo.InvariantCulture, $"event {_march.Events[due.Event].Name} happens again and again at t = {_time:g9}"), run);
            }

            var occurrence = _march.Events[due.Event];
            for (var i = 0; i < occurrence.Resets.Count; i++)
            {
                var reset = occurrence.Resets[i];
                _y[_system.Bases[reset.State] + reset.Order] = (due.Values?[i] ?? _triggers.Expressed(reset.Expression)) * (reset.Factor < 0 ? 1 : _triggers.Expressed(reset.Factor));
            }

            _occurred.Add(new EventOccurrence(occurrence.Name, _time));
            _equations.Enter(_time);
            if (!TryRestart())
            {
                return Failed(_highest.IsSingular ? SolveStatus.NotPositiveDefinite : SolveStatus.NotFinite, run);
            }

            if (_modes.Count > 0 && (!_modes.TrySettle(_time, _y, -1, out var hasChanged) || (hasChanged && !TryRestart())))
            {
                return _modes.Fault is { } fault ? HeldUp(fault, run) : Failed(SolveStatus.NotFinite, run);
            }

            if (occurrence.Terminates)
            {
                var ended = Done(run);
                return ended with { March = ended.March! with { EndedBy = occurrence.Name } };
            }
        }
    }

    /// <summary>Whether a step is to be taken again, because a comparison changes within it.</summary>
    private bool IsShortenedByTrigger(ref double size, ref int corrections, double reached)
    {
        const int Most = 10;
        const double Rounding = 4e-15;
        if (corrections == 0)
        {
            var crossing = _triggers.FirstCrossing(_time, size, _interpolate);
            if (double.IsNaN(crossing))
            {
                _triggers.Accept();
                return false;
            }

            if (crossing < 1 && crossing * size > Rounding * Math.Abs(_time))
            {
                corrections = 1;
                size *= crossing;
                return true;
            }
        }

        _step.Interpolate(1, _point);
        var correction = _triggers.Correction(reached, _point, out var isAny);
        if (!isAny)
        {
            // The interpolant was too far off, or the comparison is not continuous: look again, or take the step as it is.
            if (corrections++ < Most)
            {
                var crossing = _triggers.FirstCrossing(_time, size, _interpolate);
                if (double.IsNaN(crossing))
                {
                    corrections = 0;
                    _triggers.Accept();
                    return false;
                }

                if (crossing < 1 && crossing * size > Rounding * Math.Abs(_time))
                {
                    size *= crossing;
                    return true;
                }
            }
        }
        else if (corrections++ < Most && Math.Abs(correction) > Rounding * Math.Max(Math.Abs(reached), size) && size + correction > 0)
        {
            size += correction;
            return true;
        }

        corrections = 0;
        _triggers.Accept();
        _triggers.Stops = true;
        return false;
    }
}
