using System;
using System.Linq;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>What an accelerator computes is what the processor's own kernels compute, for every model of the tests.</summary>
public sealed class AgreementTests
{
    public static TheoryData<string> Models => [.. AcceleratedModel.All.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Solution_gradient_and_reports_agree(string name)
    {
        using var test = new TestAccelerator();
        var model = AcceleratedModel.All[name];
        var (parameters, inputs) = model.Values(points: 12, trajectories: 5);
        var expected = model.Solve(parameters, inputs);

        var solution = model.Solve(test.Accelerator, parameters, inputs);

        Agreement.Check(expected, solution, Agreement.Tolerance(model));
        Agreement.Check(model.Gradient(null, expected), model.Gradient(test.Accelerator, solution), Agreement.GradientTolerance(model));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Without_refinement_they_agree_too(string name)
    {
        using var test = new TestAccelerator();
        var model = AcceleratedModel.All[name];
        var options = new SolveOptions { Refine = false };
        var (parameters, inputs) = model.Values(points: 4, trajectories: 3);

        Agreement.Check(model.Solve(parameters, inputs, options), model.Solve(test.Accelerator, parameters, inputs, options), Agreement.UnrefinedTolerance(model));
    }

    [Theory]
    [InlineData("EverySource", 1)]
    [InlineData("EverySource", 31)]
    [InlineData("EverySource", 33)]
    [InlineData("EverySource", 1000)]
    [InlineData("ObservedChain", 1)]
    [InlineData("ObservedChain", 31)]
    [InlineData("ObservedChain", 33)]
    [InlineData("ObservedChain", 1000)]
    [InlineData("Lorenz", 33)]
    [InlineData("LotkaVolterra", 1000)]
    [InlineData("SingleDriven", 33)]
    [InlineData("SingleDriven", 1000)]
    public void Batches_of_any_size_agree(string name, int trajectories)
    {
        using var test = new TestAccelerator();
        var model = AcceleratedModel.All[name];
        var (parameters, inputs) = model.Values(points: 9, trajectories, step: 0.01);
        var expected = model.Solve(parameters, inputs);

        var solution = model.Solve(test.Accelerator, parameters, inputs);

        Agreement.Check(expected, solution, Agreement.Tolerance(model));
        Agreement.Check(model.Gradient(null, expected), model.Gradient(test.Accelerator, solution), Agreement.GradientTolerance(model));
    }
}
