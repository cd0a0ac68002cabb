using System;
using System.Linq;
using ScalableMNN.Generated.Tests.Estimation.Models;
using ScalableMNN.Runtime.Estimation;
using Xunit;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>How an estimation is computed does not show in its result.</summary>
public class SameResultTests
{
    [Fact]
    public void On_any_number_of_cores_and_again_bit_for_bit()
    {
        var inputs = PopulationData.Inputs(100, 30, 71);
        var one = Run(new EstimateOptions { MaxDegreeOfParallelism = 1, Deviations = true });
        foreach (var cores in (int[])[1, 2, 7, -1])
        {
            var other = Run(new EstimateOptions { MaxDegreeOfParallelism = cores, Deviations = true });
            Assert.Equal(one.Parameters.Values.ToArray(), other.Parameters.Values.ToArray());
            Assert.Equal(one.Trajectories.Values.ToArray(), other.Trajectories.Values.ToArray());
            Assert.Equal(one.Deviations!.Values.ToArray(), other.Deviations!.Values.ToArray());
            Assert.Equal(one.ToString(), other.ToString());
        }

        Estimate<Population.Parameters, Population.Trajectories> Run(EstimateOptions options) => Population.Estimate(new Population.Parameters(inputs), inputs, options).EnsureSuccess();
    }

    [Fact]
    public void With_factors_kept_or_computed_again_bit_for_bit()
    {
        var inputs = PopulationData.Inputs(40, 30, 72);
        var kept = Population.Estimate(new Population.Parameters(inputs), inputs).EnsureSuccess();
        var again = Population.Estimate(new Population.Parameters(inputs), inputs, new EstimateOptions { MostKept = 0 }).EnsureSuccess();
        Assert.Equal(kept.Parameters.Values.ToArray(), again.Parameters.Values.ToArray());
        Assert.Equal(kept.Trajectories.Values.ToArray(), again.Trajectories.Values.ToArray());
        Assert.Equal(kept.ToString(), again.ToString());
    }

    [Fact]
    public void A_model_without_common_parameters_is_estimated_as_if_each_trajectory_were_alone()
    {
        const int Count = 20;
        var noise = new GaussianNoise(73);
        var inputs = new SeparateDecays.Inputs(31, Count);
        for (var b = 0; b < Count; b++)
        {
            // Different durations, steps and sizes.
            inputs.InitialX[b] = b % 3 == 0 ? 1 + b : double.NaN;
            var time = 0.0;
            for (var t = 0; t < 31; t++)
            {
                inputs.ObservedX[b, t] = noise.Happens(0.2) ? double.NaN : (1 + b) * (ClosedForms.Decay(time, 1, 0.3 + (0.1 * b)) + noise.Next(0.02));
                if (t < 30)
                {
                    time += inputs.Steps[b, t] = noise.Between(0.05, 0.15) * (1 + (0.05 * b));
                }
            }
        }

        var together = SeparateDecays.Estimate(new SeparateDecays.Parameters(inputs), inputs).EnsureSuccess();
        for (var b = 0; b < Count; b++)
        {
            var alone = new SeparateDecays.Inputs(31);
            alone.InitialX[0] = inputs.InitialX[b];
            for (var t = 0; t < 31; t++)
            {
                alone.ObservedX[0, t] = inputs.ObservedX[b, t];
                if (t < 30)
                {
                    alone.Steps[0, t] = inputs.Steps[b, t];
                }
            }

            // Data weigh by their common size, beside the model: what a trajectory may leave the model differs a little.
            var estimate = SeparateDecays.Estimate(new SeparateDecays.Parameters(alone), alone).EnsureSuccess();
            Close.To(estimate.Parameters.K[0], together.Parameters.K[b], 1e-5, $"k of {b}");
            var (expected, actual) = (estimate.Report["K", 0].StandardError / estimate.Report.Observables[0].Noise, together.Report["K", b].StandardError / together.Report.Observables[0].Noise);
            Close.To(expected, actual, 1e-3, $"the error of {b} in units of the noise");
        }
    }
}
