using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CsvHelper;
using CsvHelper.Configuration;

namespace ScalableMNN.Runtime.Schedules;

/// <summary>A table as it lies in a file: its columns by name, and one record after the other. It hears of what cannot be read, and says it together in the end.</summary>
internal sealed class TableFile : IDisposable
{
    // Beyond this many faults nobody reads on.
    private const int MostFaults = 10;

    // What stands apart by any number of spaces is taken apart here: a line is then one field.
    private const string NoDelimiter = "\u001f";

    private readonly string _path;
    private readonly StreamReader _text;
    private readonly CsvParser _parser;
    private readonly List<string> _faults = [];
    private readonly HashSet<int> _used = [];
    private readonly bool _bySpaces;
    private string[] _fields = [];
    private int _more;

    /// <exception cref="TableException">The file has no first line, or two columns of one name.</exception>
    public TableFile(string path, string? delimiter)
    {
        _path = path;
        _text = new StreamReader(path);
        var head = _text.ReadLine() ?? throw new TableException($"{path} is empty. Its first line holds the names of the columns.");
        delimiter ??= DelimiterOf(head);
        _bySpaces = delimiter == " ";
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = _bySpaces ? NoDelimiter : delimiter, IgnoreBlankLines = false, BadDataFound = null, CountBytes = false, HasHeaderRecord = false };
        using (var one = new CsvParser(new StringReader(head), configuration))
        {
            Columns = one.Read() ? Split(one.Record!) : [];
        }

        var twice = Columns.GroupBy(static name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(static group => group.Count() > 1);
        if (twice is not null)
        {
            _text.Dispose();
            throw new TableException($"{path}, line 1: two columns are called {twice.Key}. Give each a name of its own.");
        }

        _parser = new CsvParser(_text, configuration);
    }

    /// <summary>The names of the columns.</summary>
    public string[] Columns { get; }

    /// <summary>The line of the present record in the file.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>The columns that nothing was read from.</summary>
    public IReadOnlyList<string> Left => [.. Columns.Where((_, i) => !_used.Contains(i))];

    /// <summary>Whether anything was wrong.</summary>
    public bool HasFaults => _faults.Count > 0;

    public void Dispose()
    {
        _parser.Dispose();
        _text.Dispose();
    }

    /// <summary>Finds a column.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="usual">The name that it has at first; one that was asked for by another has to be there.</param>
    /// <returns>Its place, or -1.</returns>
    public int Find(string name, string usual)
    {
        var place = Array.FindIndex(Columns, column => string.Equals(column, name, StringComparison.OrdinalIgnoreCase));
        if (place >= 0)
        {
            _used.Add(place);
        }
        else if (name != usual)
        {
            Fault($"there is no column {name}, which was asked for as {usual}. There are: {string.Join(", ", Columns)}");
        }

        return place;
    }

    /// <summary>Goes to the next record that is not blank.</summary>
    public bool Next()
    {
        while (_parser.Read())
        {
            Line = _parser.RawRow + 1;
            _fields = Split(_parser.Record!);
            if (_fields.Length == 0 || (_fields.Length == 1 && _fields[0].Length == 0))
            {
                continue;
            }

            if (_fields.Length != Columns.Length)
            {
                Fault($"it has {_fields.Length} fields, the first line {Columns.Length}");
                continue;
            }

            return true;
        }

        return false;
    }

    /// <summary>The text of a field; empty where it is missing.</summary>
    public string Text(int column) => column < 0 || _fields[column] is "." or "NA" or "na" or "NaN" ? string.Empty : _fields[column];

    /// <summary>A number.</summary>
    /// <param name="column">The column; -1 for none.</param>
    /// <param name="otherwise">What it is where it is missing.</param>
    public double Number(int column, double otherwise)
    {
        var text = Text(column);
        if (text.Length == 0)
        {
            return otherwise;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return number;
        }

        Fault(column, $"'{text}' is not a finite number. Write 1.5 or 2e3, and . for a missing one");
        return otherwise;
    }

    /// <summary>A whole number.</summary>
    public int Whole(int column, int otherwise)
    {
        var number = Number(column, otherwise);
        if (number != Math.Floor(number) || Math.Abs(number) > int.MaxValue)
        {
            Fault(column, $"{Text(column)} is not a whole number");
            return otherwise;
        }

        return (int)number;
    }

    /// <summary>Hears what is wrong with a field of the present record.</summary>
    public void Fault(int column, string rule)
    {
        if (column >= 0)
        {
            Add($"line {Line.ToString(CultureInfo.InvariantCulture)}, column {Columns[column]}: {rule}.");
        }
        else
        {
            Fault(rule);
        }
    }

    /// <summary>Hears what is wrong with the present record.</summary>
    public void Fault(string rule) => Add($"line {Line.ToString(CultureInfo.InvariantCulture)}: {rule}.");

    /// <summary>Throws where anything was wrong.</summary>
    /// <exception cref="TableException">Something was.</exception>
    public void ThrowIfFaulty()
    {
        if (HasFaults)
        {
            throw new TableException($"{_path} cannot be read:\n  {string.Join("\n  ", _faults)}{(_more > 0 ? $"\n  and {_more.ToString(CultureInfo.InvariantCulture)} more." : string.Empty)}");
        }
    }

    private void Add(string fault)
    {
        if (_faults.Count < MostFaults)
        {
            _faults.Add(fault);
        }
        else
        {
            _more++;
        }
    }

    private string[] Split(string[] fields)
    {
        if (_bySpaces)
        {
            return fields[0].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }

        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = fields[i].Trim();
        }

        return fields;
    }

    private static string DelimiterOf(string head) => head switch
    {
        _ when head.Contains(',', StringComparison.Ordinal) => ",",
        _ when head.Contains(';', StringComparison.Ordinal) => ";",
        _ when head.Contains('\t', StringComparison.Ordinal) => "\t",
        _ => " ",
    };
}
