using System;
using System.IO;
using ScalableMNN.Dsl.Plots;
using ScalableMNN.Samples.Presentation;
using Xunit;

namespace ScalableMNN.Samples.Tests;

public sealed class PageTests
{
    [Fact]
    public void A_page_keeps_the_sections_of_other_samples_and_replaces_its_own()
    {
        using var run = new SampleRun();
        var plot = Path.Combine(run.Folder, "plot.svg");
        FigureOf(new Axis(), new Series("line", [0, 1], [0, 1])).Save(plot);
        Page.Put(run.Folder, new PageSection("A", [plot], "first", "a < b"));
        Page.Put(run.Folder, new PageSection("B", [plot], "second", string.Empty));
        var path = Page.Put(run.Folder, new PageSection("A", [plot], "third", "a < b & c"));
        SampleRun.AssertPage(path, "A");
        SampleRun.AssertPage(path, "B");
        var text = File.ReadAllText(path);
        Assert.StartsWith("<!DOCTYPE html>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("first", text, StringComparison.Ordinal);
        Assert.Contains("second", text, StringComparison.Ordinal);
        Assert.Contains("a &lt; b &amp; c", text, StringComparison.Ordinal);
        Assert.Contains("url(#plot-chart0)", text, StringComparison.Ordinal);

        File.WriteAllText(path, "<p>something else");
        Page.Put(run.Folder, new PageSection("B", [plot], "fourth", string.Empty));
        SampleRun.AssertPage(path, "B");
    }

    private static Figure FigureOf(Axis y, Series series) => new("figure", [new Chart("chart", new Axis(), y, [series])]);
}
