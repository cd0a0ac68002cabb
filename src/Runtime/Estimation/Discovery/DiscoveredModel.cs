using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation.Discovery;

/// <summary>What a discovery found: the terms, their estimated coefficients, and the model as text, as LaTeX, and as C#.</summary>
/// <typeparam name="TParameters">The parameters of the model.</typeparam>
/// <typeparam name="TTrajectories">The trajectories of the model.</typeparam>
public sealed class DiscoveredModel<TParameters, TTrajectories>
    where TParameters : ModelValues
    where TTrajectories : ModelTrajectories
{
    private readonly EstimationDescription _description;

    internal DiscoveredModel(EstimationDescription description, Estimate<TParameters, TTrajectories> estimate, IReadOnlyList<DiscoveredTerm> terms, IReadOnlyList<DiscoveryStep> path)
    {
        _description = description;
        Estimate = estimate;
        Terms = terms;
        Path = path;
    }

    /// <summary>The estimate with the terms that were found; the coefficients of all others are zero among its parameters, and not in its report.</summary>
    public Estimate<TParameters, TTrajectories> Estimate { get; }

    /// <summary>The terms that were found, library by library.</summary>
    public IReadOnlyList<DiscoveredTerm> Terms { get; }

    /// <summary>The models that were tried, from all terms to the last that was worth a look.</summary>
    public IReadOnlyList<DiscoveryStep> Path { get; }

    /// <summary>The equations as text, one to a line, with their numbers.</summary>
    public string Equations => string.Join("\n", _description.EquationTemplates.Select(equation => DiscoveredSource.Fill(equation, _description, Terms, DiscoveredSource.AsText)));

    /// <summary>The equations as LaTeX, one to a line, with their numbers.</summary>
    public string Latex => string.Join("\n", _description.LatexTemplates.Select(equation => DiscoveredSource.Fill(equation, _description, Terms, DiscoveredSource.AsLatex)));

    /// <summary>
    /// The model as C# source: a partial class of this DSL in which the found terms stand in the place of the libraries, each with a learned coefficient that starts at the estimate. It compiles
    /// as it is.
    /// </summary>
    /// <param name="name">The name of the class; by default that of the model with "Found" added.</param>
    /// <returns>The source text.</returns>
    public string ToCSharp(string? name = null) => DiscoveredSource.Print(name ?? Estimate.Report.Model + "Found", _description, Terms);

    /// <summary>The equations, and the estimate as a table.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Equations + "\n\n" + DiscoveredSource.Table(Terms) + "\n" + Estimate.Message;
}
