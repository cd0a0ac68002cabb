using System;
using System.Linq;
using ScalableMNN.Generated.Tests.Accuracy;
using ScalableMNN.Generated.Tests.Golden;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests;

/// <summary>Derivatives of solution and gradient along a direction, against central differences of solution and gradient.</summary>
public class GradientAlongTests
{
    // Differences of fourth order. Their error is rounding over the width, some 1e-10 here, and the width's fourth power times a fifth derivative.
    private const double Width = 1e-3;

    private const double Tolerance = 3e-9;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    public void Of_every_source_agree_with_differences(int trajectories)
    {
        var (parameters, inputs) = EverySourceBatch.Create(trajectories);
        Check<EverySource, EverySource.Parameters, EverySource.Inputs>(parameters, inputs, static (p, i) => new EverySource.Trajectories(p, i), static u => new EverySource.Cotangent((EverySource.Trajectories)u));
    }

    [Fact]
    public void Of_one_step_for_each_trajectory_agree_with_differences()
    {
        var inputs = new Absorption.Inputs(points: 6, trajectories: 3);
        var parameters = new Absorption.Parameters(inputs);
        inputs.InitialGut.Fill(5);
        inputs.InitialConcentration.Fill(0.5);
        inputs.Steps.Set(static (trajectory, step) => 0.1 + (0.02 * trajectory) + (0.03 * step));
        Check<Absorption, Absorption.Parameters, Absorption.Inputs>(parameters, inputs, static (p, i) => new Absorption.Trajectories(p, i), static u => new Absorption.Cotangent((Absorption.Trajectories)u));
    }

    [Fact]
    public void Of_a_nonlinear_model_agree_with_differences()
    {
        // Between two given angles, and with all others missing.
        var inputs = new Pendulum.Inputs(points: 12, trajectories: 5) { Steps = 0.2 };
        var parameters = new Pendulum.Parameters();
        for (var trajectory = 0; trajectory < 5; trajectory++)
        {
            inputs.ObservedAngle[trajectory, 0] = 0.3 * trajectory;
            inputs.ObservedAngle[trajectory, 11] = 1;
        }

        Check<Pendulum, Pendulum.Parameters, Pendulum.Inputs>(parameters, inputs, static (p, i) => new Pendulum.Trajectories(p, i), static u => new Pendulum.Cotangent((Pendulum.Trajectories)u));
    }

    [Fact]
    public void Of_tiles_central_rows_and_reflections_agree_with_differences()
    {
        Check<TenStates, TenStates.Parameters, TenStates.Inputs>(
            new(), Fill(new TenStates.Inputs(8, 5)), static (p, i) => new TenStates.Trajectories(p, i), static u => new TenStates.Cotangent((TenStates.Trajectories)u));
        Check<Central2, Central2.Parameters, Central2.Inputs>(
            new(), Fill(new Central2.Inputs(8, 3)), static (p, i) => new Central2.Trajectories(p, i), static u => new Central2.Cotangent((Central2.Trajectories)u));
        Check<DampedPair, DampedPair.Parameters, DampedPair.Inputs>(
            new(), Fill(new DampedPair.Inputs(8, 2)), static (p, i) => new DampedPair.Trajectories(p, i), static u => new DampedPair.Cotangent((DampedPair.Trajectories)u));
        Check<LotkaVolterra, LotkaVolterra.Parameters, LotkaVolterra.Inputs>(
            new(trajectories: 5), Fill(new LotkaVolterra.Inputs(8, 5)), static (p, i) => new LotkaVolterra.Trajectories(p, i), static u => new LotkaVolterra.Cotangent((LotkaVolterra.Trajectories)u));
    }

    [Fact]
    public void Of_a_model_in_single_precision_are_those_in_double_precision()
    {
        // Differences would show the digits that single precision leaves to the solution; here they are worked out in double precision.
        var inputs = Fill(new DampedPair.Inputs(8, 2));
        var single = new SingleDampedPair.Inputs(8, 2) { Steps = inputs.Steps };
        inputs.Values.CopyTo(single.Values);
        var (u, v) = (DampedPair.Solve(new(), inputs), SingleDampedPair.Solve(new(), single));
        var (cotangent, cotangentOfSingle) = (new DampedPair.Cotangent(u), new SingleDampedPair.Cotangent(v));
        cotangent.Values.Fill(0.5);
        cotangentOfSingle.Values.Fill(0.5);
        var direction = Direction(new DampedPair.Parameters(), inputs);
        var directionOfSingle = Direction(new SingleDampedPair.Parameters(), single);
        var (change, changeOfSingle) = (new DampedPair.Cotangent(u), new SingleDampedPair.Cotangent(v));
        var second = Solver.GradientAlong<DampedPair, DampedPair.Parameters, DampedPair.Inputs>(u, cotangent, direction, change);
        var secondOfSingle = Solver.GradientAlong<SingleDampedPair, SingleDampedPair.Parameters, SingleDampedPair.Inputs>(v, cotangentOfSingle, directionOfSingle, changeOfSingle);
        Assert.All(change.Values.ToArray().Zip(changeOfSingle.Values.ToArray()), static pair => Assert.Equal(pair.First, pair.Second, 1e-11));
        Assert.All(second.Inputs.Values.ToArray().Zip(secondOfSingle.Inputs.Values.ToArray()), static pair => Assert.Equal(pair.First, pair.Second, 1e-10));
        Assert.NotEqual(0, change.Values[^1]);
    }

    private static TInputs Fill<TInputs>(TInputs inputs)
        where TInputs : ModelValues
    {
        var random = new Random(11);
        for (var slot = 0; slot < inputs.Slots.Count; slot++)
        {
            foreach (ref var number in inputs.Slot(slot))
            {
                number = inputs.Slots[slot].Kind == ValueKind.Steps ? 0.1 + (0.1 * random.NextDouble()) : 0.3 + random.NextDouble();
            }
        }

        return inputs;
    }

    [Fact]
    public void Of_a_trajectory_without_a_solution_are_zero_and_its_batch_mates_are_not_touched()
    {
        var (parameters, inputs) = EverySourceBatch.Create(3);
        inputs.InputStep[1, 2] = double.NaN;
        var u = EverySource.Solve(parameters, inputs);
        var cotangent = new EverySource.Cotangent(u);
        EverySourceBatch.Fill(cotangent);
        var direction = Direction(parameters, inputs);
        var change = new EverySource.Cotangent(u);
        var result = Solver.GradientAlong<EverySource, EverySource.Parameters, EverySource.Inputs>(u, cotangent, direction, change);
        for (var i = 0; i < change.Values.Length; i++)
        {
            Assert.True(double.IsFinite(change.Values[i]));
            Assert.Equal(i % 3 == 1, change.Values[i] == 0);
        }

        Assert.Equal(0, result.Inputs.NetworkTrajectory[1]);
        Assert.NotEqual(0, result.Inputs.NetworkTrajectory[0]);
        Assert.True(double.IsFinite(result.Parameters.LearnedModel));
    }

    [Fact]
    public void Shapes_are_checked()
    {
        var (parameters, inputs) = EverySourceBatch.Create(3);
        var u = EverySource.Solve(parameters, inputs);
        var (otherParameters, otherInputs) = EverySourceBatch.Create(2);
        var other = EverySource.Solve(otherParameters, otherInputs);
        var cotangent = new EverySource.Cotangent(u);
        Assert.Throws<ArgumentException>("direction", () => Solver.GradientAlong<EverySource, EverySource.Parameters, EverySource.Inputs>(u, cotangent, new(otherParameters, otherInputs), cotangent));
        Assert.Throws<ArgumentException>("change", () => Solver.GradientAlong<EverySource, EverySource.Parameters, EverySource.Inputs>(u, cotangent, new(parameters, inputs), new EverySource.Cotangent(other)));
    }

    private static ModelGradient<TParameters, TInputs> Direction<TParameters, TInputs>(TParameters parameters, TInputs inputs)
        where TParameters : ModelValues
        where TInputs : ModelValues
    {
        var direction = new ModelGradient<TParameters, TInputs>((TParameters)parameters.Blank(), (TInputs)inputs.Blank());
        var random = new Random(3);
        foreach (var values in new ModelValues[] { direction.Parameters, direction.Inputs })
        {
            for (var i = 0; i < values.Values.Length; i++)
            {
                values.Values[i] = 0.1 * (random.NextDouble() - 0.5);
            }
        }

        return direction;
    }

    private static void Check<TModel, TParameters, TInputs>(
        TParameters parameters, TInputs inputs, Func<TParameters, TInputs, ModelTrajectories> create, Func<ModelTrajectories, ModelCotangent> createCotangent)
        where TModel : IMechanisticModel<TModel>
        where TParameters : ModelValues
        where TInputs : ModelValues
    {
        var solution = Solve();
        var cotangent = createCotangent(solution);
        var random = new Random(5);
        for (var i = 0; i < cotangent.Values.Length; i++)
        {
            cotangent.Values[i] = random.NextDouble() - 0.5;
        }

        var direction = Direction(parameters, inputs);
        var change = createCotangent(solution);
        var second = Solver.GradientAlong<TModel, TParameters, TInputs>(solution, cotangent, direction, change);
        double[] at = [Width, -Width, 2 * Width, -2 * Width];
        var moved = Array.ConvertAll(at, Move);
        var name = TModel.Description.Name;
        AssertClose(name + " solution", Array.ConvertAll(moved, static move => move.Solution), change.Values.ToArray());
        AssertClose(name + " parameters", Array.ConvertAll(moved, static move => move.Parameters), second.Parameters.Values.ToArray());
        AssertClose(name + " inputs", Array.ConvertAll(moved, static move => move.Inputs), second.Inputs.Values.ToArray());

        ModelTrajectories Solve()
        {
            var u = create(parameters, inputs);
            Solver.Solve<TModel>(u, new SolveOptions { MaxIterations = 50, FollowData = true });
            Assert.True(u.IsComplete);
            return u;
        }

        (double[] Solution, double[] Parameters, double[] Inputs) Move(double distance)
        {
            Step(distance);
            var u = Solve();
            var gradient = Solver.Gradient<TModel, TParameters, TInputs>(u, cotangent);
            Step(-distance);
            return (u.Values.ToArray(), gradient.Parameters.Values.ToArray(), gradient.Inputs.Values.ToArray());
        }

        void Step(double distance)
        {
            for (var i = 0; i < parameters.Values.Length; i++)
            {
                parameters.Values[i] += distance * direction.Parameters.Values[i];
            }

            for (var i = 0; i < inputs.Values.Length; i++)
            {
                inputs.Values[i] += distance * direction.Inputs.Values[i];
            }
        }
    }

    private static void AssertClose(string what, double[][] moved, double[] derivative)
    {
        // Rounding is relative to what is differenced.
        var largest = 1e-3;
        for (var i = 0; i < derivative.Length; i++)
        {
            largest = Math.Max(largest, Math.Max(Math.Abs(derivative[i]), Math.Abs(moved[0][i])));
        }

        for (var i = 0; i < derivative.Length; i++)
        {
            var difference = ((8 * (moved[0][i] - moved[1][i])) - (moved[2][i] - moved[3][i])) / (12 * Width);
            Assert.True(Math.Abs(difference - derivative[i]) <= Tolerance * largest, $"{what}, number {i}: {derivative[i]:G12} against {difference:G12}");
        }
    }
}
