using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using ILGPU.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generators.Tests.Kernels;

/// <summary>A model that the generator has completed, compiled in memory, behind the types it was generated with.</summary>
internal sealed class CompiledModel
{
    private readonly Type _model;

    private readonly Accelerator? _accelerator;

    private CompiledModel(Type model, Accelerator? accelerator)
    {
        _model = model;
        _accelerator = accelerator;
        Description = (ModelDescription)_model.GetProperty("Description", BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!;
    }

    public ModelDescription Description { get; }

    /// <summary>Compiles models in one go, into an assembly that goes when it is no longer used.</summary>
    public static IReadOnlyDictionary<string, CompiledModel> Compile(params IEnumerable<string> sources) => Compile(null, sources);

    /// <summary>Compiles models in one go, to be solved on an accelerator.</summary>
    public static IReadOnlyDictionary<string, CompiledModel> Compile(Accelerator? accelerator, IEnumerable<string> sources)
    {
        var declared = ModelCompilation.Compile([.. sources]);
        declared = accelerator is null ? declared : declared.AddReferences(ModelCompilation.Ilgpu);
        var compilation = ModelCompilation.Generate(declared);
        compilation = compilation.WithOptions(((CSharpCompilationOptions)compilation.Options).WithOptimizationLevel(OptimizationLevel.Release));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Take(10)));
        image.Position = 0;
        var assembly = new AssemblyLoadContext("models", isCollectible: true).LoadFromStream(image);
        return assembly.GetTypes()
            .Where(static type => type.GetInterfaces().Any(static i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IMechanisticModel<>)))
            .ToDictionary(static type => type.Name, type => new CompiledModel(type, accelerator));
    }

    /// <summary>The model as estimation sees it.</summary>
    public EstimableModel Estimable() => EstimableModel.Of(_model);

    public ModelValues Inputs(int? points, int trajectories) =>
        (ModelValues)(points is { } given ? Activator.CreateInstance(Nested("Inputs"), given, trajectories) : Activator.CreateInstance(Nested("Inputs"), trajectories))!;

    public ModelValues Parameters(ModelValues inputs)
    {
        var type = Nested("Parameters");
        return (ModelValues)(type.GetConstructor([inputs.GetType()]) is { } constructor ? constructor.Invoke([inputs]) : Activator.CreateInstance(type)!);
    }

    public ModelTrajectories Solve(ModelValues parameters, ModelValues inputs, SolveOptions? options = null)
    {
        if (_accelerator is not null)
        {
            return (ModelTrajectories)Invoke(Longest("SolveOnAccelerator"), [_accelerator, parameters, inputs, options]);
        }

        var solve = Longest("Solve");
        return (ModelTrajectories)Invoke(solve, solve.GetParameters().Length == 3 ? [parameters, inputs, options] : [inputs, options]);
    }

    /// <summary>The gradient of the inner product of a cotangent and the solution.</summary>
    public (ModelValues Parameters, ModelValues Inputs) Gradient(ModelTrajectories solution, ReadOnlySpan<double> cotangent, SolveOptions? options = null)
    {
        var argument = (ModelCotangent)Activator.CreateInstance(Nested("Cotangent"), solution)!;
        cotangent.CopyTo(argument.Values);
        var gradient = _accelerator is null
            ? Invoke(Longest("Gradient"), [solution, argument, options, null])
            : Invoke(Longest("GradientOnAccelerator"), [_accelerator, solution, argument, options, null]);
        return ((ModelValues)Get("Parameters"), (ModelValues)Get("Inputs"));

        object Get(string name) => gradient.GetType().GetProperty(name)!.GetValue(gradient)!;
    }

    /// <summary>Discovers the terms of the model's libraries.</summary>
    /// <returns>The discovered model, of the type that the model's own Discover returns.</returns>
    public object Discover(ModelValues inputs) => Invoke(_model.GetMethod("Discover", BindingFlags.Static | BindingFlags.Public)!, [inputs, null]);

    private static object Invoke(MethodInfo method, object?[] arguments) => method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;

    private MethodInfo Longest(string name) => _model.GetMethods(BindingFlags.Static | BindingFlags.Public).Where(method => method.Name == name).MaxBy(static method => method.GetParameters().Length)!;

    private Type Nested(string name) => _model.GetNestedType(name)!;
}
