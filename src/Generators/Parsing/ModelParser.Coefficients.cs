using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Parsing;

/// <content>Coefficients.</content>
internal sealed partial class ModelParser
{
    private ExpressionParser? _expressions;

    private ExpressionParser Expressions => _expressions ??= new ExpressionParser(
        _model,
        _states,
        new HashSet<string>(_coefficients.Select(coefficient => coefficient.Property.Name)),
        _declaredLibraries,
        Integrals,
        _problems,
        _cancellation);

    private CoefficientSpec[] ReadCoefficients()
    {
        var coefficients = _coefficients.Select(coefficient => ReadCoefficient(coefficient.Property, coefficient.Attribute)).ToArray();
        var bodies = new Dictionary<string, Expression>();
        foreach (var coefficient in coefficients)
        {
            if (coefficient.Body is not null)
            {
                bodies[coefficient.Name] = coefficient.Body;
            }
        }

        ReportCycles(bodies);
        return coefficients
            .Select(coefficient => coefficient.Source == CoefficientSource.Function && !_problems.HaveErrors
                ? coefficient with { Per = VariationOf(coefficient, coefficients) }
                : coefficient)
            .ToArray();
    }

    private CoefficientSpec ReadCoefficient(IPropertySymbol property, AttributeData attribute)
    {
        var arguments = Arguments(attribute);
        var source = (CoefficientSource)arguments.Whole("Source", -1);
        var per = (Variation)arguments.Whole("Per", 0);
        var subject = $"Coefficient '{property.Name}'";
        var owner = $"of coefficient '{property.Name}'";
        Require(!arguments.Has("Source") || Enum.IsDefined(typeof(CoefficientSource), source), arguments, "Source", owner, (int)source, "a member of Source");
        Require(Enum.IsDefined(typeof(Variation), per), arguments, "Per", owner, (int)per, "a member of Per");
        var isLearned = source == CoefficientSource.Learned;
        if (source == CoefficientSource.Constant)
        {
            RequireWritten(arguments, source, subject, "Value");
        }
        else
        {
            RefuseWritten(arguments, source, subject, "Value");
        }

        if (!isLearned)
        {
            RefuseWritten(arguments, source, subject, "Initial", "Lower", "Upper");
        }

        if (source == CoefficientSource.Function || (source == CoefficientSource.Constant && per != Variation.Model))
        {
            RefuseWritten(arguments, source, subject, "Per");
        }

        var lower = isLearned ? arguments.Number("Lower", double.NegativeInfinity) : double.NegativeInfinity;
        var upper = isLearned ? arguments.Number("Upper", double.PositiveInfinity) : double.PositiveInfinity;
        var value = 0.0;
        if (source == CoefficientSource.Constant)
        {
            value = arguments.Number("Value", 0);
            Require(IsFinite(value), arguments, "Value", owner, value, "a finite number");
        }
        else if (isLearned)
        {
            value = arguments.Number("Initial", property.Attribute("RandomEffect") is null ? 1 : 0);
            Require(IsFinite(value), arguments, "Initial", owner, value, "a finite number");
            CheckBounds(arguments, subject, owner, "Initial", value, lower, upper);
        }

        var derivatives = arguments.Whole("Derivatives", 0);
        var module = ReadModule(arguments, source, subject, derivatives);
        Require(derivatives is >= 0 and <= 8, arguments, "Derivatives", owner, derivatives, "between 0 and 8");
        if (source is not (CoefficientSource.Input or CoefficientSource.Network) || per != Variation.Step)
        {
            RefuseWritten(arguments, source, subject, "Derivatives");
        }

        var body = ReadFunction(property, source);
        var declaration = source == CoefficientSource.Function || body.IsMisplaced ? "" : PartialDeclaration(property, "Coefficient", "Coefficient");
        return new CoefficientSpec(property.Name, declaration, source, per, value, lower, upper, body.Expression, derivatives) { Prior = ReadPrior(property, source, per), RandomEffect = ReadRandomEffect(property, source, per), Module = module };
    }

    /// <summary>Reads the body of a function coefficient, and refuses that of any other.</summary>
    private (Expression? Expression, bool IsMisplaced) ReadFunction(IPropertySymbol property, CoefficientSource source)
    {
        var syntax = SyntaxOf(property);
        var body = Body(syntax);
        if (source != CoefficientSource.Function)
        {
            if (body is not null)
            {
                _problems.Add(Descriptors.FunctionBody, LocationOf(property), property.Name, source, "so it has no body; write { get; }, or Source.Function");
            }

            return (null, body is not null);
        }

        if (property.Type.TypeKind == TypeKind.Error)
        {
            _problems.AddKnownToCSharp();
        }
        else if (!property.Type.Is("Coefficient") && !property.Type.Is("Term"))
        {
            _problems.Add(Descriptors.MemberShape, LocationOf(property), property.Name, "Coefficient", "of type Coefficient or Term");
        }
        else if (body is null)
        {
            _problems.Add(Descriptors.FunctionBody, LocationOf(property), property.Name, source, "so it needs a body, as in => 2 * Cos(3 * T), and is not partial");
        }
        else if (syntax!.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            _problems.Add(Descriptors.MemberShape, LocationOf(property), property.Name, "Coefficient", "an ordinary property, not a partial one, because it has a body");
        }
        else if (Expressions.ParseFunction(body, SemanticsOf(body)) is { } expression)
        {
            foreach (var state in expression.DescendantsAndSelf().OfType<StateSymbol>())
            {
                _problems.Add(Descriptors.FunctionOfState, Expressions.LocationOf(state), property.Name, state.Name);
            }

            return (expression, false);
        }

        return (null, false);
    }

    private void RequireWritten(AttributeArguments arguments, CoefficientSource source, string subject, string name)
    {
        if (!arguments.Has(name))
        {
            _problems.Add(Descriptors.ArgumentMissing, arguments.Location, subject, source, name);
        }
    }

    private void RefuseWritten(AttributeArguments arguments, CoefficientSource source, string subject, params string[] names)
    {
        foreach (var name in names.Where(arguments.Has))
        {
            _problems.Add(Descriptors.ArgumentContradictory, arguments.LocationOf(name), subject, source, name);
        }
    }

    private void CheckBounds(AttributeArguments arguments, string subject, string owner, string name, double value, double lower, double upper)
    {
        Require(!double.IsNaN(lower), arguments, "Lower", owner, lower, "a number");
        Require(!double.IsNaN(upper), arguments, "Upper", owner, upper, "a number");
        if (lower >= upper)
        {
            _problems.Add(Descriptors.BoundsCrossed, arguments.LocationOf("Lower"), subject, Text(lower), Text(upper));
        }
        else if (value < lower || value > upper)
        {
            _problems.Add(Descriptors.BoundsExcludeInitial, arguments.LocationOf(name), subject, Text(value), Text(lower), Text(upper));
        }
    }

    private void ReportCycles(Dictionary<string, Expression> bodies)
    {
        var finished = new HashSet<string>();
        foreach (var (property, _) in _coefficients)
        {
            Visit(property.Name, []);
        }

        void Visit(string name, List<string> path)
        {
            var start = path.IndexOf(name);
            if (start >= 0)
            {
                var cycle = path.Skip(start).Concat([name]);
                var first = _coefficients.First(coefficient => coefficient.Property.Name == name).Property;
                _problems.Add(Descriptors.FunctionCycle, LocationOf(first), name, string.Join(" -> ", cycle));
            }
            else if (!finished.Contains(name) && bodies.TryGetValue(name, out var body))
            {
                path.Add(name);
                foreach (var used in body.DescendantsAndSelf().OfType<CoefficientSymbol>().Distinct())
                {
                    Visit(used.Name, path);
                }

                path.RemoveAt(path.Count - 1);
                finished.Add(name);
            }
        }
    }

    /// <summary>What a function varies with: the most of what its parts vary with, time varying with the step.</summary>
    private static Variation VariationOf(CoefficientSpec coefficient, CoefficientSpec[] all)
    {
        if (coefficient.Body is null)
        {
            return coefficient.Per;
        }

        var variation = Variation.Model;
        foreach (var part in coefficient.Body.DescendantsAndSelf())
        {
            var partial = part switch
            {
                Time => Variation.Step,
                CoefficientSymbol symbol => VariationOf(all.First(other => other.Name == symbol.Name), all),
                _ => Variation.Model,
            };
            variation = partial > variation ? partial : variation;
        }

        return variation;
    }
}
