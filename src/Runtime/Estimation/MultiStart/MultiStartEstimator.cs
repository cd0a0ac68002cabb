using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation.MultiStart;

/// <summary>Estimates from many starts, and compares where they come to. The generated members of a model are the convenient way in.</summary>
public static class MultiStartEstimator
{
    /// <summary>Estimates.</summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <typeparam name="TParameters">Its parameters.</typeparam>
    /// <typeparam name="TInputs">Its inputs.</typeparam>
    /// <typeparam name="TTrajectories">Its trajectories.</typeparam>
    /// <param name="start">The given start, around which parameters without two bounds are drawn; it is not changed.</param>
    /// <param name="inputs">The data, NaN where there are none; initial values that are NaN are estimated, and start where an estimate by itself starts them.</param>
    /// <param name="create">Makes trajectories.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <returns>The best estimate, and what became of all starts.</returns>
    /// <exception cref="ArgumentException">Parameters, inputs and options do not fit each other, an input is not finite, a step is not positive, or a parameter has no range to be drawn from.</exception>
    public static MultiStartEstimate<TParameters, TTrajectories> Estimate<TModel, TParameters, TInputs, TTrajectories>(
        TParameters start, TInputs inputs, Func<TParameters, TInputs, TTrajectories> create, MultiStartOptions? options = null)
        where TModel : IEstimableModel<TModel>
        where TParameters : ModelValues
        where TInputs : ModelValues
        where TTrajectories : ModelTrajectories
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(create);
        options ??= new MultiStartOptions();
        options.Check(TModel.Description.Name);
        var sampling = new StartSampling(TModel.Description, TModel.Estimation, start, options);
        string[] names = [.. sampling.Names];
        var given = options.IncludesGiven ? 1 : 0;
        ModelValues[] starts = [.. Enumerable.Repeat((ModelValues)start, given), .. sampling.Draw(options.Starts - given, options.Seed)];
        var outcomes = new StartOutcome[starts.Length];
        var (ended, gate) = (0, new Lock());
        (int Index, Estimate<TParameters, TTrajectories> Estimate)? best = null;
        try
        {
            _ = Parallel.For(0, starts.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Estimate.Workers }, One);
        }
        catch (AggregateException faults)
        {
            // What is wrong with the inputs is wrong with them from every start.
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }

        StartOutcome[] ordered = [.. outcomes.Order(Comparer<StartOutcome>.Create(Compare))];
        return new MultiStartEstimate<TParameters, TTrajectories>(best!.Value.Estimate, new MultiStartReport { Model = TModel.Description.Name, Starts = ordered, Same = options.Same });

        void One(int index)
        {
            // One that is cancelled before it begins is an estimate too, which says so.
            var inner = options.Estimate with { MaxDegreeOfParallelism = 1 };
            var estimate = Estimator.Estimate<TModel, TParameters, TInputs, TTrajectories>((TParameters)starts[index], inputs, create, inner);
            outcomes[index] = new StartOutcome(
                index,
                estimate.Status,
                estimate.Message,
                ObjectiveOf<TModel>(estimate.Report),
                estimate.Report.Iterations,
                names.ToDictionary(static name => name, name => starts[index].Slot(SlotOf(starts[index], name))[0]),
                estimate.Report.Parameters.Where(static parameter => parameter.Trajectory is null).ToDictionary(static parameter => parameter.Name, static parameter => parameter.Value));
            MultiStartProgress progress;
            lock (gate)
            {
                ended++;
                if (best is null || Compare(outcomes[index], outcomes[best.Value.Index]) < 0)
                {
                    best = (index, estimate);
                }

                var lowest = outcomes[best.Value.Index];
                progress = new MultiStartProgress(ended, starts.Length, lowest.IsMinimum ? lowest.Objective : double.NaN);
            }

            options.Progress?.Report(progress);
        }
    }

    private static int SlotOf(ModelValues values, string name) => Enumerable.Range(0, values.Slots.Count).First(i => values.Slots[i].Name == name);

    /// <summary>Minima first, by their objectives; then what has not come to rest; then what has none. Of equals the earlier start, so that nothing depends on which has ended first.</summary>
    private static int Compare(StartOutcome one, StartOutcome other)
    {
        var byKind = KindOf(one).CompareTo(KindOf(other));
        var byObjective = byKind != 0 ? byKind : one.Objective.CompareTo(other.Objective);
        return byObjective != 0 ? byObjective : one.Index.CompareTo(other.Index);

        static int KindOf(StartOutcome start) => double.IsNaN(start.Objective) ? 2 : start.IsMinimum ? 0 : 1;
    }

    private static double ObjectiveOf<TModel>(EstimateReport report)
        where TModel : IEstimableModel<TModel>
    {
        var sum = -2 * report.LogLikelihood;
        foreach (var prior in TModel.Estimation.Priors)
        {
            var name = TModel.Description.Parameters[prior.Parameter].Name;
            foreach (var estimate in report.Parameters.Where(estimate => estimate.Name == name && !double.IsNaN(estimate.Value)))
            {
                var distance = (estimate.Value - prior.Mean) / prior.Deviation;
                sum += distance * distance;
            }
        }

        return sum;
    }
}
