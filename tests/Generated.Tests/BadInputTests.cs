using System;
using System.Threading;
using ScalableMNN.Dsl;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests;

/// <summary>Whatever is wrong with what a caller gives is said with the model, the member, what was found, what was wanted and the fix.</summary>
public class BadInputTests
{
    [Fact]
    public void Empty_batch() => Says<ArgumentOutOfRangeException>(static () => _ = new DampedOscillator.Inputs(points: 5, trajectories: 0), "inputs of DampedOscillator", "at least one trajectory");

    [Fact]
    public void No_grid_point() => Says<ArgumentOutOfRangeException>(static () => _ = new DampedOscillator.Inputs(points: 0), "inputs of DampedOscillator", "at least one grid point");

    [Fact]
    public void Too_large_a_batch() => Says<ArgumentOutOfRangeException>(static () => _ = new DampedOscillator.Inputs(points: 100_000, trajectories: 100_000), "inputs of DampedOscillator", "in parts");

    [Fact]
    public void Never_set()
    {
        var inputs = new DampedOscillator.Inputs(points: 5);
        inputs.InitialX.Fill(1);
        inputs.InitialX.Fill(1, order: 1);
        Says<ArgumentException>(() => DampedOscillator.Solve(new DampedOscillator.Parameters(), inputs), "DampedOscillator.Inputs.Force was never set", "Fill");
    }

    [Fact]
    public void Parameters_for_another_batch()
    {
        var inputs = new Absorption.Inputs(points: 5, trajectories: 3);
        Says<ArgumentException>(() => Absorption.Solve(new Absorption.Parameters(2), inputs), "Absorption.Parameters.Ka", "2 trajectories", "for 3", "Construct the parameters with 3");
    }

    [Fact]
    public void Parameters_for_another_grid()
    {
        var inputs = new NoisySine.Inputs(points: 5);
        Says<ArgumentException>(() => NoisySine.Solve(new NoisySine.Parameters(6), inputs), "NoisySine.Parameters.C0", "6 grid points", "for 5", "Construct the parameters with 5");
    }

    [Fact]
    public void More_initial_points_than_grid_points()
    {
        var inputs = new EverySource.Inputs(points: 1);
        Says<ArgumentException>(() => EverySource.Solve(new EverySource.Parameters(inputs), inputs), "EverySource.X", "first 2 grid points", "at least 2 points");
    }

    [Fact]
    public void Indices_out_of_range()
    {
        var (parameters, inputs) = EverySourceBatch.Create(2);
        Says<ArgumentOutOfRangeException>(() => inputs.InputTrajectory[2] = 0, "EverySource.Inputs.InputTrajectory has 2 trajectories", "0 to 1");
        Says<ArgumentOutOfRangeException>(() => inputs.InputStep[0, 9] = 0, "EverySource.Inputs.InputStep has 9 grid points", "0 to 8");
        Says<ArgumentOutOfRangeException>(() => parameters.Steps[0, 8] = 0, "EverySource.Parameters.Steps has 8 steps", "0 to 7");
        Says<ArgumentOutOfRangeException>(() => inputs.InitialX[0, 2] = 0, "EverySource.Inputs.InitialX has 2 orders", "0 to 1");
        Says<ArgumentOutOfRangeException>(() => inputs.InitialX[0, 0, 2] = 0, "EverySource.Inputs.InitialX has 2 points", "0 to 1");
        Says<ArgumentException>(() => inputs.InputTrajectory.CopyFrom([1, 2, 3]), "EverySource.Inputs.InputTrajectory takes 2 values", "3 were given");
        Says<ArgumentException>(() => inputs.InputStep.Set(0, [1, 2, 3]), "EverySource.Inputs.InputStep takes 9 values", "3 were given");
        Says<ArgumentException>(() => inputs.InputStep.Set(0, [1, 2], [1, 2, 3]), "EverySource.Inputs.InputStep takes 2 values, one for each grid point that is named", "3 were given");
        Says<ArgumentOutOfRangeException>(() => inputs.InputStep.Set(0, [1, 9], [1, 2]), "EverySource.Inputs.InputStep has 9 grid points", "0 to 8");
        var u = EverySource.Solve(parameters, inputs);
        Says<ArgumentOutOfRangeException>(() => _ = u.X[2, 0], "EverySource.X has 2 trajectories", "0 to 1");
        Says<ArgumentOutOfRangeException>(() => _ = u.X[0, -1], "EverySource.X has 9 grid points", "0 to 8");
        Says<ArgumentOutOfRangeException>(() => _ = u.Y.D(2), "EverySource.Y", "order 1", "higher Order");
    }

    [Fact]
    public void Cotangent_of_another_solution()
    {
        var (parameters, inputs) = EverySourceBatch.Create(2);
        var u = EverySource.Solve(parameters, inputs);
        var (otherParameters, otherInputs) = EverySourceBatch.Create(3);
        var cotangent = new EverySource.Cotangent(EverySource.Solve(otherParameters, otherInputs));
        Says<ArgumentException>(() => EverySource.Gradient(u, cotangent), "cotangent is for 3 trajectories", "solution has 2");
        Says<ArgumentException>(() => EverySource.SolveInto(u, otherParameters, otherInputs), "inputs are for 3 trajectories", "has 2");
    }

    [Fact]
    public void Gradient_without_a_solution()
    {
        var (parameters, inputs) = EverySourceBatch.Create(2);
        var u = new EverySource.Trajectories(parameters, inputs);
        Says<InvalidOperationException>(() => EverySource.Gradient(u, new EverySource.Cotangent(u)), "EverySource", "Solve before");
    }

    [Fact]
    public void Cancelled()
    {
        var (parameters, inputs) = EverySourceBatch.Create(2);
        Assert.ThrowsAny<OperationCanceledException>(() => EverySource.Solve(parameters, inputs, new SolveOptions { CancellationToken = new CancellationToken(true) }));
        var (many, more) = EverySourceBatch.Create(100);
        Assert.ThrowsAny<OperationCanceledException>(() => EverySource.Solve(many, more, new SolveOptions { CancellationToken = new CancellationToken(true) }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Short_grids_have_a_solution_or_a_reason(int points)
    {
        var inputs = new DampedOscillator.Inputs(points, trajectories: 2);
        inputs.Force.Fill(1);
        inputs.InitialX.Fill(1);
        inputs.InitialX.Fill(-0.5, order: 1);
        var u = DampedOscillator.Solve(new DampedOscillator.Parameters(), inputs).EnsureSuccess();

        // At the first point both initial values and the equation hold as long as nothing overrules them.
        if (points == 1)
        {
            Assert.Equal(1, u.X[1, 0], 12);
            Assert.Equal(-0.5, u.X.D(1)[1, 0], 12);
            Assert.Equal(1 - (0.5 * -0.5) - (4 * 1), u.X.D(2)[1, 0], 12);
        }
        else
        {
            Assert.Equal(1, u.X[1, 0], 1);
        }
    }

    [Fact]
    public void Singular_system()
    {
        var inputs = new NoisySine.Inputs(points: 6, trajectories: 2);
        var parameters = new NoisySine.Parameters(inputs);
        parameters.C0.Fill(1, 0);
        parameters.C1.Fill(1, 0);
        parameters.C2.Fill(1, 0);
        var u = NoisySine.Solve(parameters, inputs);
        Assert.Equal(SolveStatus.Ok, u.Reports[0].Status);
        Assert.Equal(SolveStatus.NotPositiveDefinite, u.Reports[1].Status);
        Says<SolveException>(() => u.EnsureSuccess(), "NoisySine: 1 of 2", "trajectory 1", "at point", "initial value");
    }

    [Fact]
    public void Numbers_too_large()
    {
        var inputs = new DampedOscillator.Inputs(points: 5, trajectories: 3);
        inputs.Force.Fill(0);
        inputs.InitialX.Fill(1);
        inputs.InitialX.Fill(0, order: 1);
        inputs.InitialX[1] = 1e308;
        inputs.InitialX[2] = 1e200;
        var u = DampedOscillator.Solve(new DampedOscillator.Parameters(), inputs);
        Assert.Equal(SolveStatus.Ok, u.Reports[0].Status);
        Assert.Equal(SolveStatus.Ok, u.Reports[2].Status);
        Assert.True(u.Reports[1].HasSolution || double.IsNaN(u.X[1, 0]));
        Assert.Equal(1, u.X[2, 0] / (1e200 * u.X[0, 0]), 12);
    }

    [Fact]
    public void Markers_are_not_evaluated() => Says<InvalidOperationException>(static () => _ = new DampedOscillator().X, "DampedOscillator.X", "no value at run time");

    [Fact]
    public void Text_renders_the_equations()
    {
        Assert.Equal("DampedOscillator\nMass X'' + Damping X' + Stiffness X = Force", new DampedOscillator().ToString());
        Assert.Contains("\\mathrm{Damping}", DampedOscillator.Latex, StringComparison.Ordinal);
        Assert.Equal("mine", new Outer.Inner.Decay().ToString());
    }

    private static void Says<TException>(Action action, params string[] parts)
        where TException : Exception
    {
        var message = Assert.Throws<TException>(action).Message;
        foreach (var part in parts)
        {
            Assert.Contains(part, message, StringComparison.Ordinal);
        }
    }
}
