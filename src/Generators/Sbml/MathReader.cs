using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Sbml;

/// <summary>
/// Reads MathML as SBML uses it into terms and conditions. A function is put in where it is called, with its arguments as they were written, so that it may be of numbers or of conditions.
/// A condition where a number is asked for is 1 or 0; a number where a condition is asked for is true unless it is 0.
/// Source: SBML Level 3 Version 2 Core, section 3.4.
/// </summary>
internal sealed class MathReader
{
    /// <summary>Of all formulas of a model together: functions of functions may grow without end.</summary>
    private const int MostParts = 2_000_000;

    /// <summary>How deep calls and parts may be nested, so that the stack suffices.</summary>
    private const int Deepest = 600;

    private const string Symbols = "http://www.sbml.org/sbml/symbols/";
    private const double Avogadro = 6.02214179e23;
    private int _parts;
    private int _depth;

    public Expression Number(XElement element, ISbmlNames names) => Number(element, new Scope(names, null, []));

    public TriggerCondition Condition(XElement element, ISbmlNames names) => Condition(element, new Scope(names, null, []));

    private Expression Number(XElement element, Scope scope) => Guarded(element, () => ReadNumber(element, scope));

    private TriggerCondition Condition(XElement element, Scope scope) => Guarded(element, () => ReadCondition(element, scope));

    private T Guarded<T>(XElement element, Func<T> read)
    {
        if (++_parts > MostParts)
        {
            throw new SbmlFault(Descriptors.SbmlTooLarge, element, $"its formulas have more than {MostParts} parts, with functions put in where they are called");
        }

        if (++_depth > Deepest)
        {
            throw new SbmlFault(Descriptors.SbmlTooLarge, element, $"its formulas, with what they refer to, are nested more than {Deepest} deep");
        }

        try
        {
            return read();
        }
        finally
        {
            _depth--;
        }
    }

    private Expression ReadNumber(XElement element, Scope scope)
    {
        switch (element.Name.LocalName)
        {
            case "cn":
                return new Number(ReadLiteral(element));
            case "ci":
                var name = element.Value.Trim();
                if (scope.Arguments is { } arguments && arguments.TryGetValue(name, out var argument))
                {
                    return Number(argument.Element, argument.Scope);
                }

                return scope.Arguments is null
                    ? scope.Names.ValueOf(name, element)
                    : throw new SbmlFault(Descriptors.SbmlBadReference, element, $"'{name}' is no argument of the function that contains it");
            case "csymbol":
                return SymbolOf(element) switch
                {
                    "time" => scope.Names.Time,
                    "avogadro" => new Number(Avogadro),
                    var other => throw Unsupported(element, $"the symbol '{other}'"),
                };
            case "pi":
                return new Number(Math.PI);
            case "exponentiale":
                return new Number(Math.E);
            case "infinity":
                return new Number(double.PositiveInfinity);
            case "notanumber":
                return new Number(double.NaN);
            case "true" or "false":
                return NumberOf(Condition(element, scope));
            case "semantics":
                return Number(element.Elements().FirstOrDefault() ?? throw Bad(element, "'semantics' is empty"), scope);
            case "piecewise":
                return ReadPieces(element, scope);
            case "apply":
                return ReadApply(element, scope);
            case var unknown:
                throw Bad(element, $"'{unknown}' is nothing that a formula may contain");
        }
    }

    private static double ReadLiteral(XElement element)
    {
        var texts = new List<string> { string.Empty };
        foreach (var node in element.Nodes())
        {
            if (node is XElement { Name.LocalName: "sep" })
            {
                texts.Add(string.Empty);
            }
            else if (node is XText text)
            {
                texts[texts.Count - 1] += text.Value;
            }
        }

        var numbers = texts.Select(text => SbmlNumber.Parse(text) ?? throw Bad(element, $"'{text.Trim()}' is no number")).ToList();
        var type = element.Attribute("type")?.Value.Trim() ?? (numbers.Count == 1 ? "real" : "?");
        return (type, numbers.Count) switch
        {
            ("real" or "integer", 1) => numbers[0],
            ("e-notation", 2) => SbmlNumber.Parse(texts[0].Trim() + "e" + texts[1].Trim()) ?? numbers[0] * Math.Pow(10, numbers[1]),
            ("rational", 2) => numbers[0] / numbers[1],
            _ => throw Bad(element, $"this number of type '{type}' has {numbers.Count} parts"),
        };
    }

    private Expression ReadApply(XElement element, Scope scope)
    {
        var (head, parts) = Take(element);
        Expression At(int index) => Number(parts[index], scope);
        switch (head.Name.LocalName)
        {
            case "plus":
                return parts.Count == 0 ? Simplifier.Zero : parts.Select((_, i) => At(i)).Aggregate(static (left, right) => new Binary(BinaryOperator.Add, left, right));
            case "times":
                return parts.Count == 0 ? Simplifier.One : parts.Select((_, i) => At(i)).Aggregate(static (left, right) => new Binary(BinaryOperator.Multiply, left, right));
            case "minus":
                Require(head, parts, 1, 2);
                return parts.Count == 1 ? new Negative(At(0)) : new Binary(BinaryOperator.Subtract, At(0), At(1));
            case "divide":
                Require(head, parts, 2, 2);
                return new Binary(BinaryOperator.Divide, At(0), At(1));
            case "power":
                Require(head, parts, 2, 2);
                return new Binary(BinaryOperator.Power, At(0), At(1));
            case "root":
                Require(head, parts, 1, 1);
                return Qualifier(element, "degree") is { } degree && !(SbmlNumber.Parse(degree.Value) == 2)
                    ? new Binary(BinaryOperator.Power, At(0), new Binary(BinaryOperator.Divide, Simplifier.One, Number(degree, scope)))
                    : new Call(Function.Sqrt, At(0));
            case "log":
                Require(head, parts, 1, 1);
                var logarithm = Qualifier(element, "logbase") is { } logbase ? new Call(Function.Log, Number(logbase, scope)) : (Expression)new Number(Math.Log(10));
                return new Binary(BinaryOperator.Divide, new Call(Function.Log, At(0)), logarithm);
            case "and" or "or" or "xor" or "not" or "implies" or "eq" or "neq" or "gt" or "lt" or "geq" or "leq":
                return NumberOf(Condition(element, scope));
            case "ci":
                return Called(element, head, parts, scope, Number);
            case "csymbol" when SymbolOf(head) == "rateOf":
                Require(head, parts, 1, 1);
                return RateOf(parts[0], scope);
            case "csymbol" when SymbolOf(head) == "delay":
                throw Unsupported(head, "the symbol 'delay', a value of the past,");
            case "csymbol":
                throw Unsupported(head, $"the symbol '{SymbolOf(head)}'");
            case "min" or "max":
                Require(head, parts, 1, int.MaxValue);
                return parts.Select((_, i) => At(i)).Aggregate((left, right) => PiecewiseTerms.Extreme(head.Name.LocalName == "max", left, right));
            default:
                return OneArgument(head, parts, scope) ?? TwoArguments(head, parts, scope) ?? throw Bad(head, $"'{head.Name.LocalName}' is no function of SBML");
        }
    }

    private Expression? OneArgument(XElement head, List<XElement> parts, Scope scope)
    {
        if (ElementaryFunctions.Find(head.Name.LocalName) is not { } function)
        {
            return null;
        }

        Require(head, parts, 1, 1);
        return function(Number(parts[0], scope), head);
    }

    private Expression? TwoArguments(XElement head, List<XElement> parts, Scope scope)
    {
        if (head.Name.LocalName is not ("quotient" or "rem"))
        {
            return null;
        }

        Require(head, parts, 2, 2);
        var (left, right) = (Number(parts[0], scope), Number(parts[1], scope));
        var quotient = PiecewiseTerms.Truncated(new Binary(BinaryOperator.Divide, left, right));
        return head.Name.LocalName == "quotient" ? quotient : new Binary(BinaryOperator.Subtract, left, new Binary(BinaryOperator.Multiply, right, quotient));
    }

    private static Expression RateOf(XElement target, Scope scope)
    {
        var name = target.Value.Trim();
        while (scope.Arguments is { } arguments && arguments.TryGetValue(name, out var argument))
        {
            (target, scope) = (argument.Element, argument.Scope);
            name = target.Value.Trim();
        }

        return target.Name.LocalName == "ci" ? scope.Names.RateOf(name, target) : throw Bad(target, "'rateOf' is of a name");
    }

    private Expression ReadPieces(XElement element, Scope scope)
    {
        var result = element.Elements().FirstOrDefault(static part => part.Name.LocalName == "otherwise") is { } otherwise
            ? Number(otherwise.Elements().FirstOrDefault() ?? throw Bad(otherwise, "'otherwise' is empty"), scope)
            : null;
        var pieces = element.Elements().Where(static part => part.Name.LocalName == "piece").ToList();
        var conditions = new List<TriggerCondition>();
        foreach (var piece in pieces)
        {
            Require(piece, [.. piece.Elements()], 2, 2);
            conditions.Add(Condition(piece.Elements().Last(), scope));
        }

        // Without 'otherwise', the first piece whose condition is true wherever those before are not takes its place.
        var last = result is null ? Enumerable.Range(0, pieces.Count).Where(i => IsElsewhere(conditions, i)).DefaultIfEmpty(-1).First() : pieces.Count;
        if (last < 0 && pieces.Count > 0)
        {
            throw Unsupported(element, "a piecewise function without 'otherwise', whose conditions may all be false,");
        }

        for (var i = Math.Min(last, pieces.Count - 1); i >= 0; i--)
        {
            var value = Number(pieces[i].Elements().First(), scope);
            result = i == last ? value : PiecewiseTerms.Choose(conditions[i], value, result!);
        }

        return result ?? throw Bad(element, "'piecewise' has no pieces");
    }

    /// <summary>Whether a condition is true wherever those before it are false.</summary>
    private static bool IsElsewhere(List<TriggerCondition> conditions, int index)
    {
        var before = index == 1 ? conditions[0] : TriggerCondition.Join(TriggerKind.Any, [.. conditions.Take(index)]);
        return conditions[index] == TriggerCondition.True || (index > 0 && IsOpposite(Alone(conditions[index]), Alone(before)));
    }

    /// <summary>Whether of two conditions always just one is true: x > y and x &lt;= y are such.</summary>
    private static bool IsOpposite(TriggerCondition one, TriggerCondition other) => (one.Kind, other.Kind) switch
    {
        (TriggerKind.Above, TriggerKind.AtLeast) or (TriggerKind.AtLeast, TriggerKind.Above) =>
            Simplifier.Simplify(new Binary(BinaryOperator.Add, one.Term!, other.Term!)) is Number { Value: 0 },
        (TriggerKind.All, TriggerKind.Any) or (TriggerKind.Any, TriggerKind.All) =>
            one.Parts.Count == other.Parts.Count && one.Parts.Zip(other.Parts, static (left, right) => IsOpposite(Alone(left), Alone(right))).All(static isOpposite => isOpposite),
        _ => false,
    };

    /// <summary>A comparison that stands alone in a condition, without what joins it to nothing.</summary>
    private static TriggerCondition Alone(TriggerCondition condition) => condition.Parts.Count == 1 ? Alone(condition.Parts[0]) : condition;

    private TriggerCondition ReadCondition(XElement element, Scope scope)
    {
        switch (element.Name.LocalName)
        {
            case "true":
                return TriggerCondition.True;
            case "false":
                return TriggerCondition.False;
            case "semantics":
                return Condition(element.Elements().FirstOrDefault() ?? throw Bad(element, "'semantics' is empty"), scope);
            case "ci" when scope.Arguments is { } arguments && arguments.TryGetValue(element.Value.Trim(), out var argument):
                return Condition(argument.Element, argument.Scope);
            case "piecewise":
                return ReadConditionPieces(element, scope);
            case "apply":
                var (head, parts) = Take(element);
                if (ReadComparison(head, parts, scope) is { } condition)
                {
                    return condition;
                }

                break;
        }

        // A number that is not zero.
        return Differs(ReadNumber(element, scope));
    }

    private TriggerCondition? ReadComparison(XElement head, List<XElement> parts, Scope scope)
    {
        TriggerCondition[] All() => [.. parts.Select(part => Condition(part, scope))];
        switch (head.Name.LocalName)
        {
            case "and":
                return TriggerCondition.Join(TriggerKind.All, All());
            case "or":
                return TriggerCondition.Join(TriggerKind.Any, All());
            case "xor":
                return All().Aggregate(TriggerCondition.False, Exclusive);
            case "not":
                Require(head, parts, 1, 1);
                return Condition(parts[0], scope).Negated();
            case "implies":
                Require(head, parts, 2, 2);
                return TriggerCondition.Join(TriggerKind.Any, Condition(parts[0], scope).Negated(), Condition(parts[1], scope));
            case "eq" or "neq" when parts.Exists(part => IsCondition(part, scope)):
                Require(head, parts, 2, 2);
                var different = Exclusive(Condition(parts[0], scope), Condition(parts[1], scope));
                return head.Name.LocalName == "neq" ? different : different.Negated();
            case "neq":
                Require(head, parts, 2, 2);
                return Differs(Difference(0, 1));
            case "eq" or "gt" or "lt" or "geq" or "leq":
                Require(head, parts, 1, int.MaxValue);
                return TriggerCondition.Join(TriggerKind.All, [.. Enumerable.Range(0, parts.Count - 1).Select(i => head.Name.LocalName switch
                {
                    "eq" => Differs(Difference(i, i + 1)).Negated(),
                    "gt" => TriggerCondition.Above(Difference(i, i + 1)),
                    "lt" => TriggerCondition.Above(Difference(i + 1, i)),
                    "geq" => TriggerCondition.AtLeast(Difference(i, i + 1)),
                    _ => TriggerCondition.AtLeast(Difference(i + 1, i)),
                })]);
            case "ci":
                return Called(head.Parent!, head, parts, scope, Condition);
            default:
                return null;
        }

        Expression Difference(int left, int right) => Simplifier.Simplify(new Binary(BinaryOperator.Subtract, Number(parts[left], scope), Number(parts[right], scope)));
    }

    private TriggerCondition ReadConditionPieces(XElement element, Scope scope)
    {
        var result = element.Elements().FirstOrDefault(static part => part.Name.LocalName == "otherwise")?.Elements().FirstOrDefault() is { } otherwise
            ? Condition(otherwise, scope)
            : TriggerCondition.False;
        foreach (var piece in element.Elements().Where(static part => part.Name.LocalName == "piece").Reverse())
        {
            var parts = piece.Elements().ToList();
            Require(piece, parts, 2, 2);
            var condition = Condition(parts[1], scope);
            result = TriggerCondition.Join(
                TriggerKind.Any,
                TriggerCondition.Join(TriggerKind.All, condition, Condition(parts[0], scope)),
                TriggerCondition.Join(TriggerKind.All, condition.Negated(), result));
        }

        return result;
    }

    /// <summary>Puts a function in where it is called.</summary>
    private static T Called<T>(XElement apply, XElement head, List<XElement> parts, Scope scope, Func<XElement, Scope, T> read)
    {
        var name = head.Value.Trim();
        var function = scope.Names.FunctionOf(name, head);
        if (scope.Calls.Contains(name))
        {
            throw new SbmlFault(Descriptors.SbmlCycle, head, $"function '{name}' calls itself");
        }

        if (function.Body is null)
        {
            throw new SbmlFault(Descriptors.SbmlNoValue, head, $"function '{name}' has no body");
        }

        if (parts.Count != function.Arguments.Count)
        {
            throw Bad(apply, $"'{name}' takes {function.Arguments.Count} arguments, not {parts.Count}");
        }

        var arguments = new Dictionary<string, (XElement, Scope)>();
        for (var i = 0; i < parts.Count; i++)
        {
            arguments[function.Arguments[i]] = (parts[i], scope);
        }

        return read(function.Body, new Scope(scope.Names, arguments, [.. scope.Calls, name]));
    }

    private static bool IsCondition(XElement element, Scope scope)
    {
        switch (element.Name.LocalName)
        {
            case "true" or "false":
                return true;
            case "ci" when scope.Arguments is { } arguments && arguments.TryGetValue(element.Value.Trim(), out var argument):
                return IsCondition(argument.Element, argument.Scope);
            case "piecewise":
                return element.Descendants().FirstOrDefault(static part => part.Name.LocalName == "piece")?.Elements().FirstOrDefault() is { } first && IsCondition(first, scope);
            case "apply" when element.Elements().FirstOrDefault() is { } head:
                return head.Name.LocalName is "and" or "or" or "xor" or "not" or "implies" or "eq" or "neq" or "gt" or "lt" or "geq" or "leq"
                    || (head.Name.LocalName == "ci" && scope.Names.FunctionOf(head.Value.Trim(), head).Body is { } body && !scope.Calls.Contains(head.Value.Trim()) && IsCondition(body, new Scope(scope.Names, [], [.. scope.Calls, head.Value.Trim()])));
            default:
                return false;
        }
    }

    private static TriggerCondition Exclusive(TriggerCondition left, TriggerCondition right) => TriggerCondition.Join(
        TriggerKind.Any,
        TriggerCondition.Join(TriggerKind.All, left, right.Negated()),
        TriggerCondition.Join(TriggerKind.All, left.Negated(), right));

    private static TriggerCondition Differs(Expression number) =>
        TriggerCondition.Join(TriggerKind.Any, TriggerCondition.Above(number), TriggerCondition.Above(Simplifier.Simplify(new Negative(number))));

    private static Expression NumberOf(TriggerCondition condition) => PiecewiseTerms.Choose(condition, Simplifier.One, Simplifier.Zero);

    private static (XElement Head, List<XElement> Parts) Take(XElement apply)
    {
        var parts = apply.Elements().ToList();
        return parts.Count == 0
            ? throw Bad(apply, "'apply' is empty")
            : (parts[0], parts.Skip(1).Where(static part => part.Name.LocalName is not ("degree" or "logbase")).ToList());
    }

    private static XElement? Qualifier(XElement apply, string name) => apply.Elements().FirstOrDefault(part => part.Name.LocalName == name)?.Elements().FirstOrDefault();

    private static string SymbolOf(XElement element)
    {
        var url = element.Attribute("definitionURL")?.Value.Trim() ?? string.Empty;
        return url.StartsWith(Symbols, StringComparison.Ordinal) ? url.Substring(Symbols.Length) : url;
    }

    private static void Require(XElement head, List<XElement> parts, int fewest, int most)
    {
        if (parts.Count < fewest || parts.Count > most)
        {
            throw Bad(head, $"'{head.Name.LocalName}' takes {fewest}{(most == fewest ? string.Empty : " or more")} parts, not {parts.Count}");
        }
    }

    private static SbmlFault Bad(XElement place, string why) => new(Descriptors.SbmlBadMath, place, why);

    private static SbmlFault Unsupported(XElement place, string what) => new(Descriptors.SbmlNotSupported, place, what);

    /// <summary>What names mean at a place: those of the model, or inside a function its arguments alone.</summary>
    private sealed record Scope(ISbmlNames Names, Dictionary<string, (XElement Element, Scope Scope)>? Arguments, IReadOnlyList<string> Calls);
}
