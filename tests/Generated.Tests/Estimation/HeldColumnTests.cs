using System;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>Decay to a level that all have in common.</summary>
[MechanisticModel]
public partial class CommonLevel
{
    [State(Order = 1), InitialValue, Observed] public partial State X { get; }

    [State(Order = 1), InitialValue] public partial State Y { get; }

    [Coefficient(Source.Learned, Initial = 0.1, Lower = 1e-3, Upper = 100)] public partial Coefficient Rate { get; }

    [Coefficient(Source.Learned, Initial = 1)] public partial Coefficient Level { get; }

    [Equation] private Equation OfX => X.D(1) == -Rate * (X - Level);

    [Equation] private Equation OfY => Y.D(1) == -Y;
}

/// <summary>What is given for one trajectory and free for another, or has no effect, takes nothing from what the data say of the parameters of the model.</summary>
public sealed class HeldColumnTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Initial_values_may_be_free_for_some_trajectories(bool isIdle)
    {
        var schedule = new CommonLevel.Schedule(trajectories: 3);
        schedule.InitialY.Fill(1);
        if (isIdle)
        {
            schedule.InitialY[1] = double.NaN;
        }

        for (var b = 0; b < 3; b++)
        {
            schedule.InitialX[b] = b == 1 ? double.NaN : b;
            for (var i = 1; i <= 10; i++)
            {
                schedule.ObserveX(b, 0.5 * i, 4 + ((b - 4) * Math.Exp(-0.35 * i)));
            }
        }

        var estimate = CommonLevel.Estimate(schedule);
        Assert.Equal(isIdle ? EstimateStatus.NotIdentifiable : EstimateStatus.Converged, estimate.Status);
        Assert.Equal(0.7, estimate.Parameters.Rate, 1e-7);
        Assert.Equal(4, estimate.Parameters.Level, 1e-7);
        Assert.Equal(1, estimate.Report["InitialX", 1].Value, 1e-7);
        Assert.InRange(estimate.Report.Iterations, 1, 12);
        if (isIdle)
        {
            Assert.Contains("InitialY of trajectory 1", estimate.Message, StringComparison.Ordinal);
        }
    }
}
