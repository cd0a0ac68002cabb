using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Marching;

/// <summary>
/// The adjoint of a march of one trajectory. A step solves G(t_i, Y_i, (1 / h) sum of A^-1_ij (Y_j - y)) = 0 for its stages; with K the derivative of that with respect to the stages and g that
/// of the loss, K^T m = g gives the derivatives with respect to everything else: -m^T dG/dp for a value, and (1 / h) sum of s_i (dG/dy')^T m_i for the components at the step's beginning,
/// with s_i the row sums of A^-1.
/// </summary>
internal sealed class MarchAdjoint<TModel>
    where TModel : IMechanisticModel<TModel>
{
    private readonly Problem _problem;
    private readonly MarchDescription _march;
    private readonly RadauMethod _method;
    private readonly March<TModel> _forward;
    private readonly List<MarchedPart> _parts = [];
    private readonly int _count;
    private readonly int _stages;
    private readonly double[] _matrix;
    private readonly int[] _pivots;
    private readonly double[] _bySlopes;
    private readonly double[] _byValues;
    private readonly double[] _stageLoss;
    private readonly double[] _loss;
    private readonly double[] _slopes;
    private readonly double[] _weights;
    private readonly double[] _pointLoss;
    private readonly double[] _highestLoss;
    private readonly double[] _highestMatrix;
    private readonly int[] _highestPivots;
    private readonly double[] _byBioavailability;
    private readonly double[] _byLag;
    private double[] _rates = [];

    public MarchAdjoint(Problem problem, SolveOptions options, RadauMethod method)
    {
        _problem = problem;
        _march = problem.Model.March;
        _method = method;
        _forward = new March<TModel>(problem, options, method) { Parts = _parts };
        _count = _forward.System.Count;
        _stages = method.Stages;
        _matrix = new double[_stages * _count * _stages * _count];
        _pivots = new int[_stages * _count];
        _bySlopes = new double[_count * _count];
        _byValues = new double[_count * _count];
        _stageLoss = new double[_stages * _count];
        _loss = new double[_count];
        _slopes = new double[_count];
        _weights = new double[_stages + 1];
        _pointLoss = new double[_count];
        var equations = _march.Equations.Count;
        _highestLoss = new double[equations];
        _highestMatrix = new double[equations * equations];
        _highestPivots = new int[equations];
        _byBioavailability = new double[_march.Doses.Count];
        _byLag = new double[_march.Doses.Count];
        Header = new double[problem.Header.Length];
        Given = new double[(problem.Points + 2) * problem.Steps.Length];
    }

    /// <summary>The derivatives with respect to the values of the header.</summary>
    public double[] Header { get; }

    /// <summary>The derivatives with respect to the values of each grid point.</summary>
    public double[] Given { get; }

    /// <summary>Forgets the derivatives of the last trajectory.</summary>
    public void Clear()
    {
        Array.Clear(Header);
        Array.Clear(Given);
    }

    /// <summary>Differentiates one trajectory.</summary>
    public void Run(ModelTrajectories solution, ModelCotangent cotangent, int trajectory)
    {
        _parts.Clear();
        _ = _forward.Run(trajectory, static (_, _) => { });
        Array.Clear(_loss);
        Array.Clear(_byBioavailability);
        Array.Clear(_byLag);
        for (var index = _parts.Count - 1; index >= 0; index--)
        {
            var part = _parts[index];
            if (part is RadauStep step)
            {
                GoBack(step, solution, cotangent, trajectory);
            }
            else
            {
                GoBack((MarchedJump)part, solution, cotangent, trajectory);
            }
        }

        for (var i = 0; i < Header.Length; i++)
        {
            ref readonly var source = ref _problem.Header[i];
            if (source.Values.Slots[source.Slot] is { Kind: ValueKind.Initial } initial)
            {
                // An algebraic state starts from its value, but does not depend on it.
                var component = _forward.System.ComponentOf(initial.Name, source.Row);
                Header[i] += component >= 0 && _forward.System.IsDifferential[component] ? _loss[component] : 0;
            }
        }

        AddDoses();
    }

    private void GoBack(RadauStep step, ModelTrajectories solution, ModelCotangent cotangent, int trajectory)
    {
        TakeRates(step.Rates);
        _forward.Equations.SetModes(step.Modes);
        _forward.Equations.Enter(step.Time);
        Array.Clear(_stageLoss);
        _loss.CopyTo(_stageLoss, (_stages - 1) * _count);
        Array.Clear(_loss);
        var times = _forward.Equations.Times;
        for (var point = step.EndPoint - 1; point >= step.FirstPoint; point--)
        {
            if (TakePoint(solution, cotangent, trajectory, point))
            {
                _method.Interpolate(times[point] >= step.Reached ? 1 : (times[point] - step.Time) / step.Size, _weights);
                for (var i = 0; i < _count; i++)
                {
                    _loss[i] += _weights[0] * _pointLoss[i];
                    for (var stage = 0; stage < _stages; stage++)
                    {
                        _stageLoss[(stage * _count) + i] += _weights[stage + 1] * _pointLoss[i];
                    }
                }
            }
        }

        StepBack(step);
    }

    private void GoBack(MarchedJump jump, ModelTrajectories solution, ModelCotangent cotangent, int trajectory)
    {
        TakeRates(jump.Rates);
        _forward.Equations.SetModes(jump.Modes);
        _forward.Equations.Enter(jump.Time);
        for (var point = jump.EndPoint - 1; point >= jump.FirstPoint; point--)
        {
            if (TakePoint(solution, cotangent, trajectory, point))
            {
                for (var i = 0; i < _count; i++)
                {
                    _loss[i] += _pointLoss[i];
                }
            }
        }

        if (jump.What is not { } what)
        {
            return;
        }

        if (what.Event >= 0)
        {
            ResetBack(jump, _march.Occurrence(what.Event));
            return;
        }

        // Had it happened later, the solution had followed its slope of before for longer, and that of after for less long.
        for (var i = 0; i < _count; i++)
        {
            _byLag[what.Dose] += _forward.System.IsDifferential[i] ? _loss[i] * (jump.Before[i] - jump.After[i]) : 0;
        }

        if (what.Rates is null)
        {
            _byBioavailability[what.Dose] += what.Amount * _loss[_forward.System.Bases[_march.Doses[what.Dose].State]];
        }
    }

    /// <summary>
    /// From the loss just after an event to that before: with r what components become, at the time tau of the event, d(y+) = r_y (dy + f- dtau) + r_p dp + r_t dtau - f+ dtau; and where a condition g says when,
    /// dtau = -(g_y dy + g_p dp) / g', with g' the rate at which it changes.
    /// </summary>
    private void ResetBack(MarchedJump jump, MarchedEvent occurrence)
    {
        var (equations, system) = (_forward.Equations, _forward.System);
        equations.SetModes(jump.ModesBefore);
        equations.SetUnknowns(jump.Unknowns);
        equations.SetTime(0, jump.Time);
        equations.Express();
        _loss.CopyTo(_pointLoss, 0);
        var later = 0.0;
        for (var i = 0; i < _count; i++)
        {
            later += system.IsDifferential[i] ? _loss[i] * (jump.Before[i] - jump.After[i]) : 0;
        }

        foreach (var reset in occurrence.Resets)
        {
            var component = system.Bases[reset.State] + reset.Order;
            later += _pointLoss[component] * (equations.Expressed[(reset.Expression + 1) * equations.Lanes] - jump.Before[component]);
            _loss[component] = 0;
        }

        foreach (var reset in occurrence.Resets)
        {
            AddExpression(_march.Expressions[reset.Expression], _pointLoss[system.Bases[reset.State] + reset.Order]);
        }

        if (occurrence.Kind != EventKind.Scheduled)
        {
            AddExpression(_march.Expressions[occurrence.Trigger], occurrence.Kind == EventKind.Timed ? later : -later / equations.Expressed[(occurrence.Trigger + 1) * equations.Lanes]);
        }
    }

    /// <summary>Adds what the loss says of an expression to the components and the values in it.</summary>
    private void AddExpression(MarchedEquation row, double loss)
    {
        var (equations, system) = (_forward.Equations, _forward.System);
        var at = row.First;
        foreach (var unknown in row.Unknowns)
        {
            _loss[system.Places[unknown].Component] += loss * equations.Expressed[at++ * equations.Lanes];
        }

        foreach (var value in row.Header)
        {
            Header[value] += loss * equations.Expressed[at++ * equations.Lanes];
        }
    }

    private void TakeRates(double[] rates)
    {
        if (ReferenceEquals(_rates, rates))
        {
            return;
        }

        _rates = rates;
        _forward.Equations.SetRates(rates, _forward.Bioavailabilities);
    }

    /// <summary>Adds what the loss says of bioavailabilities and lags to the values that these depend on.</summary>
    private void AddDoses()
    {
        if (_march.Doses.Count == 0)
        {
            return;
        }

        var equations = _forward.Equations;
        equations.Express();
        foreach (var (dose, i) in _march.Doses.Select(static (dose, i) => (dose, i)))
        {
            Add(dose.Bioavailability, _byBioavailability[i]);
            Add(dose.Lag, _byLag[i]);
        }

        void Add(int expression, double loss)
        {
            if (expression >= 0)
            {
                AddExpression(_march.Expressions[expression], loss);
            }
        }
    }

    /// <summary>From the loss at the end of a step to that at its beginning.</summary>
    private void StepBack(RadauStep step)
    {
        var (equations, system) = (_forward.Equations, _forward.System);
        var lanes = equations.Lanes;
        for (var lane = 0; lane < lanes; lane++)
        {
            var stage = Math.Min(lane, _stages - 1);
            equations.SetTime(lane, step.Time + (step.Size * _method.Points[stage]));
            StageSystem.Slopes(_method, step, stage, _slopes);
            system.Spread(step.Stages.AsSpan(stage * _count, _count), _slopes, equations.Unknowns, lanes, lane);
        }

        equations.Differentiate();
        StageSystem.Matrix(_method, system, equations.Derivatives, lanes, step.Size, _bySlopes, _byValues, _matrix);

        // A step that was accepted has a matrix that was factorised before.
        _ = DenseFactor.TryFactorise(_matrix, _pivots);
        DenseFactor.SolveTransposed(_matrix, _pivots, _stageLoss);
        for (var stage = 0; stage < _stages; stage++)
        {
            var multipliers = _stageLoss.AsSpan(stage * _count, _count);
            system.Matrices(equations.Derivatives, lanes, stage, _bySlopes, _byValues);
            var factor = _method.RowSums[stage] / step.Size;
            for (var row = 0; row < _count; row++)
            {
                for (var column = 0; column < _count; column++)
                {
                    _loss[column] += factor * multipliers[row] * _bySlopes[(row * _count) + column];
                }
            }

            AddValues(multipliers[system.Chains.Length..], stage, step.Time + (step.Size * _method.Points[stage]));
        }
    }

    /// <summary>Takes the loss of a grid point to the components there; false where there is none.</summary>
    private bool TakePoint(ModelTrajectories solution, ModelCotangent cotangent, int trajectory, int point)
    {
        var system = _forward.System;
        Array.Clear(_pointLoss);
        Array.Clear(_highestLoss);
        bool any = false, ofHighest = false;
        for (var i = 0; i < _march.States.Count; i++)
        {
            var state = _problem.Model.States[i];
            for (var order = 0; order <= state.Order; order++)
            {
                var loss = cotangent.Storage[cotangent.Layout.IndexOf((point * _problem.Model.Layout.Unknowns) + state.Offset + order, trajectory)];
                if (loss == 0)
                {
                    continue;
                }

                any = true;
                if (order < _march.States[i].Order)
                {
                    _pointLoss[system.Bases[i] + order] = loss;
                }
                else if (order == _march.States[i].Order)
                {
                    _highestLoss[i] = loss;
                    ofHighest = true;
                }
                else
                {
                    throw new NotSupportedException(
                        $"{_problem.Model.Name}: the loss depends on {state.Name}.D({order}) at point {point}. The solution of a tolerance can be differentiated up to the highest derivative in the equations, {state.Name}.D({_march.States[i].Order}).");
                }
            }
        }

        if (ofHighest)
        {
            TakeHighest(solution, trajectory, point);
        }

        return any;
    }

    /// <summary>The highest derivatives follow from the components and the values, through the equations.</summary>
    private void TakeHighest(ModelTrajectories solution, int trajectory, int point)
    {
        var (equations, system) = (_forward.Equations, _forward.System);
        var lanes = equations.Lanes;
        var time = equations.Times[point];
        equations.SetTime(0, time);
        for (var i = 0; i < _march.States.Count; i++)
        {
            for (var order = 0; order <= _march.States[i].Order; order++)
            {
                var state = _problem.Model.States[i];
                equations.Unknowns[(_march.States[i].Offset + order) * lanes] =
                    solution.Storage[solution.Layout.IndexOf((point * _problem.Model.Layout.Unknowns) + state.Offset + order, trajectory)];
            }
        }

        equations.Differentiate();
        system.HighestMatrix(equations.Derivatives, lanes, 0, _highestMatrix);
        _ = DenseFactor.TryFactorise(_highestMatrix, _highestPivots);
        DenseFactor.SolveTransposed(_highestMatrix, _highestPivots, _highestLoss);
        for (var e = 0; e < _march.Equations.Count; e++)
        {
            var equation = _march.Equations[e];
            for (var i = 0; i < equation.Unknowns.Count; i++)
            {
                var (ahead, component) = system.Places[equation.Unknowns[i]];
                if (!ahead && system.IsDifferential[component])
                {
                    _pointLoss[component] -= _highestLoss[e] * equations.Derivatives[(equation.First + i) * lanes];
                }
            }
        }

        AddValues(_highestLoss, 0, time);
    }

    /// <summary>Adds what the multipliers of the equations say of the values in them.</summary>
    private void AddValues(ReadOnlySpan<double> multipliers, int lane, double time)
    {
        var equations = _forward.Equations;
        var (point, share) = equations.HasKinks ? equations.Place(time) : (0, 0);
        var width = _problem.Steps.Length;
        for (var e = 0; e < _march.Equations.Count; e++)
        {
            var equation = _march.Equations[e];
            var at = equation.First + equation.Unknowns.Count;
            foreach (var value in equation.Header)
            {
                var derivative = multipliers[e] * equations.Derivatives[(at++ * equations.Lanes) + lane];
                if (value < Header.Length)
                {
                    Header[value] -= derivative;
                }
                else if (_rates.Length > 0)
                {
                    _byBioavailability[value - Header.Length] -= derivative * _rates[value - Header.Length];
                }
            }

            foreach (var value in equation.Steps)
            {
                var derivative = multipliers[e] * equations.Derivatives[(at++ * equations.Lanes) + lane];
                Given[(point * width) + value] -= (1 - share) * derivative;
                if (share != 0)
                {
                    Given[((point + 1) * width) + value] -= share * derivative;
                }
            }
        }
    }
}
