using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    private const int MostIterations = 7;
    private const double Safety = 0.9;
    private const double Shrinking = 5;
    private const double Growing = 0.125;

    // Newton's matrix is kept while the iterations converge faster than this, and while the step stays within these factors.
    private const double FastContraction = 1e-3;
    private const double KeptFrom = 1;
    private const double KeptTo = 1.2;

    private readonly Problem _problem;
    private readonly MarchDescription _march;
    private readonly SolveOptions _options;
    private readonly RadauMethod _method;
    private readonly MarchEquations<TModel> _equations;
    private readonly FirstOrderSystem _system;
    private readonly HighestDerivatives<TModel> _highest;
    private readonly NewtonMatrices _matrices;
    private readonly int _count;
    private readonly int _stages;
    private readonly double[] _y;
    private readonly double[] _slopes;
    private readonly double[] _z;
    private readonly double[] _stageSlopes;
    private readonly double[] _stageValues;
    private readonly double[] _residuals;
    private readonly double[] _before;
    private readonly double[] _tolerances;
    private readonly double[] _inverses;
    private readonly double[] _sizes;
    private readonly double[] _absolute;
    private readonly double[] _error;
    private readonly double[] _scratch;
    private readonly double[] _weights;
    private readonly double[] _point;
    private readonly Happenings<TModel> _happenings;
    private readonly EventWatch<TModel> _watch;
    private readonly SwitchModes<TModel> _modes;
    private readonly Action<double, double[]> _interpolate;
    private readonly List<int> _triggered = [];
    private readonly List<EventOccurrence> _occurred = [];
    private double[] _rates = [];
    private bool[]? _isAfter;
    private double _time;
    private int _next;
    private string? _limiting;

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
        _interpolate = InterpolateInto;
        _count = _system.Count;
        _matrices = new NewtonMatrices(method, _count);
        _y = new double[_count];
        _slopes = new double[_count];
        _tolerances = new double[_count];
        _inverses = new double[_count];
        _sizes = new double[_count];
        _absolute = new double[_count];
        _error = new double[_count];
        _point = new double[_count];
        _z = new double[_stages * _count];
        _before = new double[_stages * _count];
        _stageSlopes = new double[_stages * _count];
        _stageValues = new double[_stages * _count];
        _residuals = new double[_stages * _count];
        _scratch = new double[_stages * _count];
        _weights = new double[_stages + 1];
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

    /// <summary>Which part of each dose arrives, of the trajectory that was marched last.</summary>
    public ReadOnlySpan<double> Bioavailabilities => _happenings.Bioavailabilities;

    /// <summary>Marches.</summary>
    /// <param name="trajectory">The trajectory.</param>
    /// <param name="write">Is given each grid point with the unknowns there, as they come.</param>
    /// <returns>How it ended.</returns>
    public TrajectoryReport Run(int trajectory, Action<int, HighestDerivatives<TModel>> write)
    {
        const double Rounding = 1e-14;
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
        (_time, _next, _limiting, _rates) = (times[0], 0, null, []);
        var run = new Counts();
        if (!_happenings.TryRead(timeline))
        {
            var report = Failed(SolveStatus.NotFinite, run);
            return report with { March = report.March! with { Fault = _happenings.Fault } };
        }

        ReadInitial(trajectory);
        _equations.Enter(_time);
        _highest.Forget();
        SetInitially();
        if (!_modes.TryBegin(_time, times[^1], _y))
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
        var all = _happenings.All;
        for (;;)
        {
            // The present unknowns are those of grid points at the present time, but for those after what is still to happen then.
            var happens = happened < all.Count && all[happened].Time <= times[^1];
            var until = happens ? all[happened].Time : times[^1];
            if (_time < until && until - _time <= Rounding * Math.Abs(until))
            {
                // 0.3 and 3 * 0.1 are one time, and no step goes from one to the other.
                _time = until;
            }

            WriteReached(until, happens, write);
            if (_next == times.Length)
            {
                return Done(run);
            }

            _triggered.Clear();
            if (_time < until && MarchTo(until, happens, write, run) is { } failed)
            {
                return failed;
            }

            if (_triggered.Count == 0)
            {
                for (; happened < all.Count && all[happened].Time == until; happened++)
                {
                    if (LetHappen(all[happened], run) is { } end)
                    {
                        return end;
                    }
                }

                Watch([]);
            }

            if (LetTriggeredHappen(run) is { } ended)
            {
                return ended;
            }
        }
    }

    /// <summary>Lets happen what is triggered, which may make conditions true at once, and so on.</summary>
    private TrajectoryReport? LetTriggeredHappen(Counts run)
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

            if (Accumulates(_equations.Times[0]) is { } zeno)
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
            _equations.SetRates(rates, _happenings.Bioavailabilities);
        }
        else
        {
            _y[_system.Bases[_march.Doses[what.Dose].State]] += _happenings.Bioavailabilities[what.Dose] * what.Amount;
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
        return _next < times.Length && (_triggers.Holds ? times[_next] < reached : times[_next] <= reached) && !(happens && times[_next] == until && _isAfter is not null && _isAfter[_next]);
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
                _matrices.Take(_system, _equations);
                (isFresh, takenAt) = (true, _time);
            }

            if (!_matrices.IsFor(size))
            {
                run.Factorisations++;
                if (!_matrices.TryFactorise(size))
                {
                    run.Failures++;
                    size *= 0.5;
                    continue;
                }
            }

            Predict(isFirst || previousSize == 0 ? 0 : size / previousSize);
            var (converged, iterations, contraction) = Iterate(_time, size, ref rate);
            run.Iterations += iterations;
            if (!converged)
            {
                run.Failures++;
                size *= double.IsFinite(contraction) && contraction < 1 ? 0.5 : 0.25;
                hasRejected = true;
                isFresh = takenAt == _time;
                previousSize = 0;
                continue;
            }

            var (error, worst) = EstimateError(size);
            _limiting = _problem.Model.States[_system.Components[worst].State].Name;
            var factor = Math.Min(Safety, Safety * (1 + (2 * MostIterations)) / (iterations + (2 * MostIterations)));
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
                Keep(new RadauStep(_time, size, reached, [.. _y], StagesOf(), _rates));
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

            Accept(size);
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
            isFresh = contraction <= FastContraction && !_equations.HasKinks;
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

                crossing = 1;
            }

            corrections = 1;
            if (crossing < 1)
            {
                size *= crossing;
                return true;
            }
        }

        // The end of a step is better known than what lies within it: where the condition is not quite zero there, its rate says how far it is.
        InterpolateInto(1, _point);
        var correction = _watch.Correction(reached, _point, _triggered);
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

    private void InterpolateInto(double part, double[] y)
    {
        _method.Interpolate(part, _weights);
        for (var i = 0; i < _count; i++)
        {
            var sum = 0.0;
            for (var stage = 0; stage < _stages; stage++)
            {
                sum += _weights[stage + 1] * _z[(stage * _count) + i];
            }

            y[i] = _y[i] + sum;
        }
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
        var stop = _equations.HasKinks ? Math.Min(until, _equations.Times[_equations.Enter(_time)]) : until;
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

    /// <summary>Starts the stages from the polynomial of the last step, continued; from zero where there is none.</summary>
    private void Predict(double ratio)
    {
        if (ratio == 0)
        {
            Array.Clear(_z);
            return;
        }

        // The last step's stages are differences from its beginning; its end is where this one begins.
        var end = _before.AsSpan((_stages - 1) * _count, _count);
        for (var stage = 0; stage < _stages; stage++)
        {
            _method.Interpolate(1 + (ratio * _method.Points[stage]), _weights);
            var z = _z.AsSpan(stage * _count, _count);
            for (var i = 0; i < _count; i++)
            {
                var sum = 0.0;
                for (var other = 0; other < _stages; other++)
                {
                    sum += _weights[other + 1] * _before[(other * _count) + i];
                }

                z[i] = sum - end[i];
            }
        }
    }

    private (bool Converged, int Iterations, double Contraction) Iterate(double time, double size, ref double rate)
    {
        var target = Math.Max(10 * 2.2e-16 / _options.RelativeTolerance, Math.Min(0.03, Math.Sqrt(_options.RelativeTolerance)));
        SetTimes(time, size);

        // How fast these iterations converge is not known before the second: the rate of the last step says too much where equations are nonlinear.
        rate = Math.Max(Math.Pow(Math.Max(rate, 2.2e-16), 0.8), 0.1);
        double before = 0, contraction = FastContraction / 10, beforeContraction = 0;
        for (var iteration = 1; iteration <= MostIterations + _stages - 3; iteration++)
        {
            StageSlopes(size);
            for (int stage = 0, at = 0; stage < _stages; stage++)
            {
                for (var i = 0; i < _count; i++, at++)
                {
                    _stageValues[at] = _y[i] + _z[at];
                }

                _system.Spread(_stageValues.AsSpan(stage * _count, _count), _stageSlopes.AsSpan(stage * _count, _count), _equations.Unknowns, _equations.Lanes, stage);
            }

            RepeatLastStage();
            _equations.Evaluate();
            for (var stage = 0; stage < _stages; stage++)
            {
                var range = stage * _count;
                _system.Residual(_stageValues.AsSpan(range, _count), _stageSlopes.AsSpan(range, _count), _equations.Values, _equations.Lanes, stage, _residuals.AsSpan(range, _count));
            }

            _matrices.Solve(_residuals, _scratch);
            var norm = 0.0;
            for (int stage = 0, at = 0; stage < _stages; stage++)
            {
                for (var i = 0; i < _count; i++, at++)
                {
                    var scaled = _residuals[at] * _inverses[i];
                    norm += scaled * scaled;
                }
            }

            norm = Math.Sqrt(norm / _residuals.Length);
            if (!double.IsFinite(norm))
            {
                return (false, iteration, double.NaN);
            }

            if (iteration > 1)
            {
                var quotient = norm / before;
                contraction = iteration == 2 ? quotient : Math.Sqrt(quotient * beforeContraction);
                beforeContraction = quotient;
                if (contraction >= 0.99)
                {
                    return norm <= 1e-3 * target ? (true, iteration, contraction) : (false, iteration, contraction);
                }

                rate = contraction / (1 - contraction);
                var left = MostIterations + _stages - 3 - iteration;
                if (rate * norm * Math.Pow(contraction, left) > target)
                {
                    return (false, iteration, contraction);
                }
            }

            before = Math.Max(norm, 1e-300);
            for (var i = 0; i < _z.Length; i++)
            {
                _z[i] -= _residuals[i];
            }

            if (rate * norm <= target || norm == 0)
            {
                return (true, iteration, iteration == 1 ? FastContraction / 10 : contraction);
            }
        }

        return (false, MostIterations, contraction);
    }

    /// <summary>Lanes beyond the stages repeat the last one.</summary>
    private void RepeatLastStage()
    {
        var unknowns = _equations.Unknowns;
        var lanes = _equations.Lanes;
        for (var n = 0; n < _march.Unknowns && _stages < lanes; n++)
        {
            unknowns.Slice((n * lanes) + _stages, lanes - _stages).Fill(unknowns[(n * lanes) + _stages - 1]);
        }
    }

    /// <summary>The slopes at the stages: those of the polynomial through the step's beginning and its stages.</summary>
    private void StageSlopes(double size)
    {
        var (stages, count, inverse) = (_stages, _count, 1 / size);
        ref var z = ref MemoryMarshal.GetArrayDataReference(_z);
        ref var factor = ref MemoryMarshal.GetArrayDataReference(_method.Inverse);
        ref var slope = ref MemoryMarshal.GetArrayDataReference(_stageSlopes);
        for (var stage = 0; stage < stages; stage++)
        {
            for (var i = 0; i < count; i++)
            {
                var sum = 0.0;
                for (var other = 0; other < stages; other++)
                {
                    sum += Unsafe.Add(ref factor, (stage * stages) + other) * Unsafe.Add(ref z, (other * count) + i);
                }

                Unsafe.Add(ref slope, (stage * count) + i) = sum * inverse;
            }
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
                sum += _method.ErrorWeights[stage] * _z[(stage * _count) + i];
            }

            _error[i] = sum;
        }

        _matrices.Filter(size, _error, _scratch);
        double norm = 0, largest = 0;
        var worst = 0;
        for (var i = 0; i < _count; i++)
        {
            var end = _y[i] + _z[((_stages - 1) * _count) + i];
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

    private void Accept(double size)
    {
        StageSlopes(size);
        _stageSlopes.AsSpan((_stages - 1) * _count, _count).CopyTo(_slopes);
        _z.CopyTo(_before, 0);
        for (var i = 0; i < _count; i++)
        {
            _y[i] += _z[((_stages - 1) * _count) + i];
        }
    }

    private double[] StagesOf()
    {
        var stages = new double[_z.Length];
        for (var i = 0; i < stages.Length; i++)
        {
            stages[i] = _y[i % _count] + _z[i];
        }

        return stages;
    }

    private bool WritePoint(int point, double at, double time, double size, double reached, Action<int, HighestDerivatives<TModel>> write)
    {
        InterpolateInto(at >= reached ? 1 : (at - time) / size, _point);
        if (!_highest.Solve(at, _point) || !_highest.Differentiate())
        {
            return false;
        }

        write(point, _highest);
        return true;
    }

    private TrajectoryReport Done(Counts run) => new(SolveStatus.Ok, -1, double.NaN, double.NaN, 1) { March = Statistics(run, _time, null) };

    /// <summary>Where what happens leaves no way on.</summary>
    private TrajectoryReport HeldUp(string fault, Counts run)
    {
        var report = Failed(SolveStatus.StepTooSmall, run);
        return report with { March = report.March! with { Fault = fault } };
    }

    private TrajectoryReport Failed(SolveStatus status, Counts run) => Failed(status, _time, run);

    private TrajectoryReport Failed(SolveStatus status, double time, Counts run) => new(status, _next, double.NaN, double.NaN, 1) { March = Statistics(run, time, _limiting) };

    private MarchStatistics Statistics(Counts run, double time, string? limiting) => run.Statistics(_stages, time, limiting) with { Events = _occurred.Count == 0 ? [] : [.. _occurred] };

    /// <summary>What was done.</summary>
    private sealed class Counts
    {
        public int Steps { get; set; }

        public int Rejections { get; set; }

        public int Failures { get; set; }

        public int Iterations { get; set; }

        public int Factorisations { get; set; }

        public MarchStatistics Statistics(int stages, double end, string? limiting) => new(Steps, Rejections, Failures, Iterations, Factorisations, stages, end, limiting);
    }
}
