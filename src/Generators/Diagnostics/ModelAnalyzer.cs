using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Diagnostics;

/// <summary>Warns and informs about models. It reads declarations with the same parser as the generator, which reports the errors.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelAnalyzer : DiagnosticAnalyzer
{
    /// <summary>All of them, those of the generator as well: an editor lists the rules of a package by its analyzers.</summary>
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
            ModelParser.Parse(type, context.Compilation, Problems.Advice(context.ReportDiagnostic), context.CancellationToken);
        }
    }
}
