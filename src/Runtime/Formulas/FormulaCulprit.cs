using System.Collections.Generic;

namespace ScalableMNN.Runtime.Formulas;

/// <summary>The part of a formula that has no finite value, or no finite derivative.</summary>
/// <param name="Part">The part.</param>
/// <param name="Within">The function coefficient that it stands in, or null.</param>
/// <param name="Value">Its own value, without derivatives.</param>
/// <param name="Operands">What it is made of, and the values of that.</param>
internal sealed record FormulaCulprit(FormulaNode Part, string? Within, double Value, IReadOnlyList<(string Text, double Value)> Operands);
