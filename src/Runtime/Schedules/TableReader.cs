using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Schedules;

/// <summary>Reads a table with the conventions of NONMEM: one record for each dose or measurement, those of an individual one after the other.</summary>
internal sealed partial class TableReader : IDisposable
{
    private readonly ModelDescription _model;
    private readonly TableFile _file;
    private readonly string _path;
    private readonly int _id;
    private readonly int _time;
    private readonly int _amount;
    private readonly int _rate;
    private readonly int _duration;
    private readonly int _additional;
    private readonly int _interval;
    private readonly int _event;
    private readonly int _missing;
    private readonly int _compartment;
    private readonly int _value;
    private readonly int _observable;
    private readonly int _steady;
    private readonly int _censored;
    private readonly int _limit;
    private readonly List<(int Slot, int Column)> _inputs = [];
    private readonly int[] _observed;
    private readonly double[] _current;
    private readonly List<string> _individuals = [];
    private readonly HashSet<string> _seen = [];
    private readonly List<Record> _records = [];
    private readonly List<Dose> _given = [];
    private int _doses;
    private int _measurements;
    private int _without;
    private int _others;
    private int _steadyStates;
    private int _resets;
    private int _restarts;
    private double _last;
    private double _offset;
    private double _lastMeasured;
    private double _lastReset;
    private int _count;

    public TableReader(ModelDescription model, string path, TableColumns columns)
    {
        var usual = new TableColumns();
        _model = model;
        _path = path;
        _file = new TableFile(path, columns.Delimiter);
        _id = _file.Find(columns.Id, usual.Id);
        _time = _file.Find(columns.Time, usual.Time);
        _amount = _file.Find(columns.Amount, usual.Amount);
        _rate = _file.Find(columns.Rate, usual.Rate);
        _duration = _file.Find(columns.Duration, usual.Duration);
        _additional = _file.Find(columns.AdditionalDoses, usual.AdditionalDoses);
        _interval = _file.Find(columns.Interval, usual.Interval);
        _event = _file.Find(columns.Event, usual.Event);
        _missing = _file.Find(columns.Missing, usual.Missing);
        _compartment = _file.Find(columns.Compartment, usual.Compartment);
        _value = _file.Find(columns.Value, usual.Value);
        _observable = _file.Find(columns.Observable, usual.Observable);
        _steady = _file.Find(columns.SteadyState, usual.SteadyState);
        _censored = _file.Find(columns.Censored, usual.Censored);
        _limit = _file.Find(columns.Limit, usual.Limit);
        _current = new double[model.Inputs.Count];
        _observed = [.. Enumerable.Range(0, model.Inputs.Count).Where(slot => model.Inputs[slot].Kind == ValueKind.Observed)];
        for (var slot = 0; slot < model.Inputs.Count; slot++)
        {
            var input = model.Inputs[slot];
            if (input.Kind == ValueKind.Coefficient && input.Per != Per.Model)
            {
                var name = columns.Inputs.TryGetValue(input.Name, out var other) ? other : input.Name;
                if (_file.Find(name, input.Name) is >= 0 and var column)
                {
                    _inputs.Add((slot, column));
                }
            }
        }

        foreach (var name in columns.Inputs.Keys.Where(name => model.Inputs.All(input => input.Name != name || input.Kind != ValueKind.Coefficient || input.Per == Per.Model)))
        {
            _file.Fault($"TableColumns.Inputs names {name}, which is no input of {model.Name} for a trajectory or a grid point");
        }

        if (_time < 0)
        {
            _file.Fault($"there is no column {columns.Time}. Every record has a time; say what it is called with TableColumns.Time");
        }

        if (_amount >= 0 && model.March.Doses.Count == 0)
        {
            _file.Fault($"there is a column {columns.Amount}, but no state of {model.Name} is dosed. Declare [Dosed] beside the state that doses reach");
        }

        if (Array.Find(_file.Columns, IsDate) is { } date)
        {
            _file.Fault($"there is a column {date}, and days are not read. Let {columns.Time} go on from the start of each individual, in one unit, and leave {date} out or call it otherwise");
        }

        if (_value >= 0 && _observed.Length == 0)
        {
            _file.Fault($"there is a column {columns.Value}, but nothing of {model.Name} is observed. Declare [Observed] beside what was measured");
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Reads all records.</summary>
    /// <exception cref="TableException">Some cannot be read.</exception>
    public TableReport Read()
    {
        while (!(_time < 0) && _file.Next())
        {
            _count++;
            ReadRecord();
        }

        if (_count == 0 && !_file.HasFaults)
        {
            _file.Fault("there is no record behind the names of the columns");
        }

        _file.ThrowIfFaulty();
        return new TableReport(_path, _individuals, _count, _doses, _measurements, _without, _others, [.. _inputs.Select(input => _model.Inputs[input.Slot].Name)], _file.Left)
        {
            SteadyStates = _steadyStates,
            Resets = _resets,
            Restarts = _restarts,
        };
    }

    /// <summary>Writes what was read to a schedule.</summary>
    public void WriteTo(ModelSchedule schedule)
    {
        var next = 0;
        foreach (var record in _records)
        {
            schedule.Take(record, record.Kind == RecordKind.Dose ? _given[next++] : default);
        }
    }

    private void ReadRecord()
    {
        var id = _id < 0 ? "1" : _file.Text(_id);
        var isNew = _individuals.Count == 0 || _individuals[^1] != id;
        if (_id >= 0 && id.Length == 0)
        {
            _file.Fault(_id, "it is missing. Every record says whose it is");
        }
        else if (isNew && !_seen.Add(id))
        {
            _file.Fault(_id, $"{id} stood further up, with others between. The records of an individual stand together");
        }

        if (isNew)
        {
            _individuals.Add(id);
        }

        var amount = _file.Number(_amount, 0);
        var steady = _file.Whole(_steady, 0);
        var kind = _file.Whole(_event, amount != 0 || steady != 0 ? 1 : 0);
        var time = ReadTime(isNew, kind is 3 or 4);
        var trajectory = _individuals.Count - 1;
        if (isNew)
        {
            _records.Add(new Record(RecordKind.Start, trajectory, 0, Math.Min(0, time), 0));
        }

        ReadInputs(trajectory, time, isNew);
        if (kind is 0 or 2 or 3 && steady != 0)
        {
            _file.Fault(_steady, $"{steady} asks for a steady state, and event {kind} is no dose. Say 0, or 1 in the column {(_event < 0 ? "EVID" : _file.Columns[_event])}");
        }

        switch (kind)
        {
            case 0:
                if (amount != 0)
                {
                    _file.Fault(_amount, "a measurement (event 0) has no amount. Say 1 for a dose");
                }

                ReadMeasurement(trajectory, time);
                break;
            case 1:
                CheckValueOfDose();
                ReadDose(trajectory, time, amount, steady);
                break;
            case 2:
                _others++;
                _lastMeasured = time;
                _records.Add(new Record(RecordKind.Want, trajectory, 0, time, 0));
                break;
            case 3:
                if (amount != 0)
                {
                    _file.Fault(_amount, "a reset (event 3) has no amount. Say 4 for a reset and a dose");
                }

                ReadReset(trajectory, time);
                break;
            case 4:
                CheckValueOfDose();
                ReadReset(trajectory, time);
                ReadDose(trajectory, time, amount, steady);
                break;
            default:
                _file.Fault(_event, $"{kind} means nothing: 0 is a measurement, 1 a dose, 2 something else, 3 a reset, 4 a reset and a dose");
                break;
        }
    }

    /// <summary>A record that is a dose because it has an amount, and has a value too, would lose it; a zero is what many write where there is none.</summary>
    private void CheckValueOfDose()
    {
        if (_file.Text(_event).Length == 0 && _file.Text(_missing) != "1" && _file.Text(_value) is { Length: > 0 } value && _file.Number(_value, 0) != 0)
        {
            _file.Fault(_value, $"the record has an amount and the value {value}, and is a dose or a measurement. Say which with a column EVID (1 is a dose, 0 a measurement), MDV 1 for a value that does not count, or write two records");
        }
    }

    private void ReadInputs(int trajectory, double time, bool isNew)
    {
        foreach (var (slot, column) in _inputs)
        {
            var number = _file.Number(column, double.NaN);
            var input = _model.Inputs[slot];
            if (double.IsNaN(number))
            {
                if (isNew && _file.Text(column).Length == 0)
                {
                    _file.Fault(column, $"it is missing in the first record of {_individuals[^1]}, and {input.Name} has to have a value from the start");
                }

                continue;
            }

            if (input.Per == Per.Trajectory)
            {
                if (!isNew && number != _current[slot])
                {
                    _file.Fault(column, string.Create(CultureInfo.InvariantCulture, $"{number} comes after {_current[slot]} in the same individual, and {input.Name} is one number for a trajectory. Declare it with Per = Per.Point to have it vary"));
                }

                _current[slot] = number;
            }

            _records.Add(new Record(RecordKind.Input, trajectory, slot, isNew ? Math.Min(0, time) : time, number));
        }
    }

    private void ReadMeasurement(int trajectory, double time)
    {
        var slot = Which(_observable, _observed.Length, i => _model.Inputs[_observed[i]].Name["Observed".Length..], "something observed");
        var missing = _file.Whole(_missing, 0);
        if (missing is not (0 or 1))
        {
            _file.Fault(_missing, $"{missing} means nothing: 1 says that the value is missing, 0 that it is there");
        }

        var censored = _file.Whole(_censored, 0);
        if (censored is not (0 or 1 or -1))
        {
            _file.Fault(_censored, $"{censored} means nothing: 1 says that the value is below the one given, -1 that it is above, 0 that it is this one");
        }

        _lastMeasured = time;
        var value = _file.Number(_value, double.NaN);
        if (missing == 1 || _value < 0)
        {
            _without++;
            _records.Add(new Record(RecordKind.Want, trajectory, 0, time, 0));
            return;
        }

        if (double.IsNaN(value))
        {
            if (_file.Text(_value).Length == 0)
            {
                _file.Fault(_value, $"a measurement has no value. Where it is missing, say so: {(_missing < 0 ? "with a column MDV that is 1" : "MDV is 1")}");
            }

            return;
        }

        _measurements++;
        var limits = censored == 0 ? null : ReadLimits(censored == 1, value);
        _records.Add(new Record(
            time == _lastReset ? RecordKind.MeasurementAfterReset : RecordKind.Measurement, trajectory, slot < 0 ? 0 : _observed.Length == 0 ? 0 : _observed[slot], time, limits?.Shown ?? value, limits));
    }

    /// <summary>What is known of a censored value: it is on one side of the one given, and may have a limit on the other.</summary>
    private CensoringLimits? ReadLimits(bool isBelow, double value)
    {
        var other = _file.Number(_limit, double.NaN);
        var limits = isBelow
            ? new CensoringLimits(double.IsNaN(other) ? double.NegativeInfinity : other, value)
            : new CensoringLimits(value, double.IsNaN(other) ? double.PositiveInfinity : other);
        if (!limits.AreValid)
        {
            _file.Fault(_limit, string.Create(CultureInfo.InvariantCulture, $"{other} is the other limit of a value {(isBelow ? "below" : "above")} {value}, and has to be {(isBelow ? "less" : "greater")}"));
        }

        return limits;
    }

    /// <summary>Which of some things a field means, by number or by name; the first where it is missing.</summary>
    private int Which(int column, int count, Func<int, string> nameOf, string what)
    {
        var text = _file.Text(column);
        if (text.Length == 0 || count == 0)
        {
            return 0;
        }

        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= count)
        {
            return number - 1;
        }

        var place = Enumerable.Range(0, count).FirstOrDefault(i => string.Equals(nameOf(i), text, StringComparison.OrdinalIgnoreCase), -1);
        if (place < 0)
        {
            _file.Fault(column, $"'{text}' is not {what}: 1 to {count.ToString(CultureInfo.InvariantCulture)} are {string.Join(", ", Enumerable.Range(0, count).Select(nameOf))}");
        }

        return Math.Max(0, place);
    }

    /// <summary>What a record says.</summary>
    internal enum RecordKind
    {
        Start,
        Want,
        Dose,
        Reset,
        Measurement,
        MeasurementAfterReset,
        Input,
    }

    /// <summary>What a record says, for a schedule.</summary>
    /// <param name="Kind">What kind of thing.</param>
    /// <param name="Trajectory">The trajectory.</param>
    /// <param name="Which">The slot; of a dose, how many more follow.</param>
    /// <param name="Time">When.</param>
    /// <param name="Number">The value; of a dose, the time from one to the next.</param>
    /// <param name="Limits">The limits of a value that is censored.</param>
    internal readonly record struct Record(RecordKind Kind, int Trajectory, int Which, double Time, double Number, CensoringLimits? Limits = null);
}
