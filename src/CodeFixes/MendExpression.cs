using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.CodeFixes;

/// <summary>Writes what was meant: Pow(X, 2) for X^2, Sin for Math.Sin, == for =.</summary>
/// <remarks>It replaces text, not syntax: X.D(1) == 2 * X^2 is read by C# as (X.D(1) == 2 * X) ^ 2, of which X^2 is no part.</remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MendExpression))]
[Shared]
public sealed class MendExpression : CodeFixProvider
{
    private const string Symbols = "ScalableMNN.Dsl.Symbols";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [Descriptors.PowerByOperator.Id, Descriptors.FunctionOfNumbers.Id, Descriptors.NotOneEquation.Id, Descriptors.SymbolNotInScope.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.Properties.TryGetValue(CSharpSlips.MendedProperty, out var mended) && mended is not null)
            {
                var imports = diagnostic.Properties.ContainsKey(CSharpSlips.ImportProperty);
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Write {mended}" + (imports ? $" and add 'using static {Symbols};'" : ""),
                        cancellation => ApplyAsync(context.Document, diagnostic.Location.SourceSpan, mended, imports, cancellation),
                        $"{nameof(MendExpression)} {diagnostic.Id}"),
                    diagnostic);
            }
        }

        return Task.CompletedTask;
    }

    private static async Task<Document> ApplyAsync(Document document, TextSpan span, string mended, bool imports, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var changes = ImmutableArray.Create(new TextChange(span, mended));
        if (imports && await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is CompilationUnitSyntax root)
        {
            var last = root.Usings.LastOrDefault(static directive => directive.GlobalKeyword.IsKind(SyntaxKind.None));
            var line = $"using static {Symbols};\n";
            changes = changes.Insert(0, last is null
                ? new TextChange(new TextSpan(root.Usings.Count > 0 ? root.Usings.Last().FullSpan.End : 0, 0), line)
                : new TextChange(new TextSpan(last.FullSpan.End, 0), line));
        }

        return document.WithText(text.WithChanges(changes));
    }
}
