using System;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Generated.Tests;

/// <summary>A batch of <see cref="EverySource"/> with random values, the same for the same trajectory whatever the size of the batch.</summary>
internal static class EverySourceBatch
{
    public const int Points = 9;

    public static (EverySource.Parameters Parameters, EverySource.Inputs Inputs) Create(int trajectories, int first = 0)
    {
        var inputs = new EverySource.Inputs(Points, trajectories);
        var parameters = new EverySource.Parameters(inputs);
        Fill(parameters, first);
        Fill(inputs, first);
        return (parameters, inputs);
    }

    public static void Fill(EverySource.Cotangent cotangent, int first = 0)
    {
        var width = cotangent.Values.Length / cotangent.TrajectoryCount;
        for (var trajectory = 0; trajectory < cotangent.TrajectoryCount; trajectory++)
        {
            var random = new Random(7000 + first + trajectory);
            for (var i = 0; i < width; i++)
            {
                cotangent.Values[(i * cotangent.TrajectoryCount) + trajectory] = random.NextDouble() - 0.5;
            }
        }
    }

    private static void Fill(ModelValues values, int first)
    {
        for (var slot = 0; slot < values.Slots.Count; slot++)
        {
            var description = values.Slots[slot];
            var numbers = values.Slot(slot);
            var shared = description.Per == Dsl.Per.Model;
            var trajectories = shared ? 1 : values.TrajectoryCount;
            for (var trajectory = 0; trajectory < trajectories; trajectory++)
            {
                var random = new Random((1000 * slot) + (shared ? 0 : first + trajectory));
                for (var at = trajectory; at < numbers.Length; at += trajectories)
                {
                    numbers[at] = description.Kind == ValueKind.Steps ? 0.1 + (0.2 * random.NextDouble()) : 0.3 + random.NextDouble();
                }
            }
        }
    }
}
