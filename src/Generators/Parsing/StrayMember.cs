using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScalableMNN.Generators.Diagnostics;

namespace ScalableMNN.Generators.Parsing;

/// <summary>A member of a model in a type that is none: the generator does not write the other part of its property, which is all that C# says about it.</summary>
internal static class StrayMember
{
    /// <summary>The attributes of members, without "Attribute".</summary>
    public static readonly string[] Attributes =
        ["State", "Coefficient", "Equation", "InitialValue", "Observed", "Dosed", "Prior", "RandomEffect", "PolynomialLibrary", "Candidate", "Constraint", "Event", "Derived"];

    /// <summary>Says from the syntax alone whether a member may be a stray one; most stand in a type that says that it is a model.</summary>
    public static bool IsPossible(SyntaxNode node) => node is PropertyDeclarationSyntax { Parent: TypeDeclarationSyntax type }
        && !type.AttributeLists.SelectMany(static list => list.Attributes).Any(static attribute => attribute.Name.ToString().Contains("MechanisticModel"));

    /// <summary>The errors of a member with an attribute of the language.</summary>
    /// <param name="attributed">The member.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <returns>One error for each attribute; none for a member of a model.</returns>
    public static EquatableArray<ReportedError> ErrorsOf(GeneratorAttributeSyntaxContext attributed, CancellationToken cancellation)
    {
        var type = attributed.TargetSymbol.ContainingType;
        if (type.Attribute("MechanisticModel") is not null)
        {
            return EquatableArray<ReportedError>.Empty;
        }

        var errors = new List<ReportedError>();
        var problems = Problems.Errors(errors.Add);
        foreach (var attribute in attributed.Attributes)
        {
            problems.Add(
                Descriptors.MisplacedAttribute,
                attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation(),
                attribute.AttributeClass!.Name.Replace("Attribute", ""),
                attributed.TargetSymbol.Name,
                $"because '{type.Name}' is not a model; add [MechanisticModel] to it");
        }

        return new EquatableArray<ReportedError>([.. errors]);
    }
}
