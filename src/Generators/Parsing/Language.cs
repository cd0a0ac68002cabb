using System.Linq;
using Microsoft.CodeAnalysis;

namespace ScalableMNN.Generators.Parsing;

/// <summary>The types of the language, ScalableMNN.Dsl, recognised by their names.</summary>
internal static class Language
{
    public const string Namespace = "ScalableMNN.Dsl";

    public const string ModelAttribute = Namespace + ".MechanisticModelAttribute";

    /// <summary>Says whether a type is one of the language.</summary>
    /// <param name="type">The type.</param>
    /// <param name="name">The name, without namespace.</param>
    public static bool Is(this ITypeSymbol? type, string name) =>
        type is { ContainingNamespace: { Name: "Dsl", ContainingNamespace: { Name: "ScalableMNN", ContainingNamespace.IsGlobalNamespace: true } } }
        && type.Name == name;

    /// <summary>Finds an attribute of the language on a symbol.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="name">The name of the attribute, without "Attribute".</param>
    public static AttributeData? Attribute(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.Is(name + "Attribute"));
}
