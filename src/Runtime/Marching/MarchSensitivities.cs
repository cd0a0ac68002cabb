using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Marching;

/// <summary>
/// The derivatives of a marched trajectory with respect to values of its header and to its initial values, forward along the march. A step solves G(t_i, Y_i, (1 / h) sum of A^-1_ij (Y_j - y)) = 0 for its
/// stages; with K the derivative of that with respect to the stages, K dY = (s_i / h) dG/dy' dy - dG/dp, with s_i the row sums of A^-1. Steps are constants of the derivative.
/// </summary>
internal sealed class MarchSensitivities<TModel>
    where TModel : IMechanisticModel<TModel>
{
    private readonly Problem _problem;
    private readonly MarchDescription _march;
    private readonly RadauMethod _method;
    private readonly March<TModel> _forward;
    private readonly List<MarchedPart> _parts = [];
    private readonly int[] _columnOf;
    private readonly int _columns;
    private readonly int _count;
    private readonly int _stages;
    private readonly double[] _matrix;
    private readonly int[] _pivots;
    private readonly double[] _bySlopes;
    private readonly double[] _byValues;
    private readonly double[] _slopes;
    private readonly double[] _weights;
    private readonly double[] _vector;
    private readonly double[] _start;
    private readonly double[] _ofStages;
    private readonly double[] _atPoint;
    private readonly double[] _byBioavailability;
    private readonly double[] _byLag;
    private readonly double[] _highestMatrix;
    private readonly double[] _highestVector;
    private readonly int[] _highestPivots;
    private readonly Dictionary<int, double[]> _unknowns = [];
    private readonly bool _wantsHighest;
    private double[] _rates = [];

    /// <param name="problem">The problem.</param>
    /// <param name="options">The tolerances.</param>
    /// <param name="columnOf">In which column the derivatives with respect to each value of the header go; -1 for none.</param>
    /// <param name="columns">How many columns there are, those of initial values included.</param>
    /// <param name="wantsHighest">Whether derivatives of highest derivatives and algebraic states are wanted, or only where an expression contains one.</param>
    public MarchSensitivities(Problem problem, SolveOptions options, int[] columnOf, int columns, bool wantsHighest)
    {
        _problem = problem;
        _march = problem.Model.March;
        _method = RadauMethod.For(options.RelativeTolerance);
        _forward = new March<TModel>(problem, options, _method) { Parts = _parts };
        _columnOf = columnOf;
        _columns = columns;
        _count = _forward.System.Count;
        _stages = _method.Stages;
        var width = _stages * _count;
        _matrix = new double[width * width];
        _pivots = new int[width];
        _vector = new double[width];
        _bySlopes = new double[_count * _count];
        _byValues = new double[_count * _count];
        _slopes = new double[_count];
        _weights = new double[_stages + 1];
        _start = new double[_count * columns];
        _ofStages = new double[width * columns];
        _atPoint = new double[_count * columns];
        _byBioavailability = new double[_march.Doses.Count * columns];
        _byLag = new double[_march.Doses.Count * columns];
        var equations = _march.Equations.Count;
        _highestMatrix = new double[equations * equations];
        _highestVector = new double[equations];
        _highestPivots = new int[equations];
        _wantsHighest = wantsHighest || _march.Expressions.Any(expression => expression.Unknowns.Any(_forward.System.Highest.Contains));
        Derivatives = new double[_march.Unknowns * columns];
        Expressions = new double[_march.Expressions.Count];
        ExpressionDerivatives = new double[_march.Expressions.Count * columns];
    }

    /// <summary>The derivatives of the unknowns at the present point, column by column for each; NaN for those beyond the highest derivatives.</summary>
    public double[] Derivatives { get; }

    /// <summary>The expressions at the present point.</summary>
    public double[] Expressions { get; }

    /// <summary>Their derivatives, column by column for each.</summary>
    public double[] ExpressionDerivatives { get; }

    /// <summary>Marches and differentiates one trajectory.</summary>
    /// <param name="trajectory">The trajectory.</param>
    /// <param name="initials">The components whose initial values derivatives are wanted of, and their columns.</param>
    /// <param name="isWanted">Which grid points are wanted.</param>
    /// <param name="differentiates">Whether derivatives are wanted; otherwise the expressions alone.</param>
    /// <param name="take">Is given each of these points, when all that is public here is of it.</param>
    /// <returns>How the march ended.</returns>
    public TrajectoryReport Run(int trajectory, IReadOnlyList<(int Component, int Column)> initials, Func<int, bool> isWanted, bool differentiates, Action<int> take)
    {
        _parts.Clear();
        _unknowns.Clear();
        _forward.Parts = differentiates ? _parts : null;
        _forward.IsWanted = isWanted;
        var report = _forward.Run(trajectory, (point, at) =>
        {
            if (differentiates)
            {
                _unknowns.Add(point, [.. at.Unknowns]);
                return;
            }

            if (_march.Expressions.Count > 0)
            {
                Load(at.Unknowns, _forward.Equations.Times[point]);
                Express();
            }

            take(point);
        });
        if (!differentiates || !report.HasSolution)
        {
            return report;
        }

        Begin(initials);
        foreach (var part in _parts)
        {
            if (part is RadauStep step)
            {
                Follow(step, take);
            }
            else
            {
                Follow((MarchedJump)part, take);
            }
        }

        return report;
    }

    private void Begin(IReadOnlyList<(int Component, int Column)> initials)
    {
        Array.Clear(_start);
        foreach (var (component, column) in initials)
        {
            _start[(component * _columns) + column] = _forward.System.IsDifferential[component] ? 1 : 0;
        }

        Array.Clear(_byBioavailability);
        Array.Clear(_byLag);
        if (_march.Doses.All(static dose => dose.Bioavailability < 0 && dose.Lag < 0))
        {
            return;
        }

        _forward.Equations.Express();
        for (var dose = 0; dose < _march.Doses.Count; dose++)
        {
            Read(_march.Doses[dose].Bioavailability, _byBioavailability.AsSpan(dose * _columns, _columns));
            Read(_march.Doses[dose].Lag, _byLag.AsSpan(dose * _columns, _columns));
        }

        void Read(int expression, Span<double> target)
        {
            if (expression < 0)
            {
                return;
            }

            var row = _march.Expressions[expression];
            for (var i = 0; i < row.Header.Count; i++)
            {
                if (ColumnOf(row.Header[i]) is >= 0 and var column)
                {
                    target[column] += _forward.Equations.Expressed[(row.First + row.Unknowns.Count + i) * _forward.Equations.Lanes];
                }
            }
        }
    }

    private int ColumnOf(int header) => header < _columnOf.Length ? _columnOf[header] : -1;

    private void Follow(MarchedJump jump, Action<int> take)
    {
        TakeRates(jump.Rates);
        _forward.Equations.SetModes(jump.Modes);
        _forward.Equations.Enter(jump.Time);
        if (jump.What is { Event: >= 0 } happened)
        {
            Reset(jump, _march.Occurrence(happened.Event));
        }
        else if (jump.What is { } what)
        {
            for (var i = 0; i < _count; i++)
            {
                for (var column = 0; column < _columns && _forward.System.IsDifferential[i]; column++)
                {
                    _start[(i * _columns) + column] += (jump.Before[i] - jump.After[i]) * _byLag[(what.Dose * _columns) + column];
                }
            }

            var component = _forward.System.Bases[_march.Doses[what.Dose].State];
            for (var column = 0; column < _columns; column++)
            {
                _start[(component * _columns) + column] += what.Amount * _byBioavailability[(what.Dose * _columns) + column];
            }
        }

        for (var point = jump.FirstPoint; point < jump.EndPoint; point++)
        {
            if (_unknowns.TryGetValue(point, out var unknowns))
            {
                TakePoint(point, unknowns, _start, take);
            }
        }
    }

    /// <summary>
    /// Through an event: with r what components become, at the time tau of the event, d(y+) = r_y (dy + f- dtau) + r_p dp + r_t dtau - f+ dtau; and where a condition g says when,
    /// dtau = -(g_y dy + g_p dp) / g', with g' the rate at which it changes.
    /// </summary>
    private void Reset(MarchedJump jump, MarchedEvent occurrence)
    {
        var (equations, system) = (_forward.Equations, _forward.System);
        equations.SetModes(jump.ModesBefore);
        Load(jump.Unknowns, jump.Time);
        equations.Express();
        equations.SetModes(jump.Modes);
        var later = new double[_columns];
        if (occurrence.Kind != EventKind.Scheduled)
        {
            Add(occurrence.Trigger, later, occurrence.Kind == EventKind.Timed ? 1 : -1 / equations.Expressed[(occurrence.Trigger + 1) * equations.Lanes]);
        }

        var values = new double[occurrence.Resets.Count][];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = new double[_columns];
            Add(occurrence.Resets[i].Expression, values[i], 1);
            RowArithmetic.Subtract(values[i], -equations.Expressed[(occurrence.Resets[i].Expression + 1) * equations.Lanes], later);
        }

        for (var i = 0; i < _count; i++)
        {
            if (system.IsDifferential[i])
            {
                RowArithmetic.Subtract(_start.AsSpan(i * _columns, _columns), jump.After[i] - jump.Before[i], later);
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            var component = system.Bases[occurrence.Resets[i].State] + occurrence.Resets[i].Order;
            var target = _start.AsSpan(component * _columns, _columns);
            values[i].CopyTo(target);
            RowArithmetic.Subtract(target, jump.After[component], later);
        }

        void Add(int expression, Span<double> target, double factor)
        {
            var row = _march.Expressions[expression];
            var at = row.First;
            foreach (var unknown in row.Unknowns)
            {
                RowArithmetic.Subtract(target, -factor * equations.Expressed[at++ * equations.Lanes], _start.AsSpan(system.Places[unknown].Component * _columns, _columns));
            }

            foreach (var value in row.Header)
            {
                var derivative = equations.Expressed[at++ * equations.Lanes];
                if (ColumnOf(value) is >= 0 and var column)
                {
                    target[column] += factor * derivative;
                }
            }
        }
    }

    private void Follow(RadauStep step, Action<int> take)
    {
        TakeRates(step.Rates);
        _forward.Equations.SetModes(step.Modes);
        var (equations, system) = (_forward.Equations, _forward.System);
        equations.Enter(step.Time);
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
        Array.Clear(_ofStages);
        for (var stage = 0; stage < _stages; stage++)
        {
            system.Matrices(equations.Derivatives, lanes, stage, _bySlopes, _byValues);
            var factor = _method.RowSums[stage] / step.Size;
            for (var row = 0; row < _count; row++)
            {
                var target = _ofStages.AsSpan(((stage * _count) + row) * _columns, _columns);
                for (var other = 0; other < _count; other++)
                {
                    if (_bySlopes[(row * _count) + other] is var bySlope and not 0)
                    {
                        RowArithmetic.Subtract(target, -factor * bySlope, _start.AsSpan(other * _columns, _columns));
                    }
                }
            }

            for (var e = 0; e < _march.Equations.Count; e++)
            {
                SubtractValues(_march.Equations[e], equations.Derivatives, stage, _ofStages.AsSpan(((stage * _count) + system.Chains.Length + e) * _columns, _columns));
            }
        }

        for (var column = 0; column < _columns; column++)
        {
            for (var i = 0; i < _vector.Length; i++)
            {
                _vector[i] = _ofStages[(i * _columns) + column];
            }

            DenseFactor.Solve(_matrix, _pivots, _vector);
            for (var i = 0; i < _vector.Length; i++)
            {
                _ofStages[(i * _columns) + column] = _vector[i];
            }
        }

        for (var point = step.FirstPoint; point < step.EndPoint; point++)
        {
            if (_unknowns.TryGetValue(point, out var unknowns))
            {
                var at = equations.Times[point];
                _method.Interpolate(at >= step.Reached ? 1 : (at - step.Time) / step.Size, _weights);
                for (var i = 0; i < _atPoint.Length; i++)
                {
                    var sum = _weights[0] * _start[i];
                    for (var stage = 0; stage < _stages; stage++)
                    {
                        sum += _weights[stage + 1] * _ofStages[(stage * _atPoint.Length) + i];
                    }

                    _atPoint[i] = sum;
                }

                TakePoint(point, unknowns, _atPoint, take);
            }
        }

        _ofStages.AsSpan((_stages - 1) * _start.Length, _start.Length).CopyTo(_start);
    }

    /// <summary>Subtracts what an equation says of the values that columns are of.</summary>
    private void SubtractValues(MarchedEquation equation, ReadOnlySpan<double> derivatives, int lane, Span<double> target)
    {
        var lanes = _forward.Equations.Lanes;
        var at = equation.First + equation.Unknowns.Count;
        foreach (var value in equation.Header)
        {
            var derivative = derivatives[(at++ * lanes) + lane];
            if (value >= _problem.Header.Length)
            {
                var dose = value - _problem.Header.Length;
                if (_rates.Length > 0 && _rates[dose] != 0)
                {
                    RowArithmetic.Subtract(target, derivative * _rates[dose], _byBioavailability.AsSpan(dose * _columns, _columns));
                }
            }
            else if (ColumnOf(value) is >= 0 and var column)
            {
                target[column] -= derivative;
            }
        }
    }

    private void TakeRates(double[] rates)
    {
        _rates = rates;
        _forward.Equations.SetRates(rates, _forward.Bioavailabilities);
    }

    private void TakePoint(int point, double[] unknowns, double[] components, Action<int> take)
    {
        var system = _forward.System;
        Load(unknowns, _forward.Equations.Times[point]);
        Derivatives.AsSpan().Fill(double.NaN);
        for (var n = 0; n < unknowns.Length; n++)
        {
            var (ahead, component) = system.Places[n];
            if (component >= 0 && !ahead)
            {
                components.AsSpan(component * _columns, _columns).CopyTo(Derivatives.AsSpan(n * _columns));
            }
        }

        if (_wantsHighest)
        {
            SolveHighest();
        }

        if (_march.Expressions.Count > 0)
        {
            Express();
            for (var e = 0; e < _march.Expressions.Count; e++)
            {
                var row = _march.Expressions[e];
                var target = ExpressionDerivatives.AsSpan(e * _columns, _columns);
                target.Clear();
                SubtractValues(row, _forward.Equations.Expressed, 0, target);
                for (var column = 0; column < _columns; column++)
                {
                    target[column] = -target[column];
                }

                for (var i = 0; i < row.Unknowns.Count; i++)
                {
                    RowArithmetic.Subtract(target, -_forward.Equations.Expressed[(row.First + i) * _forward.Equations.Lanes], Derivatives.AsSpan(row.Unknowns[i] * _columns, _columns));
                }
            }
        }

        take(point);
    }

    private void Load(double[] unknowns, double time)
    {
        _forward.Equations.SetTime(0, time);
        _forward.Equations.SetUnknowns(unknowns);
    }

    private void Express()
    {
        _forward.Equations.Express();
        for (var e = 0; e < Expressions.Length; e++)
        {
            Expressions[e] = _forward.Equations.Expressed[e * _forward.Equations.Lanes];
        }
    }

    /// <summary>Highest derivatives and algebraic states follow from the components and the values, through the equations.</summary>
    private void SolveHighest()
    {
        var (equations, system) = (_forward.Equations, _forward.System);
        equations.Differentiate();
        system.HighestMatrix(equations.Derivatives, equations.Lanes, 0, _highestMatrix);
        _ = DenseFactor.TryFactorise(_highestMatrix, _highestPivots);
        Span<double> row = new double[_columns];
        var rows = new double[_march.Equations.Count * _columns];
        for (var e = 0; e < _march.Equations.Count; e++)
        {
            var equation = _march.Equations[e];
            row.Clear();
            SubtractValues(equation, equations.Derivatives, 0, row);
            for (var i = 0; i < equation.Unknowns.Count; i++)
            {
                var (ahead, component) = system.Places[equation.Unknowns[i]];
                if (!ahead && component >= 0 && system.IsDifferential[component])
                {
                    RowArithmetic.Subtract(row, equations.Derivatives[(equation.First + i) * equations.Lanes], Derivatives.AsSpan(equation.Unknowns[i] * _columns, _columns));
                }
            }

            row.CopyTo(rows.AsSpan(e * _columns));
        }

        for (var column = 0; column < _columns; column++)
        {
            for (var e = 0; e < _highestVector.Length; e++)
            {
                _highestVector[e] = rows[(e * _columns) + column];
            }

            DenseFactor.Solve(_highestMatrix, _highestPivots, _highestVector);
            for (var i = 0; i < _highestVector.Length; i++)
            {
                Derivatives[(system.Highest[i] * _columns) + column] = _highestVector[i];
            }
        }
    }
}
