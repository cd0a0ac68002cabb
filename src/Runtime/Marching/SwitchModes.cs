using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Marching;

/// <summary>
/// The modes of the piecewise functions in the equations: which piece each of them is on. Modes are constant along a step, so that its equations are smooth, and change where a guard passes what it may be in its mode.
/// What says so is the exit of a switch, a number below zero as long as its mode holds. Source: Mannshardt, One-step methods of any order for ordinary differential equations with discontinuous right-hand sides, Numerische
/// Mathematik 31 (1978); Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I, section II.6.
/// </summary>
internal sealed class SwitchModes<TModel>
    where TModel : IMechanisticModel<TModel>
{
    // Beside what its guard has been, an exit that is this small is rounding.
    private const double Rounding = 1e-12;

    private readonly MarchEquations<TModel> _equations;
    private readonly FirstOrderSystem _system;
    private readonly HighestDerivatives<TModel> _at;
    private readonly IReadOnlyList<MarchedSwitch> _switches;
    private readonly double[] _sizes;
    private readonly double[] _flippedAt;
    private readonly Queue<double>[] _times;
    private readonly double[] _slopes;
    private readonly double[] _beside;
    private double _start;
    private double _span;
    private double _timedStop = double.PositiveInfinity;

    public SwitchModes(ModelDescription model, MarchEquations<TModel> equations, FirstOrderSystem system)
    {
        _equations = equations;
        _system = system;
        _at = new HighestDerivatives<TModel>(equations, system, model.March);
        _switches = model.March.Switches;
        _sizes = new double[_switches.Count];
        _flippedAt = new double[_switches.Count];
        _times = [.. _switches.Select(static _ => new Queue<double>())];
        _slopes = new double[system.Count];
        _beside = new double[system.Count];
        Current = new double[_switches.Count];
    }

    /// <summary>How many switches there are.</summary>
    public int Count => _switches.Count;

    /// <summary>The modes. Who changes them makes a new array, so that this one may be kept.</summary>
    public double[] Current { get; private set; }

    /// <summary>How long a step may be, so that no switch by time alone is passed over.</summary>
    public double LongestStep { get; private set; }

    /// <summary>Whether guards that are curves in time are to be looked at more often than at the stages.</summary>
    public bool AreDense => double.IsFinite(LongestStep);

    /// <summary>Why there is no way on, as the beginning of a sentence; null where there is one.</summary>
    public string? Fault { get; private set; }

    /// <summary>Finds the modes at the start of a trajectory.</summary>
    /// <returns>False where there is no way on, as <see cref="Fault"/> says.</returns>
    public bool TryBegin(double time, double end, ReadOnlySpan<double> y)
    {
        Fault = null;
        (LongestStep, _timedStop) = (double.PositiveInfinity, double.PositiveInfinity);
        if (Count == 0)
        {
            return true;
        }

        (_start, _span) = (time, end - time);
        LongestStep = _switches.Any(static one => one.Course == SwitchCourse.OfTime) ? _span / 500 : double.PositiveInfinity;
        Array.Clear(_sizes);
        Array.Fill(_flippedAt, double.NaN);
        foreach (var times in _times)
        {
            times.Clear();
        }

        _at.Forget();
        Current = new double[Count];
        for (var i = 0; i < Count; i++)
        {
            // Those within the guard of another one come before it.
            Look(time, y);
            Set(i, Of(i));
        }

        for (var i = 0; i < Count; i++)
        {
            Look(time, y);
            if (Math.Abs(Exit(i)) == 0 && !TryDecide(i, time, y))
            {
                return false;
            }
        }

        return TrySettle(time, y, -1, out _);
    }

    /// <summary>How far a switch is from leaving its mode, by what was expressed last: below zero as long as the mode holds.</summary>
    public double Exit(int index)
    {
        var (mode, guard) = (Current[index], Guard(index));
        return _switches[index].Kind switch
        {
            SwitchKind.Step => mode == 1 ? -guard : guard,
            SwitchKind.Sign => mode == 0 ? Math.Abs(guard) : -mode * guard,
            _ => Math.Max(guard - (mode + 1), mode - guard),
        };
    }

    /// <summary>The rate at which that changes.</summary>
    public double ExitRate(int index)
    {
        var (mode, guard) = (Current[index], Guard(index));
        var rate = _equations.Expressed[(_switches[index].Guard + 1) * _equations.Lanes];
        return _switches[index].Kind switch
        {
            SwitchKind.Step => mode == 1 ? -rate : rate,
            SwitchKind.Sign => mode == 0 ? Math.Abs(rate) : -mode * rate,
            _ => guard - (mode + 1) >= mode - guard ? rate : -rate,
        };
    }

    /// <summary>Whether a switch has changed with another one at a time already.</summary>
    public bool HasFlipped(int index, double time) => _flippedAt[index] == time;

    /// <summary>Takes a switch to its next mode.</summary>
    /// <param name="index">Which.</param>
    /// <param name="time">The present time.</param>
    /// <param name="y">The components.</param>
    /// <returns>The rate at which the old mode was left.</returns>
    public double Flip(int index, double time, ReadOnlySpan<double> y)
    {
        const int Most = 20;
        const double Shortest = 1e-9;
        var rate = RateAt(index, time, y);
        Look(time, y);
        Set(index, Next(index));
        _flippedAt[index] = time;
        var times = _times[index];
        times.Enqueue(time);
        if (times.Count > Most && time - times.Dequeue() <= Shortest * (time - _start))
        {
            Fault = string.Create(CultureInfo.InvariantCulture, $"{_switches[index].Text} switches ever faster, for the {Most + 1}th time at t = {time:g9}");
        }

        return rate;
    }

    /// <summary>Whether the equations lead back at once to where a switch has just been: then the solution would slide along it, which is no solution of either piece.</summary>
    public bool Slides(int index, double rateBefore, double time, ReadOnlySpan<double> y)
    {
        const double Share = 1e-6;
        if (rateBefore > 0 && RateAt(index, time, y) > Share * rateBefore)
        {
            Fault = SlidingAlong(index, time);
        }

        return Fault is not null;
    }

    /// <summary>Changes the modes that something else has ended: an event, a dose or another switch.</summary>
    /// <param name="time">The present time.</param>
    /// <param name="y">The components.</param>
    /// <param name="but">A switch that has just changed; -1 for none.</param>
    /// <param name="hasChanged">Whether there was one.</param>
    /// <returns>False where there is no way on.</returns>
    public bool TrySettle(double time, ReadOnlySpan<double> y, int but, out bool hasChanged)
    {
        hasChanged = false;
        var again = true;
        for (var pass = 0; again && pass < Count + 2; pass++)
        {
            again = false;
            for (var i = 0; i < Count; i++)
            {
                if (i == but)
                {
                    continue;
                }

                Look(time, y);
                var exit = Exit(i);
                var tiny = Rounding * _sizes[i];
                if (exit > tiny)
                {
                    Set(i, Of(i));
                }
                else if (exit < -tiny || HasFlipped(i, time) || !(RateAt(i, time, y) > 0))
                {
                    continue;
                }
                else if (!TryDecide(i, time, y))
                {
                    return false;
                }

                _flippedAt[i] = time;
                (again, hasChanged) = (true, true);
            }
        }

        return true;
    }

    /// <summary>Takes note of how large guards are, by what was expressed last.</summary>
    public void Measure()
    {
        for (var i = 0; i < Count; i++)
        {
            _sizes[i] = Math.Max(_sizes[i], Math.Abs(Guard(i)));
        }
    }

    /// <summary>The next time at which a guard that is a line in time ends its mode, where that is not after a time; or that time.</summary>
    /// <param name="time">The present time.</param>
    /// <param name="y">The components.</param>
    /// <param name="until">The time at which the march stops anyway.</param>
    public double NextStop(double time, ReadOnlySpan<double> y, double until)
    {
        const double Same = 1e-14;
        _timedStop = double.PositiveInfinity;
        if (_switches.All(static one => one.Course != SwitchCourse.Linear))
        {
            return until;
        }

        Look(time, y);
        for (var i = 0; i < Count; i++)
        {
            if (_switches[i].Course != SwitchCourse.Linear || TimeLeft(i) is not (> 0 and var left))
            {
                continue;
            }

            // Rounding sets times apart as one.
            var at = Math.Abs(time + left - until) <= Same * Math.Abs(until) ? until : time + left;
            _timedStop = Math.Min(_timedStop, at);
        }

        return Math.Min(_timedStop, until);
    }

    /// <summary>Whether a step was taken to a time at which a mode is known to end.</summary>
    public bool IsTimedStop(double time) => time >= _timedStop;

    private double TimeLeft(int index)
    {
        var (mode, guard) = (Current[index], Guard(index));
        var rate = _equations.Expressed[(_switches[index].Guard + 1) * _equations.Lanes];
        return _switches[index].Kind switch
        {
            SwitchKind.Step => -guard / rate is var left && (mode == 1) == (rate < 0) ? left : double.NaN,
            SwitchKind.Sign => mode * rate < 0 ? -guard / rate : double.NaN,
            _ => rate > 0 ? (mode + 1 - guard) / rate : rate < 0 ? (mode - guard) / rate : double.NaN,
        };
    }

    private double Guard(int index) => _equations.Expressed[_switches[index].Guard * _equations.Lanes];

    private double Of(int index)
    {
        var guard = Guard(index);
        return _switches[index].Kind switch
        {
            SwitchKind.Step => guard >= 0 ? 1 : 0,
            SwitchKind.Sign => double.IsNaN(guard) ? guard : Math.Sign(guard),
            _ => Math.Floor(guard),
        };
    }

    private double Next(int index)
    {
        var (mode, guard) = (Current[index], Guard(index));
        return _switches[index].Kind switch
        {
            SwitchKind.Step => 1 - mode,
            SwitchKind.Sign => mode == 0 ? Math.Sign(guard) : -mode,
            _ => guard - (mode + 1) >= mode - guard ? mode + 1 : mode - 1,
        };
    }

    private void Set(int index, double mode)
    {
        Current = [.. Current];
        Current[index] = mode;
        _equations.SetModes(Current);
    }

    /// <summary>Evaluates guards; they contain nothing that follows from the equations.</summary>
    private void Look(double time, ReadOnlySpan<double> y)
    {
        _system.Spread(y, _slopes, _equations.Unknowns, _equations.Lanes, 0);
        _equations.SetTime(0, time);
        _equations.Express();
    }

    /// <summary>The rate of an exit in the present modes; where it is zero, that of a moment later, so that a solution that begins at rest is seen to leave.</summary>
    private double RateAt(int index, double time, ReadOnlySpan<double> y)
    {
        const double Moment = 1e-7;
        Solve(time, y);
        var rate = ExitRate(index);
        if (rate == 0)
        {
            y.CopyTo(_beside);
            var slopes = new double[_beside.Length];
            _at.CopyTo(new double[_beside.Length], slopes);
            for (var i = 0; i < _beside.Length; i++)
            {
                _beside[i] += Moment * _span * slopes[i];
            }

            Solve(time + (Moment * _span), _beside);
            rate = ExitRate(index);
        }

        return rate;
    }

    private void Solve(double time, ReadOnlySpan<double> y)
    {
        _ = _at.Solve(time, y);
        _equations.SetUnknowns(_at.Unknowns);
        _equations.SetTime(0, time);
        _equations.Express();
    }

    /// <summary>Finds the mode of a switch whose guard is where modes meet: that in which the solution goes on.</summary>
    private bool TryDecide(int index, double time, ReadOnlySpan<double> y)
    {
        if (!(RateAt(index, time, y) > 0))
        {
            return true;
        }

        Look(time, y);
        double[] others = _switches[index].Kind switch
        {
            SwitchKind.Step => [1 - Current[index]],
            SwitchKind.Sign => Current[index] == 0 ? [1, -1] : [-Current[index]],
            _ => [Current[index] - 1, Current[index] + 1],
        };
        foreach (var other in others)
        {
            Set(index, other);
            Look(time, y);
            if (Exit(index) <= Math.Max(Rounding * _sizes[index], 1e-9 * (_switches[index].Kind == SwitchKind.Floor ? 1 : 0)) && !(RateAt(index, time, y) > 0))
            {
                return true;
            }
        }

        Fault = SlidingAlong(index, time);
        return false;
    }

    private string SlidingAlong(int index, double time) => string.Create(
        CultureInfo.InvariantCulture,
        $"the solution would slide along the switch of {_switches[index].Text} from t = {time:g9} on, because the equations on both sides of it lead back to it; make the switch a steep smooth function, such as a Tanh, or say by an event what holds there");
}
