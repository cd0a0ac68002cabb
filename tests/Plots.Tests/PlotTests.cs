using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Dsl.Plots;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Estimation.Discovery;
using Xunit;

namespace ScalableMNN.Plots.Tests;

/// <summary>Each plot has as many charts, marks, bands and lines as the numbers say, names what it shows, and says where there is nothing.</summary>
public sealed class PlotTests
{
    private static readonly PlotOptions _units = new() { TimeUnit = "h", Units = new Dictionary<string, string> { ["X"] = "mg/L", ["C"] = "mg/L", ["K"] = "1/h" } };

    [Fact]
    public void Residuals_are_against_time_against_the_fit_and_against_quantiles()
    {
        var picture = new Picture(Reports.Estimate().PlotResiduals(_units));
        Assert.Equal((3, 60, 1), (picture.Charts, picture.Circles, picture.Bands));
        Assert.Contains("time (h)", picture.Words);
        Assert.Contains("fitted X (mg/L)", picture.Words);
    }

    [Fact]
    public void Measured_is_against_fitted_with_the_identity()
    {
        var picture = new Picture(Reports.Estimate().PlotObservedAgainstPredicted(_units));
        Assert.Equal((1, 20, 1), (picture.Charts, picture.Circles, picture.Lines));
        Assert.Contains("measured X (mg/L)", picture.Words);
    }

    [Fact]
    public void Profiles_have_their_threshold_and_ends_and_tell_points_apart_that_did_not_converge()
    {
        var picture = new Picture(Reports.Profile().Plot(_units));
        Assert.Equal((1, 11, 4), (picture.Charts, picture.Circles, picture.Lines));
        Assert.Contains("K (1/h)", picture.Words);
        Assert.Contains("not converged", picture.Words);
        Assert.Contains("1.2 to 1.8", picture.Words);
        var open = new Picture(new[] { Reports.Profile(double.NaN), Reports.Profile() }.PlotProfiles());
        Assert.Equal((2, 22, 7), (open.Charts, open.Circles, open.Lines));
        Assert.Contains("1.2 to no upper end", open.Words);
    }

    [Fact]
    public void A_waterfall_counts_starts_without_a_value()
    {
        EstimateReport[] reports =
        [
            Reports.Estimate(likelihood: -3), Reports.Estimate(likelihood: -8), Reports.Estimate(likelihood: -3), Reports.Estimate(status: EstimateStatus.Stalled, likelihood: -5), Reports.Estimate(status: EstimateStatus.Failed, likelihood: double.NaN),
        ];
        var picture = new Picture(reports.PlotWaterfall());
        Assert.Equal((1, 4), (picture.Charts, picture.Circles));
        Assert.Contains("1 of 5 starts have none", picture.Words);
        Assert.Contains("ended otherwise", picture.Words);
        Assert.Contains("There are no estimates.", new Picture(Array.Empty<EstimateReport>().PlotWaterfall()).Words);
    }

    [Fact]
    public void A_path_ends_where_it_turns()
    {
        DiscoveryStep[] path = [new(10, [], 5, 100), new(8, ["A", "B"], 5, 90), new(7, ["C"], 6, 80), new(6, ["D"], 60, 200), new(6, ["D"], 60, -1000)];
        var picture = new Picture(path.PlotPath(7));
        Assert.Equal((1, 4, 2), (picture.Charts, picture.Circles, picture.Lines));
        Assert.Contains("7 terms", picture.Words);
        Assert.Contains("No model was tried.", new Picture(Array.Empty<DiscoveryStep>().PlotPath(0)).Words);
    }

    [Fact]
    public void Predictions_of_a_population_are_with_and_without_effects()
    {
        var picture = new Picture(Reports.Population().PlotPredictions(_units));
        Assert.Equal((2, 60, 2), (picture.Charts, picture.Circles, picture.Lines));
        Assert.Contains("predicted C (mg/L)", picture.Words);
    }

    [Fact]
    public void Weighted_residuals_are_against_time_and_prediction_and_their_quantiles_have_a_band()
    {
        var picture = new Picture(Reports.Population().PlotWeightedResiduals(_units));
        Assert.Equal((2, 60, 6), (picture.Charts, picture.Circles, picture.Lines));
        var quantiles = new Picture(Reports.Population().PlotQuantiles(_units));
        Assert.Equal((1, 30, 1), (quantiles.Charts, quantiles.Circles, quantiles.Bands));
    }

    [Fact]
    public void Random_effects_have_a_histogram_each_and_a_chart_for_each_pair()
    {
        var picture = new Picture(Reports.Population().PlotRandomEffects(Reports.Modes(), _units));
        Assert.Equal((3, 6, 2, 4), (picture.Charts, picture.Circles, picture.Bands, picture.Lines));
        Assert.Contains("shrinkage 12 %", picture.Words);
        Assert.Contains("correlation 0.50", picture.Words);
        Assert.Throws<ArgumentException>(() => Reports.Population().PlotRandomEffects([[1]]));

        // One trajectory, or effects that are all the same.
        Assert.Equal(3, new Picture(Reports.Population().PlotRandomEffects([[0], [0.5]])).Charts);
    }

    [Fact]
    public void A_predictive_check_has_three_bands_and_three_lines()
    {
        var picture = new Picture(Reports.Check().PlotCheck("C", [(0, 1), (1, 2)], _units));
        Assert.Equal((1, 2, 3, 3), (picture.Charts, picture.Circles, picture.Bands, picture.Lines));
        Assert.Equal(1, new Picture(Reports.Check().Take(1).Select(static bin => bin with { To = bin.From }).ToArray().PlotCheck("C", [])).Charts);
        Assert.Contains("There is nothing to check.", new Picture(Reports.Check().Take(0).ToArray().PlotCheck("C", [])).Words);
    }

    [Fact]
    public void Reports_without_data_say_so()
    {
        var empty = Reports.Estimate(values: 0, status: EstimateStatus.NoData);
        foreach (var figure in new[] { empty.PlotResiduals(), empty.PlotObservedAgainstPredicted() })
        {
            Assert.Contains("No values were measured.", new Picture(figure).Words);
        }

        var population = Reports.Population(trajectories: 0);
        foreach (var figure in new[] { population.PlotPredictions(), population.PlotWeightedResiduals(), population.PlotQuantiles() })
        {
            Assert.Contains("Nothing was measured, or", string.Join(' ', new Picture(figure).Words), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Values_that_have_no_place_are_counted()
    {
        var report = Reports.Estimate();
        report = report with { Residuals = [.. report.Residuals, new DataResidual("X", 0, 20, 20, 1, double.NaN, double.NaN), new DataResidual("X", 0, 21, 21, -1, 0.1, 3)] };
        var picture = new Picture(report.PlotObservedAgainstPredicted(new PlotOptions { Logarithmic = true }));
        Assert.Contains(picture.Words, static words => words.EndsWith("not drawn", StringComparison.Ordinal));
        Assert.Contains("1 not drawn", new Picture(report.PlotResiduals()).Words);
        Assert.Contains("1 not drawn", new Picture((report with { Residuals = [new DataResidual("X", 0, 0, 0, 1, double.NaN, double.NaN)] }).PlotObservedAgainstPredicted()).Words);
    }

    [Fact]
    public void Names_are_escaped_everywhere()
    {
        var options = new PlotOptions { Title = Reports.Hostile, TimeUnit = Reports.Hostile, Units = new Dictionary<string, string> { [Reports.Hostile] = Reports.Hostile } };
        Figure[] figures =
        [
            Reports.Estimate(Reports.Hostile, Reports.Hostile).PlotResiduals(options), Reports.Estimate(Reports.Hostile, Reports.Hostile).PlotObservedAgainstPredicted(options),
            Reports.Population(Reports.Hostile).PlotPredictions(options), Reports.Population(Reports.Hostile).PlotQuantiles(options), Reports.Check().PlotCheck(Reports.Hostile, [], options),
        ];
        foreach (var figure in figures)
        {
            Assert.DoesNotContain("<script", new Picture(figure).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_asked_for_and_is_not_there_is_refused()
    {
        var fault = Assert.Throws<ArgumentException>(static () => Reports.Estimate().PlotResiduals(new PlotOptions { Show = ["Y"] }));
        Assert.Contains("Decay has nothing called Y", fault.Message, StringComparison.Ordinal);
        Assert.Contains("There are: X", fault.Message, StringComparison.Ordinal);
    }
}
