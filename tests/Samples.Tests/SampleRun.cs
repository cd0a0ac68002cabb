using System;
using System.IO;
using System.Xml;
using System.Xml.Linq;
using Spectre.Console;
using Xunit;

namespace ScalableMNN.Samples.Tests;

/// <summary>Where a sample runs in a test: a folder that goes away afterwards, and a console that keeps what is written.</summary>
internal sealed class SampleRun : IDisposable
{
    private readonly StringWriter _written = new();

    public SampleRun()
    {
        Folder = Directory.CreateTempSubdirectory("smnn-sample-").FullName;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(_written),
        });
        Console.Profile.Width = 160;
    }

    public string Folder { get; }

    public IAnsiConsole Console { get; }

    public string Written => _written.ToString();

    /// <summary>Reads a plot as XML and checks that it is a picture with that many charts, and no number that is not one.</summary>
    public static void AssertPlot(string path, int charts)
    {
        var root = XDocument.Load(path).Root!;
        var svg = XNamespace.Get("http://www.w3.org/2000/svg");
        Assert.Equal(svg + "svg", root.Name);
        Assert.Equal(charts, System.Linq.Enumerable.Count(root.Descendants(svg + "clipPath")));
        Assert.DoesNotContain("NaN", root.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", root.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Checks that a page can be read, and shows what a sample drew.</summary>
    public static void AssertPage(string path, string sample)
    {
        using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        var section = Assert.Single(XElement.Load(reader).Descendants(), element => (string?)element.Attribute("id") == sample);
        Assert.NotEmpty(section.Descendants(XName.Get("svg", "http://www.w3.org/2000/svg")));
    }

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        _written.Dispose();
    }
}
