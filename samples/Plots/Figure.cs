using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ScalableMNN.Samples.Plots;

/// <summary>A picture: charts in rows, with a title and one legend above them. The same figure gives the same bytes everywhere.</summary>
/// <param name="Title">What stands above all charts.</param>
/// <param name="Charts">The charts, row after row.</param>
public sealed record Figure(string Title, IReadOnlyList<Chart> Charts)
{
    private const string Fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif";
    private const double Edge = 16;
    private const double Header = 54;
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
        var rows = (Charts.Count + Columns - 1) / Columns;
        var beside = YLabel.Length > 0 ? SharedLabel : 0;
        var below = XLabel.Length > 0 ? SharedLabel : 0;
        var width = (2 * Edge) + beside + (Columns * ChartWidth) + ((Columns - 1) * Gap);
        var height = Header + Edge + below + (rows * ChartHeight) + ((rows - 1) * Gap);
        var root = Svg.Element(
            "svg", ("width", width), ("height", height), ("viewBox", $"0 0 {Svg.Number(width)} {Svg.Number(height)}"), ("role", "img"), ("font-family", Fonts));
        root.Add(new XElement(root.Name.Namespace + "title", Title));
        root.Add(Svg.Element("rect", ("width", width), ("height", height), ("fill", Palette.Background)));
        root.Add(Svg.Text(Edge, 24, Title, 15, Palette.Ink, "start", ("font-weight", 600)));
        root.Add(Legend());
        if (below > 0)
        {
            root.Add(Svg.Text(beside + ((width - beside) / 2), height - Edge, XLabel, LabelFont, Palette.FaintInk, "middle"));
        }

        if (beside > 0)
        {
            var middle = Header + ((height - Header - below - Edge) / 2);
            root.Add(Svg.Text(Edge + 8, middle, YLabel, LabelFont, Palette.FaintInk, "middle", ("transform", $"rotate(-90 {Svg.Number(Edge + 8)} {Svg.Number(middle)})")));
        }

        var labels = Charts.Max(chart => ChartDrawing.Beside(chart, ChartHeight));
        for (var i = 0; i < Charts.Count; i++)
        {
            var left = Edge + beside + (i % Columns * (ChartWidth + Gap));
            var top = Header + (i / Columns * (ChartHeight + Gap));
            root.Add(new ChartDrawing(Charts[i], left, top, ChartWidth, ChartHeight, labels).Draw($"chart{i}"));
        }

        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            root.Save(writer);
        }

        return text.Append('\n').ToString();
    }

    /// <summary>Writes the figure to a file, and makes the folder that it is to lie in.</summary>
    /// <param name="path">The file.</param>
    public void Save(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        Directory.CreateDirectory(folder!);
        File.WriteAllText(path, ToSvg());
    }

    private XElement Legend()
    {
        const double Baseline = 42;
        var group = Svg.Element("g");
        var x = Edge;
        foreach (var series in Charts.SelectMany(static chart => chart.Series).Where(static series => series.Label.Length > 0).DistinctBy(static series => series.Label))
        {
            group.Add(series.Mark switch
            {
                Mark.Line or Mark.DashedLine => Svg.Path([[(x, Baseline - 4), (x + 18, Baseline - 4)]], series),
                Mark.Band => Svg.Area([[(x, Baseline - 9), (x + 18, Baseline - 9), (x + 18, Baseline + 1), (x, Baseline + 1)]], series),
                _ => Svg.Symbol(x + 9, Baseline - 4, series),
            });
            group.Add(Svg.Text(x + 24, Baseline, series.Label, LabelFont, Palette.FaintInk, "start"));
            x += 24 + (series.Label.Length * LabelFont * 0.54) + 18;
        }

        return group;
    }
}
