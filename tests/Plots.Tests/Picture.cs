using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using ScalableMNN.Dsl.Plots;
using Xunit;

namespace ScalableMNN.Plots.Tests;

/// <summary>A figure, read back.</summary>
internal sealed class Picture
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public Picture(Figure figure)
    {
        Text = figure.ToSvg();
        Assert.Equal(Text, figure.ToSvg());
        Assert.DoesNotContain("NaN", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", Text, StringComparison.Ordinal);
        Root = XDocument.Parse(Text).Root!;
    }

    public string Text { get; }

    public XElement Root { get; }

    public int Charts => Root.Descendants(Svg + "clipPath").Count();

    public IEnumerable<string> Words => Root.Descendants(Svg + "text").Select(static text => text.Value);

    /// <summary>The marks within the frames; the legend has its own.</summary>
    public int Circles => Inside("circle").Count();

    public int Bands => Inside("path").Count(static path => path.Attribute("fill-opacity") is not null);

    public int Lines => Inside("path").Count(static path => (string?)path.Attribute("fill") == "none");

    private IEnumerable<XElement> Inside(string name) =>
        Root.Descendants(Svg + "g").Where(static group => group.Attribute("clip-path") is not null).SelectMany(group => group.Descendants(Svg + name));
}
