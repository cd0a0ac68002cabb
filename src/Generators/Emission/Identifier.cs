using Microsoft.CodeAnalysis.CSharp;

namespace ScalableMNN.Generators.Emission;

/// <summary>Writes names as C# identifiers.</summary>
internal static class Identifier
{
    /// <summary>A name as it stands in source text: with @ where it is a keyword.</summary>
    public static string Of(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
