using System.Collections.Generic;

namespace ScalableMNN.Runtime.Formulas;

/// <summary>What a model says, as data.</summary>
public sealed class FormulaTable
{
    /// <summary>The equations, one each.</summary>
    public IReadOnlyList<Formula> Equations { get; init; } = [];

    /// <summary>The expressions that may be measured.</summary>
    public IReadOnlyList<Formula> Observables { get; init; } = [];

    /// <summary>The quantities that follow from what is estimated.</summary>
    public IReadOnlyList<Formula> Derived { get; init; } = [];

    /// <summary>The coefficients that are constants or functions.</summary>
    public IReadOnlyList<Formula> Functions { get; init; } = [];
}
