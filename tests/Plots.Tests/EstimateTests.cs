using System;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
using ScalableMNN.Dsl.Plots;
using ScalableMNN.Runtime.Estimation;
using ScalableMNN.Runtime.Estimation.Population;
using Xunit;

namespace ScalableMNN.Plots.Tests;

/// <summary>Plots and pages of estimates of a real model.</summary>
public sealed class EstimateTests
{
    private const int Subjects = 5;
    private static readonly double[] _times = [0.5, 1, 2, 4];

    [Fact]
    public void The_curve_of_an_observable_goes_through_its_fitted_values()
    {
        var estimate = Outflow.Estimate(Single());
        Assert.All(estimate.Report.Residuals, residual =>
        {
            var curve = ObservableCurve.Of(estimate.Trajectories, residual.Observable, residual.Trajectory);
            Assert.Equal(residual.Fitted, curve[residual.Point], 1e-9 * Math.Abs(residual.Fitted));
        });
        Assert.Contains("There are: Amount, Excreted", Assert.Throws<ArgumentException>(() => ObservableCurve.Of(estimate.Trajectories, "Nothing")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Trajectories_have_a_chart_for_each_quantity_and_bands_of_states_where_they_were_asked_for()
    {
        var without = new Picture(Outflow.Estimate(Single()).PlotTrajectories());
        Assert.Equal((2 * Subjects, 2 * Subjects * _times.Length, 0), (without.Charts, without.Circles, without.Bands));
        var with = new Picture(Outflow.Estimate(Single(), new EstimateOptions { Deviations = true }).PlotTrajectories(new PlotOptions { MostTrajectories = 3 }));
        Assert.Equal((6, 3), (with.Charts, with.Bands));
        Assert.Contains(with.Words, static words => words.Contains("the first 3 of 5 trajectories", StringComparison.Ordinal));
        Assert.Contains("95 % confidence", with.Words);
    }

    [Fact]
    public void A_solution_is_drawn_without_data()
    {
        var study = Study();
        var picture = new Picture(Decay.Solve(new Decay.Parameters(study), study).PlotTrajectories());
        Assert.Equal((Subjects, 0, Subjects), (picture.Charts, picture.Circles, picture.Lines));
    }

    [Fact]
    public void A_population_has_individual_fits_and_a_typical_curve_that_is_its_population_prediction()
    {
        var population = Decay.EstimatePopulation(Study());
        var typical = population.SolveTypical();
        Assert.All(population.Report.Residuals, residual => Assert.Equal(
            residual.Population, ObservableCurve.Of(typical, residual.Observable, residual.Trajectory)[residual.Point], 1e-6 * Math.Abs(residual.Population)));
        var picture = new Picture(population.PlotIndividualFits(new PlotOptions { Show = ["Excreted"] }));
        Assert.Equal((Subjects, Subjects * _times.Length, 2 * Subjects), (picture.Charts, picture.Circles, picture.Lines));
        Assert.Equal(1, new Picture(population.PlotRandomEffects()).Charts);
        Assert.Equal(3, new Picture(population.Simulate(20).PlotCheck("Amount")).Bands);
    }

    [Fact]
    public void Pages_are_well_formed_self_contained_and_the_same_again()
    {
        var folder = Directory.CreateTempSubdirectory("smnn-plots-").FullName;
        try
        {
            var options = new PlotOptions { Title = Reports.Hostile, TimeUnit = Reports.Hostile, Trajectories = [Reports.Hostile] };
            var estimate = Outflow.Estimate(Single());
            var population = Decay.EstimatePopulation(Study());
            Check("estimate", path => estimate.SaveHtml(path, options, [Reports.Profile()]), figures: 4);
            Check("report", path => Reports.Estimate(Reports.Hostile, Reports.Hostile, status: EstimateStatus.Stalled).SaveHtml(path), figures: 2);
            Check("population", path => population.SaveHtml(path, options, studies: 20), figures: 7);
            Check("unchecked", path => population.SaveHtml(path, studies: 0), figures: 5);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        void Check(string name, Action<string> save, int figures)
        {
            var path = Path.Combine(folder, "made", name + ".html");
            save(path);
            var text = File.ReadAllText(path);
            save(path);
            Assert.Equal(text, File.ReadAllText(path));
            Assert.StartsWith("<!DOCTYPE html>", text, StringComparison.Ordinal);
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
            var root = XElement.Load(reader);
            Assert.Equal(figures, root.Descendants(Picture.Svg + "svg").Count());

            // Nothing is loaded from elsewhere, and nothing runs.
            Assert.DoesNotContain(root.Descendants(), static element => element.Name.LocalName is "script" or "link" or "img" or "iframe" or "image" or "use" or "object");
            Assert.DoesNotContain(root.Descendants().Attributes(), static attribute => attribute.Name.LocalName is "src" or "href" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
            Assert.DoesNotContain("@import", text, StringComparison.Ordinal);

            // Names within pictures are unique, and every one that is used is there.
            var ids = root.Descendants().Attributes("id").Select(static attribute => attribute.Value).ToList();
            Assert.Equal(ids.Count, ids.Distinct().Count());
            Assert.All(root.Descendants().Attributes("clip-path"), attribute => Assert.Contains(attribute.Value[5..^1], ids));

            // HTML reads an element with one tag as one that was opened, but for these.
            Assert.DoesNotContain(
                root.Descendants(), element => element.IsEmpty && element.Name.NamespaceName == "http://www.w3.org/1999/xhtml" && element.Name.LocalName is not "meta");
        }
    }

    private static Decay.Schedule Study()
    {
        var study = new Decay.Schedule(Subjects);
        study.InitialAmount.Fill(0);
        for (var b = 0; b < Subjects; b++)
        {
            study.DoseAmount(b, 0, 10);
            study.Scale[b] = ScaleOf(b);
            foreach (var time in _times)
            {
                var (amount, excreted) = Measured(b, time);
                study.ObserveAmount(b, time, amount);
                study.ObserveExcreted(b, time, excreted);
            }
        }

        return study;
    }

    private static Outflow.Schedule Single()
    {
        var study = new Outflow.Schedule(Subjects);
        study.InitialAmount.Fill(0);
        for (var b = 0; b < Subjects; b++)
        {
            study.DoseAmount(b, 0, 10);
            study.Scale[b] = ScaleOf(b);
            foreach (var time in _times)
            {
                var (amount, excreted) = Measured(b, time);
                study.ObserveAmount(b, time, amount);
                study.ObserveExcreted(b, time, excreted);
            }
        }

        return study;
    }

    private static double ScaleOf(int subject) => 1 + (0.1 * subject);

    /// <summary>After a dose of 10, with a little made-up noise.</summary>
    private static (double Amount, double Excreted) Measured(int subject, double time)
    {
        var rate = Math.Exp(-1 + (0.3 * Math.Sin(4 * subject)));
        var amount = 10 * Math.Exp(-rate * time);
        return (amount + (0.1 * Math.Sin((10 * time) + subject)), (ScaleOf(subject) * rate * amount) + (0.05 * Math.Cos((10 * time) + subject)));
    }
}
