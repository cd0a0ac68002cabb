using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Runtime.Estimation.Discovery;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Dsl.Plots;

/// <summary>Draws the way of a discovery from all candidate terms to few.</summary>
public static class DiscoveryPlots
{
    /// <summary>Draws the information criterion of the models on the path against the number of their terms, and how many were chosen.</summary>
    /// <typeparam name="TParameters">The parameters of the model.</typeparam>
    /// <typeparam name="TTrajectories">The trajectories of the model.</typeparam>
    /// <param name="found">What was found.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The figure.</returns>
    public static Figure PlotPath<TParameters, TTrajectories>(this DiscoveredModel<TParameters, TTrajectories> found, PlotOptions? options = null)
        where TParameters : ModelValues
        where TTrajectories : ModelTrajectories
    {
        ArgumentNullException.ThrowIfNull(found);
        options ??= PlotOptions.Default;
        return PlotPath(found.Path, found.Terms.Count, options with { Title = options.Title ?? $"{found.Estimate.Report.Model}: terms that are worth having" });
    }

    /// <summary>Draws a path.</summary>
    /// <param name="path">The models that were tried.</param>
    /// <param name="chosen">How many terms were chosen.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The figure.</returns>
    public static Figure PlotPath(this IReadOnlyList<DiscoveryStep> path, int chosen, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= PlotOptions.Default;
        return new Figure(options.Title ?? "Terms that are worth having", [ChartOf(path, chosen)]) { ChartWidth = 480, ChartHeight = 300 };
    }

    /// <summary>The chart of a path, for figures of one's own.</summary>
    /// <param name="path">The models that were tried.</param>
    /// <param name="chosen">How many terms were chosen.</param>
    /// <returns>The chart.</returns>
    public static Chart ChartOf(IReadOnlyList<DiscoveryStep> path, int chosen)
    {
        ArgumentNullException.ThrowIfNull(path);

        // Steps after the path has turned are at the final rigidity, where the criterion counts from elsewhere.
        var down = path.Where((step, i) => i == 0 || path.Take(i + 1).Zip(path.Skip(1).Take(i), static (a, b) => b.Terms < a.Terms).All(static falls => falls)).ToArray();
        var finite = down.Select(static step => step.Criterion).Where(double.IsFinite).ToArray();
        var least = finite.Length > 0 ? finite.Min() : 0;
        double[] y = [.. down.Select(step => step.Criterion - least + 1)];
        var series = new List<Series>();
        if (Shapes.Range(y) is { } range)
        {
            series.Add(Shapes.Rule("chosen", (chosen, 1), (chosen, Math.Max(10, range.Largest)), Palette.Teal));
        }

        double[] terms = [.. down.Select(static step => (double)step.Terms)];
        series.Add(new Series(string.Empty, terms, y, Mark.Line, Palette.Grey));
        series.Add(new Series("models tried", terms, y, Mark.Circles));
        return new Chart(
            string.Empty,
            new Axis("number of terms"),
            new Axis("1 + criterion above its minimum") { Logarithmic = true },
            series)
        {
            Note = string.Create(CultureInfo.InvariantCulture, $"{chosen} terms"),
            Message = "No model was tried.",
        };
    }
}
