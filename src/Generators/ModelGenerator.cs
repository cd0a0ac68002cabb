using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ScalableMNN.Generators.Emission;
using ScalableMNN.Generators.Emission.Torch;
using ScalableMNN.Generators.Lowering;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators;

/// <summary>
/// Writes the solver of every class with [MechanisticModel]. This is only the pipeline: Parsing makes the specification, Emission prints it, and whatever
/// there is to say about a declaration is said by the analyzer.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModelGenerator : IIncrementalGenerator
{
    /// <summary>The name of the step whose outputs are the specifications, for tests of incrementality.</summary>
    internal const string ModelStep = "Model";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var models = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                Language.ModelAttribute,
                predicate: static (node, _) => node is ClassDeclarationSyntax,
                transform: static (attributed, cancellation) => ModelParser.Parse(
                    (INamedTypeSymbol)attributed.TargetSymbol,
                    attributed.SemanticModel.Compilation,
                    report: null,
                    cancellation))
            .WithTrackingName(ModelStep);
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
    }

    private static string HintName(string metadataName, string part = "") =>
        string.Concat(metadataName.Select(character => char.IsLetterOrDigit(character) || character is '.' or '_' ? character : '.')) + part + ".g.cs";
}
