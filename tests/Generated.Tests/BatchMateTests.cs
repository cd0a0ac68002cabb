using System;
using ScalableMNN.Dsl;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests;

/// <summary>The result of a trajectory is the same to the last bit whatever its batch mates, the width of the lanes and the number of cores.</summary>
public class BatchMateTests
{
    public static TheoryData<int, int, bool> Batches
    {
        get
        {
            var data = new TheoryData<int, int, bool>();
            foreach (var trajectories in new[] { 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33 })
            {
                // One core takes the widest lanes, many cores the narrower ones.
                data.Add(trajectories, 1, false);
                data.Add(trajectories, 1, true);
                data.Add(trajectories, 64, false);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Do_not_change_a_bit(int trajectories, int cores, bool keepFactor)
    {
        var options = new SolveOptions { MaxDegreeOfParallelism = cores, KeepFactor = keepFactor };
        var (parameters, inputs) = EverySourceBatch.Create(trajectories);
        var u = EverySource.Solve(parameters, inputs, options).EnsureSuccess();
        var cotangent = new EverySource.Cotangent(u);
        EverySourceBatch.Fill(cotangent);
        var gradient = EverySource.Gradient(u, cotangent);
        var sum = 0.0;
        for (var trajectory = 0; trajectory < trajectories; trajectory++)
        {
            var (ownParameters, ownInputs) = EverySourceBatch.Create(1, trajectory);
            var own = EverySource.Solve(ownParameters, ownInputs);
            var ownCotangent = new EverySource.Cotangent(own);
            EverySourceBatch.Fill(ownCotangent, trajectory);
            var ownGradient = EverySource.Gradient(own, ownCotangent);
            for (var i = 0; i < own.Values.Length; i++)
            {
                Assert.Equal(own.Values[i], u.Values[(i * trajectories) + trajectory]);
            }

            Assert.Equal(own.Reports[0], u.Reports[trajectory]);
            AssertEqual(ownGradient.Parameters, gradient.Parameters, trajectory);
            AssertEqual(ownGradient.Inputs, gradient.Inputs, trajectory);
            sum += ownGradient.Parameters.LearnedModel;
        }

        Assert.Equal(sum, gradient.Parameters.LearnedModel);
    }

    [Fact]
    public void That_fail_do_not_touch_the_others()
    {
        const int Trajectories = 21;
        var (parameters, inputs) = EverySourceBatch.Create(Trajectories);
        var sound = EverySource.Solve(parameters.Clone(), inputs.Clone()).EnsureSuccess();
        inputs.InputStep[3, 4] = double.NaN;
        inputs.InitialX[9, 1, 1] = double.PositiveInfinity;
        parameters.Steps[17, 5] = -0.1;
        var u = EverySource.Solve(parameters, inputs);
        var cotangent = new EverySource.Cotangent(u);
        EverySourceBatch.Fill(cotangent);
        var gradient = EverySource.Gradient(u, cotangent);
        var good = EverySource.Gradient(sound, cotangent);
        for (var trajectory = 0; trajectory < Trajectories; trajectory++)
        {
            var expected = trajectory switch
            {
                3 => (SolveStatus.NotFinite, 4),
                9 => (SolveStatus.NotFinite, 1),
                17 => (SolveStatus.StepNotPositive, 5),
                _ => (SolveStatus.Ok, -1),
            };
            Assert.Equal(expected, (u.Reports[trajectory].Status, u.Reports[trajectory].Step));
            for (var step = 0; step < u.PointCount; step++)
            {
                Assert.Equal(expected.Item2 < 0 ? sound.X.D(1)[trajectory, step] : double.NaN, u.X.D(1)[trajectory, step]);
                Assert.Equal(expected.Item2 < 0 ? sound.Y[trajectory, step] : double.NaN, u.Y[trajectory, step]);
            }

            Assert.Equal(expected.Item2 < 0 ? good.Parameters.LearnedTrajectory[trajectory] : 0, gradient.Parameters.LearnedTrajectory[trajectory]);
        }

        Assert.True(double.IsFinite(gradient.Parameters.LearnedModel));
        var message = Assert.Throws<SolveException>(u.EnsureSuccess).Message;
        Assert.Contains("EverySource: 3 of 21 trajectories", message, StringComparison.Ordinal);
        Assert.Contains("trajectory 3: Inputs.InputStep is NaN at point 4", message, StringComparison.Ordinal);
        Assert.Contains("trajectory 9: Inputs.InitialX is", message, StringComparison.Ordinal);
        Assert.Contains("trajectory 17: Parameters.Steps is -0.1 at point 5", message, StringComparison.Ordinal);
    }

    private static void AssertEqual(ModelValues own, ModelValues batch, int trajectory)
    {
        for (var slot = 0; slot < own.Slots.Count; slot++)
        {
            if (own.Slots[slot].Per == Per.Model)
            {
                continue;
            }

            var one = own.Slot(slot);
            var all = batch.Slot(slot);
            for (var i = 0; i < one.Length; i++)
            {
                Assert.Equal(one[i], all[(i * batch.TrajectoryCount) + trajectory]);
            }
        }
    }
}
