using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Bench.Marching;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests.Marching;

/// <summary>What a solve with a tolerance says of itself, and what it refuses.</summary>
public sealed class MarchStatusTests
{
    private static readonly SolveOptions _options = new() { RelativeTolerance = 1e-8 };

    [Fact]
    public void A_pole_is_named_with_its_time_and_state()
    {
        var inputs = new Exploding.Inputs(5);
        inputs.Steps.Fill(0.4);
        inputs.InitialX.Fill(1);
        var u = Exploding.Solve(inputs, _options);
        Assert.Equal((SolveStatus.StepTooSmall, 3), (u.Reports[0].Status, u.Reports[0].Step));
        Assert.Equal(1, u.Reports[0].March!.End, 1e-6);
        Assert.Equal(1 / (1 - 0.8), u.X[0, 2], 1e-6);
        Assert.True(double.IsNaN(u.X[0, 3]));
        var message = Assert.Throws<SolveException>(u.EnsureSuccess).Message;
        Assert.Contains("rounding at t = ", message, StringComparison.Ordinal);
        Assert.Contains("limited by X", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_steps_are_a_status()
    {
        var inputs = new LorenzWeather.Inputs(3);
        inputs.Steps.Fill(5);
        inputs.InitialX.Fill(1);
        inputs.InitialY.Fill(1);
        inputs.InitialZ.Fill(1);
        var u = LorenzWeather.Solve(new LorenzWeather.Parameters(), inputs, _options with { MaxSteps = 20 });
        Assert.Equal((SolveStatus.TooManySteps, 1), (u.Reports[0].Status, u.Reports[0].Step));
        Assert.Contains("SolveOptions.MaxSteps", Assert.Throws<SolveException>(u.EnsureSuccess).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_trajectory_leaves_its_batch_mates_as_they_are_alone_and_on_any_number_of_cores()
    {
        var inputs = new Followed.Inputs(9, 13);
        inputs.Steps.Fill(0.3);
        inputs.Rest.Set(static (trajectory, point) => Math.Cos(point - trajectory));
        var parameters = new Followed.Parameters(inputs);
        for (var trajectory = 0; trajectory < 13; trajectory++)
        {
            inputs.InitialX[trajectory] = 1 + trajectory;
            parameters.Rate[trajectory] = 1 + (0.3 * trajectory);
        }

        var good = Followed.Solve(parameters, inputs, _options).EnsureSuccess();
        inputs.Rest[5, 4] = double.NaN;
        inputs.InitialX[7] = double.PositiveInfinity;
        foreach (var cores in new[] { 1, 2, -1 })
        {
            var u = Followed.Solve(parameters, inputs, _options with { MaxDegreeOfParallelism = cores });
            Assert.Equal((SolveStatus.NotFinite, 4), (u.Reports[5].Status, u.Reports[5].Step));
            Assert.Equal(SolveStatus.NotFinite, u.Reports[7].Status);
            foreach (var trajectory in Enumerable.Range(0, 13).Except([5, 7]))
            {
                Assert.Equal(Enumerable.Range(0, 9).Select(point => good.X[trajectory, point]), Enumerable.Range(0, 9).Select(point => u.X[trajectory, point]));
                var alone = new Followed.Inputs(9);
                alone.Steps.Fill(0.3);
                alone.InitialX[0] = inputs.InitialX[trajectory];
                alone.Rest.Set((_, point) => Math.Cos(point - trajectory));
                var own = new Followed.Parameters(alone);
                own.Rate[0] = parameters.Rate[trajectory];
                Assert.Equal(good.X[trajectory, 8], Followed.Solve(own, alone, _options).X[0, 8]);
            }
        }
    }

    [Fact]
    public void Equations_that_are_solved_for_their_highest_derivatives_do_not_remember_other_trajectories()
    {
        var (masses, constrained) = (Masses(9, 0), Constraints(9, 0));
        for (var trajectory = 0; trajectory < 9; trajectory++)
        {
            var (mass, constraint) = (Masses(1, trajectory), Constraints(1, trajectory));
            for (var point = 0; point < 7; point++)
            {
                Assert.Equal(mass.X.D(2)[0, point], masses.X.D(2)[trajectory, point]);
                Assert.Equal(mass.Y[0, point], masses.Y[trajectory, point]);
                Assert.Equal(constraint.X[0, point], constrained.X[trajectory, point]);
                Assert.Equal(constraint.Y.D(1)[0, point], constrained.Y.D(1)[trajectory, point]);
            }
        }

        static CoupledMasses.Trajectories Masses(int count, int first)
        {
            var inputs = new CoupledMasses.Inputs(7, count);
            inputs.Steps.Fill(0.4);
            for (var b = 0; b < count; b++)
            {
                inputs.InitialX.Set(b, first + b, -0.2);
                inputs.InitialY.Set(b, 0.3, 0.5 * (first + b));
            }

            return CoupledMasses.Solve(new CoupledMasses.Parameters(), inputs, _options with { MaxDegreeOfParallelism = 1 }).EnsureSuccess();
        }

        static Constrained.Trajectories Constraints(int count, int first)
        {
            var inputs = new Constrained.Inputs(7, count);
            inputs.Steps.Fill(0.3);
            for (var b = 0; b < count; b++)
            {
                inputs.InitialX[b] = 0.5 + first + b;
            }

            return Constrained.Solve(new Constrained.Parameters(), inputs, _options with { MaxDegreeOfParallelism = 1 }).EnsureSuccess();
        }
    }

    [Fact]
    public void Units_do_not_matter()
    {
        var (small, large) = (Solve(1e-18), Solve(1e12));
        for (var point = 0; point < 9; point++)
        {
            Assert.Equal(1, small.X[0, point] / large.X[0, point] * 1e30, 1e-9);
        }

        static Followed.Trajectories Solve(double unit)
        {
            var inputs = new Followed.Inputs(9);
            inputs.Steps.Fill(0.3);
            inputs.InitialX.Fill(unit);
            inputs.Rest.Set((_, point) => unit * (2 + Math.Cos(point)));
            return Followed.Solve(new Followed.Parameters(inputs), inputs, _options).EnsureSuccess();
        }
    }

    [Fact]
    public void Statistics_say_what_was_done()
    {
        var inputs = new LorenzWeather.Inputs(11);
        inputs.Steps.Fill(0.5);
        inputs.InitialX.Fill(1);
        inputs.InitialY.Fill(1);
        inputs.InitialZ.Fill(1);
        var march = LorenzWeather.Solve(new LorenzWeather.Parameters(), inputs, _options).EnsureSuccess().Reports[0].March!;
        Assert.Equal((7, 5.0), (march.Stages, march.End));
        Assert.InRange(march.Steps, 50, 500);
        Assert.InRange(march.Iterations, march.Steps, 10 * march.Steps);
        Assert.InRange(march.Factorisations, 0, march.Steps + march.Rejections + march.Failures);
    }

    [Fact]
    public void Steps_that_are_short_beside_all_that_equations_do_need_no_matrix_and_stiff_ones_do()
    {
        var inputs = new Robertson.Inputs(2);
        inputs.Steps.Fill(1e-4);
        inputs.InitialA.Fill(1);
        inputs.InitialB.Fill(0);
        inputs.InitialC.Fill(0);
        Assert.Equal(0, Robertson.Solve(new Robertson.Parameters(), inputs, _options).EnsureSuccess().Reports[0].March!.Factorisations);
        inputs.Steps.Fill(1e4);
        Assert.InRange(Robertson.Solve(new Robertson.Parameters(), inputs, _options).EnsureSuccess().Reports[0].March!.Factorisations, 10, 1000);
    }

    [Fact]
    public void Models_that_are_no_initial_value_problems_are_refused_with_the_reason()
    {
        var inputs = new Bridge.Inputs(3);
        var message = Assert.Throws<InvalidOperationException>(() => Bridge.Solve(inputs, _options)).Message;
        Assert.Contains("Bridge cannot be solved with SolveOptions.RelativeTolerance, because one of the initial values of 'U' is not declared. A tolerance is for", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tolerances_that_make_no_sense_are_refused()
    {
        var inputs = new Exploding.Inputs(2);
        inputs.Steps.Fill(0.1);
        inputs.InitialX.Fill(1);
        foreach (var (options, words) in new (SolveOptions, string)[]
        {
            (new() { RelativeTolerance = -1 }, "RelativeTolerance is -1"),
            (new() { RelativeTolerance = 1 }, "between 1e-14 and 0.1"),
            (new() { RelativeTolerance = double.NaN }, "RelativeTolerance is NaN"),
            (_options with { AbsoluteTolerance = -1 }, "AbsoluteTolerance is -1"),
            (_options with { AbsoluteTolerances = new Dictionary<string, double> { ["Y"] = 1e-9 } }, "names Y, which is no state of Exploding. Its states: X"),
            (_options with { MaxSteps = 0 }, "MaxSteps is 0"),
            (_options with { FollowData = true }, "FollowData"),
            (_options with { EstimateError = true }, "EstimateError"),
            (_options with { EstimateCondition = true }, "EstimateCondition"),
        })
        {
            Assert.Contains(words, Assert.Throws<InvalidOperationException>(() => Exploding.Solve(inputs, options)).Message, StringComparison.Ordinal);
        }
    }
}
