using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ScalableMNN.Generators.Parsing;

/// <summary>The arguments that are written in an attribute, by the names of the attribute's properties.</summary>
internal sealed class AttributeArguments(AttributeData? attribute, Problems problems, CancellationToken cancellation)
{
    /// <summary>Says whether the argument is written.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>Reads a number.</summary>
    public double Number(string name, double otherwise) => Find(name) is { Kind: not TypedConstantKind.Array, Value: double value } ? value : otherwise;

    /// <summary>Reads a whole number, or the number of an enumeration's member.</summary>
    public int Whole(string name, int otherwise) => Find(name) is { Kind: not TypedConstantKind.Array, Value: int value } ? value : otherwise;

    /// <summary>Reads a truth value.</summary>
    public bool Flag(string name) => Find(name) is { Kind: not TypedConstantKind.Array, Value: true };

    /// <summary>Reads a type; null where none is written.</summary>
    public ITypeSymbol? Type(string name) => Find(name) is { Kind: TypedConstantKind.Type, Value: ITypeSymbol type } ? type : null;

    /// <summary>Reads a name; null where none is written.</summary>
    public string? Name(string name) => Find(name) is { Kind: not TypedConstantKind.Array, Value: string value } ? value : null;

    /// <summary>Reads names; null where none is written.</summary>
    public string[]? Names(string name) => Find(name) is { Kind: TypedConstantKind.Array, IsNull: false } array
        ? [.. array.Values.Select(static value => value.Value).OfType<string>()]
        : null;

    /// <summary>Where the attribute stands.</summary>
    public Location? Location => Syntax?.GetLocation();

    /// <summary>Where an argument stands, or the attribute if it is not written.</summary>
    public Location? LocationOf(string name)
    {
        if (Syntax?.ArgumentList is not { } list)
        {
            return Location;
        }

        var named = list.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);
        var index = IndexOfParameter(name);
        var positional = list.Arguments.Where((argument, position) => argument.NameEquals is null &&
            (argument.NameColon is { } colon ? Same(colon.Name.Identifier.ValueText, name) : position == index)).FirstOrDefault();
        return (named ?? positional)?.GetLocation() ?? Location;
    }

    private AttributeSyntax? Syntax => attribute?.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;

    private TypedConstant? Find(string name)
    {
        if (attribute is null)
        {
            return null;
        }

        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return Checked(argument.Value);
            }
        }

        var index = IndexOfParameter(name);
        return index >= 0 && index < attribute.ConstructorArguments.Length ? Checked(attribute.ConstructorArguments[index]) : null;
    }

    private TypedConstant? Checked(TypedConstant constant)
    {
        if (constant.Kind != TypedConstantKind.Error)
        {
            return constant;
        }

        problems.AddKnownToCSharp();
        return null;
    }

    private int IndexOfParameter(string name)
    {
        var parameters = attribute?.AttributeConstructor?.Parameters ?? [];
        for (var i = 0; i < parameters.Length; i++)
        {
            if (Same(parameters[i].Name, name))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool Same(string parameter, string property) => string.Equals(parameter, property, StringComparison.OrdinalIgnoreCase);
}
