using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Emission;
using ScalableMNN.Generators.Emission.Torch;
using ScalableMNN.Generators.Lowering;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Sbml;

namespace ScalableMNN.Generators;

/// <summary>
/// Writes the solver of every class with [MechanisticModel]. This is only the pipeline: Parsing makes the specification and the errors, Emission prints the
/// specification, and warnings come from the analyzer.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModelGenerator : IIncrementalGenerator
{
    /// <summary>The name of the step whose outputs are the declarations, with the places of their errors, for tests of incrementality.</summary>
    internal const string DeclarationStep = "Declaration";

    /// <summary>The name of the step whose outputs are the specifications, for tests of incrementality.</summary>
    internal const string ModelStep = "Model";

    /// <summary>The name of the step whose outputs are models in files, for tests of incrementality.</summary>
    internal const string FileStep = "File";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                Language.ModelAttribute,
                predicate: static (node, _) => node is ClassDeclarationSyntax or RecordDeclarationSyntax,
                transform: static (attributed, cancellation) => Declaration.Of(attributed, cancellation))
            .WithTrackingName(DeclarationStep);
        ReportErrors(declarations.SelectMany(static (declaration, _) => declaration.Errors));
        foreach (var attribute in StrayMember.Attributes)
        {
            ReportErrors(context.SyntaxProvider
                .ForAttributeWithMetadataName(
                    $"{Language.Namespace}.{attribute}Attribute",
                    predicate: static (node, _) => StrayMember.IsPossible(node),
                    transform: static (attributed, cancellation) => StrayMember.ErrorsOf(attributed, cancellation))
                .SelectMany(static (errors, _) => errors));
        }

        // Apart from the errors, whose places move with every edit above them: what is printed hangs on the specification alone.
        var models = declarations.Select(static (declaration, _) => declaration.Model).WithTrackingName(ModelStep);
        PrintModelsInFiles(context);
        context.RegisterSourceOutput(models, static (output, model) =>
        {
            if (model is not null)
            {
                var source = model.HasErrors ? UnsolvedModelPrinter.Print(model.Spec) : ModelPrinter.Print(model.Spec);
                output.AddSource(HintName(model.Spec.MetadataName), SourceText.From(source, Encoding.UTF8));
            }
        });

        // Small values, so that an edit that changes neither prints nothing again.
        var engines = context.CompilationProvider.Select(static (compilation, _) => EngineReferences.Of(compilation));
        var accelerated = models
            .Combine(engines)
            .Where(static pair => pair.Right.Ilgpu && pair.Left is { HasErrors: false })
            .Select(static (pair, _) => pair.Left!.Spec);
        context.RegisterSourceOutput(accelerated, static (output, spec) =>
            output.AddSource(HintName(spec.MetadataName, ".Ilgpu"), SourceText.From(IlgpuModelPrinter.Print(spec), Encoding.UTF8)));
        context.RegisterSourceOutput(accelerated.Collect().SelectMany(static (specs, _) => specs.Take(1).Select(static _ => nameof(IlgpuGlue))), static (output, _) =>
        {
            foreach (var (hint, source) in IlgpuGlue.Files)
            {
                output.AddSource(hint, SourceText.From(source, Encoding.UTF8));
            }
        });
        var layers = models
            .Combine(engines)
            .Where(static pair => pair.Right.TorchSharp && pair.Left is { HasErrors: false })
            .Select(static (pair, _) => pair.Left!.Spec);
        context.RegisterSourceOutput(layers, static (output, spec) =>
            output.AddSource(HintName(spec.MetadataName, ".TorchSharp"), SourceText.From(ModulePrinter.Print(spec), Encoding.UTF8)));
        context.RegisterSourceOutput(
            engines.SelectMany(static (references, _) => references.TorchSharp ? TorchSources.All() : []),
            static (output, file) => output.AddSource(file.Name, SourceText.From(file.Text, Encoding.UTF8)));
        context.RegisterSourceOutput(
            engines.Combine(accelerated.Collect()).SelectMany(static (pair, _) => pair.Left.TorchSharp || !pair.Right.IsEmpty ? new[] { nameof(EmbeddedDefinition) } : []),
            static (output, _) => output.AddSource(EmbeddedDefinition.Hint, SourceText.From(EmbeddedDefinition.Source, Encoding.UTF8)));

        void ReportErrors(IncrementalValuesProvider<ReportedError> errors) =>
            context.RegisterSourceOutput(errors, static (output, error) => output.ReportDiagnostic(error.ToDiagnostic()));
    }

    /// <summary>Models in SBML, which are items of the project.</summary>
    private static void PrintModelsInFiles(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Where(static pair => SbmlDeclaration.IsModel(pair.Left, pair.Right))
            .Select(static (pair, cancellation) => SbmlDeclaration.Of(pair.Left, pair.Right, cancellation))
            .WithTrackingName(FileStep);
        context.RegisterSourceOutput(files.SelectMany(static (file, _) => file.Problems), static (output, problem) => output.ReportDiagnostic(problem.ToDiagnostic()));
        context.RegisterSourceOutput(files.Select(static (file, _) => file.Spec), static (output, spec) =>
        {
            if (spec is not null)
            {
                output.AddSource(HintName(spec.MetadataName, ".Sbml"), SourceText.From(ModelPrinter.Print(spec), Encoding.UTF8));
            }
        });
    }

    private static string HintName(string metadataName, string part = "") =>
        string.Concat(metadataName.Select(character => char.IsLetterOrDigit(character) || character is '.' or '_' ? character : '.')) + part + ".g.cs";
}
