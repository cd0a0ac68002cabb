using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ScalableMNN.Generators.Parsing;

/// <summary>
/// Reads the summary out of a documentation comment. It reads the text of the comment itself, because the compiler takes documentation for an ordinary
/// comment in a project that writes no documentation file.
/// </summary>
internal static class DocumentationSummary
{
    /// <summary>Reads the summary of a declaration.</summary>
    /// <param name="declaration">The declaration, as syntax.</param>
    /// <returns>The text on one line, without markup; empty where there is none or it is not well formed.</returns>
    public static string Of(SyntaxNode declaration)
    {
        var lines = new List<string>();
        foreach (var trivia in declaration.GetLeadingTrivia())
        {
            if (trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
            {
                lines.AddRange(trivia.ToFullString()
                    .Split('\n')
                    .Select(line => line.Trim())
                    .Where(line => line.StartsWith("///", StringComparison.Ordinal))
                    .Select(line => line.Substring(3)));
            }
        }

        return lines.Count == 0 ? "" : Text(string.Join("\n", lines));
    }

    private static string Text(string comment)
    {
        try
        {
            var summary = XElement.Parse($"<comment>{comment}</comment>").Element("summary");
            var text = new StringBuilder();
            foreach (var node in summary?.DescendantNodes() ?? [])
            {
                text.Append(node switch
                {
                    XText words => words.Value,
                    XElement { IsEmpty: true } element => Name(element),
                    _ => "",
                });
            }

            return string.Join(" ", text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
        catch (XmlException)
        {
            return "";
        }
    }

    /// <summary>What a reference such as <c>see cref="Outer.Name"</c> refers to, in short.</summary>
    private static string Name(XElement element)
    {
        var reference = element.Attributes().FirstOrDefault()?.Value ?? " ";
        return reference.Substring(reference.LastIndexOf('.') + 1);
    }
}
