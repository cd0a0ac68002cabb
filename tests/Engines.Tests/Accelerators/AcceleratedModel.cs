using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using ILGPU.Runtime;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>A model of this assembly behind the types it was generated with, on the CPU and on an accelerator.</summary>
internal sealed class AcceleratedModel
{
    private readonly Type _model;

    private AcceleratedModel(Type model)
    {
        _model = model;
        Description = (ModelDescription)model.GetProperty("Description", BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!;
    }

    /// <summary>The models that this assembly shares with the tests of the CPU; layers are tested with models of their own.</summary>
    public static IReadOnlyDictionary<string, AcceleratedModel> All { get; } = typeof(AcceleratedModel).Assembly.GetTypes()
        .Where(static type => type.GetNestedType("AcceleratorBatch") is not null && type.Namespace?.StartsWith("ScalableMNN.Engines.Tests", StringComparison.Ordinal) != true)
        .ToDictionary(static type => type.Name, static type => new AcceleratedModel(type));

    public ModelDescription Description { get; }

    public string Name => _model.Name;

    /// <summary>The type of the model's kernels on accelerators.</summary>
    public Type Kernels
    {
        get
        {
            var nested = _model.Namespace is { } space ? _model.FullName![(space.Length + 1)..] : _model.FullName!;
            return _model.Assembly.GetTypes().Single(type => type.Namespace == _model.Namespace && type.Name == nested.Replace('+', '_') + "Device");
        }
    }

    /// <summary>Random values, the same for the same trajectory whatever the size of the batch.</summary>
    public (ModelValues Parameters, ModelValues Inputs) Values(int points, int trajectories, double scale = 1, double step = 0.05)
    {
        var type = _model.GetNestedType("Inputs")!;
        var inputs = (ModelValues)(type.GetConstructor([typeof(int), typeof(int)]) is { } both ? both.Invoke([points, trajectories]) : Activator.CreateInstance(type, trajectories)!);
        var parametersType = _model.GetNestedType("Parameters")!;
        var parameters = (ModelValues)(parametersType.GetConstructor([type]) is { } like ? like.Invoke([inputs]) : Activator.CreateInstance(parametersType)!);
        Fill(parameters, scale, step);
        Fill(inputs, scale, step);
        return (parameters, inputs);
    }

    public ModelTrajectories Solve(ModelValues parameters, ModelValues inputs, SolveOptions? options = null) =>
        (ModelTrajectories)Invoke(Method("Solve", 3), parameters, inputs, Following(options))!;

    public ModelTrajectories Solve(Accelerator accelerator, ModelValues parameters, ModelValues inputs, SolveOptions? options = null) =>
        (ModelTrajectories)Invoke(Method("SolveOnAccelerator", 4), accelerator, parameters, inputs, Following(options))!;

    /// <summary>The derivative of the product of the solution with random numbers.</summary>
    public double[] Gradient(Accelerator? accelerator, ModelTrajectories solution, SolveOptions? options = null)
    {
        var cotangent = (ModelCotangent)Activator.CreateInstance(_model.GetNestedType("Cotangent")!, solution)!;
        Weights(solution).CopyTo(cotangent.Values);
        var gradient = accelerator is null
            ? Invoke(Method("Gradient", 4), solution, cotangent, options, null)!
            : Invoke(Method("GradientOnAccelerator", 5), accelerator, solution, cotangent, options, null)!;
        return [.. Get("Parameters").Values, .. Get("Inputs").Values];

        ModelValues Get(string name) => (ModelValues)gradient.GetType().GetProperty(name)!.GetValue(gradient)!;
    }

    /// <summary>The random numbers that a solution is multiplied with.</summary>
    public static double[] Weights(ModelTrajectories solution)
    {
        var weights = new double[solution.Values.Length];
        for (var trajectory = 0; trajectory < solution.TrajectoryCount; trajectory++)
        {
            var random = new Random(500 + trajectory);
            for (var at = trajectory; at < weights.Length; at += solution.TrajectoryCount)
            {
                weights[at] = random.NextDouble() - 0.5;
            }
        }

        return weights;
    }

    /// <summary>Observed values take part wherever there are any: they are there to be compared.</summary>
    private static SolveOptions Following(SolveOptions? options) => (options ?? SolveOptions.Default) with { FollowData = true };

    private static object? Invoke(MethodInfo method, params object?[] arguments) => method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private MethodInfo Method(string name, int parameters) =>
        _model.GetMethods(BindingFlags.Static | BindingFlags.Public).Single(method => method.Name == name && method.GetParameters().Length == parameters);

    private static void Fill(ModelValues values, double scale, double step)
    {
        for (var slot = 0; slot < values.Slots.Count; slot++)
        {
            var description = values.Slots[slot];
            var numbers = values.Slot(slot);
            var shared = description.Per == Per.Model;
            var trajectories = shared ? 1 : values.TrajectoryCount;
            for (var trajectory = 0; trajectory < trajectories; trajectory++)
            {
                var random = new Random((1000 * slot) + (shared ? 0 : trajectory) + (values.Role == ValueRole.Inputs ? 77 : 0));
                for (var at = trajectory; at < numbers.Length; at += trajectories)
                {
                    var number = random.NextDouble();
                    numbers[at] = description.Kind switch
                    {
                        ValueKind.Steps => step * (1 + (0.5 * number)),
                        ValueKind.Observed when number > 0.6 => double.NaN,
                        _ => scale * (0.3 + number),
                    };
                }
            }
        }
    }
}
