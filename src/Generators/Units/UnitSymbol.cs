using System.Collections.Generic;

namespace ScalableMNN.Generators.Units;

/// <summary>A unit that has a symbol of its own, such as mg, h or mmHg.</summary>
/// <param name="Text">The symbol as messages print it; symbols of one meaning, such as h and hours, have one text.</param>
/// <param name="Factor">How many of the units of its dimensions it is: 0.001 for mg, whose dimension is measured in g.</param>
/// <param name="Dimensions">The base units that it is made of, with their powers.</param>
internal sealed record UnitSymbol(string Text, double Factor, IReadOnlyDictionary<string, double> Dimensions)
{
    /// <summary>A symbol that is a base unit of its own.</summary>
    public static UnitSymbol Base(string text) => new(text, 1, new Dictionary<string, double> { [text] = 1 });
}
