using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Diagnostics;

/// <summary>Says what is wrong with a model. It reads declarations with the same parser as the generator, which stays silent.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelAnalyzer : DiagnosticAnalyzer
{
    private static readonly string[] _ofMembers = ["State", "Coefficient", "Equation", "InitialValue", "Observed", "Prior", "PolynomialLibrary", "Candidate", "Constraint"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Descriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(AnalyzeType, SymbolKind.NamedType);
    }

    private static void AnalyzeType(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind == TypeKind.Class && type.Attribute("MechanisticModel") is not null)
        {
            ModelParser.Parse(type, context.Compilation, context.ReportDiagnostic, context.CancellationToken);
        }
        else
        {
            ReportStrayMembers(type, context);
        }
    }

    /// <summary>Reports members of a model in a type that is none.</summary>
    private static void ReportStrayMembers(INamedTypeSymbol type, SymbolAnalysisContext context)
    {
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
        {
            foreach (var attribute in property.GetAttributes())
            {
                if (attribute.AttributeClass is { } attributeClass && _ofMembers.Any(name => attributeClass.Is(name + "Attribute")))
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        Descriptors.MisplacedAttribute,
                        attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation(),
                        attributeClass.Name.Replace("Attribute", ""),
                        property.Name,
                        $"because '{type.Name}' is not a model; add [MechanisticModel] to it"));
                }
            }
        }
    }
}
