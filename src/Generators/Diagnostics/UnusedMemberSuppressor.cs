using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Diagnostics;

/// <summary>
/// Silences what other analyzers say about equations, constraints, function coefficients, observed expressions and candidate terms: that nobody uses them, and that they could be static. The generator reads them, and
/// nobody evaluates them.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnusedMemberSuppressor : DiagnosticSuppressor
{
    private const string Justification = "The member describes the model to the compiler, which reads it instead of calling it";

    /// <summary>The attributes of members that have a body for the compiler alone.</summary>
    private static readonly string[] _describing = ["Equation", "Coefficient", "Observed", "Candidate", "Constraint", "Event", "Derived"];

    private static readonly SuppressionDescriptor Unused = new("SMNN901", "IDE0051", Justification);
    private static readonly SuppressionDescriptor Unread = new("SMNN902", "IDE0052", Justification);
    private static readonly SuppressionDescriptor Static = new("SMNN903", "CA1822", Justification);

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [Unused, Unread, Static];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree
                || tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<PropertyDeclarationSyntax>() is not { } syntax
                || context.GetSemanticModel(tree).GetDeclaredSymbol(syntax, context.CancellationToken) is not { } property)
            {
                continue;
            }

            if (property.ContainingType.Attribute("MechanisticModel") is not null
                && _describing.Any(attribute => property.Attribute(attribute) is not null))
            {
                context.ReportSuppression(Suppression.Create(SupportedSuppressions.First(descriptor => descriptor.SuppressedDiagnosticId == diagnostic.Id), diagnostic));
            }
        }
    }
}
