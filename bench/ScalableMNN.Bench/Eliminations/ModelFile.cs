using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ScalableMNN.Bench.Eliminations;

/// <summary>The declaration of a model in the repository, from which the same model with another elimination is made.</summary>
internal sealed class ModelFile
{
    private readonly ClassDeclarationSyntax _declaration;

    private ModelFile(string folder, ClassDeclarationSyntax declaration)
    {
        Folder = folder;
        _declaration = declaration;
    }

    /// <summary>The sample it belongs to, or "Bench".</summary>
    public string Folder { get; }

    /// <summary>The name of its class.</summary>
    public string Name => _declaration.Identifier.Text;

    /// <summary>The models of all samples and benchmarks that are solved on grids; those that name their elimination stand for themselves beside one that does not.</summary>
    public static IReadOnlyList<ModelFile> All()
    {
        var assembly = typeof(ModelFile).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames().Where(static name => name.StartsWith("model/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).SelectMany(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return CSharpSyntaxTree.ParseText(reader.ReadToEnd()).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
                    .Where(static declaration => Has(declaration, "MechanisticModel") && !Has(declaration, "Solver") && !IsByTime(declaration))
                    .Select(declaration => new ModelFile(name.Split('/', '\\')[^2], declaration));
            }),
        ];
    }

    /// <summary>The model alone, with an elimination.</summary>
    public string With(string elimination)
    {
        var attributes = _declaration.AttributeLists.SelectMany(static list => list.Attributes);
        var members = _declaration.Members.Where(static member => member.AttributeLists.Count > 0 || member.Modifiers.Any(SyntaxKind.ConstKeyword));
        return $$"""
            using ScalableMNN.Dsl;

            namespace ScalableMNN.Bench.{{elimination}};

            [{{string.Join(", ", attributes)}}, Solver(Elimination = Elimination.{{elimination}})]
            public partial class {{Name}}
            {
            {{string.Join("\n", members.Select(static member => member.WithoutLeadingTrivia().ToString()))}}
            }
            """;
    }

    /// <summary>Whether a model is one of what happens by time: eliminations are for grids.</summary>
    private static bool IsByTime(ClassDeclarationSyntax declaration) =>
        declaration.Members.SelectMany(static member => member.AttributeLists).SelectMany(static list => list.Attributes).Any(static attribute => attribute.Name.ToString() is "Event" or "RandomEffect");

    private static bool Has(ClassDeclarationSyntax declaration, string name) =>
        declaration.AttributeLists.SelectMany(static list => list.Attributes).Any(attribute => attribute.Name.ToString() == name);
}
