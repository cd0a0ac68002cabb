using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace ScalableMNN.Generators.Tests;

/// <summary>The declarations of engines that tests compile against (<c>tests/Contracts</c>) say what the packages say.</summary>
public sealed class DeclarationsOfEnginesTests
{
    // Ours: an accelerator and a device that stand in for those of a machine, and the constructor of a context that knows them.
    private static readonly string[] _own =
    [
        "T:ILGPU.Runtime.LoopAccelerator",
        "T:ILGPU.Runtime.LoopDevice",
        "M:ILGPU.Context.#ctor(System.Collections.Immutable.ImmutableArray{ILGPU.Runtime.Device})",
    ];

    [IlgpuAssemblyFact]
    public void Of_ILGPU() => Check("ILGPU.dll", ModelCompilation.Ilgpu);

    [TorchSharpAssemblyFact]
    public void Of_TorchSharp() => Check("TorchSharp.dll", ModelCompilation.TorchSharp);

    private static void Check(string name, MetadataReference declarations)
    {
        var package = MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "Packages", name));
        var (declared, real) = (Compilation(declarations), Compilation(package));
        var members = Visible((IAssemblySymbol)declared.GetAssemblyOrModuleSymbol(declarations)!).ToList();
        Assert.True(members.Count > 50, $"Only {members.Count} declarations were found.");

        var wrong = members
            .Where(static member => !IsForExtensions(member) && !_own.Contains(member.GetDocumentationCommentId()) && !_own.Contains(member.ContainingType?.GetDocumentationCommentId()))
            .Select(member => (Declared: Signature(member), Real: Find(member, real)))
            .Where(static pair => pair.Declared != pair.Real)
            .Select(static pair => $"{pair.Declared} | {pair.Real ?? "is not there"}");
        Assert.True(!wrong.Any(), string.Join('\n', wrong));
    }

    private static CSharpCompilation Compilation(MetadataReference reference) => CSharpCompilation.Create("Reader", references: ModelCompilation.References.Add(reference));

    /// <summary>What a declaration's namesake in the package is, with the same parameters: in its type, in one that this inherits from, or, for extensions, in any type of its namespace.</summary>
    private static string? Find(ISymbol member, Compilation real)
    {
        if (DocumentationCommentId.GetFirstSymbolForDeclarationId(member.GetDocumentationCommentId()!, real) is { } same)
        {
            return Signature(same);
        }

        var signature = Signature(member);
        var candidates = member is IMethodSymbol { IsExtensionMethod: true }
            ? ((INamespaceSymbol)DocumentationCommentId.GetFirstSymbolForDeclarationId(member.ContainingNamespace.GetDocumentationCommentId()!, real)!).GetTypeMembers()
            : Bases(DocumentationCommentId.GetFirstSymbolForDeclarationId(member.ContainingType?.GetDocumentationCommentId() ?? string.Empty, real) as INamedTypeSymbol);
        return candidates.SelectMany(type => type.GetMembers(member.Name)).Select(Signature).FirstOrDefault(found => found == signature);
    }

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            yield return type;
        }
    }

    /// <summary>Whether a type is there for extensions alone: its own name is written nowhere.</summary>
    private static bool IsForExtensions(ISymbol symbol) => symbol is INamedTypeSymbol { IsStatic: true } type && type.GetMembers().All(static member => member is IMethodSymbol { IsExtensionMethod: true } || member.DeclaredAccessibility != Accessibility.Public);

    private static string Signature(ISymbol symbol) => symbol switch
    {
        IFieldSymbol { HasConstantValue: true } constant => $"{constant.Type.Name} {constant.Name} = {constant.ConstantValue}",
        IFieldSymbol field => $"{Static(field)}{field.Type} {field.Name}",
        IPropertySymbol property => $"{Static(property)}{property.Type} {property.Name}[{Parameters(property.Parameters)}]",
        IMethodSymbol method => $"{Static(method)}{method.ReturnType} {method.Name}`{method.Arity}({Parameters(method.Parameters)})",
        ITypeSymbol type => $"{type.TypeKind} {type.MetadataName}",
        _ => symbol.ToString()!,
    };

    // An argument may be left out where its parameter has a default value.
    private static string Parameters(IEnumerable<IParameterSymbol> parameters) => string.Join(", ", parameters.Select(static parameter =>
        $"{parameter.RefKind} {parameter.Type.WithNullableAnnotation(NullableAnnotation.None)}{(parameter.IsParams ? " params" : string.Empty)}{(parameter.HasExplicitDefaultValue ? " = " + parameter.ExplicitDefaultValue : string.Empty)}"));

    private static string Static(ISymbol symbol) => symbol.IsStatic ? "static " : string.Empty;

    private static IEnumerable<ISymbol> Visible(IAssemblySymbol assembly)
    {
        var pending = new Stack<INamespaceOrTypeSymbol>([assembly.GlobalNamespace]);
        while (pending.TryPop(out var container))
        {
            foreach (var member in container.GetMembers().Where(static member => member is INamespaceSymbol || member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected))
            {
                if (member is INamespaceOrTypeSymbol inner)
                {
                    pending.Push(inner);
                }

                if (member is not INamespaceSymbol && !member.IsImplicitlyDeclared && member is not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet })
                {
                    yield return member;
                }
            }
        }
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class IlgpuAssemblyFactAttribute : FactAttribute
    {
        public IlgpuAssemblyFactAttribute()
        {
#if !HAS_ILGPU
            Skip = "ILGPU cannot be restored here: neither the package sources nor the NuGet cache hold it. See docs/building.md.";
#endif
        }
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class TorchSharpAssemblyFactAttribute : FactAttribute
    {
        public TorchSharpAssemblyFactAttribute()
        {
#if !HAS_TORCHSHARP
            Skip = "TorchSharp cannot be restored here: neither the package sources nor the NuGet cache hold it. See docs/building.md.";
#endif
        }
    }
}
