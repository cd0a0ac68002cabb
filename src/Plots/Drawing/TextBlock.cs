using System.Collections.Generic;
using System.Xml.Linq;

namespace ScalableMNN.Dsl.Plots;

/// <summary>Text of more than one line. SVG breaks none by itself.</summary>
internal static class TextBlock
{
    /// <summary>Breaks a text between words, so that each line has about the width.</summary>
    public static List<string> Lines(string text, double width, double size)
    {
        var lines = new List<string> { string.Empty };
        foreach (var word in text.Split(' '))
        {
            if (lines[^1].Length > 0 && Svg.WidthOf(lines[^1] + " " + word, size) > width)
            {
                lines.Add(word);
            }
            else
            {
                lines[^1] += lines[^1].Length > 0 ? " " + word : word;
            }
        }

        return lines;
    }

    /// <summary>Draws a text around a point.</summary>
    public static IEnumerable<XElement> Draw(string text, double x, double y, double width, double size)
    {
        var lines = Lines(text, width, size);
        for (var i = 0; i < lines.Count; i++)
        {
            yield return Svg.Text(x, y + ((i - ((lines.Count - 1) / 2.0)) * size * 1.35), lines[i], size, Palette.FaintInk, "middle");
        }
    }
}
