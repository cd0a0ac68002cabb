using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Problem;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Diagnostics;

/// <summary>
/// Finds what equations and initial values leave undetermined, whatever the numbers of the coefficients.
/// <para>
/// The forward and backward Taylor rows of a state of order R vanish together exactly on the polynomials of degree R, for any steps, and so do the central rows. What
/// the smoothness rows leave open are therefore the R + 1 unknowns of each state at the first grid point, from which a Taylor expansion gives all later ones.
/// The least-squares problem has one solution exactly when equation rows and initial rows, written in these unknowns, have full column rank.
/// </para>
/// <para>
/// Hermite rows leave more open, at every point; there the rows of the first few points are taken as they are, differentiated equations and smoothness rows included. Equations
/// that are not linear are linearised at a random iterate: no iterate has a higher rank, so that what is free there is free at every solution.
/// </para>
/// <para>
/// The rank is taken over a prime field, with random values for every coefficient and step that is not a constant of the model; with a probability of about one in a
/// billion a random value is unlucky and hides that the rank is full, so a second draw has to agree.
/// </para>
/// </summary>
internal sealed class FreeUnknowns
{
    /// <summary>Elimination takes time with the cube of the unknowns; larger models are left to the status of a solve.</summary>
    private const int LargestModel = 300;

    /// <summary>Hermite rows are seen in two points at least.</summary>
    private const int FewestPoints = 2;

    /// <summary>More points of Hermite rows say nothing new.</summary>
    private const int MostPoints = 6;

    private readonly ModelSpec _spec;
    private readonly ulong _seed;
    private readonly Dictionary<string, CoefficientSpec> _coefficients;
    private readonly Dictionary<string, StateSpec> _states;
    private readonly Dictionary<(StateSymbol Symbol, int Point), int> _columns = [];
    private readonly List<(StateSymbol Symbol, int Point)> _unknowns = [];
    private readonly Dictionary<(Expression, int Point), ulong> _values = [];
    private readonly List<LinearForm> _forms;
    private readonly int _points;
    private readonly ulong[] _times;

    private FreeUnknowns(ModelSpec spec, ulong seed, bool pointsFirst)
    {
        _spec = spec;
        _seed = seed;
        _coefficients = spec.Coefficients.ToDictionary(coefficient => coefficient.Name);
        _states = spec.States.ToDictionary(state => state.Name);
        var prolongation = new Prolongation(spec);
        _forms = [.. spec.Equations.SelectMany(prolongation.Forms)];
        var highest = spec.States.Max(state => OrderOf(state));
        _points = PointsFor(highest);

        // Elimination runs from the highest derivatives down and from the last point to the first, so that what is left over is named by the lowest at the first.
        var points = Enumerable.Range(0, IsHermite ? _points : 1).Reverse().ToList();
        var orders = Enumerable.Range(0, highest + 1).Reverse().ToList();
        var places = pointsFirst
            ? points.SelectMany(point => orders.Select(order => (order, point)))
            : orders.SelectMany(order => points.Select(point => (order, point)));
        foreach (var unknown in places.SelectMany(place => spec.States.Where(state => place.order <= OrderOf(state)).Select(state => (new StateSymbol(state.Name, place.order), place.point))))
        {
            _columns.Add(unknown, _unknowns.Count);
            _unknowns.Add(unknown);
        }

        _times = Times();
    }

    private bool IsHermite => _spec.Smoothness.Scheme == SmoothnessScheme.Hermite;

    /// <summary>Finds unknowns at the first grid point which, if they were known as well, would determine the solution.</summary>
    /// <param name="spec">A specification without errors.</param>
    /// <returns>The unknowns, by state and derivative; none where the solution is determined or hangs on what will be observed, or the model too large to tell.</returns>
    public static IReadOnlyList<StateSymbol> Of(ModelSpec spec)
    {
        var size = spec.States.Sum(state => spec.Smoothness.CarriedOrder(state.Order) + 1);
        if (spec.States.Any(state => state.Observed.Count > 0) || spec.Observables.Count > 0 || size * (spec.Smoothness.Scheme == SmoothnessScheme.Hermite ? FewestPoints : 1) > LargestModel)
        {
            return [];
        }

        var free = Free(1);
        return free.Count == 0 ? free : Free(2);

        IReadOnlyList<StateSymbol> Free(ulong seed)
        {
            var free = new FreeUnknowns(spec, seed, pointsFirst: true).Find();
            if (free.Exists(static unknown => unknown.Point > 0))
            {
                // Something is free at every point: what it is shows where the derivatives that equations and steps determine are eliminated before the states.
                var all = new FreeUnknowns(spec, seed, pointsFirst: false).Find();
                free = all.FindAll(static unknown => unknown.Point == 0) is { Count: > 0 } first ? first : all;
            }

            return [.. spec.States
                .SelectMany(state => Enumerable.Range(0, spec.Smoothness.CarriedOrder(state.Order) + 1).Select(order => new StateSymbol(state.Name, order)))
                .Where(symbol => free.Exists(unknown => unknown.Symbol == symbol))];
        }
    }

    private int OrderOf(StateSpec state) => _spec.Smoothness.CarriedOrder(state.Order);

    private int PointsFor(int highest)
    {
        var size = _spec.States.Sum(state => OrderOf(state) + 1);

        // An equation with constant coefficients gives as many independent rows as the polynomials of Taylor rows have coefficients; one with coefficients that vary gives one
        // at every point. Hermite rows go on from any two points as they began, but for given values at the first few.
        var points = IsHermite
            ? Math.Max(_spec.States.Max(static state => state.Initial?.Points ?? 1), Math.Min(MostPoints, LargestModel / size))
            : Math.Max(highest + 2, ((size + _spec.Equations.Count - 1) / _spec.Equations.Count) + 1);
        return _spec.Grid.Points > 0 ? Math.Min(_spec.Grid.Points, points) : points;
    }

    private List<(StateSymbol Symbol, int Point)> Find()
    {
        var basis = new ulong[_unknowns.Count][];
        foreach (var row in Rows())
        {
            Eliminate(row, basis);
        }

        return [.. _unknowns.Where((_, column) => basis[column] is null)];
    }

    /// <summary>Reduces a row by those that lead in its columns, and keeps what is left.</summary>
    private static void Eliminate(ulong[] row, ulong[][] basis)
    {
        for (var column = 0; column < row.Length; column++)
        {
            if (row[column] == 0)
            {
                continue;
            }

            if (basis[column] is not { } leading)
            {
                var scale = PrimeField.Invert(row[column]);
                for (var i = column; i < row.Length; i++)
                {
                    row[i] = PrimeField.Multiply(row[i], scale);
                }

                basis[column] = row;
                return;
            }

            var factor = PrimeField.Negate(row[column]);
            for (var i = column; i < row.Length; i++)
            {
                row[i] = PrimeField.Add(row[i], PrimeField.Multiply(factor, leading[i]));
            }
        }
    }

    private IEnumerable<ulong[]> Rows()
    {
        foreach (var state in _spec.States)
        {
            for (var point = 0; point < Math.Min(state.Initial?.Points ?? 0, _points); point++)
            {
                for (var order = 0; order < state.Initial!.Orders; order++)
                {
                    var row = new ulong[_unknowns.Count];
                    Add(row, new StateSymbol(state.Name, order), 1, point);
                    yield return row;
                }
            }
        }

        foreach (var form in _forms)
        {
            for (var point = 0; point < _points; point++)
            {
                var row = new ulong[_unknowns.Count];
                foreach (var term in form.Terms)
                {
                    Add(row, term.State, Evaluate(term.Coefficient, point), point);
                }

                yield return row;
            }
        }

        foreach (var state in _spec.States.Where(_ => IsHermite))
        {
            for (var point = 0; point < _points - 1; point++)
            {
                for (var r = 0; r < state.Order; r++)
                {
                    yield return HermiteRow(state, r, point);
                }
            }
        }
    }

    /// <summary>The row of the Hermite scheme that ties derivative r at a point to that at the next; see <see cref="SmoothnessRows.Hermite"/>.</summary>
    private ulong[] HermiteRow(StateSpec state, int r, int point)
    {
        var row = new ulong[_unknowns.Count];
        var step = PrimeField.Add(_times[point + 1], PrimeField.Negate(_times[point]));
        var m = OrderOf(state) - r;
        var coefficient = 1UL;
        for (var j = 0; j <= m; j++)
        {
            if (j > 0)
            {
                var factor = PrimeField.Multiply((ulong)(m - j + 1), PrimeField.Invert((ulong)(((2 * m) - j + 1) * j)));
                coefficient = PrimeField.Multiply(PrimeField.Multiply(coefficient, factor), step);
            }

            var symbol = new StateSymbol(state.Name, r + j);
            Add(row, symbol, coefficient, point);
            Add(row, symbol, j % 2 == 1 ? coefficient : PrimeField.Negate(coefficient), point + 1);
        }

        return row;
    }

    /// <summary>Adds a multiple of a derivative at a grid point; with Taylor rows by its expansion about the first.</summary>
    private void Add(ulong[] row, StateSymbol derivative, ulong coefficient, int point)
    {
        if (IsHermite)
        {
            var place = _columns[(derivative, point)];
            row[place] = PrimeField.Add(row[place], coefficient);
            return;
        }

        var elapsed = PrimeField.Add(_times[point], PrimeField.Negate(_times[0]));
        for (var order = derivative.Order; order <= _states[derivative.Name].Order; order++)
        {
            var column = _columns[(new StateSymbol(derivative.Name, order), 0)];
            row[column] = PrimeField.Add(row[column], coefficient);
            coefficient = PrimeField.Multiply(PrimeField.Multiply(coefficient, elapsed), PrimeField.Invert((ulong)(order + 1 - derivative.Order)));
        }
    }

    private ulong[] Times()
    {
        var times = new ulong[_points];
        times[0] = PrimeField.Of(_spec.Grid.Start);
        for (var point = 1; point < _points; point++)
        {
            var step = _spec.Grid.Source == CoefficientSource.Constant ? PrimeField.Of(_spec.Grid.StepSize) : Random("step", point);
            times[point] = PrimeField.Add(times[point - 1], step);
        }

        return times;
    }

    private ulong Evaluate(Expression expression, int point)
    {
        switch (expression)
        {
            case Number number:
                return PrimeField.Of(number.Value);
            case Time:
                return _times[point];
            case StateSymbol symbol:
                return Random(symbol.Name + new string('\'', symbol.Order), point + 1);
            case CoefficientSymbol { Derivative: > 0 } symbol:
                return Random(symbol.Name + new string('\'', symbol.Derivative), point + 1);
            case CoefficientSymbol symbol:
                return Evaluate(_coefficients[symbol.Name], point);
            default:
                if (!_values.TryGetValue((expression, point), out var value))
                {
                    value = EvaluateParts(expression, point);
                    _values.Add((expression, point), value);
                }

                return value;
        }
    }

    private ulong EvaluateParts(Expression expression, int point) => expression switch
    {
        Negative negative => PrimeField.Negate(Evaluate(negative.Operand, point)),

        // Of a function no more is used than that equal arguments give equal values.
        Call call => Random(call.Function.ToString(), Evaluate(call.Argument, point)),
        Binary binary => Evaluate(binary, point),
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    };

    private ulong Evaluate(Binary binary, int point)
    {
        var left = Evaluate(binary.Left, point);
        if (binary is { Operator: BinaryOperator.Power, Right: Number { Value: >= 0 and <= 1000 } exponent } && exponent.Value == Math.Floor(exponent.Value))
        {
            return PrimeField.Power(left, (ulong)exponent.Value);
        }

        var right = Evaluate(binary.Right, point);
        return binary.Operator switch
        {
            BinaryOperator.Add => PrimeField.Add(left, right),
            BinaryOperator.Subtract => PrimeField.Add(left, PrimeField.Negate(right)),
            BinaryOperator.Multiply => PrimeField.Multiply(left, right),
            BinaryOperator.Divide when right != 0 => PrimeField.Multiply(left, PrimeField.Invert(right)),
            _ => Random(binary.Operator.ToString(), (left * PrimeField.Modulus) + right),
        };
    }

    private ulong Evaluate(CoefficientSpec coefficient, int point) => coefficient switch
    {
        { Source: CoefficientSource.Constant } => PrimeField.Of(coefficient.Value),
        { Source: CoefficientSource.Function, Body: { } body } => Evaluate(Simplifier.Simplify(body), point),
        { Per: Variation.Step } => Random(coefficient.Name, point + 1),
        _ => Random(coefficient.Name, 0),
    };

    private ulong Random(string name, int index) => Random(name, (ulong)index);

    private ulong Random(string name, ulong index)
    {
        var key = PrimeField.Scatter(_seed);
        foreach (var character in name)
        {
            key = PrimeField.Scatter((key << 16) + character);
        }

        return PrimeField.Scatter((key << 32) ^ index);
    }
}
