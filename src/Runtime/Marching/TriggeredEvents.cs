using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.RootFinding;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Marching;

/// <summary>
/// The triggered events of a model along one trajectory: where the comparisons in their conditions change, which conditions have become true, and which events wait for their delay to be over.
/// A comparison has a sign: below zero, zero, above. At a moment at which it passes zero it is zero first, so that "at least" and "above" differ; just after, its sign is that of its rate.
/// Source of the order: SBML Level 3 Version 2 Core, section 4.11.6. Events without a priority happen in the order of the model, those of one priority in an order drawn from a generator that starts anew with each trajectory.
/// </summary>
internal sealed class TriggeredEvents<TModel>
    where TModel : IMechanisticModel<TModel>
{
    // A comparison that a step was taken to is zero within this part of the largest that it has been.
    private const double Rounding = 1e-9;

    // Any comparison is zero within this part: it is rounding of what it is made of.
    private const double Zero = 1e-14;

    private readonly MarchEquations<TModel> _equations;
    private readonly HighestDerivatives<TModel> _at;
    private readonly MarchedEvent[] _events;
    private readonly int[] _indices;
    private readonly int[] _comparisons;
    private readonly Dictionary<int, int> _placeOf = [];
    private readonly double[] _numbers;
    private readonly double[] _rates;
    private readonly double[] _sizes;
    private readonly int[] _signs;
    private readonly bool[] _isNear;
    private readonly int[] _coming;
    private readonly bool[] _wasTrue;
    private readonly double[] _y;
    private readonly List<Pending> _pending = [];
    private double[]? _numbersAtStart;
    private ulong _state;

    public TriggeredEvents(ModelDescription model, MarchEquations<TModel> equations, FirstOrderSystem system)
    {
        _equations = equations;
        _at = new HighestDerivatives<TModel>(equations, system, model.March);
        _indices = [.. Enumerable.Range(0, model.March.Events.Count).Where(i => model.March.Events[i].Kind == EventKind.Triggered)];
        _events = [.. _indices.Select(i => model.March.Events[i])];
        _comparisons = [.. _events.SelectMany(static occurrence => Comparisons(occurrence.Triggered!.Condition))];
        for (var i = 0; i < _comparisons.Length; i++)
        {
            _placeOf[_comparisons[i]] = i;
        }

        _numbers = new double[_comparisons.Length];
        _rates = new double[_comparisons.Length];
        _sizes = new double[_comparisons.Length];
        _signs = new int[_comparisons.Length];
        _isNear = new bool[_comparisons.Length];
        _coming = new int[_comparisons.Length];
        _wasTrue = new bool[_events.Length];
        _y = new double[system.Count];
    }

    /// <summary>Whether the model has such events.</summary>
    public bool IsNeeded => _events.Length > 0;

    /// <summary>Whether a march stops at wanted times and leaves them to be written when all events of the moment have happened.</summary>
    public bool Holds => IsNeeded;

    /// <summary>Whether the step just taken ends where a comparison changes.</summary>
    public bool Stops { get; set; }

    /// <summary>When the next event happens whose delay is not over; infinity where none waits.</summary>
    public double Due => _pending.Count == 0 ? double.PositiveInfinity : _pending.Min(static pending => pending.Time);

    /// <summary>What is wrong with a condition or a delay, as the beginning of a sentence; null where nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>Forgets the trajectory before.</summary>
    public void Begin()
    {
        _at.Forget();
        _pending.Clear();
        Fault = null;
        Stops = false;
        Array.Clear(_sizes);
        Array.Clear(_isNear);
        _state = 0;
        for (var i = 0; i < _events.Length; i++)
        {
            _wasTrue[i] = _events[i].Triggered!.InitialValue;
        }
    }

    /// <summary>Takes the signs at a moment, exactly or just after it.</summary>
    public void Look(double time, ReadOnlySpan<double> y, bool after)
    {
        y.CopyTo(_y);
        Evaluate(time);
        for (var i = 0; i < _comparisons.Length; i++)
        {
            if (double.IsNaN(_numbers[i]))
            {
                var occurrence = _events.First(occurrence => Comparisons(occurrence.Triggered!.Condition).Contains(_comparisons[i]));
                Fault = $"the condition of event {occurrence.Name} contains what is no number";
                return;
            }

            _sizes[i] = Math.Max(_sizes[i], Math.Abs(_numbers[i]));
            _isNear[i] &= Math.Abs(_numbers[i]) <= Rounding * _sizes[i];
            var sign = _isNear[i] || Math.Abs(_numbers[i]) <= Zero * Math.Max(_sizes[i], Math.Abs(time)) ? 0 : Math.Sign(_numbers[i]);
            if (sign == 0 && after)
            {
                // The rate is zero where it is not known, and where the comparison only touches zero.
                sign = _rates[i] != 0 && !double.IsNaN(_rates[i]) ? Math.Sign(_rates[i]) : _isNear[i] ? _coming[i] : 0;
            }

            _signs[i] = sign;
        }
    }

    /// <summary>A step begins: comparisons are no longer taken for zero.</summary>
    public void Leave()
    {
        Array.Clear(_isNear);
        Stops = false;
    }

    /// <summary>Triggers events whose conditions have become true, and drops those that wait and whose conditions are no longer true, unless they persist. Has to follow a look.</summary>
    /// <returns>False where a condition or a delay is no number to work with.</returns>
    public bool TryTrigger(double time)
    {
        if (Fault is not null)
        {
            return false;
        }

        for (var i = 0; i < _events.Length; i++)
        {
            var (trigger, isTrue) = (_events[i].Triggered!, IsTrue(_events[i].Triggered!.Condition));
            if (isTrue && !_wasTrue[i])
            {
                var delay = trigger.Delay < 0 ? 0 : Expressed(trigger.Delay);
                if (!(delay >= 0) || double.IsInfinity(delay))
                {
                    Fault = $"the delay of event {_events[i].Name} is {delay:g6}";
                    return false;
                }

                var values = trigger.ValuesFromTrigger ? _events[i].Resets.Select(reset => Expressed(reset.Expression)).ToArray() : null;
                _pending.Add(new Pending(i, time + delay, values, Draw()));
            }
            else if (!isTrue && _wasTrue[i] && !trigger.Persistent)
            {
                _pending.RemoveAll(pending => pending.Event == i);
            }

            _wasTrue[i] = isTrue;
        }

        return true;
    }

    /// <summary>Takes the event that happens next at a moment. Has to follow a look.</summary>
    /// <returns>The event, and the values that it sets where they are of earlier; null where none is due.</returns>
    public (int Event, double[]? Values)? TakeDue(double time)
    {
        var best = -1;
        for (var i = 0; i < _pending.Count; i++)
        {
            if (_pending[i].Time <= time + (1e-14 * Math.Abs(time)) && (best < 0 || IsBefore(_pending[i], _pending[best])))
            {
                best = i;
            }
        }

        if (best < 0)
        {
            return null;
        }

        var taken = _pending[best];
        _pending.RemoveAt(best);
        return (_indices[taken.Event], taken.Values);
    }

    /// <summary>The first place in a step at which a comparison changes its sign; marks those that do.</summary>
    /// <param name="time">Where the step begins.</param>
    /// <param name="size">How long it is.</param>
    /// <param name="interpolate">Gives the components at a part of the step.</param>
    /// <returns>The part of the step, 1 for its end; NaN where there is none.</returns>
    public double FirstCrossing(double time, double size, Action<double, double[]> interpolate)
    {
        const int Samples = 10;
        var before = (int[])_signs.Clone();
        for (var sample = 1; sample <= Samples; sample++)
        {
            var first = double.NaN;
            var (from, to) = ((sample - 1.0) / Samples, sample == Samples ? 1 : (double)sample / Samples);
            interpolate(to, _y);
            Evaluate(time + (to * size));
            for (var i = 0; i < _comparisons.Length; i++)
            {
                if (double.IsNaN(_numbers[i]))
                {
                    // It is looked at where the step ends, and is a fault there.
                    Stops = true;
                }
                else if (before[i] == 0)
                {
                    // It leaves zero with no rate: from here on it is what it is, and its condition is looked at where the step ends.
                    before[i] = Math.Abs(_numbers[i]) <= Zero * Math.Max(_sizes[i], Math.Abs(time)) ? 0 : Math.Sign(_numbers[i]);
                    Stops |= before[i] != 0;
                }
                else if (Math.Sign(_numbers[i]) != before[i])
                {
                    var root = _numbers[i] == 0 ? to : Root(i, from, to, before[i]);
                    first = !(root >= first) ? root : first;
                }
            }

            if (!double.IsNaN(first))
            {
                return first;
            }
        }

        return double.NaN;

        double Root(int i, double low, double high, int sign)
        {
            return Brent.TryFindRoot(At, low, high, 1e-15, 200, out var root) ? root : high;

            double At(double part)
            {
                if (part == 0)
                {
                    // Just after the beginning it has its sign, even where it begins at zero.
                    return sign * Math.Max(Math.Abs(_numbersAtStart?[i] ?? 0), double.Epsilon);
                }

                interpolate(part, _y);
                Evaluate(time + (part * size));
                return _numbers[i];
            }
        }
    }

    /// <summary>Keeps what comparisons are where a step begins.</summary>
    public void KeepStart() => _numbersAtStart = (double[])_numbers.Clone();

    /// <summary>How much later than the end of a step the comparisons change that are about to, by their rates; marks them as zero there.</summary>
    public double Correction(double time, ReadOnlySpan<double> y, out bool isAny)
    {
        y.CopyTo(_y);
        Evaluate(time);
        var correction = 0.0;
        isAny = false;
        for (var i = 0; i < _comparisons.Length; i++)
        {
            _isNear[i] = Math.Abs(_numbers[i]) <= Rounding * Math.Max(_sizes[i], Math.Abs(_numbers[i])) && _signs[i] != 0;
            if (_isNear[i])
            {
                isAny = true;
                _coming[i] = -_signs[i];
                var step = _signs[i] * _rates[i] < 0 ? -_numbers[i] / _rates[i] : 0;
                correction = Math.Abs(step) > Math.Abs(correction) ? step : correction;
            }
        }

        return correction;
    }

    /// <summary>Takes a step as it is: the signs at its end.</summary>
    public void Accept()
    {
        for (var i = 0; i < _comparisons.Length; i++)
        {
            _sizes[i] = Math.Max(_sizes[i], Math.Abs(_numbers[i]));
            if (!_isNear[i] && Math.Abs(_numbers[i]) > Zero * _sizes[i])
            {
                _signs[i] = Math.Sign(_numbers[i]);
            }
        }

        KeepStart();
    }

    /// <summary>Evaluates expressions with given unknowns.</summary>
    public double Expressed(int expression) => _equations.Expressed[expression * _equations.Lanes];

    private static IEnumerable<int> Comparisons(MarchedCondition condition) => condition.Expression >= 0 ? [condition.Expression] : condition.Parts.SelectMany(Comparisons);

    private bool IsBefore(Pending one, Pending other)
    {
        var (first, second) = (PriorityOf(one), PriorityOf(other));
        if (first != second && !double.IsNaN(first) && !double.IsNaN(second))
        {
            return first > second;
        }

        // Neither may come first always: models are written that ask for chance here. The draw depends on what has happened alone, so that a solution is always the same.
        return double.IsNaN(first) || double.IsNaN(second) ? one.Event < other.Event : one.Draw != other.Draw ? one.Draw < other.Draw : one.Event < other.Event;
    }

    /// <summary>The next number of a generator. Source: Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014.</summary>
    private uint Draw()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (uint)((z ^ (z >> 31)) >> 32);
    }

    private double PriorityOf(Pending pending) => _events[pending.Event].Triggered!.Priority is >= 0 and var priority ? Expressed(priority) : double.NaN;

    private bool IsTrue(MarchedCondition condition) => condition.Kind switch
    {
        ConditionKind.Above => _signs[_placeOf[condition.Expression]] > 0,
        ConditionKind.AtLeast => _signs[_placeOf[condition.Expression]] >= 0,
        ConditionKind.All => condition.Parts.All(IsTrue),
        _ => condition.Parts.Any(IsTrue),
    };

    private void Evaluate(double time)
    {
        _ = _at.Solve(time, _y);
        _equations.SetUnknowns(_at.Unknowns);
        _equations.SetTime(0, time);
        _equations.Express();
        for (var i = 0; i < _comparisons.Length; i++)
        {
            _numbers[i] = Expressed(_comparisons[i]);
            _rates[i] = Expressed(_comparisons[i] + 1);
        }
    }

    /// <summary>An event that waits.</summary>
    private sealed record Pending(int Event, double Time, double[]? Values, uint Draw);
}
