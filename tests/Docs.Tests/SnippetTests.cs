using System;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace ScalableMNN.Docs.Tests;

public sealed partial class SnippetTests
{
    public static TheoryData<string> Compiled => [.. Page.All.SelectMany(page => page.Blocks()).Where(block => block.IsCompiled).Select(block => block.Place)];

    public static TheoryData<string> Excerpts => [.. Page.All.SelectMany(page => page.Blocks()).Where(block => block.Shows is not null).Select(block => block.Place)];

    [Theory]
    [MemberData(nameof(Compiled))]
    public async Task A_snippet_compiles_without_a_warning(string place) => Assert.Empty(await new Snippet(CodeBlock.At(place).Sources()).Complaints());

    [Theory]
    [MemberData(nameof(Excerpts))]
    public void An_excerpt_of_generated_code_holds_lines_that_the_generator_writes_in_that_order(string place)
    {
        var excerpt = CodeBlock.At(place);
        var written = new Snippet(CodeBlock.Named(excerpt.Page, excerpt.Shows!).Sources()).Generated.Split('\n').Select(Plain).ToList();
        var at = 0;
        foreach (var line in excerpt.Code.Split('\n').Select(Plain).Where(line => line.Length > 0 && !line.StartsWith("// ...", StringComparison.Ordinal)))
        {
            var found = written.IndexOf(line, at);
            Assert.True(found >= 0, $"{place}: the generator does not write this line, or not there: {line}");
            at = found + 1;
        }
    }

    /// <summary>A line as excerpts show it: without indentation, and names without their namespaces.</summary>
    private static string Plain(string line) => Qualifier().Replace(line.Trim(), string.Empty);

    [GeneratedRegex(@"global::(\w+\.)*")]
    private static partial Regex Qualifier();
}
