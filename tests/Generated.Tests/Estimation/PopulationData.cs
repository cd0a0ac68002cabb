using ScalableMNN.Generated.Tests.Estimation.Models;

namespace ScalableMNN.Generated.Tests.Estimation;

/// <summary>Data of many trajectories of <see cref="Population"/> with s = 2 and a k of each.</summary>
internal static class PopulationData
{
    public static Population.Inputs Inputs(int trajectories, int points, int seed)
    {
        var noise = new GaussianNoise(seed);
        var inputs = new Population.Inputs(points, trajectories);
        inputs.InitialX.Fill(3);
        for (var b = 0; b < trajectories; b++)
        {
            var k = noise.Between(0.5, 1.5);
            for (var t = 0; t < points; t++)
            {
                inputs.ObservedX[b, t] = ClosedForms.Balance(0.05 * t, 3, 2, k) + noise.Next(0.05);
            }
        }

        return inputs;
    }
}
