using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Bench.Eliminations;

/// <summary>A model compiled in memory, behind the types it was generated with.</summary>
internal sealed class CompiledModel
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    private readonly Type _model;
    private readonly Action<ModelTrajectories, ModelValues, ModelValues, SolveOptions?> _solve;

    private CompiledModel(Type model)
    {
        _model = model;
        _solve = typeof(Solver).GetMethod(nameof(Solver.SolveInto))!.MakeGenericMethod(model).CreateDelegate<Action<ModelTrajectories, ModelValues, ModelValues, SolveOptions?>>();
    }

    /// <summary>Compiles models with the generator.</summary>
    /// <param name="sources">A file for each.</param>
    /// <returns>The models by their full names.</returns>
    public static IReadOnlyDictionary<string, CompiledModel> Compile(IEnumerable<string> sources)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Models",
            sources.Select(static source => CSharpSyntaxTree.ParseText(source, ParseOptions)),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new Generators.ModelGenerator().AsSourceGenerator()], parseOptions: ParseOptions).RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        using var image = new MemoryStream();
        var result = generated.Emit(image);
        if (!result.Success)
        {
            throw new InvalidOperationException("A model does not compile: " + result.Diagnostics.First(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        }

        image.Position = 0;
        return new AssemblyLoadContext("models").LoadFromStream(image).GetTypes()
            .Where(static type => type.GetInterfaces().Any(static face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IMechanisticModel<>)))
            .ToDictionary(static type => type.FullName!, static type => new CompiledModel(type));
    }

    public ModelValues Inputs(int points, int trajectories) => (ModelValues)Activator.CreateInstance(Nested("Inputs"), points, trajectories)!;

    public ModelValues Parameters(ModelValues inputs)
    {
        var type = Nested("Parameters");
        return (ModelValues)(type.GetConstructor([inputs.GetType()]) is { } constructor ? constructor.Invoke([inputs]) : Activator.CreateInstance(type)!);
    }

    public ModelTrajectories Trajectories(ModelValues parameters, ModelValues inputs) =>
        (ModelTrajectories)Activator.CreateInstance(Nested("Trajectories"), BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, [parameters, inputs], null)!;

    public void Solve(ModelTrajectories solution, ModelValues parameters, ModelValues inputs, SolveOptions options) => _solve(solution, parameters, inputs, options);

    private Type Nested(string name) => _model.GetNestedType(name)!;
}
