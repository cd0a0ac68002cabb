using System.Collections.Generic;

namespace ScalableMNN.Runtime.Models;

/// <summary>The units that a model declares, as text. They stand in tables and files, and change no number.</summary>
/// <param name="Time">The unit of time, or null.</param>
/// <param name="Members">The units of states, coefficients and observed expressions by name, those of initial values as <c>InitialX</c>; only where they are declared.</param>
public sealed record ModelUnits(string? Time, IReadOnlyDictionary<string, string> Members)
{
    /// <summary>The unit of a state, a coefficient, an initial value or an observed expression; null where none is declared.</summary>
    /// <param name="name">Its name.</param>
    public string? this[string name] => Members.GetValueOrDefault(name);

    /// <summary>A name with its unit in brackets, as tables and axes have it: <c>Concentration [mg/L]</c>; the name alone where no unit is declared.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The text.</returns>
    public string Label(string name) => this[name] is { } unit ? $"{name} [{unit}]" : name;
}
