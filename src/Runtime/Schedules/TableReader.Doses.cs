using System;
using System.Globalization;
using System.Linq;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Schedules;

/// <content>Times, doses and resets.</content>
internal sealed partial class TableReader
{
    private static readonly string[] _dates = ["DATE", "DAT1", "DAT2", "DAT3"];

    /// <summary>Whether a column holds days, and is no input of the model.</summary>
    private bool IsDate(string column) => _dates.Contains(column, StringComparer.OrdinalIgnoreCase) && !_inputs.Exists(input => _file.Columns[input.Column] == column);

    /// <summary>Reads when a record is. Times begin anew at a reset, and go on in the trajectory from where they had come to.</summary>
    private double ReadTime(bool isNew, bool resets)
    {
        if (isNew)
        {
            (_offset, _lastMeasured, _lastReset) = (0, double.NaN, double.NaN);
        }

        if (_file.Text(_time).Contains(':', StringComparison.Ordinal))
        {
            _file.Fault(_time, $"'{_file.Text(_time)}' is a time of the day. Write how long it is since the start of the individual, as 10.5");
            return isNew ? 0 : _last + _offset;
        }

        var time = _file.Number(_time, double.NaN);
        if (double.IsNaN(time))
        {
            if (_file.Text(_time).Length == 0)
            {
                _file.Fault(_time, "it is missing. Every record has a time");
            }

            time = isNew ? 0 : _last;
        }

        if (!isNew && time < _last)
        {
            if (!resets)
            {
                _file.Fault(_time, string.Create(CultureInfo.InvariantCulture, $"{time} comes after {_last}. The times of an individual do not decrease, but at a reset (event 3 or 4)"));
            }
            else if (_model.March.DependsOnTime || _model.March.Events.Any(static occurrence => occurrence.Kind == EventKind.Timed))
            {
                _file.Fault(_time, string.Create(CultureInfo.InvariantCulture, $"{time} comes after {_last} at a reset, and what {_model.Name} does depends on the time itself. Let the times go on, or give what follows an ID of its own"));
            }
            else
            {
                _restarts++;
                _offset += _last - time;
            }
        }

        _last = time;
        return time + _offset;
    }

    private void ReadReset(int trajectory, double time)
    {
        _resets++;
        (_lastReset, _lastMeasured) = (time, double.NaN);
        _records.Add(new Record(RecordKind.Reset, trajectory, 0, time, 0));
    }

    private void ReadDose(int trajectory, double time, double amount, int said)
    {
        var which = Which(_compartment, _model.March.Doses.Count, i => _model.States[_model.March.Doses[i].State].Name, "a dosed state");
        var rate = _file.Number(_rate, 0);
        var duration = _file.Number(_duration, 0);
        var additional = _file.Whole(_additional, 0);
        var interval = _file.Number(_interval, 0);
        var steady = said switch
        {
            0 => SteadyForm.None,
            1 or 3 => SteadyForm.Alone,
            2 => SteadyForm.Added,
            var other => Fault(other),
        };

        // An infusion that has run for ever ends with its record: nothing is given from then on.
        var ends = steady != SteadyForm.None && interval == 0 && amount == 0;
        if (!ends && (_amount < 0 || _file.Text(_amount).Length == 0))
        {
            _file.Fault(_amount, "a dose has no amount");
        }

        CheckRate(which, rate, duration, amount, ends);
        if (additional < 0)
        {
            _file.Fault(_additional, "the number of further doses is not negative");
        }

        if (interval < 0 || (additional > 0 && interval == 0))
        {
            _file.Fault(_interval >= 0 ? _interval : _additional, "further doses have an interval greater than 0");
        }

        if (steady != SteadyForm.None)
        {
            CheckSteadyState(time, interval, amount, additional, ends);
        }

        if (_file.HasFaults)
        {
            return;
        }

        _doses += 1 + additional;
        _steadyStates += steady == SteadyForm.None ? 0 : 1;
        var (form, extent) = rate switch
        {
            -1 => (DoseForm.AtModelRate, 0.0),
            -2 => (DoseForm.ForModelDuration, 0.0),
            > 0 => (DoseForm.AtRate, rate),
            _ when ends => (DoseForm.AtRate, 0.0),
            _ => duration > 0 ? (DoseForm.ForDuration, duration) : (DoseForm.AtOnce, 0.0),
        };
        _given.Add(new Dose(which, time, amount, form, extent) { Steady = steady, Interval = steady == SteadyForm.None ? 0 : interval });
        _records.Add(new Record(RecordKind.Dose, trajectory, additional, time, interval));

        SteadyForm Fault(int other)
        {
            _file.Fault(_steady, $"{other} means nothing: 1 is the steady state of this dose alone, 2 adds it to what is there, 0 is none");
            return SteadyForm.None;
        }
    }

    private void CheckRate(int which, double rate, double duration, double amount, bool ends)
    {
        if (duration < 0)
        {
            _file.Fault(_duration, "a duration is not negative");
        }

        if (rate < 0)
        {
            var state = which < _model.March.Doses.Count ? _model.States[_model.March.Doses[which].State].Name : string.Empty;
            var dose = which < _model.March.Doses.Count ? _model.March.Doses[which] : null;
            if (rate is not (-1 or -2))
            {
                _file.Fault(_rate, string.Create(CultureInfo.InvariantCulture, $"{rate} means nothing: a rate is greater than 0; 0 is a dose at once, -1 has the model say the rate, -2 the duration"));
            }
            else if ((rate == -1 ? dose?.Rate : dose?.Duration) is not >= 0)
            {
                _file.Fault(_rate, rate == -1
                    ? $"-1 has the model say the rate, and it says none for {state}. Declare [Dosed(Rate = nameof(...))] beside it, or give the rate"
                    : $"-2 has the model say how long the infusion takes, and it says nothing of {state}. Declare [Dosed(Duration = nameof(...))] beside it, or give the duration");
            }
            else if (duration > 0)
            {
                _file.Fault(_duration, string.Create(CultureInfo.InvariantCulture, $"the rate {rate} leaves it to the model how long the infusion takes. Leave one of them out"));
            }
        }

        if (rate > 0 && duration > 0 && Math.Abs((rate * duration) - amount) > 1e-6 * Math.Abs(amount))
        {
            _file.Fault(_duration, string.Create(CultureInfo.InvariantCulture, $"rate {rate} for {duration} gives {rate * duration}, and the amount is {amount}. Leave one of them out"));
        }

        if (rate != 0 && amount <= 0 && !ends)
        {
            _file.Fault(_rate, "an infusion has an amount greater than 0");
        }

        if (ends && (rate == -2 || duration > 0))
        {
            _file.Fault(rate == -2 ? _rate : _duration, "an infusion that has run for ever has a rate, and no duration");
        }
    }

    private void CheckSteadyState(double time, double interval, double amount, int additional, bool ends)
    {
        if (interval == 0 && !ends)
        {
            _file.Fault(_interval >= 0 ? _interval : _steady, "the steady state of doses has an interval (II) greater than 0; that of an infusion without an end has none, and no amount");
        }

        if (interval > 0 && amount == 0)
        {
            _file.Fault(_amount, "the steady state of doses at an interval has an amount; that of an infusion without an end has no interval (II)");
        }

        if (ends && additional > 0)
        {
            _file.Fault(_additional, "no doses follow an infusion that has run for ever. Write a record of their own for them");
        }

        if (time == _lastMeasured)
        {
            _file.Fault(_steady, "a measurement at the same time stands before the steady state, and would be taken as of it. Let it be a little earlier, or say 4 (a reset and a dose) in the column EVID");
        }
    }
}
