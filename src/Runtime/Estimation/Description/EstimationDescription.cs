using System.Collections.Generic;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>What estimation knows of a model besides its <see cref="Models.ModelDescription"/>.</summary>
public sealed class EstimationDescription
{
    /// <summary>How many numbers <see cref="IEstimableModel{TSelf}.Linearise{TLane}"/> writes for each grid point.</summary>
    public required int Width { get; init; }

    /// <summary>The equations, those differentiated in time included.</summary>
    public required IReadOnlyList<RowDescription> Equations { get; init; }

    /// <summary>What may be measured.</summary>
    public required IReadOnlyList<ObservableDescription> Observables { get; init; }

    /// <summary>The rows that tie a grid point to the next.</summary>
    public required IReadOnlyList<SmoothnessRow> Smoothness { get; init; }

    /// <summary>What is known of parameters beforehand.</summary>
    public IReadOnlyList<PriorDescription> Priors { get; init; } = [];

    /// <summary>Parameters that vary at random from trajectory to trajectory.</summary>
    public IReadOnlyList<RandomEffectDescription> RandomEffects { get; init; } = [];

    /// <summary>Linear equations between parameters.</summary>
    public IReadOnlyList<ConstraintDescription> Constraints { get; init; } = [];

    /// <summary>Libraries of candidate terms.</summary>
    public IReadOnlyList<LibraryDescription> Libraries { get; init; } = [];

    /// <summary>
    /// The declaration of the model as C# source, with line feeds, in which each library stands as its name in double braces where a sum can take its place, the name of the
    /// class as <c>{{name}}</c>, and the place of coefficients that replace the terms as <c>{{coefficients}}</c>, on a line of its own; empty for a model without libraries.
    /// </summary>
    public string Template { get; init; } = string.Empty;

    /// <summary>The equations as text in which each library stands as its name in double braces, one each; empty for a model without libraries.</summary>
    public IReadOnlyList<string> EquationTemplates { get; init; } = [];

    /// <summary>The same as LaTeX.</summary>
    public IReadOnlyList<string> LatexTemplates { get; init; } = [];
}
