using System;
using System.Collections.Generic;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Marching;

/// <content>Regimens that have gone on for ever.</content>
internal sealed partial class March<TModel>
{
    private SteadyState<TModel>? _steady;
    private int _trajectory;
    private bool _settles;

    /// <summary>What finds steady states of the trajectories that are marched.</summary>
    public SteadyState<TModel> Steady => _steady ??= new SteadyState<TModel>(_problem, _options);

    /// <summary>Takes the values of a trajectory, held at the time of a regimen, without marching.</summary>
    public void Hold(int trajectory, SteadyRegimen regimen)
    {
        _equations.Bind(trajectory);
        _equations.HoldAt(regimen.Time);
        (_trajectory, _isAfter, _time, _limiting, _rates) = (trajectory, null, 0, null, regimen.Running);
        _next = _equations.Times.Length;
        _equations.SetRates(_rates);
        _highest.Forget();
    }

    /// <summary>Gives the initial values of a trajectory.</summary>
    public void CopyInitialTo(int trajectory, Span<double> y)
    {
        ReadInitial(trajectory);
        _y.CopyTo(y);
    }

    /// <summary>Marches through one interval of a regimen, from time 0 to its end; <see cref="Parts"/> are of this interval.</summary>
    /// <param name="trajectory">The trajectory.</param>
    /// <param name="regimen">The regimen.</param>
    /// <param name="length">How long the interval is.</param>
    /// <param name="start">The components at its beginning.</param>
    /// <param name="end">Receives those at its end.</param>
    public TrajectoryReport RunInterval(int trajectory, SteadyRegimen regimen, double length, ReadOnlySpan<double> start, Span<double> end)
    {
        Hold(trajectory, regimen);
        Parts = [];
        start.CopyTo(_y);
        var report = Go(regimen.Period, length, static (_, _) => { });
        _y.CopyTo(end);
        return report;
    }

    /// <summary>Brings the states to a steady state at the present time.</summary>
    /// <returns>How the trajectory ends with it; null where it goes on.</returns>
    private TrajectoryReport? Settle(SteadyRegimen regimen, RunningInfusions rates, Counts run)
    {
        var found = Steady.Find(_trajectory, regimen);
        if (found.Fault is { } fault)
        {
            return Failed(found.Status, run, fault);
        }

        for (var i = 0; i < _count; i++)
        {
            _y[i] = found.Components[i] + (regimen.Adds ? _y[i] : 0);
        }

        _rates = rates;
        _equations.SetRates(rates);
        _equations.Enter(_time);
        if (!regimen.Adds)
        {
            _watch.Forget();
        }

        if (_modes.Count > 0 && !_modes.TrySettle(_time, _y, -1, out _))
        {
            return HeldUp(_modes.Fault!, run);
        }

        if (!TryRestart())
        {
            return Failed(_highest.IsSingular ? SolveStatus.NotPositiveDefinite : SolveStatus.NotFinite, run);
        }

        if (Parts is not null)
        {
            Keep(new MarchedSteadyState(regimen, rates, found.Interval, found.Factor, found.Pivots));
        }

        return null;
    }

    private TrajectoryReport Failed(SolveStatus status, Counts run, string? fault)
    {
        var report = Failed(status, run);
        return report with { March = report.March! with { Fault = fault } };
    }
}
