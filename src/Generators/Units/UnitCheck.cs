using System;
using System.Linq;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Units;

/// <summary>Checks the units of a whole model.</summary>
internal static class UnitCheck
{
    /// <summary>Finds what does not fit.</summary>
    /// <param name="spec">The model.</param>
    /// <param name="report">Takes a mismatch: the member that it is in, the part of it that is to be marked or null for the whole, and what is wrong.</param>
    public static void Run(ModelSpec spec, Action<string, Expression?, string> report)
    {
        var declared = new DeclaredUnits(spec.Units);
        if (declared.AreNone)
        {
            return;
        }

        var integrands = spec.States.Where(static state => state.IsIntegral)
            .ToDictionary(static state => state.Name, state => spec.Equations.First(equation => equation.Left is StateSymbol symbol && symbol.Name == state.Name).Right);
        var member = string.Empty;
        var inference = new UnitInference(declared, spec.Coefficients.ToDictionary(static coefficient => coefficient.Name), integrands, (part, what) => report(member, part, what));
        foreach (var function in spec.Coefficients.Where(static coefficient => coefficient.Body is not null))
        {
            member = function.Name;
            inference.Require(function.Body!, declared.Of(function.Name), $"'{function.Name}'");
        }

        foreach (var equation in spec.Equations)
        {
            member = equation.Name;
            inference.OfAlike(equation.Left, equation.Right);
        }

        foreach (var observable in spec.Observables)
        {
            member = observable.Name;
            inference.Require(observable.Body, declared.Of(observable.Name), $"'{observable.Name}'");
        }

        foreach (var occurrence in spec.Events)
        {
            member = occurrence.Name;
            CheckEvent(occurrence, inference, declared);
        }

        foreach (var constraint in spec.Constraints)
        {
            member = constraint.Name;
            CheckConstraint(constraint, inference);
        }

        foreach (var state in spec.States)
        {
            CheckState(state, declared, what => report(state.Name, null, what));
        }
    }

    private static void CheckEvent(EventSpec occurrence, UnitInference inference, DeclaredUnits declared)
    {
        switch (occurrence)
        {
            case { Kind: EventKind.Timed, Trigger: { } time }:
                inference.Require(time, declared.Time, "time");
                break;
            case { Kind: EventKind.Conditional, Trigger: Binary { Operator: BinaryOperator.Subtract } comparison }:
                // A comparison is read as the difference of its sides.
                inference.OfAlike(comparison.Left, comparison.Right);
                break;
        }

        foreach (var reset in occurrence.Resets)
        {
            inference.OfAlike(reset.State, reset.Value);
        }
    }

    private static void CheckConstraint(ConstraintSpec constraint, UnitInference inference)
    {
        // The factors are plain numbers, and zero fits anything.
        Expression first = new CoefficientSymbol(constraint.Terms[0].Coefficient);
        foreach (var term in constraint.Terms.Skip(1))
        {
            inference.OfAlike(first, new CoefficientSymbol(term.Coefficient));
        }

        if (constraint.Value != 0)
        {
            inference.OfAlike(new Number(constraint.Value), first);
        }
    }

    private static void CheckState(StateSpec state, DeclaredUnits declared, Action<string> report)
    {
        foreach (var observed in state.Observed)
        {
            var (measured, own) = (declared.OfObserved(state.Name, observed.Order), declared.OfDerivative(state.Name, observed.Order));
            if (UnitInference.Difference(measured, own) is { } difference)
            {
                report($"what is measured is in {measured} and '{EquationText.Of(new StateSymbol(state.Name, observed.Order))}' in {own}, {difference}");
            }
        }

        if (state.Dosed is not { } dosed)
        {
            return;
        }

        // Doses without a unit of their own are in that of the state: then a part that arrives is a plain number.
        var unit = declared.Of(state.Name);
        var doses = declared.OfDoses(state.Name) ?? unit;
        var part = dosed.Bioavailability is { } name ? declared.Of(name) : Unit.One;
        if (doses is not null && part is not null && UnitInference.Difference(doses * part, unit) is { } between)
        {
            report($"what arrives of a dose is in {doses * part} and '{state.Name}' in {unit}, {between}");
        }

        if (dosed.Lag is { } lag && UnitInference.Difference(declared.Of(lag), declared.Time) is { } late)
        {
            report($"the lag '{lag}' is in {declared.Of(lag)} and time in {declared.Time}, {late}");
        }
    }
}
