using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Parsing;

/// <summary>Reads the bodies of equations and function coefficients: C# expressions over the markers of the language.</summary>
/// <param name="model">The class whose members the expressions may refer to.</param>
/// <param name="states">The states of the model by name.</param>
/// <param name="coefficients">The names of the coefficients of the model.</param>
/// <param name="libraries">The libraries and candidate terms of the model.</param>
/// <param name="problems">Receives what cannot be read.</param>
internal sealed class ExpressionParser(
    INamedTypeSymbol model,
    IReadOnlyDictionary<string, DeclaredState> states,
    ISet<string> coefficients,
    DeclaredLibraries libraries,
    Problems problems,
    CancellationToken cancellation)
{
    /// <summary>Deeper expressions are refused, so that recursion over them is safe everywhere.</summary>
    private const int LargestDepth = 1000;

    private const string Conditions = "a condition is a comparison, left <= right or left >= right, or several joined by &, | and !";

    private readonly CSharpSlips _slips = new(problems, cancellation);
    private readonly Dictionary<Expression, SyntaxNode> _syntax = new(ReferenceComparer.Instance);
    private readonly Dictionary<Expression, string> _libraries = new(ReferenceComparer.Instance);
    private readonly HashSet<string> _named = [];
    private int _depth;
    private Place _place;

    /// <summary>Where an expression that this parser made was read from.</summary>
    public Location? LocationOf(Expression expression) => _syntax.TryGetValue(expression, out var syntax) ? syntax.GetLocation() : null;

    /// <summary>The text that an expression was read from, on one line.</summary>
    public string TextOf(Expression expression) =>
        _syntax.TryGetValue(expression, out var syntax) ? Text(syntax) : EquationText.Of(expression);

    /// <summary>Reads the two sides of an equation.</summary>
    /// <returns>The sides, or null if they cannot be read.</returns>
    public (Expression Left, Expression Right)? ParseEquation(ExpressionSyntax body, SemanticModel semantics) => ParseSides(body, semantics, Place.Equation);

    /// <summary>Reads the two sides of a constraint, in which <c>Library[term]</c> is a coefficient.</summary>
    /// <returns>The sides, or null if they cannot be read.</returns>
    public (Expression Left, Expression Right)? ParseConstraint(ExpressionSyntax body, SemanticModel semantics) => ParseSides(body, semantics, Place.Constraint);

    private (Expression Left, Expression Right)? ParseSides(ExpressionSyntax body, SemanticModel semantics, Place place)
    {
        _place = place;
        if (_slips.Report(body, semantics))
        {
            return null;
        }

        var operation = Unwrap(semantics.GetOperation(Bare(body), cancellation));
        if (operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality && equality.Type.Is("Equation"))
        {
            var left = Parse(equality.LeftOperand);
            var right = Parse(equality.RightOperand);
            return left is null || right is null ? null : (left, right);
        }

        if (operation is null || HasErrors(body, semantics))
        {
            problems.AddKnownToCSharp();
        }
        else
        {
            Refuse(body, "an equation has the form left == right");
        }

        return null;
    }

    /// <summary>An expression that this parser made, with libraries by their names instead of their sums.</summary>
    public Expression AsWritten(Expression expression)
    {
        if (_libraries.TryGetValue(expression, out var library))
        {
            return new LibrarySymbol(library);
        }

        return expression switch
        {
            Negative negative => new Negative(AsWritten(negative.Operand)),
            Call call => new Call(call.Function, AsWritten(call.Argument)),
            Binary binary => new Binary(binary.Operator, AsWritten(binary.Left), AsWritten(binary.Right)),
            _ => expression,
        };
    }

    /// <summary>Reads the body of a function coefficient, an observed expression or a candidate term.</summary>
    /// <returns>The expression, or null if it cannot be read.</returns>
    public Expression? ParseFunction(ExpressionSyntax body, SemanticModel semantics)
    {
        _place = Place.Term;
        if (_slips.Report(body, semantics))
        {
            return null;
        }

        if (semantics.GetOperation(Bare(body), cancellation) is { } operation)
        {
            return Parse(operation);
        }

        problems.AddKnownToCSharp();
        return null;
    }

    /// <summary>Reads the body of an event: <c>When(condition)</c>, <c>At(time)</c> or nothing, and then what states become.</summary>
    /// <returns>Its parts, or null if they cannot be read.</returns>
    public (EventKind Kind, Expression? Trigger, ResetSpec[] Resets)? ParseEvent(ExpressionSyntax body, SemanticModel semantics)
    {
        const string Form = "an event is When(left <= right) or At(time) or nothing, followed by Set(state, value)";
        _place = Place.Term;
        var operation = Unwrap(semantics.GetOperation(Bare(body), cancellation));
        if (operation is null || HasErrors(body, semantics))
        {
            problems.AddKnownToCSharp();
            return null;
        }

        var resets = new List<ResetSpec>();
        for (; ; operation = Unwrap(((IInvocationOperation)operation!).Instance))
        {
            if (operation is not IInvocationOperation { TargetMethod: { } method } call || !(method.ContainingType.Is("Symbols") || method.ContainingType.Is("Event")))
            {
                Refuse(operation?.Syntax ?? body, Form);
                return null;
            }

            if (method.Name is "When" or "At")
            {
                var trigger = method.Name == "At" ? Parse(call.Arguments[0].Value) : ParseCondition(call.Arguments[0].Value);
                return trigger is null ? null : (method.Name == "At" ? EventKind.Timed : EventKind.Conditional, trigger, [.. resets]);
            }

            var target = Parse(call.Arguments[0].Value);
            var value = Parse(call.Arguments[1].Value);
            if (target is null || value is null)
            {
                return null;
            }

            if (target is not StateSymbol state)
            {
                Refuse(call.Arguments[0].Value.Syntax, "what is set is a state, or a derivative of one");
                return null;
            }

            resets.Insert(0, new ResetSpec(state, value));
            if (call.Instance is null)
            {
                return (EventKind.Scheduled, null, [.. resets]);
            }
        }
    }

    /// <summary>What is zero or more where a condition is true, and less where it is not: of two, the smaller where both have to be true, the larger where one has to.</summary>
    private Expression? ParseCondition(IOperation operation)
    {
        switch (Unwrap(operation))
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.And or BinaryOperatorKind.Or } both:
                return ParseCondition(both.LeftOperand) is { } one && ParseCondition(both.RightOperand) is { } other
                    ? new Binary(both.OperatorKind == BinaryOperatorKind.And ? BinaryOperator.Min : BinaryOperator.Max, one, other)
                    : null;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return ParseCondition(not.Operand) is { } operand ? new Negative(operand) : null;
        }

        if (Unwrap(operation) is not IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } comparison)
        {
            Refuse(operation.Syntax, Conditions);
            return null;
        }

        var (left, right) = (Parse(comparison.LeftOperand), Parse(comparison.RightOperand));
        return left is null || right is null ? null
            : comparison.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual ? new Binary(BinaryOperator.Subtract, right, left)
            : new Binary(BinaryOperator.Subtract, left, right);
    }

    /// <summary>The truth of a condition: 1 or 0.</summary>
    private Expression? ParseTruth(IOperation operation)
    {
        switch (Unwrap(operation))
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.And or BinaryOperatorKind.Or } both:
                return ParseTruth(both.LeftOperand) is { } one && ParseTruth(both.RightOperand) is { } other
                    ? new Binary(both.OperatorKind == BinaryOperatorKind.And ? BinaryOperator.Min : BinaryOperator.Max, one, other)
                    : null;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return ParseTruth(not.Operand) is { } operand ? Truth.Not(operand) : null;
            case IBinaryOperation
            {
                OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual,
            } comparison:
                var (left, right) = (Parse(comparison.LeftOperand), Parse(comparison.RightOperand));
                return left is null || right is null ? null : comparison.OperatorKind switch
                {
                    BinaryOperatorKind.GreaterThanOrEqual => Truth.IsNotLess(left, right),
                    BinaryOperatorKind.LessThanOrEqual => Truth.IsNotLess(right, left),
                    BinaryOperatorKind.LessThan => Truth.Not(Truth.IsNotLess(left, right)),
                    _ => Truth.Not(Truth.IsNotLess(right, left)),
                };
            default:
                Refuse(operation.Syntax, Conditions);
                return null;
        }
    }

    private Expression? Parse(IOperation operation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (++_depth > LargestDepth)
        {
            _depth--;
            Refuse(operation.Syntax, "it is nested too deeply");
            return null;
        }

        var expression = ParseNode(operation);
        _depth--;
        if (expression is not null && problems.AreHeard)
        {
            _syntax[expression] = operation.Syntax;
        }

        return expression;
    }

    private Expression? ParseNode(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var value })
        {
            return ParseConstant(operation, value);
        }

        switch (operation)
        {
            case IParenthesizedOperation parenthesized:
                return Parse(parenthesized.Operand);
            case IConversionOperation conversion when !IsWhole(conversion.Type):
                return Parse(conversion.Operand);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } minus:
                return Parse(minus.Operand) is { } operand ? new Negative(operand) : null;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Plus } plus:
                return Parse(plus.Operand);
            case IBinaryOperation binary:
                return ParseBinary(binary);
            case IPropertyReferenceOperation property:
                return ParseProperty(property);
            case IInvocationOperation invocation:
                return ParseInvocation(invocation);
            case IFieldReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation:
                Refuse(operation.Syntax, "its value is not known to the compiler; use a constant or a coefficient");
                return null;
            case IInvalidOperation:
                problems.AddKnownToCSharp();
                return null;
            default:
                Refuse(operation.Syntax, "an equation is made of states, coefficients, numbers, time, + - * / and the functions of Symbols");
                return null;
        }
    }

    private Number? ParseConstant(IOperation operation, object? value)
    {
        if (value is null or string or bool)
        {
            Refuse(operation.Syntax, "it is not a number");
            return null;
        }

        WarnOfDroppedRemainder(operation);
        var number = Convert.ToDouble(value is char character ? (int)character : value, CultureInfo.InvariantCulture);
        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            Refuse(operation.Syntax, "it is not a finite number");
            return null;
        }

        return new Number(number);
    }

    private void WarnOfDroppedRemainder(IOperation operation)
    {
        if (!problems.AreHeard)
        {
            return;
        }

        foreach (var division in operation.DescendantsAndSelf().OfType<IBinaryOperation>())
        {
            if (division is { OperatorKind: BinaryOperatorKind.Divide, Type: var type, ConstantValue: { HasValue: true, Value: { } quotient } } && IsWhole(type)
                && division.LeftOperand.ConstantValue.Value is { } dividend && division.RightOperand.ConstantValue.Value is { } divisor
                && Convert.ToDecimal(dividend, CultureInfo.InvariantCulture) % Convert.ToDecimal(divisor, CultureInfo.InvariantCulture) != 0)
            {
                problems.Add(Descriptors.IntegerDivision, division.Syntax.GetLocation(), Text(division.Syntax), quotient);
            }
        }
    }

    private Binary? ParseBinary(IBinaryOperation binary)
    {
        BinaryOperator? kind = binary.OperatorKind switch
        {
            BinaryOperatorKind.Add => BinaryOperator.Add,
            BinaryOperatorKind.Subtract => BinaryOperator.Subtract,
            BinaryOperatorKind.Multiply => BinaryOperator.Multiply,
            BinaryOperatorKind.Divide when !IsWhole(binary.Type) => BinaryOperator.Divide,
            _ => null,
        };
        if (kind is null)
        {
            Refuse(binary.Syntax, "the operators of an equation are + - * / and one ==");
            return null;
        }

        var left = Parse(binary.LeftOperand);
        var right = Parse(binary.RightOperand);
        return left is null || right is null ? null : new Binary(kind.Value, left, right);
    }

    private Expression? ParseProperty(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        if (property.ContainingType.Is("Symbols") && property.Name == "T")
        {
            return new Time();
        }

        if (property.IsIndexer && property.ContainingType.Is("Library"))
        {
            return ParseLibraryTerm(reference);
        }

        if (SymbolEqualityComparer.Default.Equals(property.ContainingType, model)
            && reference.Instance is null or IInstanceReferenceOperation)
        {
            if (states.ContainsKey(property.Name))
            {
                states[property.Name].Use(0);
                return new StateSymbol(property.Name, 0);
            }

            if (coefficients.Contains(property.Name))
            {
                return new CoefficientSymbol(property.Name);
            }

            if (libraries.Names.Contains(property.Name))
            {
                return ParseLibrary(reference);
            }

            if (_place == Place.LibraryTerm && libraries.Candidates.TryGetValue(property.Name, out var candidate))
            {
                return candidate;
            }

            if (_place is Place.Equation or Place.Term && property.Type.Is("Term") && BodyOf(property) is { } body)
            {
                return ParseNamed(reference, property.Name, body);
            }
        }

        problems.Add(Descriptors.NotAMember, reference.Syntax.GetLocation(), Text(reference.Syntax), "a state or coefficient", model.Name);
        return null;
    }

    /// <summary>The expression that a property of type Term gives a name to.</summary>
    private Expression? ParseNamed(IPropertyReferenceOperation reference, string name, ExpressionSyntax body)
    {
        if (!_named.Add(name))
        {
            Refuse(reference.Syntax, "it refers to itself");
            return null;
        }

        var operation = reference.SemanticModel!.Compilation.GetSemanticModel(body.SyntaxTree).GetOperation(Bare(body), cancellation);
        var expression = operation is null ? null : Parse(operation);
        _named.Remove(name);
        return expression;
    }

    /// <summary>The expression that a property returns, in the part of it that is not generated.</summary>
    private ExpressionSyntax? BodyOf(IPropertySymbol property) => property.DeclaringSyntaxReferences
        .Select(declared => declared.GetSyntax(cancellation))
        .OfType<PropertyDeclarationSyntax>()
        .Select(static declared => declared.ExpressionBody?.Expression)
        .FirstOrDefault(static body => body is not null);

    /// <summary>The sum that a library stands for.</summary>
    private Expression? ParseLibrary(IPropertyReferenceOperation reference)
    {
        if (_place != Place.Equation)
        {
            Refuse(reference.Syntax, _place == Place.Term ? "a library stands in an equation" : $"in a constraint, '{reference.Property.Name}[term]' is the coefficient of a term");
            return null;
        }

        if (!libraries.Specs.TryGetValue(reference.Property.Name, out var library))
        {
            // What is wrong with the library has been said.
            return null;
        }

        // Every occurrence is made of objects of its own, because they are told apart by reference.
        var sum = library.ToExpression().Replace(static leaf => leaf with { });
        _libraries.Add(sum, library.Name);
        foreach (var part in sum.DescendantsAndSelf())
        {
            if (part is StateSymbol state)
            {
                states[state.Name].Use(state.Order);
            }

            if (problems.AreHeard)
            {
                _syntax[part] = reference.Syntax;
            }
        }

        return sum;
    }

    /// <summary>The coefficient of a term of a library.</summary>
    private CoefficientSymbol? ParseLibraryTerm(IPropertyReferenceOperation reference)
    {
        if (_place != Place.Constraint)
        {
            Refuse(reference.Syntax, "the coefficient of a term of a library stands in a constraint");
            return null;
        }

        _place = Place.LibraryTerm;
        var term = Parse(reference.Arguments[0].Value);
        _place = Place.Constraint;
        if (term is null || Unwrap(reference.Instance) is not IPropertyReferenceOperation { Property.Name: var name } || !libraries.Specs.TryGetValue(name, out var library))
        {
            // Where nothing else is wrong, the library is not one of this model.
            if (term is not null && Unwrap(reference.Instance) is IPropertyReferenceOperation { Property: var other } && !libraries.Names.Contains(other.Name))
            {
                problems.Add(Descriptors.NotAMember, reference.Syntax.GetLocation(), Text(reference.Syntax), "a library", model.Name);
            }

            return null;
        }

        var order = states.Keys.ToList();
        var wanted = Monomials.Canonical(term, order);
        if (library.Terms.FirstOrDefault(other => Monomials.Canonical(other.Term, order).Equals(wanted)) is { } found)
        {
            return new CoefficientSymbol(found.Coefficient);
        }

        problems.Add(Descriptors.NoSuchTerm, reference.Syntax.GetLocation(), library.Name, Text(reference.Arguments[0].Syntax), TermsOf(library));
        return null;
    }

    private static string TermsOf(LibrarySpec library)
    {
        const int Shown = 12;
        var terms = library.Terms.Take(Shown).Select(static term => EquationText.Of(term.Term));
        return string.Join(", ", terms) + (library.Terms.Count > Shown ? ", ..." : string.Empty);
    }

    private Expression? ParseInvocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (method.ContainingType.Is("State") && method.Name == "D")
        {
            return ParseDerivative(invocation);
        }

        var isMath = method.ContainingType is { Name: "Math", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
        if (!method.ContainingType.Is("Symbols") && !isMath)
        {
            Refuse(invocation.Syntax, "a method has no meaning there; the functions are those of Symbols");
            return null;
        }

        var arguments = new Expression?[method.Parameters.Length];
        foreach (var argument in invocation.Arguments)
        {
            arguments[argument.Parameter!.Ordinal] = argument.Parameter.Type.Is("Condition") ? ParseTruth(argument.Value) : Parse(argument.Value);
        }

        if (arguments.Contains(null))
        {
            return null;
        }

        var known = Enum.TryParse(method.Name, out Function function) && function != Function.Heaviside;
        Expression? call = (method.Name, arguments.Length) switch
        {
            ("Pow", 2) => new Binary(BinaryOperator.Power, arguments[0]!, arguments[1]!),
            ("If", 3) => Truth.Choose(arguments[0]!, arguments[1]!, arguments[2]!),
            ("Min", 2) => new Binary(BinaryOperator.Min, arguments[0]!, arguments[1]!),
            ("Max", 2) => new Binary(BinaryOperator.Max, arguments[0]!, arguments[1]!),
            ("Mod", 2) => new Binary(BinaryOperator.Subtract, arguments[0]!, new Binary(BinaryOperator.Multiply, arguments[1]!, FloorOf(new Binary(BinaryOperator.Divide, arguments[0]!, arguments[1]!)))),
            ("Ceiling", 1) => new Negative(FloorOf(new Negative(arguments[0]!))),

            // Math.Round takes the even one of two numbers that are as near.
            ("Round", 1) => isMath && arguments[0] is Number number ? new Number(Math.Round(number.Value)) : FloorOf(new Binary(BinaryOperator.Add, arguments[0]!, new Number(0.5))),
            (_, 1) when known => new Call(function, arguments[0]!),
            _ => null,
        };
        if (call is null)
        {
            Refuse(invocation.Syntax, "this function is not known; the functions are those of Symbols");
            return null;
        }

        static Call FloorOf(Expression argument) => new(Function.Floor, argument);

        // A method of System.Math takes numbers only, so that its value is a number of the model.
        return isMath ? Folded(call, invocation.Syntax) : call;
    }

    private Number? Folded(Expression call, SyntaxNode syntax)
    {
        if (Simplifier.Simplify(call) is Number number && !double.IsNaN(number.Value) && !double.IsInfinity(number.Value))
        {
            return number;
        }

        Refuse(syntax, "it is not a finite number");
        return null;
    }

    private StateSymbol? ParseDerivative(IInvocationOperation invocation)
    {
        if (invocation.Instance is null || Parse(invocation.Instance) is not StateSymbol state)
        {
            return null;
        }

        var argument = invocation.Arguments[0].Value;
        if (argument.ConstantValue is not { HasValue: true, Value: int order and >= 0 })
        {
            if (argument is IInvalidOperation)
            {
                problems.AddKnownToCSharp();
            }
            else
            {
                problems.Add(Descriptors.DerivativeOrderNotConstant, argument.Syntax.GetLocation(), Text(argument.Syntax));
            }

            return null;
        }

        var declared = states[state.Name];
        declared.Use(order);
        if (declared.Order >= 0 && order > declared.Order)
        {
            problems.AddOrder(
                Descriptors.DerivativeAboveOrder,
                invocation.Syntax.GetLocation(),
                declared.AttributeLocation,
                order,
                state.Name,
                declared.Order,
                order);
            return null;
        }

        return new StateSymbol(state.Name, order);
    }

    private void Refuse(SyntaxNode syntax, string why) => problems.Add(Descriptors.UnsupportedExpression, syntax.GetLocation(), Text(syntax), why);

    private bool HasErrors(SyntaxNode body, SemanticModel semantics) =>
        semantics.GetDiagnostics(body.Span, cancellation).Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>The expression within parentheses, which have no operation of their own.</summary>
    private static ExpressionSyntax Bare(ExpressionSyntax body)
    {
        while (body is ParenthesizedExpressionSyntax parenthesized)
        {
            body = parenthesized.Expression;
        }

        return body;
    }

    private static IOperation? Unwrap(IOperation? operation)
    {
        while (operation is IConversionOperation or IParenthesizedOperation)
        {
            operation = operation is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)operation).Operand;
        }

        return operation;
    }

    private static bool IsWhole(ITypeSymbol? type) => type?.SpecialType is
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16 or
        SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64 or
        SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    private static string Text(SyntaxNode syntax) =>
        string.Join(" ", syntax.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Where an expression stands.</summary>
    private enum Place
    {
        Equation,
        Constraint,

        /// <summary>Within the brackets of a library.</summary>
        LibraryTerm,

        /// <summary>The body of a function coefficient, an observed expression or a candidate term.</summary>
        Term,
    }

    /// <summary>Tells equal expressions at different places apart.</summary>
    private sealed class ReferenceComparer : IEqualityComparer<Expression>
    {
        public static ReferenceComparer Instance { get; } = new();

        public bool Equals(Expression? x, Expression? y) => ReferenceEquals(x, y);

        public int GetHashCode(Expression expression) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(expression);
    }
}
