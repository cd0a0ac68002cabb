using System.Linq;

namespace ScalableMNN.Generators.Parsing;

/// <summary>The units that a model declares, as they are written.</summary>
/// <param name="Time">The unit of time, or null.</param>
/// <param name="Members">The units of states, coefficients and observed expressions, of what is observed of states, and of doses.</param>
internal sealed record UnitsSpec(string? Time, EquatableArray<UnitSpec> Members)
{
    /// <summary>A model without units.</summary>
    public static UnitsSpec None { get; } = new(null, EquatableArray<UnitSpec>.Empty);

    /// <summary>The unit of a state, a coefficient or an observed expression, or null.</summary>
    public string? Of(string member) => Of(UnitOwner.Member, member);

    /// <summary>The unit of what is measured of a state, where it is declared beside the measurement, or null.</summary>
    public string? OfMeasured(string state) => Of(UnitOwner.Observed, state);

    /// <summary>The unit of doses of a state, or null.</summary>
    public string? OfDoses(string state) => Of(UnitOwner.Dosed, state);

    private string? Of(UnitOwner owner, string name) => Members.FirstOrDefault(unit => unit.Owner == owner && unit.Name == name && unit.Order == 0)?.Text;
}

/// <summary>A unit that is declared.</summary>
/// <param name="Owner">Whose it is.</param>
/// <param name="Name">The name of the member.</param>
/// <param name="Order">Of what is observed of a state, which derivative.</param>
/// <param name="Text">The unit as it is written.</param>
internal sealed record UnitSpec(UnitOwner Owner, string Name, int Order, string Text);

/// <summary>Whose unit it is.</summary>
internal enum UnitOwner
{
    /// <summary>A state, a coefficient or an observed expression.</summary>
    Member,

    /// <summary>What is measured of a state.</summary>
    Observed,

    /// <summary>Doses of a state.</summary>
    Dosed,
}
