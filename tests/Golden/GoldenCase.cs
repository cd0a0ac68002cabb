using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using ScalableMNN.Runtime;

namespace ScalableMNN.Tests.Golden;

/// <summary>
/// One golden file: inputs, outputs and gradients of the reference implementation (double precision), the same recomputed with 170 bits, and how far the two are apart.
/// The files lie beside this one and are copied next to the tests; the environment variable SCALABLEMNN_GOLDEN names another folder, so that more cases can be run.
/// </summary>
public sealed class GoldenCase
{
    private readonly JsonElement _root;

    private GoldenCase(JsonElement root) => _root = root;

    /// <summary>The folder the files are read from.</summary>
    public static string Folder =>
        Environment.GetEnvironmentVariable("SCALABLEMNN_GOLDEN") is { Length: > 0 } folder ? folder : Path.Combine(AppContext.BaseDirectory, "Golden");

    /// <summary>The names of all cases, sorted.</summary>
    public static IReadOnlyList<string> Names =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>The name of the case.</summary>
    public string Name => _root.GetProperty("name").GetString()!;

    /// <summary>The batch dimensions, T, E, V, R + 1 and J.</summary>
    public (int[] Batch, int Points, int Equations, int States, int Orders, int InitialOrders) Dimensions
    {
        get
        {
            var dims = _root.GetProperty("dims");
            return (
                [.. dims.GetProperty("batch").EnumerateArray().Select(static extent => extent.GetInt32())],
                dims.GetProperty("n_steps").GetInt32(),
                dims.GetProperty("n_equations").GetInt32(),
                dims.GetProperty("n_dims").GetInt32(),
                dims.GetProperty("n_orders").GetInt32(),
                dims.GetProperty("n_init_var_orders").GetInt32());
        }
    }

    /// <summary>The problem.</summary>
    public OdeProblem Problem
    {
        get
        {
            var flags = _root.GetProperty("flags");
            return new OdeProblem
            {
                Points = flags.GetProperty("n_steps").GetInt32(),
                Coefficients = Read("coefficients"),
                RightHandSide = Read("rhs_equation"),
                InitialValues = Read("init_vars"),
                InitialPoints = flags.GetProperty("n_init_var_steps").GetInt32(),
                Steps = Read("steps"),
                EquationWeight = flags.GetProperty("weight_equation").GetDouble(),
                InitialWeight = flags.GetProperty("weight_init_var").GetDouble(),
                SmoothnessWeight = flags.GetProperty("weight_smooth").GetDouble(),
                CentralSmoothness = flags.GetProperty("enable_central_smoothness").GetBoolean(),
            };
        }
    }

    /// <summary>The gradient of the loss with respect to the solution.</summary>
    public NdArray LossGradient => Read("g");

    /// <summary>u to 170 bits, and how far the reference implementation is from it.</summary>
    public GoldenValue Solution => new("u", Read("u_exact"), _root.GetProperty("max_abs_diff_u_vs_exact").GetDouble());

    /// <summary>The gradients to 170 bits, and how far the reference implementation is from them.</summary>
    public GoldenValue CoefficientGradient => Gradient("coefficients");

    /// <inheritdoc cref="CoefficientGradient"/>
    public GoldenValue RightHandSideGradient => Gradient("rhs_equation");

    /// <inheritdoc cref="CoefficientGradient"/>
    public GoldenValue InitialValueGradient => Gradient("init_vars");

    /// <inheritdoc cref="CoefficientGradient"/>
    public GoldenValue StepGradient => Gradient("steps");

    /// <summary>Reads a case.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The case.</returns>
    public static GoldenCase Load(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name + ".json")));
        return new GoldenCase(document.RootElement.Clone());
    }

    private GoldenValue Gradient(string input) =>
        new("gradient of " + input, Read("grad_exact_" + input), _root.GetProperty("max_abs_diff_grad_vs_exact").GetProperty(input).GetDouble());

    private NdArray Read(string name)
    {
        var element = _root.GetProperty(name);
        return new NdArray(
            element.GetProperty("data").EnumerateArray().Select(static value => value.GetDouble()).ToArray(),
            element.GetProperty("shape").EnumerateArray().Select(static extent => extent.GetInt32()).ToArray());
    }
}

/// <summary>A value that a solver must reproduce.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Exact">The value to 170 bits, rounded.</param>
/// <param name="ReferenceError">The largest error of the reference implementation.</param>
public sealed record GoldenValue(string Name, NdArray Exact, double ReferenceError)
{
    /// <summary>The error allowed: 1e-9 of the largest value, or ten times the error of the reference implementation where that is larger.</summary>
    public double Tolerance => Math.Max(1e-9 * Largest(Exact.Span), 10 * ReferenceError);

    /// <summary>The largest error of a computed value; infinite where it has another shape or is not finite.</summary>
    /// <param name="computed">The value.</param>
    public double Error(ReadOnlySpan<double> computed)
    {
        if (computed.Length != Exact.Values.Length)
        {
            return double.PositiveInfinity;
        }

        double largest = 0;
        for (var i = 0; i < computed.Length; i++)
        {
            var error = Math.Abs(computed[i] - Exact.Span[i]);
            largest = double.IsNaN(error) ? double.PositiveInfinity : Math.Max(largest, error);
        }

        return largest;
    }

    private static double Largest(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (var value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
