using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace ScalableMNN.Docs.Tests;

public sealed partial class LinkTests
{
    public static TheoryData<string> Pages => [.. Page.All.Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Relative_links_lead_to_files_and_headings(string name)
    {
        var page = Page.Of(name);
        var broken = new List<string>();
        foreach (var (number, text) in page.Prose())
        {
            foreach (var target in Links().Matches(text).Select(match => match.Groups["target"].Value).Where(IsRelative))
            {
                if (!Resolves(page, target))
                {
                    broken.Add($"{name}:{number}: {target}");
                }
            }
        }

        Assert.Empty(broken);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void No_page_holds_a_path_of_a_machine(string name) =>
        Assert.DoesNotContain(Page.Of(name).Lines, line => MachinePath().IsMatch(line));

    private static bool IsRelative(string target) => !Uri.TryCreate(target, UriKind.Absolute, out _);

    private static bool Resolves(Page page, string target)
    {
        var parts = target.Split('#', 2);
        var path = Path.GetFullPath(Path.Combine(Page.Root, Path.GetDirectoryName(page.Name)!, parts[0]));
        if (parts[0].Length > 0 && !File.Exists(path) && !Directory.Exists(path))
        {
            return false;
        }

        if (parts.Length == 1)
        {
            return true;
        }

        var there = parts[0].Length == 0 ? page : Page.All.FirstOrDefault(other => Path.GetFullPath(Path.Combine(Page.Root, other.Name)) == path);
        return there is not null && there.Prose().Any(line => line.Text.StartsWith('#') && Anchor(line.Text) == parts[1]);
    }

    /// <summary>The anchor that GitHub gives a heading.</summary>
    private static string Anchor(string heading) =>
        NotInAnchors().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-');

    [GeneratedRegex("""(\]\(|(?:src|href)=")(?<target>[^)"\s]+)""")]
    private static partial Regex Links();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"(?<![\w.\-/])/(work|tmp|root|home|Users)/|\b[A-Z]:\\")]
    private static partial Regex MachinePath();
}
