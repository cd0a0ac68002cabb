using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ScalableMNN.Samples.Presentation;

/// <summary>
/// A web page with the pictures of every sample that was run into a folder, without scripts and other files. Each run puts its own section at the top and leaves the others; the page is
/// well-formed XML, so that it can be read again for that.
/// </summary>
public static class Page
{
    private const string FileName = "index.html";

    private const string Style = """
        body { font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif; color: #1f2933; margin: 32px auto; max-width: 1000px; padding: 0 16px; line-height: 1.45; }
        h1 { font-size: 24px; margin: 0 0 24px; }
        h2 { font-size: 18px; margin: 0 0 4px; }
        section { border-top: 1px solid #c4cad1; padding: 20px 0 28px; }
        p { color: #5a6673; margin: 0 0 14px; max-width: 72ch; }
        figure { margin: 0 0 16px; }
        svg { display: block; max-width: 100%; height: auto; }
        pre { background: #f6f7f9; border-radius: 4px; font-size: 12px; line-height: 1.4; margin: 0; overflow-x: auto; padding: 12px 14px; }
        """;

    private static readonly XNamespace _html = "http://www.w3.org/1999/xhtml";

    /// <summary>Puts a section on the page of a folder, in the place of one of the same sample, and makes the page where there is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="section">The section.</param>
    /// <returns>The path of the page.</returns>
    public static string Put(string folder, PageSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var path = Path.Combine(folder, FileName);
        var older = Sections(path).Where(of => (string?)of.Attribute("id") != section.Sample).ToList();
        var page = new XElement(
            _html + "html",
            new XAttribute("lang", "en"),
            new XElement(
                _html + "head",
                new XElement(_html + "meta", new XAttribute("charset", "utf-8")),
                new XElement(_html + "meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement(_html + "title", "Samples of ScalableMNN.Dsl"),
                new XElement(_html + "style", "\n" + Style + "\n")),
            new XElement(_html + "body", new XElement(_html + "h1", "Samples of ScalableMNN.Dsl"), Draw(section), older));
        var text = new StringBuilder("<!DOCTYPE html>\n");
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            page.WriteTo(writer);
        }

        File.WriteAllText(path, text.Append('\n').ToString());
        return path;
    }

    private static XElement Draw(PageSection section) => new(
        _html + "section",
        new XAttribute("id", section.Sample),
        new XElement(_html + "h2", section.Sample),
        new XElement(_html + "p", section.Caption),
        section.Plots.Select(plot => new XElement(_html + "figure", Inline(plot))),
        section.Report.Length > 0 ? new XElement(_html + "pre", section.Report) : null);

    /// <summary>A picture with names of its own: those of all pictures on a page share one space.</summary>
    private static XElement Inline(string plot)
    {
        var name = Path.GetFileNameWithoutExtension(plot);
        var picture = XElement.Load(plot);
        foreach (var attribute in picture.Descendants().Attributes().ToList())
        {
            attribute.Value = attribute.Name.LocalName == "id" ? $"{name}-{attribute.Value}" : attribute.Value.Replace("url(#", $"url(#{name}-", StringComparison.Ordinal);
        }

        return picture;
    }

    /// <summary>The sections of a page that is there; none of one that was not written here.</summary>
    private static XElement[] Sections(string path)
    {
        try
        {
            using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
            return [.. XElement.Load(reader).Descendants(_html + "section")];
        }
        catch (Exception exception) when (exception is IOException or XmlException)
        {
            return [];
        }
    }
}
