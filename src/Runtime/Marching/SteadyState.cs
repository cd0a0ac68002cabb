using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Marching;

/// <summary>
/// Finds the state to which a regimen leads that has gone on for ever: the fixed point of the map P from the components at the beginning of an interval to those at its end. Newton's method solves P(y) = y with the
/// derivatives M of the march through the interval, y += (I - M)^-1 (P(y) - y); where P is affine, as it is for equations that are linear in the states, its first step arrives. Where a step is none to trust, the
/// regimen goes on for one more interval instead, y = P(y), which is what would happen. Source: Aprille and Trick, Steady-state analysis of nonlinear circuits with periodic inputs, Proc. IEEE 60 (1972) 108-114.
/// </summary>
internal sealed class SteadyState<TModel>
    where TModel : IMechanisticModel<TModel>
{
    // A state that remembers from one interval to the next all but this part of what it held has no steady state.
    private const double LeastLoss = 1e-6;

    private const int MostIterations = 400;
    private const int MostIterationsOfRest = 30;

    // Of an infusion that runs for ever an interval is as long as it takes to forget all but this part of where it began.
    private const double Remembered = 0.5;
    private const double LongestInterval = 1e15;

    private readonly Problem _problem;
    private readonly SolveOptions _options;
    private readonly MarchDescription _march;
    private readonly MarchSensitivities<TModel> _sensitivities;
    private readonly (int Component, int Column)[] _all;
    private readonly double[] _start;
    private readonly double[] _next;
    private readonly double[] _step;
    private readonly double[] _sizes;
    private readonly int _count;
    private readonly bool _isConditional;

    public SteadyState(Problem problem, SolveOptions options)
    {
        _problem = problem;
        _march = problem.Model.March;

        // What an interval is wrong by adds up over those that are remembered.
        _options = options with { RelativeTolerance = Math.Min(options.RelativeTolerance, Math.Max(1e-12, 1e-3 * options.RelativeTolerance)), AbsoluteTolerance = 1e-3 * options.AbsoluteTolerance };
        _isConditional = _march.Switches.Count > 0 || _march.Events.Any(static occurrence => occurrence.Kind == EventKind.Conditional);
        Target = 0.1 * options.RelativeTolerance;
        Method = RadauMethod.For(_options.RelativeTolerance);
        Intervals = new March<TModel>(problem, _options, Method);
        _count = Intervals.System.Count;
        _all = [.. Enumerable.Range(0, _count).Select(static i => (i, i))];
        var none = new int[problem.Header.Length];
        Array.Fill(none, -1);
        _sensitivities = new MarchSensitivities<TModel>(problem, Intervals, Method, none, _count, wantsHighest: false);
        _start = new double[_count];
        _next = new double[_count];
        _step = new double[_count];
        _sizes = new double[_count];
    }

    /// <summary>The march through intervals.</summary>
    public March<TModel> Intervals { get; }

    /// <summary>Its method.</summary>
    public RadauMethod Method { get; }

    private double Target { get; }

    /// <summary>Finds the steady state of a regimen.</summary>
    public FoundSteadyState Find(int trajectory, SteadyRegimen regimen)
    {
        var model = _problem.Model;
        if (_march.DependsOnTime)
        {
            return FoundSteadyState.None(SolveStatus.NoSteadyState, $"the equations of {model.Name} contain the time, and a regimen that has gone on for ever has none. Write the doses that lead to the present state");
        }

        if (regimen.Adds && (!_march.IsLinear || _isConditional))
        {
            return FoundSteadyState.None(SolveStatus.NoSteadyState, $"a steady state is added to what is there (SS = 2), which is right for equations that are linear in the states, and those of {model.Name} are not. Say SS = 1, or write the doses that lead to it");
        }

        Array.Clear(_start);
        if (!regimen.Adds)
        {
            Intervals.CopyInitialTo(trajectory, _start);
        }
        else if (!RestsAtZero(trajectory, regimen))
        {
            return FoundSteadyState.None(SolveStatus.NoSteadyState, $"a steady state is added to what is there (SS = 2), and {model.Name} does not rest where its states are zero: what it makes by itself would count twice. Say SS = 1");
        }

        return double.IsNaN(regimen.Interval) ? FindRest(trajectory, regimen) : Iterate(trajectory, regimen, regimen.Interval, MostIterations);
    }

    /// <summary>Without an interval, one is as long as it takes to forget the beginning.</summary>
    private FoundSteadyState FindRest(int trajectory, SteadyRegimen regimen)
    {
        var found = FoundSteadyState.None(SolveStatus.NoSteadyState, string.Empty);
        double[] start = [.. _start];
        for (var length = 1.0; length <= LongestInterval; length *= 10)
        {
            start.CopyTo(_start, 0);
            found = Iterate(trajectory, regimen, length, MostIterationsOfRest);
            if (found.Fault is null && LargestOf(_sensitivities.Components) <= Remembered)
            {
                break;
            }
        }

        return found;
    }

    private FoundSteadyState Iterate(int trajectory, SteadyRegimen regimen, double length, int most)
    {
        var radius = double.NaN;
        for (var iteration = 0; iteration < most; iteration++)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            var report = Intervals.RunInterval(trajectory, regimen, length, _start, _next);
            if (report is not { Status: SolveStatus.Ok, March.EndedBy: null })
            {
                return Failure(report);
            }

            IReadOnlyList<MarchedPart> interval = Intervals.Parts!;
            Intervals.Hold(trajectory, regimen);
            _sensitivities.Through(interval, _all);
            radius = RadiusOf(_sensitivities.Components);
            var remembers = !(radius <= 1 - LeastLoss);
            if (remembers && _march.IsLinear && !_isConditional)
            {
                break;
            }

            var (factor, pivots) = (new double[_count * _count], new int[_count]);
            for (var i = 0; i < factor.Length; i++)
            {
                factor[i] = (i % (_count + 1) == 0 ? 1 : 0) - _sensitivities.Components[i];
            }

            for (var i = 0; i < _count; i++)
            {
                _step[i] = _next[i] - _start[i];
            }

            if (remembers || !DenseFactor.TryFactorise(factor, pivots))
            {
                _next.CopyTo(_start, 0);
                continue;
            }

            DenseFactor.Solve(factor, pivots, _step);
            if ((!_march.IsLinear || _isConditional) && !IsToTrust())
            {
                _next.CopyTo(_start, 0);
                continue;
            }

            var moved = Moved(interval);
            for (var i = 0; i < _count; i++)
            {
                _start[i] += _step[i];
            }

            if (moved <= Target)
            {
                return new FoundSteadyState(SolveStatus.Ok, null, [.. _start], interval, factor, pivots);
            }
        }

        return FoundSteadyState.None(SolveStatus.NoSteadyState, Reason(regimen, radius));
    }

    /// <summary>
    /// Whether a step of a nonlinear model leads where the regimen itself may. One that changes the sign of a component that keeps it over the interval may lead to a solution that nothing comes to, as elimination
    /// that saturates has one with negative amounts; and across conditions that become true, derivatives say nothing from afar.
    /// </summary>
    private bool IsToTrust()
    {
        const double Near = 1e-4;
        var size = Math.Max(_start.Max(Math.Abs), _next.Max(Math.Abs));
        for (var i = 0; i < _count; i++)
        {
            var to = _start[i] + _step[i];
            if (_isConditional && Math.Abs(_step[i]) > Near * size)
            {
                return false;
            }

            var (least, most) = (Math.Min(_start[i], _next[i]), Math.Max(_start[i], _next[i]));
            var rounding = (1e-9 * Math.Max(-least, most)) + (1e-12 * size);
            if (!double.IsFinite(to) || (least >= 0 && most > 0 && to < -rounding) || (most <= 0 && least < 0 && to > rounding))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How far the step goes, in sizes that the components have in the interval.</summary>
    private double Moved(IReadOnlyList<MarchedPart> interval)
    {
        for (var i = 0; i < _count; i++)
        {
            _sizes[i] = Math.Max(Math.Abs(_start[i]), Math.Abs(_next[i]));
        }

        foreach (var part in interval)
        {
            for (var i = 0; i < _count && part is RadauStep; i++)
            {
                _sizes[i] = Math.Max(_sizes[i], Math.Abs(((RadauStep)part).Start[i]));
            }
        }

        var (moved, largest) = (0.0, _sizes.Max());
        for (var i = 0; i < _count; i++)
        {
            moved = Math.Max(moved, _step[i] == 0 ? 0 : Math.Abs(_step[i]) / (_sizes[i] > 0 ? _sizes[i] : largest > 0 ? largest : Math.Abs(_step[i])));
        }

        return moved;
    }

    /// <summary>Whether nothing changes where all states are zero and nothing is given.</summary>
    private bool RestsAtZero(int trajectory, SteadyRegimen regimen)
    {
        Intervals.Hold(trajectory, regimen);
        Intervals.Equations.SetRates(RunningInfusions.None);
        _ = Intervals.Equations.Enter(regimen.Time);
        return Intervals.Highest.Solve(regimen.Time, _start) && Array.TrueForAll(Intervals.Highest.Unknowns, static unknown => unknown == 0);
    }

    private double RadiusOf(double[] matrix) =>
        Array.TrueForAll(matrix, double.IsFinite) ? Matrix<double>.Build.Dense(_count, _count, (i, j) => matrix[(i * _count) + j]).Evd().EigenValues.Max(static value => value.Magnitude) : double.NaN;

    private static double LargestOf(double[] matrix) => matrix.Max(Math.Abs);

    private static FoundSteadyState Failure(TrajectoryReport report) => report.March?.EndedBy is { } ended
        ? FoundSteadyState.None(SolveStatus.NoSteadyState, $"event {ended} ends the trajectory within an interval of a steady state. Write the doses that lead to the present state")
        : FoundSteadyState.None(
            SolveStatus.NoSteadyState,
            string.Create(CultureInfo.InvariantCulture, $"an interval of a steady state cannot be marched to its end: {report.Status} {report.March?.End:g6} after its beginning{(report.March?.Fault is { } fault ? ", " + fault : string.Empty)}"));

    private string Reason(SteadyRegimen regimen, double radius)
    {
        // The state that grows is the one that the derivatives lead to themselves.
        var grows = 0;
        for (var i = 1; i < _count; i++)
        {
            grows = Math.Abs(_sensitivities.Components[(i * _count) + i]) > Math.Abs(_sensitivities.Components[(grows * _count) + grows]) ? i : grows;
        }

        var state = _problem.Model.States[Intervals.System.Components[grows].State].Name;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"the regimen at t = {regimen.Time:g6} has no steady state: {(radius <= 1 - LeastLoss ? "the states still change from one interval to the next, as where more is given than can be eliminated" : $"of what {state} holds at the beginning of an interval, {radius:g6} times as much is there at its end")}. Check the elimination; a state that only collects, such as an area under a curve, has no steady state and belongs into a model without");
    }
}
