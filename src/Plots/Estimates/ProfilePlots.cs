using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Runtime.Estimation;

namespace ScalableMNN.Dsl.Plots;

/// <summary>Draws profile likelihoods.</summary>
public static class ProfilePlots
{
    /// <summary>Draws a profile: what it costs to hold the parameter at other values than its estimate, with the threshold and the ends of the confidence interval.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="options">The options, or null for the default ones; <see cref="PlotOptions.Logarithmic"/> is of the parameter's axis.</param>
    /// <returns>The figure.</returns>
    public static Figure Plot(this LikelihoodProfile profile, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return PlotProfiles([profile], options);
    }

    /// <summary>Draws profiles side by side.</summary>
    /// <param name="profiles">The profiles.</param>
    /// <param name="options">The options, or null for the default ones; <see cref="PlotOptions.Logarithmic"/> is of the parameters' axes.</param>
    /// <returns>The figure.</returns>
    public static Figure PlotProfiles(this IEnumerable<LikelihoodProfile> profiles, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        options ??= PlotOptions.Default;
        var charts = profiles.Select(profile => Draw(profile, options)).ToList();
        return new Figure(options.Title ?? (charts.Count == 1 ? "Profile likelihood" : "Profile likelihoods"), charts)
        {
            Columns = Math.Min(3, charts.Count),
            ChartWidth = charts.Count == 1 ? 480 : 300,
            ChartHeight = charts.Count == 1 ? 300 : 230,
        };
    }

    private static Chart Draw(LikelihoodProfile profile, PlotOptions options)
    {
        var points = profile.Points;
        double[] all = [.. points.Select(static point => point.Value)];
        var found = points.Where(static point => point.Status == EstimateStatus.Converged).ToArray();
        var other = points.Where(static point => point.Status != EstimateStatus.Converged).ToArray();

        // The estimate itself is among the points as a rule, with a deviance of 0; below, the interval stands on the axis.
        var series = new List<Series>();
        series.AddRange(Shapes.Level("threshold of the interval", all, profile.Threshold));
        foreach (var end in new[] { profile.Lower, profile.Upper }.Where(double.IsFinite))
        {
            series.Add(Shapes.Rule("end of the interval", (end, 0), (end, profile.Threshold), Palette.Teal));
        }

        series.Add(new Series("profile", [.. found.Select(static point => point.Value)], [.. found.Select(static point => point.Deviance)]));
        series.Add(new Series("everything else estimated", [.. found.Select(static point => point.Value)], [.. found.Select(static point => point.Deviance)], Mark.Circles));
        if (other.Length > 0)
        {
            series.Add(new Series("not converged", [.. other.Select(static point => point.Value)], [.. other.Select(static point => point.Deviance)], Mark.Circles, Palette.Orange));
        }

        return new Chart(string.Empty, new Axis(options.Of(profile.Parameter)) { Logarithmic = options.Logarithmic }, new Axis("deviance"), series)
        {
            Note = $"{End(profile.Lower, "no lower end")} to {End(profile.Upper, "no upper end")}",
            Message = "The profile has no points.",
        };
    }

    private static string End(double value, string none) => double.IsFinite(value) ? value.ToString("G4", CultureInfo.InvariantCulture) : none;
}
