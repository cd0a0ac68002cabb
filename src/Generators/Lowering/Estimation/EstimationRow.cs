using System.Collections.Generic;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Problem;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Lowering.Estimation;

/// <summary>A row that estimation evaluates at every grid point: its value and its derivatives, as <c>RowDescription</c> in the runtime says where they stand.</summary>
/// <param name="Text">It as text.</param>
/// <param name="First">Where among the numbers of a grid point its value stands.</param>
/// <param name="Value">Its value, in states, learned and given values.</param>
/// <param name="Unknowns">Its derivatives with respect to unknowns, by increasing unknown; those that vanish are left out.</param>
/// <param name="Parameters">Its derivatives with respect to learned values, by increasing index; those that vanish are left out.</param>
internal sealed record EstimationRow(
    string Name,
    string Text,
    double Weight,
    int First,
    Expression Value,
    IReadOnlyList<RowEntry> Unknowns,
    IReadOnlyList<(int Parameter, Expression Derivative)> Parameters)
{
    /// <summary>How many numbers it has.</summary>
    public int Width => 1 + Unknowns.Count + Parameters.Count;
}

/// <summary>A row that may be measured.</summary>
/// <param name="Input">Index of the input that holds the measured values.</param>
/// <param name="Unknown">The unknown that it is, or -1.</param>
internal sealed record EstimationObservable(EstimationRow Row, int Input, double Noise, int Unknown, ErrorSpec? Error = null);
