using System.Collections.Generic;
using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Units;

/// <summary>The units of a model's members; null is a unit that is not known.</summary>
internal sealed class DeclaredUnits
{
    private readonly Dictionary<(UnitOwner Owner, string Name, int Order), Unit> _units = [];

    /// <summary>Takes the declared units; what cannot be read has been reported, and is not known.</summary>
    public DeclaredUnits(UnitsSpec declared)
    {
        Time = declared.Time is null ? null : UnitText.Read(declared.Time, out _);
        foreach (var member in declared.Members)
        {
            if (UnitText.Read(member.Text, out _) is { } unit)
            {
                _units[(member.Owner, member.Name, member.Order)] = unit;
            }
        }
    }

    /// <summary>The unit of time.</summary>
    public Unit? Time { get; }

    /// <summary>Whether no member has a unit.</summary>
    public bool AreNone => _units.Count == 0 && Time is null;

    /// <summary>The unit of a state, a coefficient or an observed expression.</summary>
    public Unit? Of(string member) => Of(UnitOwner.Member, member, 0);

    /// <summary>The unit of a state's derivative.</summary>
    public Unit? OfDerivative(string state, int order) => Of(state) is not { } unit ? null : order == 0 ? unit : Time is null ? null : unit / Time.Power(order);

    /// <summary>The unit of what is measured of a state, where it is declared beside the measurement.</summary>
    public Unit? OfObserved(string state, int order) => Of(UnitOwner.Observed, state, order);

    /// <summary>The unit of doses.</summary>
    public Unit? OfDoses(string state) => Of(UnitOwner.Dosed, state, 0);

    private Unit? Of(UnitOwner owner, string name, int order) => _units.TryGetValue((owner, name, order), out var unit) ? unit : null;
}
