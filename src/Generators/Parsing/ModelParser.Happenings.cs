using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Lowering;
using ScalableMNN.Generators.Lowering.Marching;
using ScalableMNN.Generators.Problem;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Parsing;

/// <content>What happens at times: events, and doses.</content>
internal sealed partial class ModelParser
{
    private EventSpec[] ReadEvents()
    {
        var events = new List<EventSpec>();
        foreach (var (property, attribute) in _events)
        {
            var syntax = SyntaxOf(property);
            var body = Body(syntax);
            if (property.Type.TypeKind == TypeKind.Error)
            {
                _problems.AddKnownToCSharp();
            }
            else if (body is null || !property.Type.Is("Event") || syntax!.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                _problems.Add(
                    Descriptors.MemberShape,
                    LocationOf(property),
                    property.Name,
                    "Event",
                    $"a property of the form Event {property.Name} => When(left <= right).Set(state, value)");
            }
            else if (Expressions.ParseEvent(body, SemanticsOf(body)) is var (kind, trigger, resets))
            {
                events.Add(new EventSpec(property.Name, kind, trigger, new EquatableArray<ResetSpec>(resets), Arguments(attribute).Flag("Terminates")));
            }
        }

        return [.. events];
    }

    /// <summary>Checks that events can happen, and set what they set.</summary>
    private void CheckEvents(ModelSpec spec)
    {
        if (_problems.HaveErrors || spec.Events.Count == 0)
        {
            return;
        }

        var prolongation = new Prolongation(spec);
        foreach (var occurrence in spec.Events)
        {
            if (PartsOf(occurrence).OfType<CoefficientSymbol>().FirstOrDefault(IsOfPoints) is { } varying)
            {
                Report(occurrence, $"'{varying.Name}' has a number for each grid point: an event knows states, time, and values of a trajectory");
            }
        }

        if (_problems.HaveErrors)
        {
            return;
        }

        var (march, obstacle) = MarchPlan.Create(SolverPlan.Create(spec));
        foreach (var occurrence in spec.Events)
        {
            var why = march is null ? $"model '{_model.Name}' is solved on the grid as it is: {obstacle}" : WhyNot(occurrence, march);
            if (why is not null)
            {
                Report(occurrence, why);
            }
        }

        void Report(EventSpec occurrence, string why) =>
            _problems.Add(Descriptors.EventNotPossible, LocationOf(_events.First(declared => declared.Property.Name == occurrence.Name).Property), occurrence.Name, why);

        IEnumerable<Expression> PartsOf(EventSpec occurrence) => occurrence.Expressions.Select(prolongation.Inline).SelectMany(static expression => expression.DescendantsAndSelf());

        string? WhyNot(EventSpec occurrence, MarchPlan march)
        {
            foreach (var reset in occurrence.Resets)
            {
                if (reset.State.Order >= OrderOf(reset.State, march))
                {
                    return $"{EquationText.Of(reset.State)} follows from the equations: set {(reset.State.Order == 0 ? "a state that it follows from" : $"'{reset.State.Name}' or a lower derivative")}";
                }
            }

            var twice = occurrence.Resets.GroupBy(static reset => reset.State).FirstOrDefault(static group => group.Count() > 1);
            if (twice is not null)
            {
                return $"it sets {EquationText.Of(twice.Key)} twice";
            }

            if (PartsOf(occurrence).OfType<StateSymbol>().FirstOrDefault(state => state.Order >= OrderOf(state, march)) is { } highest)
            {
                return $"{EquationText.Of(highest)} follows from the equations: write what it is";
            }

            if (occurrence.Kind == EventKind.Timed && prolongation.Inline(occurrence.Trigger!).DescendantsAndSelf().FirstOrDefault(static part => part is Time or StateSymbol) is not null)
            {
                return "its time depends on time or states: write a condition, When(left <= right)";
            }

            return occurrence.Kind == EventKind.Scheduled && MarchPlan.ObstacleToSchedule(spec, null) is { } without
                ? $"only a schedule can say when it happens, and model '{_model.Name}' has none: {without}"
                : null;
        }

        int OrderOf(StateSymbol symbol, MarchPlan march) => march.Orders[spec.States.Select(static state => state.Name).ToList().IndexOf(symbol.Name)];

        bool IsOfPoints(CoefficientSymbol symbol) => spec.Coefficients.First(coefficient => coefficient.Name == symbol.Name).Per == Variation.Step;
    }

    /// <summary>Checks that doses can reach the states that are said to be dosed.</summary>
    private void CheckDosed(ModelSpec spec)
    {
        if (spec.States.All(static state => state.Dosed is null))
        {
            return;
        }

        var prolongation = new Prolongation(spec);
        foreach (var state in spec.States.Where(static state => state.Dosed is not null))
        {
            var property = _states[state.Name].Property;
            var arguments = Arguments(property.Attribute("Dosed"));
            foreach (var (argument, name) in new[] { ("Bioavailability", state.Dosed!.Bioavailability), ("Lag", state.Dosed.Lag), ("Rate", state.Dosed.Rate), ("Duration", state.Dosed.Duration) })
            {
                if (name is null)
                {
                    continue;
                }

                if (spec.Coefficients.All(coefficient => coefficient.Name != name))
                {
                    _problems.Add(Descriptors.NotAMember, arguments.LocationOf(argument), name, "a coefficient", _model.Name);
                }
                else if (!_problems.HaveErrors && Varies(prolongation.Inline(new CoefficientSymbol(name))))
                {
                    _problems.Add(Descriptors.NotDosed, arguments.LocationOf(argument), state.Name, $"'{name}' varies along a trajectory: {argument} is one number for a trajectory");
                }
            }
        }

        if (!_problems.HaveErrors && spec.States.FirstOrDefault(static state => state.Dosed is not null) is { } dosed
            && MarchPlan.ObstacleToSchedule(spec, MarchPlan.Create(SolverPlan.Create(spec)).Obstacle) is { } obstacle)
        {
            var attribute = _states[dosed.Name].Property.Attribute("Dosed");
            _problems.Add(Descriptors.NotDosed, Arguments(attribute).Location, dosed.Name, $"model '{_model.Name}' has no schedule: {obstacle}");
        }

        bool Varies(Expression expression) => expression.DescendantsAndSelf().Any(part =>
            part is Time || (part is CoefficientSymbol symbol && spec.Coefficients.First(coefficient => coefficient.Name == symbol.Name).Per == Variation.Step));
    }
}
