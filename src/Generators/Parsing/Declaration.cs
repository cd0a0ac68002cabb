using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScalableMNN.Generators.Diagnostics;

namespace ScalableMNN.Generators.Parsing;

/// <summary>
/// What the generator keeps of a declaration. It reports the errors itself: after an error in a declaration the C# compiler runs no analyzer, and a model without
/// its solver makes such errors, where a partial property stays without its other part or a method takes the model's inputs.
/// </summary>
/// <param name="Model">What was read, or null where nothing can be added to the class.</param>
/// <param name="Errors">The errors; none of a sound model.</param>
internal sealed record Declaration(ParsedModel? Model, EquatableArray<ReportedError> Errors)
{
    private static readonly Declaration _none = new(null, EquatableArray<ReportedError>.Empty);

    /// <summary>Reads a model.</summary>
    /// <param name="attributed">A type with [MechanisticModel].</param>
    /// <param name="cancellation">Ends the reading early.</param>
    public static Declaration Of(GeneratorAttributeSyntaxContext attributed, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)attributed.TargetSymbol;
        var compilation = attributed.SemanticModel.Compilation;
        if (type.Attribute("MechanisticModel")?.ApplicationSyntaxReference?.GetSyntax(cancellation).FirstAncestorOrSelf<TypeDeclarationSyntax>() != attributed.TargetNode)
        {
            // A second attribute, on another part of the class: C# refuses it, and one reading is enough.
            return _none;
        }

        // Problems are written out only where there are any, so that a sound model is read without keeping the places of its parts.
        var model = ModelParser.Parse(type, compilation, Problems.Unheard(), cancellation);
        if (model is { HasErrors: false })
        {
            return new Declaration(model, EquatableArray<ReportedError>.Empty);
        }

        var errors = new List<ReportedError>();
        ModelParser.Parse(type, compilation, Problems.Errors(errors.Add), cancellation);
        return new Declaration(model, new EquatableArray<ReportedError>([.. errors.Distinct()]));
    }
}
