using System;
using Xunit;

namespace ScalableMNN.Runtime.Tests.OdeForward;

/// <summary>Runs alone: it looks at the memory of the whole process.</summary>
[Collection(Name)]
[CollectionDefinition(Name, DisableParallelization = true)]
public class MemoryTests
{
    private const string Name = "Memory";

    [Fact]
    public void RepeatedSolvesDoNotGrowMemory()
    {
        var problem = new RandomProblem(50, 2, 2, 3, 1, 3, false, false, false, false, false, 4, 1, 1, 1, 3).Create();
        Repeat(problem, 20);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Repeat(problem, 300);

        // One kept solve of this size holds about half a megabyte; the pool may gain a block or two when threads meet.
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(grown < 2 << 20, $"grew by {grown} bytes");
    }

    private static void Repeat(OdeProblem problem, int times)
    {
        for (var k = 0; k < times; k++)
        {
            // One in three is left to the garbage collector.
            var solution = Runtime.OdeForward.Solve(problem);
            solution.Backward(NdArray.Filled(1, solution.Solution.Shape));
            if (k % 3 != 0)
            {
                solution.Dispose();
            }
        }
    }
}
