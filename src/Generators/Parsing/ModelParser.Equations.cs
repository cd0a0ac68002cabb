using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Lowering;
using ScalableMNN.Generators.Problem;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Parsing;

/// <content>Equations, and what they are to be as a whole.</content>
internal sealed partial class ModelParser
{
    private EquationSpec[] ReadEquations()
    {
        var equations = new List<EquationSpec>();
        foreach (var (property, attribute) in _equations)
        {
            var arguments = Arguments(attribute);
            var weight = arguments.Number("Weight", 1);
            RequireWeight(weight, arguments, $"of equation '{property.Name}'");
            var syntax = SyntaxOf(property);
            var body = Body(syntax);
            if (property.Type.TypeKind == TypeKind.Error)
            {
                _problems.AddKnownToCSharp();
            }
            else if (body is null || !property.Type.Is("Equation") || syntax!.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                _problems.Add(
                    Descriptors.MemberShape,
                    LocationOf(property),
                    property.Name,
                    "Equation",
                    $"a property of the form Equation {property.Name} => left == right");
            }
            else if (Expressions.ParseEquation(body, SemanticsOf(body)) is var (left, right))
            {
                equations.Add(new EquationSpec(property.Name, left, right, weight));
            }
        }

        return [.. equations];
    }

    /// <summary>Checks what no single member shows.</summary>
    private void CheckWhole(ModelSpec spec)
    {
        var used = new HashSet<string>();
        foreach (var equation in spec.Equations)
        {
            used.UnionWith(SymbolsOf(equation).OfType<StateSymbol>().Select(state => state.Name));
            CheckForm(spec, equation, "Equation", LocationOfEquation(equation));
        }

        foreach (var observable in spec.Observables)
        {
            var row = new EquationSpec(observable.Name, observable.Body, Simplifier.Zero, observable.Weight);
            CheckForm(spec, row, "Observation", LocationOf(_observables.First(declared => declared.Property.Name == observable.Name).Property));
        }

        if (!_problems.HaveErrors && spec.Smoothness.Prolongation > 0)
        {
            CheckProlongation(spec);
        }

        CheckIntegrals(spec);
        CheckDosed(spec);
        CheckEvents(spec);
        CheckSwitches(spec);
        var unknowns = spec.States.Sum(state => Math.Max(0, state.Order) + 1);
        if (spec.Smoothness.Central && unknowns > SolverPlan.LargestCentralBlock)
        {
            _problems.Add(Descriptors.CentralBlockTooLarge, ModelLocation, _model.Name, unknowns, SolverPlan.LargestCentralBlock);
        }

        // What could not be read may have used a state or a coefficient, so that a warning here could be wrong.
        if (_problems.AreHeard && !_problems.HaveErrors)
        {
            ReportUnused(spec, used);
            ReportFreeUnknowns(spec, used);
            ReportLargeBlock(spec);
            ReportNotEstimable(spec);
            ReportUnits(spec);
        }
    }

    private void CheckForm(ModelSpec spec, EquationSpec equation, string kind, Location? location)
    {
        if (LinearForm.TryCreate(equation, out var nonlinear) is not { } form)
        {
            if (spec.Smoothness.Precision == NumberPrecision.Single)
            {
                _problems.Add(
                    Descriptors.SchemeContradiction,
                    Arguments(_model.Attribute("Solver")).LocationOf("Precision"),
                    _model.Name,
                    $"Precision.Single is for linear models, and {kind.ToLowerInvariant()} '{equation.Name}' is not linear");
            }
            else if (_problems.AreHeard)
            {
                _problems.Add(Descriptors.Nonlinear, Expressions.LocationOf(nonlinear!), kind, equation.Name, Expressions.TextOf(nonlinear!));
            }
        }
        else if (form.Terms.Count == 0)
        {
            _problems.Add(Descriptors.EquationWithoutState, location, kind, equation.Name);
        }
    }

    private void ReportFreeUnknowns(ModelSpec spec, HashSet<string> usedStates)
    {
        // Of a state that occurs in no equation another warning speaks.
        var free = FreeUnknowns.Of(spec).Where(unknown => usedStates.Contains(unknown.Name)).ToList();
        if (free.Count > 0)
        {
            _problems.Add(
                Descriptors.SingularSystem,
                ModelLocation,
                _model.Name,
                string.Join(", ", free.Select(EquationText.Of)),
                free.Count == 1 ? "one more initial value or equation" : $"{Text(free.Count)} more initial values or equations");
        }
    }

    private void ReportLargeBlock(ModelSpec spec)
    {
        var unknowns = spec.States.Sum(state => spec.Smoothness.CarriedOrder(state.Order) + 1);
        if (!SolverPlan.IsUnrolled(spec) && !SolverPlan.IsByReflections(spec))
        {
            _problems.Add(Descriptors.LargeBlock, ModelLocation, _model.Name, unknowns, SolverPlan.LargestUnrolledBlock);
        }
    }

    private void CheckProlongation(ModelSpec spec)
    {
        var prolongation = new Prolongation(spec);
        foreach (var equation in spec.Equations)
        {
            if (prolongation.FirstWithoutDerivatives(equation) is { } coefficient)
            {
                _problems.Add(Descriptors.DerivativeNotGiven, LocationOfEquation(equation), equation.Name, spec.Smoothness.Prolongation, coefficient.Name);
            }
        }
    }

    private void ReportUnused(ModelSpec spec, HashSet<string> usedStates)
    {
        foreach (var state in spec.States.Where(state => !usedStates.Contains(state.Name)))
        {
            _problems.Add(Descriptors.StateWithoutEquation, LocationOf(_states[state.Name].Property), state.Name);
        }

        var bodies = spec.Coefficients.Where(coefficient => coefficient.Body is not null).ToDictionary(coefficient => coefficient.Name, coefficient => coefficient.Body!);
        var usedCoefficients = new HashSet<string>();
        var pending = new Stack<Expression>(spec.Equations.SelectMany(SymbolsOf)
            .Concat(spec.Observables.SelectMany(static observable => observable.Body.DescendantsAndSelf()))
            .Concat(spec.Derived.SelectMany(static derived => derived.Body.DescendantsAndSelf()).OfType<CoefficientSymbol>().Where(symbol =>
                spec.Coefficients.Any(coefficient => coefficient.Name == symbol.Name && coefficient.Source != CoefficientSource.Learned)))
            .Concat(spec.States.Where(static state => state.Dosed is not null).SelectMany(static state => state.Dosed!.Coefficients).Select(static name => new CoefficientSymbol(name)))
            .Concat(spec.Events.SelectMany(static occurrence => occurrence.Expressions).SelectMany(static expression => expression.DescendantsAndSelf())));
        while (pending.Count > 0)
        {
            if (pending.Pop() is CoefficientSymbol coefficient && usedCoefficients.Add(coefficient.Name) && bodies.TryGetValue(coefficient.Name, out var body))
            {
                foreach (var part in body.DescendantsAndSelf())
                {
                    pending.Push(part);
                }
            }
        }

        foreach (var (property, _) in _coefficients.Where(coefficient => !usedCoefficients.Contains(coefficient.Property.Name)))
        {
            _problems.Add(Descriptors.UnusedCoefficient, LocationOf(property), "Coefficient", property.Name);
        }

        foreach (var (property, _) in _libraries.Where(library => _declaredLibraries.Specs[library.Property.Name].Terms.All(term => !usedCoefficients.Contains(term.Coefficient))))
        {
            _problems.Add(Descriptors.UnusedCoefficient, LocationOf(property), "Library", property.Name);
        }
    }

    private static IEnumerable<Expression> SymbolsOf(EquationSpec equation) =>
        equation.Left.DescendantsAndSelf().Concat(equation.Right.DescendantsAndSelf());

    private Location? LocationOfEquation(EquationSpec equation) =>
        _equations.Select(static declared => declared.Property).FirstOrDefault(property => property.Name == equation.Name) is { } property
            ? LocationOf(property)
            : Integrals.Places.Where(place => place.Name == equation.Name).Select(static place => place.Syntax.GetLocation()).FirstOrDefault();
}
