using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ScalableMNN.Dsl.Plots;

/// <summary>A picture: charts in rows, with a title and one legend above them. The same figure gives the same bytes everywhere.</summary>
/// <param name="Title">What stands above all charts.</param>
/// <param name="Charts">The charts, row after row.</param>
public sealed record Figure(string Title, IReadOnlyList<Chart> Charts)
{
    private const string Fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif";
    private const double Edge = 16;
    private const double TitleFont = 15;
    private const double TitleLine = 20;
    private const double LegendLine = 16;
    private const double Gap = 14;
    private const double SharedLabel = 16;
    private const double LabelFont = 11;

    /// <summary>What is drawn once below all charts, for those whose horizontal axes have no label of their own.</summary>
    public string XLabel { get; init; } = string.Empty;

    /// <summary>What is drawn once beside all charts, for those whose vertical axes have no label of their own.</summary>
    public string YLabel { get; init; } = string.Empty;

    /// <summary>How many charts stand side by side.</summary>
    public int Columns { get; init; } = 1;

    /// <summary>Width of a chart with its labels, in pixels.</summary>
    public double ChartWidth { get; init; } = 300;

    /// <summary>Height of a chart with its labels, in pixels.</summary>
    public double ChartHeight { get; init; } = 200;

    /// <summary>Draws the figure.</summary>
    /// <returns>An SVG document.</returns>
    public string ToSvg()
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            Draw(string.Empty).Save(writer);
        }

        return text.Append('\n').ToString();
    }

    /// <summary>Draws the figure as a part of a page.</summary>
    /// <param name="name">What the names in it begin with: those of all pictures on a page share one space.</param>
    internal XElement Draw(string name)
    {
        var columns = Math.Max(1, Math.Min(Columns, Charts.Count));
        var rows = (Charts.Count + columns - 1) / columns;
        var beside = YLabel.Length > 0 ? SharedLabel : 0;
        var below = XLabel.Length > 0 ? SharedLabel : 0;
        var width = (2 * Edge) + beside + (columns * ChartWidth) + ((columns - 1) * Gap);
        var title = TextBlock.Lines(Title, width - (2 * Edge), TitleFont);
        var legend = Legend(width - (2 * Edge));
        var header = 8 + (title.Count * TitleLine) + (legend.Rows * LegendLine) + 10;
        var height = header + Edge + below + (rows * ChartHeight) + (Math.Max(0, rows - 1) * Gap);
        var root = Svg.Element(
            "svg", ("width", width), ("height", height), ("viewBox", $"0 0 {Svg.Number(width)} {Svg.Number(height)}"), ("role", "img"), ("font-family", Fonts));
        root.Add(new XElement(root.Name.Namespace + "title", XmlText.Readable(Title)));
        root.Add(Svg.Element("rect", ("width", width), ("height", height), ("fill", Palette.Background)));
        for (var line = 0; line < title.Count; line++)
        {
            root.Add(Svg.Text(Edge, 24 + (line * TitleLine), title[line], TitleFont, Palette.Ink, "start", ("font-weight", 600)));
        }

        root.Add(legend.Draw(24 + (title.Count * TitleLine) - 2));
        if (below > 0)
        {
            root.Add(Svg.Text(beside + ((width - beside) / 2), height - Edge, XLabel, LabelFont, Palette.FaintInk, "middle"));
        }

        if (beside > 0)
        {
            var middle = header + ((height - header - below - Edge) / 2);
            root.Add(Svg.Text(Edge + 8, middle, YLabel, LabelFont, Palette.FaintInk, "middle", ("transform", $"rotate(-90 {Svg.Number(Edge + 8)} {Svg.Number(middle)})")));
        }

        var labels = Charts.Select(chart => ChartDrawing.Beside(chart, ChartHeight)).DefaultIfEmpty(0).Max();
        for (var i = 0; i < Charts.Count; i++)
        {
            var left = Edge + beside + (i % columns * (ChartWidth + Gap));
            var top = header + (i / columns * (ChartHeight + Gap));
            root.Add(new ChartDrawing(Charts[i], left, top, ChartWidth, ChartHeight, labels).Draw($"{name}chart{i}"));
        }

        return root;
    }

    /// <summary>Writes the figure to a file, and makes the folder that it is to lie in.</summary>
    /// <param name="path">The file.</param>
    public void Save(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        Directory.CreateDirectory(folder!);
        File.WriteAllText(path, ToSvg());
    }

    /// <summary>The entries of the legend, row by row.</summary>
    private (int Rows, Func<double, XElement> Draw) Legend(double width)
    {
        var entries = new List<(Series Series, double X, int Row)>();
        var (x, row) = (0.0, 0);
        foreach (var series in Charts.SelectMany(static chart => chart.Series).Where(static series => series.Label.Length > 0).DistinctBy(static series => series.Label))
        {
            var needed = 24 + Svg.WidthOf(series.Label, LabelFont);
            if (x > 0 && x + needed > width)
            {
                (x, row) = (0, row + 1);
            }

            entries.Add((series, Edge + x, row));
            x += needed + 14;
        }

        return (entries.Count == 0 ? 0 : row + 1, baseline => Svg.Element("g").With(entries.SelectMany(entry => Entry(entry.Series, entry.X, baseline + (entry.Row * LegendLine)))));
    }

    private static XElement[] Entry(Series series, double x, double baseline) =>
    [
        series.Mark switch
        {
            Mark.Line or Mark.DashedLine => Svg.Path([[(x, baseline - 4), (x + 18, baseline - 4)]], series),
            Mark.Band => Svg.Area([[(x, baseline - 9), (x + 18, baseline - 9), (x + 18, baseline + 1), (x, baseline + 1)]], series),
            _ => Svg.Symbol(x + 9, baseline - 4, series),
        },
        Svg.Text(x + 24, baseline, series.Label, LabelFont, Palette.FaintInk, "start"),
    ];
}
