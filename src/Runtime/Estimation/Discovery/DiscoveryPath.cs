using System;
using System.Collections.Generic;
using System.Linq;

namespace ScalableMNN.Runtime.Estimation.Discovery;

/// <summary>The path from all candidate terms to fewer and fewer, and the best model on it.</summary>
internal sealed class DiscoveryPath<TModel>
    where TModel : IEstimableModel<TModel>
{
    private const int StepIterations = 8;
    private const double StepTolerance = 1e-3;

    // So many of the terms that are left may be dropped at once, as long as each of them costs no more than this part of the penalty.
    private const double DroppedAtOnce = 0.25;
    private const double PartOfPenalty = 0.3;

    private readonly DiscoveryOptions _options;
    private readonly int _values;
    private readonly HashSet<int> _candidates;
    private readonly List<DiscoveryStep> _steps = [];
    private EstimationRun<TModel> _run;
    private EstimationRun<TModel> _best;
    private double _bestCriterion;

    public DiscoveryPath(EstimationOutcome<TModel> all, DiscoveryOptions options, int values)
    {
        _options = options;
        _values = values;
        _run = _best = all.Run;
        _candidates = [.. all.Run.Problem.Rows.Libraries.SelectMany(static library => library.Terms).Select(static term => term.Parameter)];
    }

    public IReadOnlyList<DiscoveryStep> Steps => _steps;

    /// <summary>Drops terms until what is left is far worse than the best.</summary>
    public void Follow()
    {
        var criterion = _bestCriterion = Note([]);
        while (_run.Border.Shared.Any(_candidates.Contains))
        {
            var dropped = Weakest(_run);
            var next = Descended(dropped);
            if (dropped.Length > 1 && next is not null && Criterion(next) > criterion)
            {
                // Together they are worth more than each by itself.
                dropped = dropped[..1];
                next = Descended(dropped);
            }

            if (next is null)
            {
                break;
            }

            _run = next;
            criterion = Note(dropped);
            if (criterion <= _bestCriterion)
            {
                (_best, _bestCriterion) = (next, criterion);
            }
            else if (criterion > _bestCriterion + (20 * Penalty))
            {
                break;
            }
        }

        EstimationRun<TModel>? Descended(int[] dropped)
        {
            var next = Without(_run, dropped);
            var ended = next.Descend(StepIterations, StepTolerance);
            return ended is EstimateStatus.Failed or EstimateStatus.Cancelled or EstimateStatus.IterationLimit ? null : next;
        }
    }

    /// <summary>Brings the best model to its final rigidity, and drops what does not hold there.</summary>
    public EstimationOutcome<TModel> Harden(NoiseModel noise)
    {
        var estimate = _options.Estimate;
        var run = _best;
        var status = Stages(run, noise);
        while (status.Status == EstimateStatus.Converged && run.Border.Shared.Any(_candidates.Contains))
        {
            var before = Hardened(run);
            int[] dropped = [Weakest(run)[0]];
            var next = Without(run, dropped);
            var outcome = Estimator.Finish(next, noise, estimate);
            if (outcome.Status != EstimateStatus.Converged || Hardened(next) > before)
            {
                break;
            }

            _steps.Add(new DiscoveryStep(Count(next), Names(run, dropped), next.TotalMisfit, Hardened(next)));
            (run, status) = (next, outcome);
        }

        return status;

        double Hardened(EstimationRun<TModel> run) => noise.MinusTwiceLogLikelihood(run, _options.SmallestMisfit) + (Penalty * Count(run));

        EstimationOutcome<TModel> Stages(EstimationRun<TModel> run, NoiseModel noise)
        {
            for (var rigidity = run.Weights.Rigidity * 10; rigidity < estimate.Rigidity * 0.999; rigidity *= 10)
            {
                var ended = Estimator.Stage(run, noise, rigidity, StepIterations, StepTolerance);
                if (ended is EstimateStatus.Cancelled or EstimateStatus.Failed)
                {
                    return new EstimationOutcome<TModel>(run, ended.Value);
                }
            }

            return Estimator.Finish(run, noise, estimate);
        }
    }

    private double Penalty => _options.Criterion switch
    {
        InformationCriterion.Akaike => 2,
        InformationCriterion.Bayesian => Math.Log(_values),
        _ => Math.Log(_values) + (2 * Math.Log(_candidates.Count)),
    };

    private double Note(IReadOnlyList<int> dropped)
    {
        var criterion = Criterion(_run);
        var step = new DiscoveryStep(Count(_run), Names(_run, dropped), _run.TotalMisfit, criterion);
        _steps.Add(step);
        _options.Progress?.Report(step);
        return criterion;
    }

    private int Count(EstimationRun<TModel> run) => run.Border.Shared.Count(_candidates.Contains);

    private static string[] Names(EstimationRun<TModel> run, IEnumerable<int> parameters) => [.. parameters.Select(i => run.Problem.Model.Parameters[i].Name)];

    private double Criterion(EstimationRun<TModel> run) => (_values * Math.Log(Variance(run.TotalMisfit))) + (Penalty * Count(run));

    /// <summary>The variance of the data that a misfit stands for, and at least that of the smallest misfit: data rows are in units of the size of the data.</summary>
    private double Variance(double misfit) => (misfit / _values) + (_options.SmallestMisfit * _options.SmallestMisfit);

    /// <summary>The terms to be dropped next: the one whose coefficient is smallest beside its standard error, and others that are no more than noise either.</summary>
    private int[] Weakest(EstimationRun<TModel> run)
    {
        var shared = run.Border.Shared;
        var covariance = run.Shared!.Covariance(run.HeldShared);
        var variance = run.TotalMisfit / Math.Max(1, _values - shared.Length);
        var certainty = new Dictionary<int, double>();
        for (var i = 0; i < shared.Length; i++)
        {
            if (_candidates.Contains(shared[i]))
            {
                var value = run.Iterate.Parameters.Slot(shared[i])[0];
                certainty[shared[i]] = covariance[i, i] > 0 ? Math.Abs(value) / Math.Sqrt(covariance[i, i] * variance) : 0;
            }
        }

        // Of terms that cannot be told apart one can go without loss.
        foreach (var direction in run.Shared.LostDirections(run.HeldShared))
        {
            var largest = direction.Max(Math.Abs);
            var member = Enumerable.Range(0, shared.Length).Where(i => Math.Abs(direction[i]) > 0.1 * largest && certainty.ContainsKey(shared[i])).Select(i => shared[i]).LastOrDefault(-1);
            if (member >= 0)
            {
                return [member];
            }
        }

        var ordered = certainty.OrderBy(static pair => pair.Value).ToArray();
        var most = Math.Max(1, (int)(DroppedAtOnce * ordered.Length));
        return [.. ordered.Where((pair, i) => i == 0 || (i < most && Cost(pair.Value) < PartOfPenalty * Penalty)).Select(static pair => pair.Key)];

        double Cost(double certainty) => _values * Math.Log(Variance(run.TotalMisfit + (certainty * certainty * variance)) / Variance(run.TotalMisfit));
    }

    private static EstimationRun<TModel> Without(EstimationRun<TModel> run, int[] dropped)
    {
        var iterate = run.Iterate.Copy();
        foreach (var parameter in dropped)
        {
            iterate.Parameters.Slot(parameter)[0] = 0;
        }

        return new EstimationRun<TModel>(run.Problem, run.Weights.Copy(), iterate, run.Options, [.. run.Border.Shared.Except(dropped)]) { Iterations = run.Iterations };
    }
}
