using System;
using System.Linq;
using System.Xml.Linq;
using ScalableMNN.Dsl.Plots;
using Xunit;

namespace ScalableMNN.Plots.Tests;

/// <summary>Axes, lines and text of figures.</summary>
public sealed class DrawingTests
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData(0, 10, new[] { "0", "2", "4", "6", "8", "10" })]
    [InlineData(-0.21, 0.19, new[] { "\u22120.2", "\u22120.1", "0", "0.1", "0.2" })]
    [InlineData(3, 3, new[] { "2", "2.5", "3", "3.5", "4" })]
    public void Ticks_are_round(double from, double to, string[] expected) => Assert.Equal(expected, TicksOf(new Axis(), from, to));

    [Fact]
    public void Ticks_of_a_logarithmic_axis_are_decades() =>
        Assert.Equal(["10⁻⁴", "10⁻²", "1", "10²"], TicksOf(new Axis { Logarithmic = true }, 1e-5, 1e2));

    [Fact]
    public void Values_that_are_not_finite_interrupt_a_line()
    {
        double[] x = [0, 1, 2, 3, 4];
        var figure = FigureOf(new Axis(), new Series("line", x, [0, 1, double.NaN, 1, 0]));
        var line = Root(figure).Descendants(_svg + "path").Last().Attribute("d")!.Value;
        Assert.Equal(2, line.Count(static letter => letter == 'M'));
        Assert.DoesNotContain("NaN", figure.ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_band_is_closed_and_the_axis_reaches_around_it()
    {
        var band = Series.Band("band", [0, 1, 2], [-1, -2, -1], [5, 7, 5]);
        Assert.Equal(["\u22122", "0", "2", "4", "6"], Root(FigureOf(new Axis { TickStep = 2 }, band)).Descendants(_svg + "text").Where(static text => (string?)text.Attribute("text-anchor") == "end").Select(static text => text.Value));
        var area = Root(FigureOf(new Axis(), band)).Descendants(_svg + "path").Last().Attribute("d")!.Value;
        Assert.EndsWith("Z", area, StringComparison.Ordinal);
        Assert.Equal(5, area.Count(static letter => letter == 'L'));
        Assert.Throws<ArgumentException>(static () => Series.Band("band", [0, 1], [0, 1], [1]));
    }

    [Fact]
    public void Text_is_escaped() => Assert.Equal("a < b & c", Root(new Figure("a < b & c", [ChartOf(new Axis(), 0, 1)])).Element(_svg + "title")!.Value);

    [Fact]
    public void Long_lines_are_thinned_out_and_keep_their_shape()
    {
        var x = Enumerable.Range(0, 10001).Select(static i => i * 1e-3).ToArray();
        var figure = FigureOf(new Axis(), new Series("sine", x, [.. x.Select(Math.Sin)]));
        var points = Root(figure).Descendants(_svg + "path").Last().Attribute("d")!.Value.Count(static letter => letter is 'M' or 'L');
        Assert.InRange(points, 30, 400);
    }

    [Fact]
    public void As_many_x_as_y_are_demanded() => Assert.Throws<ArgumentException>(static () => new Series("s", [1, 2], [1]));

    private static Figure FigureOf(Axis y, Series series) => new("figure", [new Chart("chart", new Axis(), y, [series])]);

    private static Chart ChartOf(Axis x, double from, double to) => new("chart", x, new Axis(), [new Series("s", [from, to], [1, 2])]);

    private static XElement Root(Figure figure) => XDocument.Parse(figure.ToSvg()).Root!;

    private static string[] TicksOf(Axis x, double from, double to) =>
        [.. Root(new Figure("figure", [ChartOf(x, from, to)])).Element(_svg + "g")!.ElementsAfterSelf(_svg + "g").Single().Elements(_svg + "text")
            .Where(static text => (string?)text.Attribute("text-anchor") == "middle")
            .Select(static text => text.Value)];
}
