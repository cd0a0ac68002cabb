using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Formulas;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Models;

/// <summary>A model as data: what the runtime knows of it besides its kernels.</summary>
public sealed class ModelDescription
{
    private Truncation? _truncation;

    /// <summary>The name of the class.</summary>
    public required string Name { get; init; }

    /// <summary>The states, in the order of their unknowns.</summary>
    public required IReadOnlyList<StateDescription> States { get; init; }

    /// <summary>The learned values, in the order in which the kernels hold them (before the inputs).</summary>
    public required IReadOnlyList<ValueSlot> Parameters { get; init; }

    /// <summary>The values that the caller gives, in the order in which the kernels hold them (after the parameters).</summary>
    public required IReadOnlyList<ValueSlot> Inputs { get; init; }

    /// <summary>The time grid.</summary>
    public required GridDescription Grid { get; init; }

    /// <summary>Sizes of the kernels' arrays.</summary>
    public required KernelLayout Layout { get; init; }

    /// <summary>How many times the equations are differentiated in time; a state is carried with as many derivatives more than its equations have.</summary>
    public int Prolongation { get; init; }

    /// <summary>In which numbers the factor and the sweeps are; with <see cref="Precision.Single"/> the solution is refined in double precision all the same.</summary>
    public Precision Precision { get; init; }

    /// <summary>The rows that tie neighbouring grid points together.</summary>
    public SmoothnessDescription Smoothness { get; init; } = new(Scheme.Taylor, 1, false);

    /// <summary>Whether one solve is the answer; otherwise the equations are linearised and solved again until they hold.</summary>
    public bool IsLinear { get; init; } = true;

    /// <summary>The equations as text, one each.</summary>
    public required IReadOnlyList<string> Equations { get; init; }

    /// <summary>The equations as LaTeX, one each.</summary>
    public required IReadOnlyList<string> Latex { get; init; }

    /// <summary>What a solve with a tolerance needs to know, or why the model cannot be solved with one.</summary>
    public MarchDescription March { get; init; } = new() { Obstacle = "it was generated without equations that can be marched" };

    /// <summary>Equations, observables and functions as data: read where something is not finite, to say what.</summary>
    public FormulaTable Formulas { get; init; } = new();

    /// <summary>The units that are declared; null where none is.</summary>
    public ModelUnits? Units { get; init; }

    /// <summary>Whether the equations depend on time other than through their values: then a trajectory says when it starts.</summary>
    internal bool UsesTime => Inputs.Any(static slot => slot.Kind == ValueKind.Start);

    /// <summary>What the smoothness rows leave of the exact solution.</summary>
    internal Truncation Truncation => _truncation ??= new Truncation(this);
}
