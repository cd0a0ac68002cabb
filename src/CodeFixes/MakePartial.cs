using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using ScalableMNN.Generators.Diagnostics;

namespace ScalableMNN.CodeFixes;

/// <summary>Declares a model, or a type around one, partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartial))]
[Shared]
public sealed class MakePartial : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [Descriptors.ModelNotPartial.Id, Descriptors.ContainingTypeNotPartial.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type)
        {
            context.RegisterCodeFix(
                CodeAction.Create($"Make '{type.Identifier.ValueText}' partial", _ => Task.FromResult(Apply(context.Document, root, type)), nameof(MakePartial)),
                context.Diagnostics);
        }
    }

    private static Document Apply(Document document, SyntaxNode root, TypeDeclarationSyntax type)
    {
        var generator = SyntaxGenerator.GetGenerator(document);
        var partial = generator.WithModifiers(type, generator.GetModifiers(type).WithPartial(true));
        return document.WithSyntaxRoot(root.ReplaceNode(type, partial));
    }
}
