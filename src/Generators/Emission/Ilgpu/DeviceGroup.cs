using global::ILGPU;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>
/// The threads that have a trajectory: one, or a group of them for a large block. All threads of a group go through the same statements; they share what loops do and wait for each other before they
/// read what another has written. What is added up over a trajectory is added up in strands, whose number does not depend on the threads, so that sums do not either.
/// </summary>
internal static class DeviceGroup<TModel>
    where TModel : struct, IDeviceModel
{
    /// <summary>Which of the threads this is.</summary>
    public static int Lane => TModel.Threads > 1 ? Group.IdxX : 0;

    /// <summary>How many threads there are.</summary>
    public static int Lanes => TModel.Threads > 1 ? Group.DimX : 1;

    /// <summary>The threads wait for each other.</summary>
    public static void Wait()
    {
        if (TModel.Threads > 1)
        {
            Group.Barrier();
        }
    }

    /// <summary>
    /// Memory of one trajectory, of a batch that has so many. Where a group has it, its numbers stand together, and the group has a batch of one; else number i of an array stands at i times the number
    /// of trajectories, plus the trajectory.
    /// </summary>
    public static DeviceRoom<TReal> Room<TReal>(ArrayView<TReal> memory, int trajectories, int trajectory)
        where TReal : unmanaged
    {
        if (TModel.Threads > 1)
        {
            var numbers = memory.Length / trajectories;
            return new DeviceRoom<TReal>(memory.SubView(numbers == 0 ? 0 : numbers * trajectory, numbers), 1);
        }

        return new DeviceRoom<TReal>(memory, trajectories);
    }

    /// <summary>A block without its arrays.</summary>
    public static DeviceBlock<TReal> Block<TReal>(int points, int trajectories, int trajectory)
        where TReal : unmanaged
    {
        var block = default(DeviceBlock<TReal>);
        block.Points = points;
        block.Batch = trajectories;
        block.Member = trajectory;
        block.Trajectories = TModel.Threads > 1 ? 1 : trajectories;
        block.Trajectory = TModel.Threads > 1 ? 0 : trajectory;
        block.Lane = Lane;
        block.Lanes = Lanes;
        return block;
    }

    /// <summary>Keeps one of up to three sums of a strand.</summary>
    public static void Keep(DeviceBlock<double> block, int which, int strand, double sum)
    {
        if (TModel.Threads > 1)
        {
            block.Sums[(which * TModel.Threads) + strand] = sum;
        }
    }

    /// <summary>The sum over the strands, after all of them have been waited for; <paramref name="single"/> where there is only one.</summary>
    public static double Total(DeviceBlock<double> block, int which, double single)
    {
        if (TModel.Threads > 1)
        {
            var total = 0.0;
            for (var strand = 0; strand < TModel.Threads; strand++)
            {
                total += block.Sums[(which * TModel.Threads) + strand];
            }

            return total;
        }

        return single;
    }

    /// <summary>The largest number of the strands; not a number counts as the largest.</summary>
    public static double Largest(DeviceBlock<double> block, double single)
    {
        if (TModel.Threads > 1)
        {
            var largest = 0.0;
            for (var strand = 0; strand < TModel.Threads; strand++)
            {
                var number = block.Sums[strand];
                largest = number <= largest ? largest : number;
            }

            return largest;
        }

        return single;
    }

    /// <summary>Whether something holds for every thread.</summary>
    public static bool All(DeviceBlock<double> block, bool holds)
    {
        if (TModel.Threads > 1)
        {
            block.Sums[block.Lane] = holds ? 0.0 : 1.0;
            Group.Barrier();
            var faults = 0.0;
            for (var lane = 0; lane < block.Lanes; lane++)
            {
                faults += block.Sums[lane];
            }

            Group.Barrier();
            return faults == 0;
        }

        return holds;
    }
}
