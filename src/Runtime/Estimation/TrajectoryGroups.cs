using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>Spreads trajectories over cores, in groups of fixed size, so that sums over a group do not depend on the number of cores.</summary>
internal sealed class TrajectoryGroups<TModel>
    where TModel : IEstimableModel<TModel>
{
    private const int Size = 16;

    private readonly ConcurrentBag<EstimationWorker<TModel>> _workers = [];
    private readonly Func<EstimationWorker<TModel>> _create;
    private readonly int _trajectories;
    private readonly int _cores;

    /// <param name="trajectories">How many trajectories there are.</param>
    /// <param name="cores">On how many cores at most.</param>
    /// <param name="create">Makes the memory that one core works with.</param>
    public TrajectoryGroups(int trajectories, int cores, Func<EstimationWorker<TModel>> create)
    {
        _trajectories = trajectories;
        _cores = cores;
        _create = create;
    }

    /// <summary>How many groups there are.</summary>
    public int Count => (_trajectories + Size - 1) / Size;

    /// <summary>The trajectories of a group.</summary>
    public IEnumerable<int> Members(int group) => Enumerable.Range(group * Size, Math.Min(Size, _trajectories - (group * Size)));

    /// <summary>Memory to work with, until it is returned.</summary>
    public EstimationWorker<TModel> Rent() => _workers.TryTake(out var worker) ? worker : _create();

    /// <summary>Takes memory back.</summary>
    public void Return(EstimationWorker<TModel> worker) => _workers.Add(worker);

    /// <summary>Works on every trajectory.</summary>
    public void Each(Action<int, EstimationWorker<TModel>> work) => EachGroup((group, worker) =>
    {
        foreach (var b in Members(group))
        {
            work(b, worker);
        }
    });

    /// <summary>Works on every group.</summary>
    public void EachGroup(Action<int, EstimationWorker<TModel>> work)
    {
        var groups = Count;
        if (groups == 1 || _cores == 1)
        {
            var worker = Rent();
            for (var group = 0; group < groups; group++)
            {
                work(group, worker);
            }

            Return(worker);
            return;
        }

        Parallel.For(0, groups, new ParallelOptions { MaxDegreeOfParallelism = _cores }, Rent, (group, _, worker) =>
        {
            work(group, worker);
            return worker;
        }, Return);
    }
}
