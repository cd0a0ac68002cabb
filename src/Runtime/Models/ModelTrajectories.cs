using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ScalableMNN.Runtime.Formulas;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Models;

/// <summary>
/// The solution of a batch: every state and its derivatives at every grid point of every trajectory, and a report for each trajectory. The generated
/// <c>Trajectories</c> of a model has one property for each state.
/// </summary>
public abstract class ModelTrajectories : StateStorage
{
    private TrajectoryReport[] _reports;
    private ConcurrentDictionary<int, FormulaFault>? _causes;

    /// <summary>Makes room for the solution of a problem.</summary>
    /// <param name="parameters">The learned values.</param>
    /// <param name="inputs">The values that the caller gives.</param>
    /// <exception cref="ArgumentException">Parameters and inputs do not fit each other; the message says what was found, what was expected and how to mend it.</exception>
    protected ModelTrajectories(ModelValues parameters, ModelValues inputs)
        : base((inputs ?? throw new ArgumentNullException(nameof(inputs))).Model, inputs.TrajectoryCount, inputs.PointCount, clear: false)
    {
        Problem = new Problem(parameters, inputs);
        _reports = new TrajectoryReport[inputs.TrajectoryCount];
    }

    /// <summary>How the solve of each trajectory ended.</summary>
    public ReadOnlySpan<TrajectoryReport> Reports => _reports;

    /// <summary>All numbers: unknown n at grid point t of trajectory b at (t N + n) B + b, NaN for a trajectory that failed.</summary>
    /// <exception cref="InvalidOperationException">They are placed where trajectories do not lie side by side.</exception>
    public ReadOnlySpan<double> Values => Innermost;

    /// <summary>All numbers, to be kept beyond a call, for those who share their memory: as <see cref="StateStorage.Layout"/> says.</summary>
    /// <returns>The same memory, not a copy.</returns>
    public ReadOnlyMemory<double> AsMemory() => StorageMemory;

    /// <summary>Whether every trajectory is <see cref="SolveStatus.Ok"/>: it has a solution, and the solution can be trusted.</summary>
    public bool IsComplete => All(static report => report.Status == SolveStatus.Ok);

    /// <summary>Whether every trajectory has numbers, of whatever accuracy.</summary>
    internal bool HasNumbers => All(static report => report.HasSolution);

    internal Problem Problem { get; set; }

    internal TrajectoryReport[] MutableReports => _reports;

    /// <summary>The estimated errors, or null where they were not asked for.</summary>
    internal EstimatedErrors? Errors { get; set; }

    /// <summary>Keeps why a trajectory failed.</summary>
    internal void SetCause(int trajectory, FormulaFault cause) => LazyInitializer.EnsureInitialized(ref _causes)[trajectory] = cause;

    /// <summary>What is not finite in a trajectory that failed for it, or null.</summary>
    internal FormulaFault? CauseOf(int trajectory) => _causes is { } causes && causes.TryGetValue(trajectory, out var cause) ? cause : null;

    /// <summary>Forgets why trajectories failed, before they are solved again.</summary>
    internal void ForgetCauses() => _causes = null;

    /// <summary>How the solution was computed, or null as long as it was not.</summary>
    internal SolveRecord? Record { get; set; }

    /// <summary>Computes the times of the grid points of a trajectory from its start and its steps.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <returns>T numbers, the first of them the start of the trajectory.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    public double[] Times(int trajectory = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trajectory);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(trajectory, TrajectoryCount);
        return Problem.Times(trajectory);
    }

    /// <summary>Writes the solution as a table: a line for each grid point of each trajectory (with a schedule, for each time that is its own), with its time, every state and its derivatives.</summary>
    /// <param name="path">The file; it is overwritten.</param>
    public void WriteCsv(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var columns = Model.States.SelectMany((state, index) => Enumerable.Range(0, state.Order + 1).Select(order => (index, order, Name: order == 0 ? state.Name : $"{state.Name}D{order}"))).ToList();
        CsvTable.Write(path, ["Trajectory", "Time", .. columns.Select(static column => column.Name)], Rows());

        IEnumerable<IReadOnlyList<object?>> Rows()
        {
            for (var b = 0; b < TrajectoryCount; b++)
            {
                var times = Times(b);
                var points = Problem.Inputs.Timeline?[b].Points ?? PointCount;
                for (var point = 0; point < points; point++)
                {
                    yield return [b, times[point], .. columns.Select(column => (object)Storage[Index(column.index, column.order, b, point)])];
                }
            }
        }
    }

    private protected override ReadOnlySpan<double> TimesOf(int trajectory) => Problem.Times(trajectory);

    /// <summary>The view of one state.</summary>
    /// <param name="index">Index of the state.</param>
    /// <returns>Its values.</returns>
    protected StateTrajectory StateOf(int index) => new(this, index, 0);

    /// <summary>Throws unless every trajectory is <see cref="SolveStatus.Ok"/>.</summary>
    /// <exception cref="SolveException">
    /// At least one trajectory failed, or has a solution that cannot be trusted; the message names the first few, the point and its time, why, and the fix.
    /// </exception>
    protected void ThrowIfIncomplete()
    {
        if (!IsComplete)
        {
            throw SolveException.For(this);
        }
    }

    internal ModelTrajectories ForProblem(Problem problem)
    {
        var other = (ModelTrajectories)Rebatched(problem.Trajectories);
        other.Problem = problem;
        other.Record = null;
        other.Errors = null;
        other._causes = null;
        other._reports = new TrajectoryReport[problem.Trajectories];
        return other;
    }

    private bool All(Func<TrajectoryReport, bool> holds)
    {
        foreach (ref readonly var report in Reports)
        {
            if (!holds(report))
            {
                return false;
            }
        }

        return true;
    }
}
