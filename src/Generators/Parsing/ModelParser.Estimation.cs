using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Parsing;

/// <content>What is measured, and what is known of learned values beforehand.</content>
internal sealed partial class ModelParser
{
    private ObservableSpec[] ReadObservables()
    {
        var observables = new List<ObservableSpec>();
        foreach (var (property, attribute) in _observables)
        {
            var arguments = Arguments(attribute);
            var owner = $"of the observation of '{property.Name}'";
            var weight = arguments.Number("Weight", 1);
            var noise = arguments.Number("Noise", double.NaN);
            RequireWeight(weight, arguments, owner);
            RequireNoise(noise, arguments, owner);
            var order = arguments.Whole("Order", 0);
            Require(order == 0, arguments, "Order", owner, order, "0, because an expression has no order: write the derivative into it");
            foreach (var other in property.GetAttributes().Where(other => !ReferenceEquals(other, attribute) && other.AttributeClass.Is("ObservedAttribute")))
            {
                Misplaced(property, other, "Observed", "a second time");
            }

            var error = ReadError(arguments, property.Name);
            if (ParseTerm(property, "Observed") is { } body)
            {
                observables.Add(new ObservableSpec(property.Name, body, weight, noise, error));
            }
        }

        return [.. observables];
    }

    /// <summary>Reads the body of a property of type Term.</summary>
    /// <returns>The expression, or null where the property or its body is not what it has to be.</returns>
    private Expression? ParseTerm(IPropertySymbol property, string attribute)
    {
        var syntax = SyntaxOf(property);
        var body = Body(syntax);
        if (property.Type.TypeKind == TypeKind.Error)
        {
            _problems.AddKnownToCSharp();
        }
        else if (body is null || !property.Type.Is("Term") || syntax!.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            _problems.Add(Descriptors.MemberShape, LocationOf(property), property.Name, attribute, TermShape(property, attribute));
        }
        else
        {
            return Expressions.ParseFunction(body, SemanticsOf(body));
        }

        return null;
    }

    private static string TermShape(IPropertySymbol property, string attribute) => attribute == "Observed"
        ? $"a state, or a property of the form Term {property.Name} => expression"
        : $"a property of the form Term {property.Name} => expression";

    private RandomEffectSpec? ReadRandomEffect(IPropertySymbol property, CoefficientSource source, Variation per)
    {
        if (property.Attribute("RandomEffect") is not { } attribute)
        {
            return null;
        }

        if (source != CoefficientSource.Learned || per != Variation.Trajectory)
        {
            Misplaced(property, attribute, "RandomEffect", "on a coefficient that is not learned for each trajectory: declare it with Source.Learned and Per = Per.Trajectory");
            return null;
        }

        if (property.Attribute("Prior") is { } prior)
        {
            Misplaced(property, prior, "Prior", "beside [RandomEffect], which is a distribution already");
        }

        var arguments = Arguments(attribute);
        var deviation = arguments.Number("Deviation", 0.5);
        Require(deviation > 0 && IsFinite(deviation), arguments, "Deviation", $"of the random effect '{property.Name}'", deviation, "a finite number greater than 0");
        var other = arguments.Name("CorrelatedWith");
        if (other is not null && (other == property.Name || _coefficients.All(coefficient => coefficient.Property.Name != other || coefficient.Property.Attribute("RandomEffect") is null)))
        {
            _problems.Add(Descriptors.NotAMember, arguments.LocationOf("CorrelatedWith"), other, "another random effect", _model.Name);
        }

        return new RandomEffectSpec(deviation, other);
    }

    private PriorSpec? ReadPrior(IPropertySymbol property, CoefficientSource source, Variation per)
    {
        if (property.Attribute("Prior") is not { } attribute)
        {
            return null;
        }

        if (source != CoefficientSource.Learned)
        {
            Misplaced(property, attribute, "Prior", $"on a coefficient of Source.{source}, which is not learned");
            return null;
        }

        if (per == Variation.Step)
        {
            Misplaced(property, attribute, "Prior", "on a coefficient with one number for each grid point, which is not estimated");
            return null;
        }

        var arguments = Arguments(attribute);
        var owner = $"of the prior of coefficient '{property.Name}'";
        var prior = new PriorSpec(arguments.Number("Mean", 0), arguments.Number("Deviation", 1));
        Require(IsFinite(prior.Mean), arguments, "Mean", owner, prior.Mean, "a finite number");
        Require(prior.Deviation > 0 && IsFinite(prior.Deviation), arguments, "Deviation", owner, prior.Deviation, "a finite number greater than 0");
        return prior;
    }
}
