using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ScalableMNN.Dsl.Plots;

/// <summary>A page of text, tables and pictures in one file: without scripts, without other files, and well-formed XML at the same time.</summary>
internal sealed class HtmlReport(string title)
{
    private const string Style = """
        body { font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif; color: #1f2933; margin: 32px auto; max-width: 1080px; padding: 0 16px; line-height: 1.45; }
        h1 { font-size: 24px; margin: 0 0 8px; }
        h2 { border-top: 1px solid #c4cad1; font-size: 18px; margin: 28px 0 10px; padding-top: 18px; }
        p { color: #3e4c59; margin: 0 0 14px; max-width: 80ch; }
        p.warning { border-left: 4px solid #d55e00; padding-left: 10px; }
        figure { margin: 0 0 20px; }
        svg { display: block; max-width: 100%; height: auto; }
        table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; margin: 0 0 16px; }
        th, td { border-bottom: 1px solid #e4e7eb; padding: 4px 12px; text-align: right; }
        th:first-child, td:first-child { padding-left: 0; text-align: left; }
        pre { background: #f6f7f9; border-radius: 4px; font-size: 13px; margin: 0 0 16px; overflow-x: auto; padding: 12px 14px; }
        @media print { body { margin: 0; } figure { break-inside: avoid; } }
        """;

    private static readonly XNamespace _html = "http://www.w3.org/1999/xhtml";

    private readonly List<XElement> _parts = [Element("h1", title)];
    private int _figures;

    /// <summary>A number as tables have it.</summary>
    public static string Number(double value) => double.IsNaN(value) ? "\u2013" : value.ToString("G5", CultureInfo.InvariantCulture).Replace('-', '\u2212');

    public void Heading(string text) => _parts.Add(Element("h2", text));

    public void Paragraph(string text, bool isWarning = false)
    {
        var paragraph = Element("p", text);
        if (isWarning)
        {
            paragraph.SetAttributeValue("class", "warning");
        }

        _parts.Add(paragraph);
    }

    public void Preformatted(string text) => _parts.Add(Element("pre", text));

    public void Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows) => _parts.Add(new XElement(
        _html + "table",
        new XElement(_html + "thead", new XElement(_html + "tr", head.Select(static cell => Element("th", cell)))),
        new XElement(_html + "tbody", rows.Select(static row => new XElement(_html + "tr", row.Select(static cell => Element("td", cell)))))));

    public void Add(Figure figure) =>
        _parts.Add(new XElement(_html + "figure", figure.Draw($"figure{(_figures++).ToString(CultureInfo.InvariantCulture)}-")));

    public override string ToString()
    {
        var page = new XElement(
            _html + "html",
            new XAttribute("lang", "en"),
            new XElement(
                _html + "head",
                new XElement(_html + "meta", new XAttribute("charset", "utf-8")),
                new XElement(_html + "meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                Element("title", title),
                Element("style", "\n" + Style + "\n")),
            new XElement(_html + "body", _parts));
        var text = new StringBuilder("<!DOCTYPE html>\n");
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { NewLineChars = "\n", NewLineHandling = NewLineHandling.Replace, OmitXmlDeclaration = true }))
        {
            page.WriteTo(writer);
        }

        return text.Append('\n').ToString();
    }

    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, ToString());
    }

    // An empty text is written with both tags, as HTML wants it of everything but a few elements.
    private static XElement Element(string name, string text) => new(_html + name, XmlText.Readable(text));
}
