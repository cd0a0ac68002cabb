using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ScalableMNN.Generators.Emission;
using ScalableMNN.Generators.Emission.Torch;
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

        // Reduced to a small record first: the models are printed again when it changes, not with every edit.
        var engines = context.CompilationProvider.Select(static (compilation, _) => EngineReferences.Of(compilation));
        context.RegisterSourceOutput(models.Combine(engines), static (output, pair) =>
        {
            if (pair.Left is { } model)
            {
                var source = model.HasErrors ? UnsolvedModelPrinter.Print(model.Spec) : ModelPrinter.Print(model.Spec, pair.Right);
                output.AddSource(HintName(model.Spec.MetadataName), SourceText.From(source, Encoding.UTF8));
            }
        });
        context.RegisterSourceOutput(engines, static (output, references) =>
        {
            if (references.TorchSharp)
            {
                foreach (var (name, text) in TorchSources.All())
                {
                    output.AddSource(name, SourceText.From(text, Encoding.UTF8));
                }
            }
        });
    }

    private static string HintName(string metadataName) =>
        string.Concat(metadataName.Select(character => char.IsLetterOrDigit(character) || character is '.' or '_' ? character : '.')) + ".g.cs";
}
