using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ScalableMNN.Generators.Diagnostics;

namespace ScalableMNN.Generators.Parsing;

/// <summary>
/// Finds what is mathematics on paper and something else in C#: <c>X^2</c>, <c>Math.Sin(X)</c>, <c>=</c>, a condition. The C# compiler refuses
/// most of it too, but speaks of operators and conversions of the markers, not of what to write instead.
/// </summary>
/// <param name="problems">Receives what is found.</param>
/// <param name="cancellation">Ends the search early.</param>
internal sealed class CSharpSlips(Problems problems, CancellationToken cancellation)
{
    /// <summary>The property of a diagnostic that holds the text to write in its place.</summary>
    public const string MendedProperty = "Mended";

    /// <summary>The property of a diagnostic that says that the mended text needs the functions of Symbols in scope.</summary>
    public const string ImportProperty = "Import";

    private const string SmoothSwitch =
        "write If(condition, then, otherwise), whose condition is made of comparisons, & (and), | (or) and ! (not)";

    /// <summary>Reports the slips in an expression.</summary>
    /// <returns>Whether there are any; then nothing else need be said about the expression.</returns>
    public bool Report(ExpressionSyntax body, SemanticModel semantics)
    {
        var search = new Search(this, semantics);
        search.Visit(body);
        return search.HasFound;
    }

    /// <summary>Reports statements that decide, in a property that is written as a block.</summary>
    public void ReportStatements(PropertyDeclarationSyntax property)
    {
        foreach (var statement in property.AccessorList?.DescendantNodes().OfType<StatementSyntax>() ?? [])
        {
            if (statement is IfStatementSyntax or SwitchStatementSyntax)
            {
                var head = statement is IfStatementSyntax choice ? choice.Condition : ((SwitchStatementSyntax)statement).Expression;
                problems.Add(Descriptors.ConditionInEquation, head.GetLocation(), Text(head), SmoothSwitch);
            }
        }
    }

    private static string Text(SyntaxNode syntax) =>
        string.Join(" ", syntax.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>One walk over one expression.</summary>
    private sealed class Search(CSharpSlips slips, SemanticModel semantics)
    {
        private INamedTypeSymbol? _symbols;

        public bool HasFound { get; private set; }

        /// <summary>The functions of an equation, and time.</summary>
        private INamedTypeSymbol? Symbols => _symbols ??= semantics.Compilation.GetTypeByMetadataName(Language.Namespace + ".Symbols");

        private IEnumerable<string> Functions => Symbols?.GetMembers()
            .OfType<IMethodSymbol>()
            .Where(static method => method.MethodKind == MethodKind.Ordinary && method.ReturnType.Is("Term"))
            .Select(static method => method.Name) ?? [];

        public void Visit(SyntaxNode node)
        {
            slips.Cancellation.ThrowIfCancellationRequested();
            switch (node)
            {
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.ExclusiveOrExpression } power:
                    AddPower(Rightmost(power.Left), Leftmost(power.Right));
                    break;
                case BinaryExpressionSyntax
                {
                    RawKind: (int)SyntaxKind.MultiplyExpression,
                    Right: PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PointerIndirectionExpression } star,
                } power:
                    AddPower(Rightmost(power.Left), star.Operand);
                    Visit(power.Left);
                    Visit(star.Operand);
                    return;
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, OperatorToken: var assign }:
                    Add(
                        Descriptors.NotOneEquation,
                        assign.GetLocation(),
                        Text(node),
                        "= assigns, and == says that both sides are equal",
                        mended: "==");
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Left: var left }
                    when Bare(left).IsKind(SyntaxKind.EqualsExpression):
                    AddSeveral(node);
                    return;
                case BinaryExpressionSyntax both when IsConnective(both.Kind()):
                    if (IsConstant(node))
                    {
                        return;
                    }

                    if (!IsEquation(both.Left) || !IsEquation(both.Right))
                    {
                        AddCondition(node);
                        return;
                    }

                    AddSeveral(node);
                    break;
                case ConditionalExpressionSyntax choice when !IsConstant(node):
                    AddCondition(node);
                    Visit(choice.WhenTrue);
                    Visit(choice.WhenFalse);
                    return;
                case SwitchExpressionSyntax:
                case IsPatternExpressionSyntax:
                case BinaryExpressionSyntax comparison when IsComparison(comparison.Kind()):
                case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression }:
                    if (!IsConstant(node))
                    {
                        AddCondition(node);
                    }

                    return;
                case InvocationExpressionSyntax invocation:
                    CheckInvocation(invocation);
                    if (invocation.Expression is IdentifierNameSyntax { Identifier.ValueText: "If" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "If" })
                    {
                        Visit(invocation.Expression);
                        foreach (var argument in invocation.ArgumentList.Arguments)
                        {
                            VisitCondition(argument.Expression);
                        }

                        return;
                    }

                    break;
                case IdentifierNameSyntax name when IsSimpleName(name):
                    CheckName(name);
                    break;
                default:
                    break;
            }

            foreach (var child in node.ChildNodes())
            {
                Visit(child);
            }
        }

        /// <summary>What stands in an If: comparisons and what joins them are meant there.</summary>
        private void VisitCondition(ExpressionSyntax expression)
        {
            switch (Bare(expression))
            {
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseAndExpression or (int)SyntaxKind.BitwiseOrExpression } both:
                    VisitCondition(both.Left);
                    VisitCondition(both.Right);
                    break;
                case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not:
                    VisitCondition(not.Operand);
                    break;
                case BinaryExpressionSyntax comparison when IsComparison(comparison.Kind()) && !comparison.IsKind(SyntaxKind.IsExpression):
                    Visit(comparison.Left);
                    Visit(comparison.Right);
                    break;
                case var other:
                    Visit(other);
                    break;
            }
        }

        private void AddPower(ExpressionSyntax @base, ExpressionSyntax exponent)
        {
            var call = $"Pow({Text(Bare(@base))}, {Text(Bare(exponent))})";
            var product = exponent.ToString() == "2" && @base is IdentifierNameSyntax ? $"{@base} * {@base} or " : "";
            var span = TextSpan.FromBounds(@base.SpanStart, exponent.Span.End);
            Add(
                Descriptors.PowerByOperator,
                Location.Create(@base.SyntaxTree, span),
                @base.SyntaxTree.GetText(slips.Cancellation).ToString(span),
                product + call,
                call,
                imports: "Pow");
        }

        private void AddSeveral(SyntaxNode node) => Add(
            Descriptors.NotOneEquation,
            node.GetLocation(),
            Text(node),
            "one property holds one left == right; give every other equation a property of its own");

        private void AddCondition(SyntaxNode node) => Add(Descriptors.ConditionInEquation, node.GetLocation(), Text(node), SmoothSwitch);

        private void CheckInvocation(InvocationExpressionSyntax invocation)
        {
            if (invocation.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "D" } derivative
                && TypeOf(derivative.Expression) is { } type && IsMarker(type))
            {
                CheckDerivative(invocation, derivative.Expression, type);
                return;
            }

            // All of the name: which of them was meant, C# does not say when none of them takes the arguments.
            var methods = semantics.GetMemberGroup(invocation.Expression, slips.Cancellation);
            var arguments = invocation.ArgumentList.Arguments;
            if (!methods.IsEmpty && methods.All(static method => IsOfNumbers(method.ContainingType))
                && arguments.Any(argument => HoldsMarker(argument.Expression)))
            {
                var name = methods[0].Name;
                var isKnown = Symbols?.GetMembers(name).OfType<IMethodSymbol>()
                    .Any(known => known.Parameters.Length == arguments.Count) == true;
                Add(
                    Descriptors.FunctionOfNumbers,
                    invocation.Expression.GetLocation(),
                    Text(invocation.Expression),
                    isKnown ? $"write {name}, the function of Symbols" : $"the functions of Symbols are {string.Join(", ", Functions)}",
                    isKnown ? name : null,
                    imports: name);
            }
        }

        private void CheckDerivative(InvocationExpressionSyntax invocation, ExpressionSyntax of, ITypeSymbol type)
        {
            if (!type.Is("State"))
            {
                Add(Descriptors.DerivativeOfNoState, invocation.GetLocation(), Text(invocation), WayToDerivative(invocation, of, type));
            }
            else if (OrderOf(invocation) is { } order
                && TypeOf(order)?.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal)
            {
                Add(Descriptors.DerivativeOrderNotConstant, order.GetLocation(), Text(order));
            }
        }

        private string WayToDerivative(InvocationExpressionSyntax invocation, ExpressionSyntax of, ITypeSymbol type)
        {
            if (type.Is("Coefficient"))
            {
                return "a coefficient has none; make it a state with an equation, or give its derivative as another coefficient";
            }

            if (Bare(of) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "D" } state } inner
                && ConstantOrder(inner) is { } first && ConstantOrder(invocation) is { } second)
            {
                return $"write {Text(state.Expression)}.D({first + second})";
            }

            return "write out what it is by the rules of calculus, or declare a state that is equal to the expression by an equation of its own";
        }

        private static ExpressionSyntax? OrderOf(InvocationExpressionSyntax derivative) =>
            derivative.ArgumentList.Arguments.Count == 1 ? derivative.ArgumentList.Arguments[0].Expression : null;

        private int? ConstantOrder(InvocationExpressionSyntax derivative) =>
            OrderOf(derivative) is { } order ? semantics.GetConstantValue(order, slips.Cancellation).Value as int? : null;

        /// <summary>A name that C# does not find, and that is one of Symbols but for its case or a missing using.</summary>
        private void CheckName(IdentifierNameSyntax name)
        {
            var text = name.Identifier.ValueText;
            var isCalled = name.Parent is InvocationExpressionSyntax;
            var meant = isCalled
                ? Functions.FirstOrDefault(function => string.Equals(function, text, StringComparison.OrdinalIgnoreCase))
                : string.Equals(text, "T", StringComparison.OrdinalIgnoreCase) ? "T" : null;
            if (meant is null)
            {
                return;
            }

            var info = semantics.GetSymbolInfo(name, slips.Cancellation);
            if (info.Symbol is null && info.CandidateSymbols.IsEmpty && semantics.LookupSymbols(name.SpanStart, name: text).IsEmpty)
            {
                var what = isCalled ? $"the function is {meant} of Symbols" : "time is T of Symbols";
                var how = IsInScope(meant, name.SpanStart) ? "" : $"; add 'using static {Language.Namespace}.Symbols;'";
                Add(Descriptors.SymbolNotInScope, name.GetLocation(), text, what + how, meant, imports: meant);
            }
        }

        private void Add(
            DiagnosticDescriptor descriptor, Location location, string text, string? wayOut = null, string? mended = null, string? imports = null)
        {
            HasFound = true;
            var properties = ImmutableDictionary<string, string?>.Empty;
            if (mended is not null)
            {
                properties = properties.Add(MendedProperty, mended);
                if (imports is not null && !IsInScope(imports, location.SourceSpan.Start))
                {
                    properties = properties.Add(ImportProperty, "true");
                }
            }

            slips.Problems.AddMendable(descriptor, location, properties, wayOut is null ? [text] : [text, wayOut]);
        }

        private bool IsInScope(string name, int position) =>
            semantics.LookupSymbols(position, name: name).Any(static symbol => symbol.ContainingType.Is("Symbols"));

        private ITypeSymbol? TypeOf(ExpressionSyntax expression) => semantics.GetTypeInfo(expression, slips.Cancellation).Type;

        private bool HoldsMarker(ExpressionSyntax expression) =>
            expression.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(part => TypeOf(part) is { } type && IsMarker(type));

        /// <summary>Says whether C# computes an expression from constants, so that it is a number.</summary>
        private bool IsConstant(SyntaxNode node) => semantics.GetConstantValue(node, slips.Cancellation).HasValue;
    }

    private Problems Problems => problems;

    private CancellationToken Cancellation => cancellation;

    private static bool IsMarker(ITypeSymbol type) => type.Is("State") || type.Is("Term") || type.Is("Coefficient") || type.Is("Library");

    private static bool IsOfNumbers(INamedTypeSymbol? type) =>
        type is { Name: "Math" or "MathF", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private static bool IsComparison(SyntaxKind kind) => kind is SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
        or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression or SyntaxKind.IsExpression;

    private static bool IsConnective(SyntaxKind kind) => kind is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression
        or SyntaxKind.BitwiseAndExpression or SyntaxKind.BitwiseOrExpression;

    private static bool IsEquation(ExpressionSyntax expression) => Bare(expression) switch
    {
        BinaryExpressionSyntax both when IsConnective(both.Kind()) => IsEquation(both.Left) && IsEquation(both.Right),
        var bare => bare.IsKind(SyntaxKind.EqualsExpression) || bare.IsKind(SyntaxKind.SimpleAssignmentExpression),
    };

    /// <summary>Says whether a name stands alone: not behind a dot, and not the name of an argument.</summary>
    private static bool IsSimpleName(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name,
        NameColonSyntax or QualifiedNameSyntax => false,
        _ => true,
    };

    /// <summary>The operand directly before an operator; ^ binds less than what is left of it, as in X.D(1) == 2 * X^2.</summary>
    private static ExpressionSyntax Rightmost(ExpressionSyntax expression) => expression switch
    {
        BinaryExpressionSyntax binary => Rightmost(binary.Right),
        AssignmentExpressionSyntax assignment => Rightmost(assignment.Right),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression or (int)SyntaxKind.UnaryPlusExpression } unary =>
            Rightmost(unary.Operand),
        _ => expression,
    };

    /// <summary>The operand that stands directly behind an operator.</summary>
    private static ExpressionSyntax Leftmost(ExpressionSyntax expression) => expression switch
    {
        BinaryExpressionSyntax binary => Leftmost(binary.Left),
        ConditionalExpressionSyntax conditional => Leftmost(conditional.Condition),
        _ => expression,
    };

    private static ExpressionSyntax Bare(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
        {
            expression = parenthesized.Expression;
        }

        return expression;
    }
}
