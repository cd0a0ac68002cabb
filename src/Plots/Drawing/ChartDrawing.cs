using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Xml.Linq;

namespace ScalableMNN.Dsl.Plots;

/// <summary>Draws one chart into a rectangle of the picture.</summary>
internal sealed class ChartDrawing
{
    private const double TitleHeight = 20;
    private const double TickLabels = 16;
    private const double AxisLabel = 14;
    private const double TickFont = 10;

    private readonly Chart _chart;
    private readonly Scale _x;
    private readonly Scale _y;
    private readonly (double Left, double Top, double Width, double Height) _box;

    /// <param name="chart">What to draw.</param>
    /// <param name="left">Left edge of the space for it.</param>
    /// <param name="top">Upper edge of the space.</param>
    /// <param name="width">Width of the space.</param>
    /// <param name="height">Height of the space.</param>
    /// <param name="beside">How much of the width is for labels, at least <see cref="Beside"/>.</param>
    public ChartDrawing(Chart chart, double left, double top, double width, double height, double beside)
    {
        _chart = chart;
        _y = Vertical(chart, height);
        _x = new Scale(chart.X, chart.Series.SelectMany(static series => series.X), Math.Max(2, (int)((width - beside) / 45)));
        _box = (left + beside, top + TitleHeight, width - beside, Inner(chart, height));
    }

    /// <summary>How much of its width a chart needs for the labels of its vertical axis; charts in one figure share the largest, so that their frames stand in line.</summary>
    public static double Beside(Chart chart, double height) => 10 + LabelWidth(Vertical(chart, height)) + (chart.Y.Label.Length > 0 ? AxisLabel : 0);

    private double Right => _box.Left + _box.Width;

    private double Bottom => _box.Top + _box.Height;

    private static double Inner(Chart chart, double height) => height - TitleHeight - TickLabels - (chart.X.Label.Length > 0 ? AxisLabel : 0);

    private static Scale Vertical(Chart chart, double height) =>
        new(chart.Y, chart.Series.SelectMany(static series => series.Y.Concat(series.Upper)), Math.Max(2, (int)(Inner(chart, height) / 26)));

    private static double LabelWidth(Scale scale) => scale.Ticks.Select(static tick => tick.Label.Length).DefaultIfEmpty(1).Max() * TickFont * 0.58;

    /// <summary>Draws the chart.</summary>
    /// <param name="clip">A name for its frame, of its own within the picture.</param>
    public XElement Draw(string clip)
    {
        var group = Svg.Element("g");
        group.Add(Svg.Element("clipPath", ("id", clip)).With(Frame()));
        group.Add(Svg.Text(_box.Left, _box.Top - 7, _chart.Title, 11.5, Palette.Ink, "start", ("font-weight", 600)));
        var note = Note();
        if (note.Length > 0)
        {
            group.Add(Svg.Text(Right, _box.Top - 7, note, TickFont, Palette.FaintInk, "end"));
        }

        DrawTicks(group);
        if (!_chart.Series.Any(series => Runs(series).Any(static run => run.Count > 0)))
        {
            group.Add(TextBlock.Draw(_chart.Message, _box.Left + (_box.Width / 2), _box.Top + (_box.Height / 2), _box.Width - 20, TickFont));
        }

        group.Add(Frame().With(("fill", "none"), ("stroke", Palette.Frame)));
        DrawLabels(group);
        group.Add(Svg.Element("g", ("clip-path", $"url(#{clip})")).With(_chart.Series.SelectMany(Draw)));
        return group;
    }

    /// <summary>The note, and how many points have no place: a plot that leaves some out without a word misleads.</summary>
    private string Note()
    {
        var absent = _chart.Series.Where(static series => series.Mark is Mark.Circles or Mark.Dots).Sum(series => series.X.Count - Runs(series).Sum(static run => run.Count));
        return absent == 0 ? _chart.Note : $"{(_chart.Note.Length > 0 ? _chart.Note + ", " : string.Empty)}{absent.ToString(CultureInfo.InvariantCulture)} not drawn";
    }

    private XElement Frame() => Svg.Element("rect", ("x", _box.Left), ("y", _box.Top), ("width", _box.Width), ("height", _box.Height), ("rx", 2));

    private void DrawTicks(XElement group)
    {
        var grid = new StringBuilder();
        foreach (var (part, label) in _x.Ticks)
        {
            var x = _box.Left + (part * _box.Width);
            grid.Append($"M{Svg.Number(x)} {Svg.Number(_box.Top)}V{Svg.Number(Bottom)}");
            group.Add(Svg.Text(x, Bottom + 13, label, TickFont, Palette.FaintInk, "middle"));
        }

        foreach (var (part, label) in _y.Ticks)
        {
            var y = Bottom - (part * _box.Height);
            grid.Append($"M{Svg.Number(_box.Left)} {Svg.Number(y)}H{Svg.Number(Right)}");
            group.Add(Svg.Text(_box.Left - 5, y + 3.5, label, TickFont, Palette.FaintInk, "end"));
        }

        group.AddFirst(Svg.Element("path", ("d", grid), ("stroke", Palette.Grid), ("fill", "none")));
    }

    private void DrawLabels(XElement group)
    {
        if (_chart.X.Label.Length > 0)
        {
            group.Add(Svg.Text(_box.Left + (_box.Width / 2), Bottom + TickLabels + 11, _chart.X.Label, TickFont, Palette.FaintInk, "middle"));
        }

        if (_chart.Y.Label.Length > 0)
        {
            var middle = _box.Top + (_box.Height / 2);
            var left = _box.Left - 10 - LabelWidth(_y);
            group.Add(Svg.Text(left, middle, _chart.Y.Label, TickFont, Palette.FaintInk, "middle", ("transform", $"rotate(-90 {Svg.Number(left)} {Svg.Number(middle)})")));
        }
    }

    private IEnumerable<XElement> Draw(Series series)
    {
        var runs = Runs(series);
        return series.Mark switch
        {
            Mark.Line or Mark.DashedLine => [Svg.Path(runs.Select(static run => Simplified(run, static point => point.Y)), series)],
            Mark.Band => [Svg.Area(runs.Select(static run => Simplified(run, static point => point.Y).Concat(Simplified(run, static point => point.Upper).AsEnumerable().Reverse()).ToList()), series)],
            _ => runs.SelectMany(static run => run).Select(point => Svg.Symbol(point.X, point.Y, series)),
        };
    }

    private static List<(double X, double Y)> Simplified(List<(double X, double Y, double Upper)> run, Func<(double X, double Y, double Upper), double> curve) =>
        Polyline.Simplify(run.ConvertAll(point => (point.X, curve(point))), tolerance: 0.05);

    /// <summary>The points in the coordinates of the picture, in runs between those that are left out.</summary>
    private List<List<(double X, double Y, double Upper)>> Runs(Series series)
    {
        List<List<(double X, double Y, double Upper)>> runs = [[]];
        for (var i = 0; i < series.X.Count; i++)
        {
            var (x, y, upper) = (_box.Left + (_x.Part(series.X[i]) * _box.Width), Along(series.Y[i]), Along(series.Upper[i]));
            if (double.IsFinite(x) && double.IsFinite(y) && double.IsFinite(upper))
            {
                runs[^1].Add((x, y, upper));
            }
            else if (runs[^1].Count > 0)
            {
                runs.Add([]);
            }
        }

        return runs;

        // What lies far outside the frame is cut off anyway; kept near it, its coordinates stay short.
        double Along(double value) => Math.Clamp(Bottom - (_y.Part(value) * _box.Height), _box.Top - 1000, Bottom + 1000);
    }
}
