using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.CodeFixes;

/// <summary>Sets the order of a state to the highest derivative that its equations use.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SetOrder))]
[Shared]
public sealed class SetOrder : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Descriptors.OrderMissing.Id, Descriptors.DerivativeAboveOrder.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var attribute = diagnostic.AdditionalLocations.Count > 0 ? diagnostic.AdditionalLocations[0] : null;
            if (attribute is not null
                && await DocumentAsync(context, attribute).ConfigureAwait(false) is { } document
                && diagnostic.Properties.TryGetValue(Problems.OrderProperty, out var text)
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var order))
            {
                context.RegisterCodeFix(
                    CodeAction.Create($"Set Order = {text}", cancellation => ApplyAsync(document, attribute, order, cancellation), $"{nameof(SetOrder)} {text}"),
                    diagnostic);
            }
        }
    }

    /// <summary>The document of a location, which names its file: a generator's diagnostics hold no syntax tree.</summary>
    private static async Task<Document?> DocumentAsync(CodeFixContext context, Location location)
    {
        var path = location.GetLineSpan().Path;
        foreach (var document in context.Document.Project.Documents)
        {
            if (await document.GetSyntaxTreeAsync(context.CancellationToken).ConfigureAwait(false) is { } tree && tree.FilePath == path)
            {
                return document;
            }
        }

        return null;
    }

    private static async Task<Document> ApplyAsync(Document document, Location location, int order, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (root?.FindNode(location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute)
        {
            return document;
        }

        var argument = SyntaxFactory.AttributeArgument(
            SyntaxFactory.NameEquals("Order"),
            nameColon: null,
            SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(order)));
        var list = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        var written = list.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "Order");
        var arguments = written is null ? list.Arguments.Add(argument) : list.Arguments.Replace(written, argument);
        var mended = attribute.WithArgumentList(list.WithArguments(arguments)).WithAdditionalAnnotations(Formatter.Annotation);
        return document.WithSyntaxRoot(root.ReplaceNode(attribute, mended));
    }
}
