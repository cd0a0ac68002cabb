using System;
using ScalableMNN.Generated.Tests.Estimation.Models;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>Many trajectories with a parameter in common; <c>eng/bench.sh population</c> measures thousands.</summary>
public class PopulationTests
{
    [Fact]
    public void Iterations_allocate_nothing_for_a_trajectory_and_memory_grows_with_their_number()
    {
        var (small, smallReport) = Allocated(50);
        var (large, largeReport) = Allocated(200);
        Assert.Equal(2, largeReport["S"].Value, 4 * largeReport["S"].StandardError);
        Close.To(smallReport["S"].StandardError / 2, largeReport["S"].StandardError, 0.15, "the error of s with four times the data");
        Assert.InRange((double)large / small, 2, 6);

        static (long Bytes, EstimateReport Report) Allocated(int trajectories)
        {
            var inputs = PopulationData.Inputs(trajectories, 100, 81);
            var parameters = new Population.Parameters(inputs);
            var options = new EstimateOptions { MaxDegreeOfParallelism = 1 };
            _ = Population.Estimate(parameters, inputs, options);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var estimate = Population.Estimate(parameters, inputs, options).EnsureSuccess();
            return (GC.GetAllocatedBytesForCurrentThread() - before, estimate.Report);
        }
    }
}
