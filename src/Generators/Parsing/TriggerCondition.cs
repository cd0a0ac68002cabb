using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Parsing;

/// <summary>A condition: a comparison of a term with zero, or conditions joined. Whether it includes equality matters where an event happens just at a wanted time.</summary>
internal sealed record TriggerCondition(TriggerKind Kind, Expression? Term, EquatableArray<TriggerCondition> Parts)
{
    public static TriggerCondition True { get; } = Join(TriggerKind.All);

    public static TriggerCondition False { get; } = Join(TriggerKind.Any);

    /// <summary>All comparisons in it, from left to right.</summary>
    public IEnumerable<TriggerCondition> Comparisons => Term is null ? Parts.SelectMany(static part => part.Comparisons) : [this];

    public static TriggerCondition Above(Expression term) => new(TriggerKind.Above, term, EquatableArray<TriggerCondition>.Empty);

    public static TriggerCondition AtLeast(Expression term) => new(TriggerKind.AtLeast, term, EquatableArray<TriggerCondition>.Empty);

    public static TriggerCondition Join(TriggerKind kind, params TriggerCondition[] parts) => new(kind, null, new EquatableArray<TriggerCondition>(parts));

    /// <summary>The opposite, with the negation in the comparisons: not (x > 0) is -x >= 0.</summary>
    public TriggerCondition Negated() => Kind switch
    {
        TriggerKind.Above => AtLeast(Simplifier.Simplify(new Negative(Term!))),
        TriggerKind.AtLeast => Above(Simplifier.Simplify(new Negative(Term!))),
        TriggerKind.All => Join(TriggerKind.Any, [.. Parts.Select(static part => part.Negated())]),
        _ => Join(TriggerKind.All, [.. Parts.Select(static part => part.Negated())]),
    };
}

/// <summary>Mirrors <c>ScalableMNN.Runtime.Models.ConditionKind</c>, by name.</summary>
internal enum TriggerKind
{
    /// <summary>The term is above zero.</summary>
    Above,

    /// <summary>The term is zero or above.</summary>
    AtLeast,

    /// <summary>All parts are true; so it is where there are none.</summary>
    All,

    /// <summary>One of the parts is true; it is false where there are none.</summary>
    Any,
}
