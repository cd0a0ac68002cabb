using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace ScalableMNN.Docs.Tests;

/// <summary>
/// A fenced block of a page. The comment on the line before it says what holds of it: <c>compiled</c>, <c>compiled as NAME</c>, <c>compiled with NAME</c> (together
/// with the block of that name on the same page), or <c>generated from NAME</c> (lines of what the generator writes for that block, in their order).
/// </summary>
/// <param name="Page">The page.</param>
/// <param name="Line">Number of the line of its opening fence.</param>
/// <param name="Before">The line before the opening fence.</param>
/// <param name="Language">The language named after the opening fence.</param>
/// <param name="Code">What it holds.</param>
internal sealed partial record CodeBlock(Page Page, int Line, string Before, string Language, string Code)
{
    /// <summary>Where it stands, as <c>page:line</c>.</summary>
    public string Place => $"{Page.Name}:{Line}";

    /// <summary>Whether it has to compile.</summary>
    public bool IsCompiled => Before.StartsWith("<!-- compiled", StringComparison.Ordinal);

    /// <summary>The name of the block whose generated code it shows, or null.</summary>
    public string? Shows => Argument("generated from");

    private string? Name => Argument("compiled as");

    /// <summary>The source texts that are compiled together.</summary>
    public string[] Sources() => Argument("compiled with") is { } name ? [Code, Named(Page, name).Code] : [Code];

    /// <summary>Finds a block by its name.</summary>
    /// <param name="page">The page that it stands on.</param>
    /// <param name="name">The name.</param>
    /// <returns>The block.</returns>
    public static CodeBlock Named(Page page, string name) => page.Blocks().Single(block => block.Name == name);

    /// <summary>Finds a block by where it stands.</summary>
    /// <param name="place">Page and line, as <c>page:line</c>.</param>
    /// <returns>The block.</returns>
    public static CodeBlock At(string place) => Page.All.SelectMany(page => page.Blocks()).Single(block => block.Place == place);

    private string? Argument(string words)
    {
        var match = Marker().Match(Before);
        return match.Success && match.Groups["words"].Value == words ? match.Groups["name"].Value : null;
    }

    [GeneratedRegex(@"^<!-- (?<words>\w+ \w+) (?<name>\w+) -->$")]
    private static partial Regex Marker();
}
