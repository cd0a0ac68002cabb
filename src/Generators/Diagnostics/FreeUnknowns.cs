using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Diagnostics;

/// <summary>
/// Finds what equations and initial values leave undetermined, whatever the numbers of the coefficients.
/// <para>
/// The forward and backward Taylor rows of a state of order R vanish together exactly on the polynomials of degree R, for any steps, and so do the central rows. What
/// the smoothness rows leave open are therefore the R + 1 unknowns of each state at the first grid point, from which a Taylor expansion gives all later ones.
/// The least-squares problem has one solution exactly when equation rows and initial rows, written in these unknowns, have full column rank. Here that rank is
/// taken over a prime field, with random values for every coefficient and step that is not a constant of the model; with a probability of about one in a
/// billion a random value is unlucky and hides that the rank is full, so a second draw has to agree.
/// </para>
/// </summary>
internal sealed class FreeUnknowns
{
    /// <summary>Elimination takes time with the cube of the unknowns; larger models are left to the status of a solve.</summary>
    private const int LargestModel = 300;

    private readonly ModelSpec _spec;
    private readonly ulong _seed;
    private readonly Dictionary<string, CoefficientSpec> _coefficients;
    private readonly Dictionary<string, StateSpec> _states;
    private readonly Dictionary<StateSymbol, int> _columns = [];
    private readonly List<StateSymbol> _unknowns = [];
    private readonly int _points;
    private readonly ulong[] _times;

    private FreeUnknowns(ModelSpec spec, ulong seed)
    {
        _spec = spec;
        _seed = seed;
        _coefficients = spec.Coefficients.ToDictionary(coefficient => coefficient.Name);
        _states = spec.States.ToDictionary(state => state.Name);
        var highest = spec.States.Max(state => state.Order);

        // Elimination runs from the highest derivatives down, so that what is left over is named by the lowest.
        foreach (var unknown in Enumerable.Range(0, highest + 1).Reverse()
            .SelectMany(order => spec.States.Where(state => order <= state.Order).Select(state => new StateSymbol(state.Name, order))))
        {
            _columns.Add(unknown, _unknowns.Count);
            _unknowns.Add(unknown);
        }

        // An equation with constant coefficients gives as many independent rows as its polynomials have coefficients; one with coefficients that vary gives one
        // at every point.
        var points = Math.Max(highest + 2, ((_unknowns.Count + spec.Equations.Count - 1) / spec.Equations.Count) + 1);
        _points = spec.Grid.Points > 0 ? Math.Min(spec.Grid.Points, points) : points;
        _times = Times();
    }

    /// <summary>Finds unknowns at the first grid point which, if they were known as well, would determine the solution.</summary>
    /// <param name="spec">A specification without errors.</param>
    /// <returns>The unknowns, by state and derivative; none where the solution is determined or hangs on what will be observed, or the model nonlinear, or too large, or of another scheme than Taylor's, to tell.</returns>
    public static IReadOnlyList<StateSymbol> Of(ModelSpec spec)
    {
        if (spec.States.Any(state => state.Observed.Count > 0)
            || spec.Observables.Count > 0
            || spec.Smoothness.Scheme != SmoothnessScheme.Taylor
            || spec.Equations.Any(equation => LinearForm.TryCreate(equation, out _) is null)
            || spec.States.Sum(state => state.Order + 1) > LargestModel)
        {
            return [];
        }

        var free = new FreeUnknowns(spec, 1).Find();
        return free.Count == 0 ? free : new FreeUnknowns(spec, 2).Find();
    }

    private List<StateSymbol> Find()
    {
        var basis = new ulong[_unknowns.Count][];
        foreach (var row in Rows())
        {
            Eliminate(row, basis);
        }

        var free = new HashSet<StateSymbol>(_unknowns.Where((_, column) => basis[column] is null));
        return [.. _spec.States
            .SelectMany(state => Enumerable.Range(0, state.Order + 1).Select(order => new StateSymbol(state.Name, order)))
            .Where(free.Contains)];
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

        foreach (var form in _spec.Equations.Select(equation => LinearForm.TryCreate(equation, out _)!))
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
    }

    /// <summary>Adds a multiple of a derivative at a grid point, by its Taylor expansion about the first.</summary>
    private void Add(ulong[] row, StateSymbol derivative, ulong coefficient, int point)
    {
        var elapsed = PrimeField.Add(_times[point], PrimeField.Negate(_times[0]));
        for (var order = derivative.Order; order <= _states[derivative.Name].Order; order++)
        {
            var column = _columns[new StateSymbol(derivative.Name, order)];
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
            case CoefficientSymbol symbol:
                return Evaluate(_coefficients[symbol.Name], point);
            case Negative negative:
                return PrimeField.Negate(Evaluate(negative.Operand, point));
            case Call call:
                // Of a function no more is used than that equal arguments give equal values.
                return Random(call.Function.ToString(), Evaluate(call.Argument, point));
            case Binary binary:
                return Evaluate(binary, point);
            default:
                throw new ArgumentOutOfRangeException(nameof(expression));
        }
    }

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
