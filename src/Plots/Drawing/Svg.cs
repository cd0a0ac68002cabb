using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Xml.Linq;

namespace ScalableMNN.Dsl.Plots;

/// <summary>The few elements of SVG that a plot needs, with numbers in the invariant culture and no more digits than a picture shows.</summary>
internal static class Svg
{
    private const string BandOpacity = "0.18";

    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    public static XElement Element(string name, params (string Name, object Value)[] attributes) => new XElement(Namespace + name).With(attributes);

    public static XElement With(this XElement element, params (string Name, object Value)[] attributes)
    {
        foreach (var (name, value) in attributes)
        {
            element.SetAttributeValue(name, value is double number ? Number(number) : Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        return element;
    }

    public static XElement With(this XElement element, IEnumerable<XElement> children)
    {
        element.Add(children);
        return element;
    }

    public static XElement With(this XElement element, XElement child)
    {
        element.Add(child);
        return element;
    }

    public static XElement Text(double x, double y, string text, double size, string colour, string anchor, params (string Name, object Value)[] attributes)
    {
        var element = Element("text", ("x", x), ("y", y), ("font-size", size), ("fill", colour), ("text-anchor", anchor)).With(attributes);
        element.Value = XmlText.Readable(text);
        return element;
    }

    /// <summary>About how wide a text is in a usual sans-serif font, as its reader's font is not known here.</summary>
    public static double WidthOf(string text, double size) => text.Length * size * 0.56;

    public static XElement Path(IEnumerable<List<(double X, double Y)>> runs, Series series)
    {
        var data = new StringBuilder();
        foreach (var run in runs.Where(static run => run.Count > 0))
        {
            data.Append('M').AppendJoin('L', run.Select(static point => $"{Number(point.X)} {Number(point.Y)}"));
        }

        var path = Element("path", ("d", data), ("fill", "none"), ("stroke", series.Colour), ("stroke-width", 1.6), ("stroke-linejoin", "round"));
        return series.Mark == Mark.DashedLine ? path.With(("stroke-dasharray", "5 4")) : path;
    }

    /// <summary>The area of each run from its lower points there and along its upper points back.</summary>
    public static XElement Area(IEnumerable<List<(double X, double Y)>> runs, Series series)
    {
        var data = new StringBuilder();
        foreach (var run in runs.Where(static run => run.Count > 0))
        {
            data.Append('M').AppendJoin('L', run.Select(static point => $"{Number(point.X)} {Number(point.Y)}")).Append('Z');
        }

        return Element("path", ("d", data), ("fill", series.Colour), ("fill-opacity", BandOpacity), ("stroke", "none"));
    }

    public static XElement Symbol(double x, double y, Series series) => series.Mark == Mark.Dots
        ? Element("circle", ("cx", x), ("cy", y), ("r", 1.6), ("fill", series.Colour), ("fill-opacity", 0.6))
        : Element("circle", ("cx", x), ("cy", y), ("r", 2.8), ("fill", Palette.Background), ("stroke", series.Colour), ("stroke-width", 1.5));
}
