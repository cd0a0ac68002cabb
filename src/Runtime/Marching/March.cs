using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Marching;

/// <summary>
/// Marches one trajectory from its initial values by Radau IIA, with steps of its own that keep the error below a tolerance. Source: Hairer and Wanner, Solving Ordinary Differential
/// Equations II, section IV.8: simplified Newton iterations in transformed stages, an embedded error estimate filtered by Newton's matrix, and Gustafsson's predictive step sizes.
/// </summary>
internal sealed partial class March<TModel>
    where TModel : IMechanisticModel<TModel>
{
    private const double Safety = 0.9;
    private const double Shrinking = 5;
    private const double Growing = 0.125;

    // A step stays as long as it is where it could change by a factor between these.
    private const double KeptFrom = 1;
    private const double KeptTo = 1.2;

    private readonly Problem _problem;
    private readonly MarchDescription _march;
    private readonly SolveOptions _options;
    private readonly RadauMethod _method;
    private readonly MarchEquations<TModel> _equations;
    private readonly FirstOrderSystem _system;
    private readonly HighestDerivatives<TModel> _highest;
    private readonly StepStages _step;
    private readonly StageIteration<TModel> _iteration;
    private readonly int _count;
    private readonly int _stages;
    private readonly double[] _y;
    private readonly double[] _slopes;
    private readonly double[] _tolerances;
    private readonly double[] _inverses;
    private readonly double[] _sizes;
    private readonly double[] _absolute;
    private readonly double[] _error;
    private readonly double[] _point;
    private readonly Happenings<TModel> _happenings;
    private readonly EventWatch<TModel> _watch;
    private readonly SwitchModes<TModel> _modes;
    private readonly Action<double, double[]> _interpolate;
    private readonly List<int> _triggered = [];
    private readonly List<EventOccurrence> _occurred = [];
    private RunningInfusions _rates = RunningInfusions.None;
    private bool[]? _isAfter;
    private double _time;
    private int _next;
    private string? _limiting;
    private bool _stopsForSwitches;

    public March(Problem problem, SolveOptions options, RadauMethod method)
    {
        _problem = problem;
        _march = problem.Model.March;
        _options = options;
        _method = method;
        _stages = method.Stages;
        _equations = new MarchEquations<TModel>(problem, _stages);
        _system = new FirstOrderSystem(problem.Model);
        _highest = new HighestDerivatives<TModel>(_equations, _system, _march);
        _happenings = new Happenings<TModel>(problem.Model, _equations);
        _triggers = new TriggeredEvents<TModel>(problem.Model, _equations, _system);
        _modes = new SwitchModes<TModel>(problem.Model, _equations, _system);
        _watch = new EventWatch<TModel>(problem.Model, _equations, _system, _modes);
        _count = _system.Count;
        _step = new StepStages(method, _equations.Lanes, _count);
        _iteration = new StageIteration<TModel>(method, _equations, _system, _step);
        _y = _step.Start;
        _interpolate = (part, y) => _step.Interpolate(part, y);
        _slopes = new double[_count];
        _tolerances = new double[_count];
        _inverses = new double[_count];
        _sizes = new double[_count];
        _absolute = new double[_count];
        _error = new double[_count];
        _point = new double[_count];
        for (var i = 0; i < _count; i++)
        {
            _absolute[i] = options.AbsoluteToleranceOf(problem.Model.States[_system.Components[i].State].Name);
        }
    }

    public MarchEquations<TModel> Equations => _equations;

    public FirstOrderSystem System => _system;

    public HighestDerivatives<TModel> Highest => _highest;

    /// <summary>Which grid points are written; null for all of them.</summary>
    public Func<int, bool>? IsWanted { get; set; }

    /// <summary>Where the parts of the march are kept, or null where they are not.</summary>
    public List<MarchedPart>? Parts { get; set; }

    /// <summary>Marches.</summary>
    /// <param name="trajectory">The trajectory.</param>
    /// <param name="write">Is given each grid point with the unknowns there, as they come.</param>
    /// <returns>How it ended.</returns>
    public TrajectoryReport Run(int trajectory, Action<int, HighestDerivatives<TModel>> write)
    {
        var fault = _problem.FindFault(trajectory);
        if (fault.Status != SolveStatus.Ok)
        {
            return new TrajectoryReport(fault.Status, fault.Step, double.NaN, double.NaN, 0);
        }

        RefuseParts();
        _equations.Bind(trajectory);
        var times = _equations.Times;
        var timeline = _problem.Inputs.Timeline?[trajectory];
        _isAfter = timeline?.IsAfter;
        (_trajectory, _time, _next, _limiting, _rates) = (trajectory, times[0], 0, null, RunningInfusions.None);
        if (!_happenings.TryRead(timeline))
        {
            return Failed(SolveStatus.NotFinite, new Counts(), _happenings.Fault);
        }

        ReadInitial(trajectory);
        return Go(_happenings.All, times[^1], write);
    }

    /// <summary>Marches from the present time and components on, through all that happens, to an end.</summary>
    private TrajectoryReport Go(IReadOnlyList<Happening> all, double end, Action<int, HighestDerivatives<TModel>> write)
    {
        const double Rounding = 1e-14;
        var run = new Counts();
        var times = _equations.Times;
        var start = _time;
        _equations.Enter(_time);
        _highest.Forget();
        _iteration.Forget();
        SetInitially();
        if (!_modes.TryBegin(_time, end, _y))
        {
            return HeldUp(_modes.Fault!, run);
        }

        if (!TryRestart())
        {
            return Failed(_highest.IsSingular ? SolveStatus.NotPositiveDefinite : SolveStatus.NotFinite, run);
        }

        for (var i = 0; i < _count; i++)
        {
            _sizes[i] = Math.Abs(_y[i]);
        }

        Keep(new MarchedJump(_time, null, [], [], _rates, []));
        _occurred.Clear();
        _watch.Forget();
        if (_triggers.IsNeeded)
        {
            return RunTriggered(write, run);
        }

        Watch([]);
        _triggered.Clear();
        var happened = 0;
        for (;;)
        {
            // The present unknowns are those of grid points at the present time, but for those after what is still to happen then.
            var happens = happened < all.Count && all[happened].Time <= end;
            var until = happens ? all[happened].Time : end;
            _settles = happens && all[happened].Regimen is not null;
            if (_time < until && until - _time <= Rounding * Math.Abs(until))
            {
                // 0.3 and 3 * 0.1 are one time, and no step goes from one to the other.
                _time = until;
            }

            WriteReached(until, happens, write);
            if (_next == times.Length && !(_equations.IsHeld && (happens || _time < end)))
            {
                return Done(run);
            }

            _triggered.Clear();
            if (_time < until && MarchTo(until, happens, write, run) is { } stopped)
            {
                return stopped;
            }

            if (_triggered.Count == 0)
            {
                // The values of before, where a steady state is found, are its own.
                var stopsAfterFirst = _settles;
                for (_settles = false; happened < all.Count && all[happened].Time == until; happened++)
                {
                    if (LetHappen(all[happened], run) is { } failed)
                    {
                        return failed;
                    }

                    if (stopsAfterFirst)
                    {
                        happened++;
                        break;
                    }
                }

                Watch([]);
            }

            if (LetTriggeredHappen(start, run) is { } ended)
            {
                return ended;
            }
        }
    }

    /// <summary>Lets happen what is triggered, which may make conditions true at once, and so on.</summary>
    private TrajectoryReport? LetTriggeredHappen(double start, Counts run)
    {
        while (_triggered.Count > 0)
        {
            int[] now = [.. _triggered];
            _triggered.Clear();
            foreach (var index in now)
            {
                if (LetHappen(new Happening(_time, -1, 0, null, index), run) is { } end)
                {
                    return end;
                }
            }

            if (Accumulates(start) is { } zeno)
            {
                return HeldUp(zeno, run);
            }

            Watch(now);
        }

        return null;
    }

    /// <summary>Lets something happen at the present time.</summary>
    /// <returns>How the trajectory ends with it; null where it goes on.</returns>
    private TrajectoryReport? LetHappen(in Happening what, Counts run)
    {
        if (what.Regimen is { } regimen)
        {
            return Settle(regimen, what.Rates!, run);
        }

        if (!TryHappen(what))
        {
            if (_modes.Fault is { } fault)
            {
                return HeldUp(fault, run);
            }

            return Failed(_highest.IsSingular ? SolveStatus.NotPositiveDefinite : SolveStatus.NotFinite, run);
        }

        if (what.Event < 0 || !_march.Occurrence(what.Event).Terminates)
        {
            return null;
        }

        var ended = Done(run);
        return ended with { March = ended.March! with { EndedBy = _march.Events[what.Event].Name } };
    }

    /// <summary>Looks at the conditions where something has happened; those that have become true with it are triggered.</summary>
    private void Watch(IReadOnlyCollection<int> happened)
    {
        if (_watch.IsNeeded)
        {
            _watch.Begin(_time, _y, happened, _triggered);
        }
    }

    /// <summary>Says so where events follow each other so fast that they never come to an end (Zeno's paradox).</summary>
    private string? Accumulates(double start)
    {
        const int Most = 20;
        const double Shortest = 1e-9;
        return _occurred.Count > Most && _time - _occurred[^Most].Time <= Shortest * (_time - start)
            ? string.Create(CultureInfo.InvariantCulture, $"event {_occurred[^1].Name} happens ever faster, for the {_occurred.Count(other => other.Name == _occurred[^1].Name)}th time at t = {_time:g9}")
            : null;
    }

    /// <summary>Solves for the unknowns at the present time and components.</summary>
    private bool TryRestart()
    {
        if (!_highest.Solve(_time, _y) || !_highest.Differentiate())
        {
            return false;
        }

        _highest.CopyTo(_y, _slopes);
        return true;
    }

    /// <summary>Lets something happen at the present time.</summary>
    private bool TryHappen(in Happening what)
    {
        var flipped = what.Event - _march.Events.Count;
        if (flipped >= 0 && _modes.HasFlipped(flipped, _time))
        {
            return true;
        }

        double[] unknowns = [];
        if (what.Event >= 0)
        {
            // The step that led here has left components, not the unknowns that expressions may contain.
            if (!TryRestart())
            {
                return false;
            }

            unknowns = Parts is null ? [] : [.. _highest.Unknowns];
        }

        var (before, modes, rate) = (SlopesForParts(), _modes.Current, 0.0);
        if (flipped >= 0)
        {
            rate = _modes.Flip(flipped, _time, _y);
        }
        else if (what.Event >= 0)
        {
            Reset(_march.Events[what.Event]);
            _occurred.Add(new EventOccurrence(_march.Events[what.Event].Name, _time));
        }
        else if (what.Rates is { } rates)
        {
            _rates = rates;
            _equations.SetRates(rates);
            if (what.Resets)
            {
                ReadInitial(_trajectory);
                _watch.Forget();
            }
        }
        else
        {
            _y[_system.Bases[_march.Doses[what.Dose].State]] += what.Arrives;
        }

        _equations.Enter(_time);
        if (!TryRestart())
        {
            return false;
        }

        if (_modes.Count > 0)
        {
            if (!_modes.TrySettle(_time, _y, flipped, out var hasChanged) || (flipped >= 0 && _modes.Slides(flipped, rate, _time, _y)) || (hasChanged && !TryRestart()))
            {
                return false;
            }
        }

        Keep(new MarchedJump(_time, flipped >= 0 && !(rate > 0) ? null : what, before, SlopesForParts(), _rates, unknowns) { ModesBefore = modes });
        return true;
    }

    private void Reset(MarchedEvent occurrence)
    {
        _equations.SetUnknowns(_highest.Unknowns);
        _equations.SetTime(0, _time);
        _equations.Express();
        foreach (var reset in occurrence.Resets)
        {
            _y[_system.Bases[reset.State] + reset.Order] = _equations.Expressed[reset.Expression * _equations.Lanes];
        }
    }

    private double[] SlopesForParts() => Parts is null ? [] : [.. _slopes];

    private void Keep(MarchedPart part)
    {
        if (Parts is not null)
        {
            (part.FirstPoint, part.EndPoint, part.Modes) = (_next, _next, _modes.Current);
            Parts.Add(part);
        }
    }

    /// <summary>Whether the next grid point is one that a march to a time writes.</summary>
    private bool IsDue(double reached, double until, bool happens)
    {
        var times = _equations.Times;
        return _next < times.Length && (_triggers.Holds ? times[_next] < reached : times[_next] <= reached)
            && !(happens && times[_next] == until && (_settles || (_isAfter is not null && _isAfter[_next])));
    }

    /// <summary>Writes the grid points at the present time.</summary>
    private void WriteReached(double until, bool happens, Action<int, HighestDerivatives<TModel>> write)
    {
        while (IsDue(_time, until, happens))
        {
            if (IsWanted?.Invoke(_next) != false)
            {
                write(_next, _highest);
            }

            Wrote();
        }
    }

    private void Wrote()
    {
        _next++;
        if (Parts is { Count: > 0 } parts)
        {
            parts[^1].EndPoint = _next;
        }
    }

    /// <summary>Marches from the present time to another one at which something happens, or the last.</summary>
    /// <returns>How it failed; null where it did not.</returns>
    private TrajectoryReport? MarchTo(double until, bool happens, Action<int, HighestDerivatives<TModel>> write, Counts run)
    {
        var size = FirstSize(until - _time);
        var stopAt = NextStop(until);
        var (acceptedSize, acceptedError, previousSize) = (0.0, 1e-2, 0.0);
        var (isFirst, hasRejected, isFresh, last) = (true, false, false, false);
        var (rate, takenAt) = (1.0, double.NaN);
        var (corrections, triggerCorrections) = (0, 0);
        while (_time < until)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            if (run.Steps + run.Rejections + run.Failures >= _options.MaxSteps)
            {
                return Failed(SolveStatus.TooManySteps, run);
            }

            size = Math.Min(size, _modes.LongestStep);

            // A step that would end just before a stop is stretched to it.
            last = _time + (1.01 * size) >= stopAt;
            if (last)
            {
                size = stopAt - _time;
            }

            if (_time + (0.1 * size) == _time || !(size > 1e-200))
            {
                return Failed(SolveStatus.StepTooSmall, run);
            }

            SetTolerances();
            if (!isFresh)
            {
                _system.Spread(_y, _slopes, _equations.Unknowns, _equations.Lanes, 0);
                SetTimes(_time, 0);
                _equations.Differentiate();
                _iteration.Take(size, _tolerances);
                (isFresh, takenAt) = (true, _time);
            }

            if (!_iteration.TryPrepare(size, ref run.Factorisations))
            {
                run.Failures++;
                size *= 0.5;
                continue;
            }

            _step.Predict(isFirst || previousSize == 0 ? 0 : size / previousSize);
            SetTimes(_time, size);
            var (converged, iterations, contraction) = _iteration.Run(size, _options.RelativeTolerance, _inverses, ref rate);
            run.Iterations += iterations;
            if (!converged)
            {
                run.Failures++;
                if (_iteration.IsFixedPoint)
                {
                    // The same step again, with a matrix.
                    _iteration.GiveUp();
                    isFresh = false;
                    continue;
                }

                size *= double.IsFinite(contraction) && contraction < 1 ? 0.5 : 0.25;
                hasRejected = true;
                isFresh = takenAt == _time;
                previousSize = 0;
                continue;
            }

            var (error, worst) = EstimateError(size);
            _limiting = _problem.Model.States[_system.Components[worst].State].Name;
            var factor = Math.Min(Safety, Safety * (1 + (2 * _iteration.Most)) / (iterations + (2 * _iteration.Most)));
            var quotient = Math.Clamp(Math.Pow(error, 1.0 / (_stages + 1)) / factor, Growing, Shrinking);
            var proposed = size / quotient;
            if (!(error < 1))
            {
                run.Rejections++;
                size = isFirst ? size * 0.1 : proposed;
                size = double.IsFinite(size) ? size : 0;
                hasRejected = true;
                previousSize = 0;
                continue;
            }

            if (_watch.IsNeeded && IsShortened(ref size, ref corrections, last ? stopAt : _time + size))
            {
                // The same step again, to where a condition becomes true.
                previousSize = 0;
                if (_triggered.Count > 0)
                {
                    return null;
                }

                continue;
            }

            if (_triggers.IsNeeded && IsShortenedByTrigger(ref size, ref triggerCorrections, last ? stopAt : _time + size))
            {
                _triggered.Clear();
                previousSize = 0;
                continue;
            }

            if (!isFirst)
            {
                var gustafsson = acceptedSize / size * Math.Pow(error * error / acceptedError, 1.0 / (_stages + 1)) / Safety;
                quotient = Math.Max(quotient, Math.Clamp(gustafsson, Growing, Shrinking));
                proposed = size / quotient;
            }

            (acceptedSize, acceptedError) = (size, Math.Max(1e-2, error));
            run.Steps++;
            var reached = last ? stopAt : _time + size;
            if (Parts is not null)
            {
                Keep(new RadauStep(_time, size, reached, [.. _y], _step.ToArray(), _rates));
            }

            while (IsDue(reached, until, happens))
            {
                var at = _equations.Times[_next];
                if (IsWanted?.Invoke(_next) != false && !WritePoint(_next, at, _time, size, reached, write))
                {
                    return Failed(SolveStatus.NotFinite, at, run);
                }

                Wrote();
            }

            _step.Accept(size, _slopes);
            (_time, previousSize, isFirst) = (reached, size, false);
            if (_triggered.Count > 0 || _triggers.Stops)
            {
                return null;
            }

            if (_watch.IsNeeded)
            {
                _watch.Accept(_time, _y);
            }

            if (last)
            {
                stopAt = NextStop(until);
            }

            if (hasRejected)
            {
                proposed = Math.Min(proposed, size);
            }

            hasRejected = false;
            var change = proposed / size;
            isFresh = _iteration.Keeps(contraction, change, _equations.HasKinks);
            size = isFresh && change is >= KeptFrom and <= KeptTo ? size : proposed;
        }

        return null;
    }

    /// <summary>Whether a step is to be taken again, because a condition becomes true within it; one that becomes true at its end is triggered.</summary>
    private bool IsShortened(ref double size, ref int corrections, double reached)
    {
        const int Most = 10;
        const double Rounding = 4e-15;
        if (corrections == 0)
        {
            var crossing = _watch.FirstCrossing(_time, size, _method.Points, _interpolate);
            if (_watch.AtOnce >= 0)
            {
                _triggered.Add(_watch.AtOnce);
                return true;
            }

            if (double.IsNaN(crossing))
            {
                if (!_modes.IsTimedStop(reached))
                {
                    return false;
                }

                // Nothing else becomes true in this step.
                crossing = 1;
                _stopsForSwitches = true;
            }
            else
            {
                _stopsForSwitches = false;
            }

            corrections = 1;
            if (crossing < 1)
            {
                size *= crossing;
                return true;
            }
        }

        // The end of a step is better known than what lies within it: where the condition is not quite zero there, its rate says how far it is.
        _step.Interpolate(1, _point);
        var correction = _watch.Correction(reached, _point, _stopsForSwitches, _triggered);
        if (_triggered.Count == 0 && _modes.IsTimedStop(reached))
        {
            corrections = 0;
            return false;
        }

        if (_triggered.Count == 0)
        {
            // The interpolant was too far off: look again.
            corrections = 0;
            return IsShortened(ref size, ref corrections, reached);
        }

        if (corrections++ < Most && Math.Abs(correction) > Rounding * Math.Max(Math.Abs(reached), size) && size + correction > 0)
        {
            size += correction;
            _triggered.Clear();
            return true;
        }

        corrections = 0;
        return false;
    }

    private void ReadInitial(int trajectory)
    {
        Array.Clear(_y);
        for (var slot = 0; slot < _problem.Inputs.Slots.Count; slot++)
        {
            if (_problem.Inputs.Slots[slot] is not { Kind: ValueKind.Initial } initial)
            {
                continue;
            }

            for (var order = 0; order < initial.Orders; order++)
            {
                if (_system.ComponentOf(initial.Name, order) is >= 0 and var component)
                {
                    _y[component] = _problem.Inputs.NumberAt(slot, order, trajectory);
                }
            }
        }
    }

    /// <summary>The next time at which a step has to end: that at which something happens, or the next grid point where values are given at them.</summary>
    private double NextStop(double until)
    {
        var stop = _equations.HasKinks && !_equations.IsHeld ? Math.Min(until, _equations.Times[_equations.Enter(_time)]) : until;
        return _modes.Count > 0 ? _modes.NextStop(_time, _y, stop) : stop;
    }

    /// <summary>A first step over which no component changes by more than a hundredth, as far as its slope says; the error estimate corrects it.</summary>
    private double FirstSize(double span)
    {
        SetTolerances();
        double values = 0, slopes = 0;
        for (var i = 0; i < _count; i++)
        {
            if (_system.IsDifferential[i])
            {
                values += _y[i] / _tolerances[i] * (_y[i] / _tolerances[i]);
                slopes += _slopes[i] / _tolerances[i] * (_slopes[i] / _tolerances[i]);
            }
        }

        var (d0, d1) = (Math.Sqrt(values), Math.Sqrt(slopes));
        if (d1 == 0 && _triggers.IsNeeded)
        {
            // Between events nothing may change at all.
            return span;
        }

        var size = d1 > 0 && d0 > 0 ? 0.01 * d0 / d1 : 1e-6 * span;
        return double.IsFinite(size) && size > 0 ? Math.Min(size, span) : 1e-6 * span;
    }

    private void SetTolerances()
    {
        // Where no absolute tolerance is given, it is a thousandth of the relative one, of the largest size that a state has had, so that units do not matter.
        for (var i = 0; i < _count; i++)
        {
            _sizes[i] = Math.Max(_sizes[i], Math.Abs(_y[i]));
            var absolute = double.IsNaN(_absolute[i]) ? 1e-3 * _options.RelativeTolerance * Math.Max(_sizes[i], double.Epsilon) : _absolute[i];
            _tolerances[i] = Math.Max(absolute + (_options.RelativeTolerance * Math.Abs(_y[i])), 1e-290);
        }

        // A state that has been nothing but zero is measured against what it is beside: the largest of the states.
        var largest = 0.0;
        foreach (var size in _sizes)
        {
            largest = Math.Max(largest, size);
        }

        for (var i = 0; i < _count; i++)
        {
            if (_sizes[i] == 0 && double.IsNaN(_absolute[i]))
            {
                _tolerances[i] = _options.RelativeTolerance * (largest > 0 ? 1e-3 * largest : 1);
            }

            _inverses[i] = 1 / _tolerances[i];
        }
    }

    private void SetTimes(double time, double size)
    {
        for (var lane = 0; lane < _equations.Lanes; lane++)
        {
            _equations.SetTime(lane, time + (size * _method.Points[Math.Min(lane, _stages - 1)]));
        }
    }

    /// <summary>The error of the step in units of the tolerance, and the component in which it is largest.</summary>
    private (double Error, int Worst) EstimateError(double size)
    {
        for (var i = 0; i < _count; i++)
        {
            var sum = size / _method.Real * _slopes[i];
            for (var stage = 0; stage < _stages; stage++)
            {
                sum += _method.ErrorWeights[stage] * _step.Differences[(i * _equations.Lanes) + stage];
            }

            _error[i] = sum;
        }

        _iteration.Filter(size, _error);
        double norm = 0, largest = 0;
        var worst = 0;
        for (var i = 0; i < _count; i++)
        {
            var end = _y[i] + _step.Change(i);
            var tolerance = Math.Max(_tolerances[i], (double.IsNaN(_absolute[i]) ? 0 : _absolute[i]) + (_options.RelativeTolerance * Math.Abs(end)));
            var scaled = Math.Abs(_error[i] / tolerance);
            norm += scaled * scaled;
            if (scaled > largest)
            {
                (worst, largest) = (i, scaled);
            }
        }

        norm = Math.Sqrt(norm / _count);
        return (double.IsNaN(norm) ? double.PositiveInfinity : Math.Max(norm, 1e-10), worst);
    }

    private bool WritePoint(int point, double at, double time, double size, double reached, Action<int, HighestDerivatives<TModel>> write)
    {
        _step.Interpolate(at >= reached ? 1 : (at - time) / size, _point);
        if (!_highest.Solve(at, _point) || !_highest.Differentiate())
        {
            return false;
        }

        write(point, _highest);
        return true;
    }

    private TrajectoryReport Done(Counts run) => new(SolveStatus.Ok, -1, double.NaN, double.NaN, 1) { March = Statistics(run, _time, null) };

    /// <summary>Where what happens leaves no way on.</summary>
    private TrajectoryReport HeldUp(string fault, Counts run) => Failed(SolveStatus.StepTooSmall, run, fault);

    private TrajectoryReport Failed(SolveStatus status, Counts run) => Failed(status, _time, run);

    private TrajectoryReport Failed(SolveStatus status, double time, Counts run) => new(status, _next, double.NaN, double.NaN, 1) { March = Statistics(run, time, _limiting) };

    private MarchStatistics Statistics(Counts run, double time, string? limiting) => run.Statistics(_stages, time, limiting) with { Events = _occurred.Count == 0 ? [] : [.. _occurred] };

    /// <summary>What was done.</summary>
    private sealed class Counts
    {
        public int Factorisations;

        public int Steps { get; set; }

        public int Rejections { get; set; }

        public int Failures { get; set; }

        public int Iterations { get; set; }

        public MarchStatistics Statistics(int stages, double end, string? limiting) => new(Steps, Rejections, Failures, Iterations, Factorisations, stages, end, limiting);
    }
}
