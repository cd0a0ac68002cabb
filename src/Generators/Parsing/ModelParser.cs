using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Emission;

namespace ScalableMNN.Generators.Parsing;

/// <summary>Reads the declaration of a model. The generator takes the specification from it and the errors, the analyzer the rest of the problems.</summary>
internal sealed partial class ModelParser
{
    private readonly INamedTypeSymbol _model;
    private readonly Compilation _compilation;
    private readonly Problems _problems;
    private readonly CancellationToken _cancellation;

    private ModelParser(INamedTypeSymbol model, Compilation compilation, Problems problems, CancellationToken cancellation)
    {
        _model = model;
        _compilation = compilation;
        _problems = problems;
        _cancellation = cancellation;
    }

    /// <summary>Reads a declaration.</summary>
    /// <param name="model">A class with [MechanisticModel].</param>
    /// <param name="compilation">The compilation that it belongs to.</param>
    /// <param name="problems">Receives the problems.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <returns>The specification, or null where nothing can be added to the class: it, or a type around it, is not a plain partial one.</returns>
    public static ParsedModel? Parse(INamedTypeSymbol model, Compilation compilation, Problems problems, CancellationToken cancellation) =>
        new ModelParser(model, compilation, problems, cancellation).Parse();

    private ParsedModel? Parse()
    {
        var extensible = CheckType();
        ReadMembers();
        var coefficients = ReadCoefficients();
        var libraries = ReadLibraries();
        var equations = ReadEquations();
        var observables = ReadObservables();
        coefficients = [.. coefficients, .. libraries.SelectMany(static library => library.Terms).Select(static term => LibraryCoefficient(term.Coefficient))];
        var constraints = ReadConstraints(coefficients);
        var events = ReadEvents();
        var derived = ReadDerived(coefficients);
        equations = [.. equations, .. Integrals.Equations];
        ReportMissingOrders();
        var spec = new ModelSpec(
            _model.ContainingNamespace.IsGlobalNamespace ? "" : _model.ContainingNamespace.ToDisplayString(),
            new EquatableArray<string>(Containers().Select(ContainerDeclaration).ToArray()),
            _model.Name,
            ModelDeclaration(),
            MetadataName(),
            DocumentationSummary.Of(Declarations(_model).FirstOrDefault() ?? Attribute!),
            _model.GetMembers("ToString").Any(member => member is IMethodSymbol { Parameters.IsEmpty: true, Arity: 0 }),
            new EquatableArray<StateSpec>(_states.Values.Select(state => state.ToSpec()).Concat(Integrals.States).ToArray()),
            new EquatableArray<CoefficientSpec>(coefficients),
            new EquatableArray<EquationSpec>(equations),
            ReadGrid(),
            new SmoothnessSpec(SmoothnessScheme.Automatic, Central: false, 1))
        {
            Observables = new EquatableArray<ObservableSpec>(observables),
            Libraries = new EquatableArray<LibrarySpec>(libraries),
            Constraints = new EquatableArray<ConstraintSpec>(constraints),
            Events = new EquatableArray<EventSpec>([.. events.Select(Integrals.WithResets)]),
            Derived = new EquatableArray<DerivedSpec>(derived),
            Units = ReadUnits(),
            WrittenEquations = libraries.Length == 0
                ? default
                : new EquatableArray<EquationSpec>([.. equations.Select(equation => equation with { Left = Expressions.AsWritten(equation.Left), Right = Expressions.AsWritten(equation.Right) })]),
        };
        spec = spec with { Smoothness = ReadSmoothness(spec) };
        CheckWhole(spec);
        return extensible ? new ParsedModel(spec, _problems.HaveErrors) : null;
    }

    private SyntaxNode? Attribute => _model.Attribute("MechanisticModel")?.ApplicationSyntaxReference?.GetSyntax(_cancellation);

    /// <summary>Where the model is named, in the declaration that carries the attribute.</summary>
    private Location? ModelLocation =>
        Attribute?.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.GetLocation() ?? _model.Locations.FirstOrDefault();

    /// <summary>The declarations of a type, the one with the attribute first.</summary>
    private IEnumerable<TypeDeclarationSyntax> Declarations(INamedTypeSymbol type)
    {
        var attributed = Attribute?.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        return type.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(_cancellation))
            .OfType<TypeDeclarationSyntax>()
            .Where(declaration => !IsGenerated(declaration.SyntaxTree))
            .OrderBy(declaration => declaration == attributed ? 0 : 1);
    }

    private Stack<INamedTypeSymbol> Containers()
    {
        var containers = new Stack<INamedTypeSymbol>();
        for (var type = _model.ContainingType; type is not null; type = type.ContainingType)
        {
            containers.Push(type);
        }

        return containers;
    }

    /// <summary>Checks the class and the types around it.</summary>
    /// <returns>Whether a generated part can be added.</returns>
    private bool CheckType()
    {
        var extensible = true;
        if (!IsPartial(_model))
        {
            _problems.Add(Descriptors.ModelNotPartial, ModelLocation, _model.Name);
            extensible = false;
        }

        foreach (var container in Containers())
        {
            if (!IsPartial(container))
            {
                _problems.Add(
                    Descriptors.ContainingTypeNotPartial,
                    Declarations(container).FirstOrDefault()?.Identifier.GetLocation() ?? ModelLocation,
                    container.Name,
                    _model.Name);
                extensible = false;
            }
        }

        if (UnsupportedKind() is { } kind)
        {
            _problems.Add(Descriptors.UnsupportedModelType, ModelLocation, _model.Name, kind);
            extensible = false;
        }

        if (_compilation is CSharpCompilation { LanguageVersion: < LanguageVersion.CSharp13 } compilation)
        {
            _problems.Add(Descriptors.LanguageTooOld, ModelLocation, _model.Name, compilation.LanguageVersion.ToDisplayString());
            extensible = false;
        }

        return extensible;
    }

    private string? UnsupportedKind()
    {
        return _model.IsRecord ? "a record"
            : _model.IsStatic ? "static"
            : _model.Arity > 0 ? "generic"
            : _model.IsFileLocal || Containers().Any(container => container.IsFileLocal) ? "local to its file"
            : Containers().Any(container => container.Arity > 0) ? "nested in a generic type"
            : _model.BaseType?.Attribute("MechanisticModel") is not null ? "derived from another model"
            : null;
    }

    private bool IsPartial(INamedTypeSymbol type) =>
        Declarations(type).All(declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    private string ModelDeclaration()
    {
        var accessibility = Declarations(_model).FirstOrDefault()?.Modifiers
            .Where(modifier => SyntaxFacts.IsAccessibilityModifier(modifier.Kind()))
            .Select(modifier => modifier.Text) ?? [];
        return string.Join(" ", accessibility.Concat(["partial class"]));
    }

    private static string ContainerDeclaration(INamedTypeSymbol container) => $"partial {KeywordOf(container)} {Identifier.Of(container.Name)}";

    private static string KeywordOf(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => "interface",
        { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
        { TypeKind: TypeKind.Struct } => "struct",
        { IsRecord: true } => "record",
        _ => "class",
    };

    private string MetadataName()
    {
        var types = string.Join("+", Containers().Concat([_model]).Select(type => type.MetadataName));
        return _model.ContainingNamespace.IsGlobalNamespace ? types : $"{_model.ContainingNamespace.ToDisplayString()}.{types}";
    }

    /// <summary>Says whether a file was written by a generator; there, only the analyzer sees such files.</summary>
    private static bool IsGenerated(SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase);
}
