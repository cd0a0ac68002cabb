using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ScalableMNN.Runtime.Estimation.Elimination;
using ScalableMNN.Runtime.Estimation.Likelihood;
using ScalableMNN.Runtime.Marching;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Estimation.Shooting;

/// <summary>
/// Gauss-Newton iterations on parameters and free initial values alone, damped as Levenberg and Marquardt do: the trajectories are the marched solutions of the equations, their derivatives go along with the march. A
/// trajectory's own columns are eliminated with it, which leaves a triangle on the parameters of the model; sums go over groups of fixed size, so that nothing depends on the number of cores.
/// Source: single shooting, Bock, Recent advances in parameter identification techniques for ODE, 1983; Marquardt's damping, Nocedal and Wright, Numerical Optimization, section 10.3.
/// </summary>
internal sealed class ShootingRun<TModel>
    where TModel : IEstimableModel<TModel>
{
    private const int GroupSize = 16;

    // Positive parameters that have fallen by so many decades below where they started stand at zero.
    private const double SmallestPart = 1e-12;

    // A trajectory's own parameter that wants beyond zero stands there once all of it is but this part of the residuals.
    private const double Negligible = 1e-3;

    // Steps in which what is stopped may be let go again; after that it is stopped only, so that there is an end.
    private const int Releasing = 20;

    // Directions on which less than this part of the columns is left are lost to rounding, as a tolerance of 1e-10 leaves it.
    private const double AsRigid = 1e4;

    // A pivot for what the data of a trajectory do not depend on: it is lost, and nothing else with it.
    private const double NextToNothing = 1e-200;

    private readonly double[] _firstShared;
    private readonly int[] _measured;
    private readonly double[][] _localSteps;
    private readonly (double Step, double Along)?[][] _stops;
    private readonly int _stride;
    private double[] _sharedStep = [];
    private bool _isStopped;
    private ShootingStand<TModel> _at;
    private ShootingStand<TModel> _trial;

    /// <param name="problem">The problem.</param>
    /// <param name="start">Where to start; it is moved.</param>
    /// <param name="noise">The standard deviation of each observable's noise, and behind it where there are any those in proportion to the prediction; the array may be changed between descents.</param>
    /// <param name="options">The options.</param>
    /// <param name="taking">Which parameters of the model are estimated; the others keep their values.</param>
    /// <param name="effects">What is known of random effects, or null where there are none.</param>
    /// <param name="tolerance">The tolerance of the marches.</param>
    public ShootingRun(EstimationProblem problem, ShootingPoint start, double[] noise, EstimateOptions options, IReadOnlyCollection<int> taking, EffectPrior? effects = null, double tolerance = Tolerance)
    {
        Effects = effects;
        Problem = problem;
        Options = options;
        Noise = noise;
        Columns = new ShootingColumns(problem, taking);
        Errors = new ResidualErrors(problem, noise);

        // Iterations ask for the token, so that what is cancelled is the best so far and no exception.
        March = new SolveOptions { RelativeTolerance = tolerance };
        _stride = Reflection.Padded(Columns.Count + 1);
        _firstShared = [.. Columns.Shared.Select(parameter => start.Parameters.Slot(parameter)[0])];
        _measured = [.. Enumerable.Range(0, problem.Trajectories).Select(b => Enumerable.Range(0, problem.Points).Count(point => IsMeasured(b, point)))];
        _stops = [.. Enumerable.Range(0, problem.Trajectories).Select(_ => new (double Step, double Along)?[Columns.Local])];
        _localSteps = [.. Enumerable.Range(0, problem.Trajectories).Select(_ => new double[Columns.Local])];
        _at = new ShootingStand<TModel>(start, problem.Trajectories, Columns.Local, Columns.Count + 1, _stride);
        _trial = new ShootingStand<TModel>(start.Copy(), problem.Trajectories, Columns.Local, Columns.Count + 1, _stride);
        HeldShared = new bool[Columns.Shared.Length];
    }

    /// <summary>The tolerance of the marches: far below what data know, and far above rounding.</summary>
    public const double Tolerance = 1e-10;

    public EstimationProblem Problem { get; }

    /// <summary>What is known of random effects, or null where there are none.</summary>
    public EffectPrior? Effects { get; }

    /// <summary>A number that is held near a value, or null.</summary>
    public Tether? Tether { get; init; }

    public EstimateOptions Options { get; }

    public ShootingColumns Columns { get; }

    /// <summary>How trajectories are marched.</summary>
    public SolveOptions March { get; }

    /// <summary>The standard deviation of each observable's noise, by which residuals are divided.</summary>
    public double[] Noise { get; }

    /// <summary>The likelihood of the data with this noise.</summary>
    public ResidualErrors Errors { get; }

    /// <summary>The best so far.</summary>
    public ShootingPoint Point => _at.Point;

    /// <summary>What the data say of the parameters of the model, those of trajectories eliminated; null before anything is linearised.</summary>
    public ParameterStep? Shared => _at.Shared;

    /// <summary>Which of the model's parameters stand at a bound.</summary>
    public bool[] HeldShared { get; }

    /// <summary>Which of a trajectory's columns stand at a bound, or are given.</summary>
    public bool[][] HeldLocal => _at.Held;

    /// <summary>The weighted sum of squares of the data at the point; where their errors are not all additive, minus twice the logarithm of their likelihood stands in for it.</summary>
    public double DataMisfit => _at.DataMisfit;

    /// <summary>Everything that is minimised, at the point.</summary>
    public double TotalMisfit => DataMisfit + PriorMisfit(Point);

    /// <summary>How many iterations are done.</summary>
    public int Iterations { get; set; }

    /// <summary>A trajectory that could not be marched at the point, and how it ended; null where there is none.</summary>
    public (int Trajectory, TrajectoryReport Report)? Failure => _at.Failure;

    /// <summary>Iterates with the noise as it is.</summary>
    /// <param name="most">Most iterations.</param>
    /// <param name="tolerance">Ends when no parameter moves by more than this fraction.</param>
    /// <returns>How it ended.</returns>
    public EstimateStatus Descend(int most, double tolerance)
    {
        const double Rounding = 1e-9;
        const double LeastDamping = 1e-3;
        var damping = 0.0;
        var total = Linearise(_at);
        if (!double.IsFinite(total))
        {
            return EstimateStatus.Failed;
        }

        for (var i = 0; i < most; i++)
        {
            if (Options.CancellationToken.IsCancellationRequested)
            {
                return EstimateStatus.Cancelled;
            }

            if (Iterations >= Options.MaxIterations)
            {
                return EstimateStatus.IterationLimit;
            }

            // Residuals that the tolerance of the marches alone explains have nothing more to say.
            if (Errors.IsPlain && total <= Problem.Measured.Sum(static values => values.Length) * (1e2 * March.RelativeTolerance) * (1e2 * March.RelativeTolerance))
            {
                _ = Solve(0);
                return EstimateStatus.Converged;
            }

            Iterations++;
            var reachable = Solve(damping);
            var moved = Move();

            // What is linearised at the trial point serves the next step where this one is taken, as most are.
            var reached = Linearise(_trial);
            if (reached < total)
            {
                var gain = total - reached;
                (_at, _trial) = (_trial, _at);
                Options.Progress?.Report(new EstimateProgress(Iterations, double.PositiveInfinity, reached, 0));
                var isLast = !_isStopped && ((damping <= LeastDamping && moved <= tolerance) || (damping == 0 && gain <= 1e-12 * SizeOf(reached)));
                total = reached;
                damping = damping <= 1e-6 ? 0 : damping / 10;
                if (isLast)
                {
                    _ = Solve(0);
                    return EstimateStatus.Converged;
                }

                continue;
            }

            // Who goes onto a bound is held from there on, and nothing is said of what is left before. The way to the bound may be too short to tell.
            if (_isStopped && reached - total <= Rounding * SizeOf(total))
            {
                (_at, _trial) = (_trial, _at);
                total = reached;
                continue;
            }

            // Near the minimum rounding decides which of two points is lower.
            if (!_isStopped && ((damping <= LeastDamping && moved <= 1e3 * tolerance) || _at.Squares - reachable <= Rounding * SizeOf(total)))
            {
                _ = Solve(0);
                return EstimateStatus.Converged;
            }

            damping = damping == 0 ? LeastDamping : damping * 10;
            if (damping > 1e10)
            {
                _ = Solve(0);
                return EstimateStatus.Stalled;
            }
        }

        _ = Solve(0);
        return EstimateStatus.IterationLimit;
    }

    // A likelihood has no zero from which it could be counted; that of a value is of the size of one.
    private double SizeOf(double total) => Errors.IsPlain ? total : Math.Abs(total) + Problem.Measured.Sum(static values => values.Length);

    /// <summary>Linearises at the point, so that all triangles belong to it.</summary>
    public void Refresh()
    {
        _ = Linearise(_at);
        _ = Solve(0);
    }

    /// <summary>The fitted values at the point: of each trajectory, point and observable where something was measured.</summary>
    public void EachFitted(Action<int, int, int, double> take)
    {
        var work = Rent(_at);
        for (var b = 0; b < Problem.Trajectories; b++)
        {
            _ = work.Run(b, [], point => IsMeasured(b, point), differentiates: false, point =>
            {
                for (var k = 0; k < Problem.Rows.Observables.Count; k++)
                {
                    if (Problem.ValuesAt(k, b, point).Length > 0)
                    {
                        take(b, point, k, work.Expressions[k]);
                    }
                }
            });
        }

        _at.Idle.Add(work);
    }

    /// <summary>All measured values, with what is fitted to them at the point.</summary>
    public List<FittedValue> FittedValues()
    {
        var all = new List<FittedValue>();
        EachFitted((b, point, k, fitted) =>
        {
            for (var i = 0; i < Problem.ValuesAt(k, b, point).Length; i++)
            {
                all.Add(ValueAt(k, b, point, i, fitted));
            }
        });
        return all;
    }

    private FittedValue ValueAt(int k, int b, int point, int i, double fitted) =>
        new(k, b, point, Problem.ValuesAt(k, b, point)[i], Problem.LimitsAt(k, b, point)?[i], Problem.DeviationsAt(k, b, point)?[i], fitted);

    /// <summary>The measured values at the point, with what is fitted to them and its derivatives by all columns, not on their scales. Values of one trajectory come one after the other.</summary>
    public void EachRow(Action<FittedValue, double[]> take) => EachGroup(_at, (group, members, worker) =>
    {
        var row = new double[Columns.Count];
        foreach (var b in members)
        {
            _ = worker.Run(b, InitialsOf(b), point => IsMeasured(b, point), differentiates: true, point =>
            {
                for (var k = 0; k < Problem.Rows.Observables.Count; k++)
                {
                    Array.Copy(worker.ExpressionDerivatives, k * row.Length, row, 0, row.Length);
                    for (var i = 0; i < Problem.ValuesAt(k, b, point).Length; i++)
                    {
                        take(ValueAt(k, b, point, i, worker.Expressions[k]), row);
                    }
                }
            });
        }
    });

    /// <summary>The derivatives of all unknowns of a trajectory at the point, at every grid point.</summary>
    /// <param name="trajectory">The trajectory.</param>
    /// <param name="take">Is given each grid point and the derivatives, column by column for each unknown of the march.</param>
    public void EachDerivative(int trajectory, Action<int, double[]> take)
    {
        var work = new MarchSensitivities<TModel>(Point.Problem, March, Columns.OfHeader, Columns.Count, wantsHighest: true);
        _ = work.Run(trajectory, InitialsOf(trajectory), static _ => true, differentiates: true, point => take(point, work.Derivatives));
    }

    /// <summary>The sum of squares of each observable's residuals at the point, without weights; censored values have none.</summary>
    public double[] Squares()
    {
        var squares = new double[Problem.Rows.Observables.Count];
        EachFitted((b, point, k, fitted) =>
        {
            var values = Problem.ValuesAt(k, b, point);
            var limits = Problem.LimitsAt(k, b, point);
            for (var i = 0; i < values.Length; i++)
            {
                squares[k] += limits?[i] is null ? (values[i] - fitted) * (values[i] - fitted) : 0;
            }
        });
        return squares;
    }

    /// <summary>The rows that tie a trajectory's own columns to themselves, to those of the model and to the right-hand side.</summary>
    public ParameterStep LocalOf(int trajectory) => new(_at.Rows[trajectory], _stride, _at.Lengths[trajectory], [], AsRigid);

    /// <summary>What a trajectory's own columns have in common with one of the model.</summary>
    public double CouplingOf(int trajectory, int row, int shared) => _at.Rows[trajectory][(row * _stride) + Columns.Local + shared];

    /// <summary>What a trajectory's own columns are on their own scale: the derivative of each with respect to what moves.</summary>
    public double LocalSlope(int trajectory, int column) => LocalSlope(Point, trajectory, column);

    /// <summary>The same of a parameter of the model.</summary>
    public double SharedSlope(int column) => SharedSlope(Point, column);

    private double LocalSlope(ShootingPoint at, int trajectory, int column) => column < Columns.Parameters.Length
        ? ParameterScale.Slope(Problem.Model.Parameters[Columns.Parameters[column]], at.Parameters.Slot(Columns.Parameters[column])[trajectory])
        : 1;

    private double SharedSlope(ShootingPoint at, int column) => ParameterScale.Slope(Problem.Model.Parameters[Columns.Shared[column]], at.Parameters.Slot(Columns.Shared[column])[0]);

    private bool IsMeasured(int trajectory, int point)
    {
        for (var k = 0; k < Problem.Rows.Observables.Count; k++)
        {
            if (Problem.ValuesAt(k, trajectory, point).Length > 0)
            {
                return true;
            }
        }

        return false;
    }

    private List<(int Component, int Column)> InitialsOf(int trajectory)
    {
        var initials = new List<(int, int)>();
        for (var i = 0; i < Columns.Initials.Length; i++)
        {
            if (Columns.Components[i] >= 0 && double.IsNaN(Problem.GivenAt(Columns.Initials[i], trajectory)))
            {
                initials.Add((Columns.Components[i], Columns.Parameters.Length + i));
            }
        }

        return initials;
    }

    private MarchSensitivities<TModel> Rent(ShootingStand<TModel> of) =>
        of.Idle.TryTake(out var one) ? one : new MarchSensitivities<TModel>(of.Point.Problem, March, Columns.OfHeader, Columns.Count, wantsHighest: false);

    private void EachGroup(ShootingStand<TModel> of, Action<int, IEnumerable<int>, MarchSensitivities<TModel>> work)
    {
        var groups = (Problem.Trajectories + GroupSize - 1) / GroupSize;
        Parallel.For(0, groups, new ParallelOptions { MaxDegreeOfParallelism = Options.Workers }, () => Rent(of), (group, _, worker) =>
        {
            work(group, Enumerable.Range(group * GroupSize, Math.Min(GroupSize, Problem.Trajectories - (group * GroupSize))), worker);
            return worker;
        }, of.Idle.Add);
    }

    private double SquaresAt(int trajectory, int point, double[] fitted)
    {
        var sum = 0.0;
        for (var k = 0; k < Problem.Rows.Observables.Count; k++)
        {
            var values = Problem.ValuesAt(k, trajectory, point);
            var (own, limits) = (Problem.DeviationsAt(k, trajectory, point), Problem.LimitsAt(k, trajectory, point));
            for (var i = 0; i < values.Length; i++)
            {
                sum += Errors.At(k, values[i], limits?[i], own?[i], fitted[k]).MinusTwoLog;
            }
        }

        return sum;
    }

    private double PriorMisfit(ShootingPoint at)
    {
        var sum = Tether is null ? 0 : Tether.ResidualAt(at) * Tether.ResidualAt(at);
        foreach (var prior in Problem.Rows.Priors)
        {
            foreach (var value in at.Parameters.Slot(prior.Parameter))
            {
                sum += (value - prior.Mean) / prior.Deviation * ((value - prior.Mean) / prior.Deviation);
            }
        }

        for (var b = 0; b < Problem.Trajectories && Effects is not null; b++)
        {
            sum += (Effects.Rows * Effects.Of(at.Parameters, b)).Enumerate().Sum(static value => value * value);
        }

        return sum;
    }

    /// <summary>Marches with derivatives from a point, and eliminates each trajectory's own columns.</summary>
    /// <returns>Everything that is minimised; infinite where a trajectory cannot be marched.</returns>
    private double Linearise(ShootingStand<TModel> at)
    {
        var shared = Columns.Shared.Length;
        var groups = (Problem.Trajectories + GroupSize - 1) / GroupSize;
        var triangles = new BorderTriangle[groups];
        var lengths = new double[groups][];
        var misfits = new double[Problem.Trajectories];
        var squares = new double[Problem.Trajectories];
        var failures = new TrajectoryReport?[Problem.Trajectories];
        EachGroup(at, (group, members, worker) =>
        {
            triangles[group] = new BorderTriangle(shared + 1);
            lengths[group] = new double[shared];
            foreach (var b in members)
            {
                (misfits[b], squares[b], failures[b]) = Eliminate(at, b, worker, triangles[group], lengths[group]);
            }
        });
        at.Failure = Array.FindIndex(failures, static failure => failure is not null) is >= 0 and var failed ? (failed, failures[failed]!.Value) : null;
        at.DataMisfit = misfits.Sum();
        if (!double.IsFinite(at.DataMisfit))
        {
            return double.PositiveInfinity;
        }

        at.Sizes = [.. Enumerable.Range(0, shared).Select(i => Math.Sqrt(lengths.Sum(of => of[i])))];
        Gather(at, triangles);
        var ofPriors = PriorMisfit(at.Point);
        at.Squares = squares.Sum() + ofPriors;
        return at.DataMisfit + ofPriors;
    }

    private (double Misfit, double Squares, TrajectoryReport? Failure) Eliminate(ShootingStand<TModel> at, int b, MarchSensitivities<TModel> worker, BorderTriangle target, double[] lengths)
    {
        var (local, shared) = (Columns.Local, Columns.Shared.Length);
        var triangle = new BorderTriangle(Columns.Count + 1);
        var (sum, squares) = (0.0, 0.0);
        var slopes = new double[Columns.Count];
        for (var column = 0; column < slopes.Length; column++)
        {
            slopes[column] = column < local ? LocalSlope(at.Point, b, column) : SharedSlope(at.Point, column - local);
        }

        Array.Clear(at.Lengths[b]);
        var ascents = new double[local];
        var left = _measured[b];
        var report = worker.Run(b, InitialsOf(b), point => IsMeasured(b, point), differentiates: true, point =>
        {
            sum += SquaresAt(b, point, worker.Expressions);
            left--;
            for (var k = 0; k < Problem.Rows.Observables.Count; k++)
            {
                var values = Problem.ValuesAt(k, b, point);
                var (own, limits) = (Problem.DeviationsAt(k, b, point), Problem.LimitsAt(k, b, point));
                for (var i = 0; i < values.Length; i++)
                {
                    // A row whose square has the slope and the information of the likelihood.
                    var row = triangle.Next();
                    var likelihood = Errors.At(k, values[i], limits?[i], own?[i], worker.Expressions[k]);
                    var root = Math.Sqrt(likelihood.Information);
                    var (deviation, residual) = (1 / root, -likelihood.Slope / root);
                    squares += residual * residual;
                    for (var column = 0; column < slopes.Length; column++)
                    {
                        row[column] = worker.ExpressionDerivatives[(k * slopes.Length) + column] * slopes[column] / deviation;
                        if (column < local)
                        {
                            at.Lengths[b][column] += row[column] * row[column];
                            ascents[column] += row[column] * residual;
                        }
                        else
                        {
                            lengths[column - local] += row[column] * row[column];
                        }
                    }

                    row[slopes.Length] = residual;
                }
            }
        });
        if (!report.HasSolution || left != 0 || !double.IsFinite(sum) || !lengths.All(double.IsFinite))
        {
            return (double.PositiveInfinity, double.PositiveInfinity, report.HasSolution ? report with { Status = SolveStatus.NotFinite } : report);
        }

        foreach (var prior in Problem.Rows.Priors)
        {
            if (Array.IndexOf(Columns.Parameters, prior.Parameter) is >= 0 and var column)
            {
                var row = triangle.Next();
                row[column] = slopes[column] / prior.Deviation;
                row[slopes.Length] = (prior.Mean - at.Point.Parameters.Slot(prior.Parameter)[b]) / prior.Deviation;
                at.Lengths[b][column] += row[column] * row[column];
                ascents[column] += row[column] * row[slopes.Length];
            }
        }

        if (Tether?.Trajectory == b)
        {
            var row = triangle.Next();
            var own = Tether.Slopes(at.Point);
            row[slopes.Length] = Tether.ResidualAt(at.Point);
            for (var column = 0; column < slopes.Length; column++)
            {
                row[column] = own[column] * slopes[column] / Tether.Deviation;
                if (column < local)
                {
                    ascents[column] += row[column] * row[slopes.Length];
                }
            }
        }

        if (Effects is not null)
        {
            var missing = -(Effects.Rows * Effects.Of(at.Point.Parameters, b));
            for (var i = 0; i < Effects.Parameters.Length; i++)
            {
                var row = triangle.Next();
                row[slopes.Length] = missing[i];
                for (var j = 0; j < Effects.Parameters.Length; j++)
                {
                    var column = Array.IndexOf(Columns.Parameters, Effects.Parameters[j]);
                    row[column] = Effects.Rows[i, j] * slopes[column];
                    at.Lengths[b][column] += row[column] * row[column];
                    ascents[column] += row[column] * row[slopes.Length];
                }
            }
        }

        for (var column = 0; column < local; column++)
        {
            at.Lengths[b][column] = Math.Sqrt(at.Lengths[b][column]);
            at.Held[b][column] = column < Columns.Parameters.Length
                ? (Effects is not null && Array.IndexOf(Effects.Parameters, Columns.Parameters[column]) is >= 0 and var effect && !Effects.Vary[effect]) || IsHeld(Problem.Model.Parameters[Columns.Parameters[column]], at.Point.Parameters.Slot(Columns.Parameters[column])[b], ascents[column])
                : !double.IsNaN(Problem.GivenAt(Columns.Initials[column - Columns.Parameters.Length], b));
        }

        if (local > 0)
        {
            triangle.Fold().CopyTo(at.Triangles[b]);
        }

        Reduce(at, b, triangle, target, stops: null, damping: 0);
        return (sum, squares, null);
    }

    /// <summary>Eliminates a trajectory's own columns from its triangle. Those held have no part in the step; those that stop on the way have gone as far as they go.</summary>
    private void Reduce(ShootingStand<TModel> at, int b, BorderTriangle triangle, BorderTriangle target, (double Step, double Along)?[]? stops, double damping)
    {
        var (local, shared, all) = (Columns.Local, Columns.Shared.Length, Columns.Count);
        var isOut = Enumerable.Range(0, local).Select(column => at.Held[b][column] || stops?[column] is not null).ToArray();
        if (isOut.Contains(true) || stops is not null)
        {
            triangle.Clear();
            for (var i = 0; i <= all; i++)
            {
                var row = triangle.Next();
                at.Triangles[b].AsSpan(i * triangle.Stride, all + 1).CopyTo(row);
                for (var column = 0; column < local; column++)
                {
                    row[all] -= row[column] * (stops?[column]?.Along ?? 0);
                    row[column] = isOut[column] ? 0 : row[column];
                }
            }
        }

        // Before the elimination: parameters of the model that count on what a trajectory's own may not do would lead uphill, however short the step.
        for (var column = 0; column < local && damping > 0; column++)
        {
            if (!isOut[column])
            {
                triangle.Next()[column] = Math.Sqrt(damping) * at.Lengths[b][column];
            }
        }

        // A column without entries takes no row of its own when rows are folded; one that came to stand in its place would not be handed on to the parameters of the model.
        for (var column = 0; column < local; column++)
        {
            if (isOut[column] || at.Lengths[b][column] == 0)
            {
                triangle.Next()[column] = isOut[column] ? 1 : NextToNothing;
            }
        }

        var folded = triangle.Fold();
        for (var row = 0; row < local; row++)
        {
            folded.Slice(row * triangle.Stride, all + 1).CopyTo(at.Rows[b].AsSpan(row * _stride, all + 1));
        }

        for (var row = local; row <= all; row++)
        {
            folded.Slice((row * triangle.Stride) + local, shared + 1).CopyTo(target.Next());
        }
    }

    /// <summary>Gathers what is left on the parameters of the model.</summary>
    private void Gather(ShootingStand<TModel> at, BorderTriangle[] triangles)
    {
        var (local, shared) = (Columns.Local, Columns.Shared.Length);
        var whole = new BorderTriangle(shared + 1);
        foreach (var triangle in triangles)
        {
            var rows = triangle.Fold();
            for (var row = 0; row <= shared; row++)
            {
                rows.Slice(row * triangle.Stride, shared + 1).CopyTo(whole.Next());
            }
        }

        foreach (var prior in Problem.Rows.Priors)
        {
            if (Array.IndexOf(Columns.Shared, prior.Parameter) is >= 0 and var column)
            {
                var row = whole.Next();
                row[column] = SharedSlope(at.Point, column) / prior.Deviation;
                row[shared] = (prior.Mean - at.Point.Parameters.Slot(prior.Parameter)[0]) / prior.Deviation;
            }
        }

        if (Tether is { Trajectory: null } tether)
        {
            var row = whole.Next();
            var slopes = tether.Slopes(at.Point);
            for (var column = 0; column < shared; column++)
            {
                row[column] = slopes[local + column] * SharedSlope(at.Point, column) / tether.Deviation;
            }

            row[shared] = tether.ResidualAt(at.Point);
        }

        var all = whole.Fold();
        at.Left = all[(shared * whole.Stride) + shared];
        at.Shared = new ParameterStep(all, whole.Stride, at.Sizes, Constraints(at.Point), AsRigid);
    }

    /// <summary>Whether a parameter stands at a bound, and less misfit is beyond.</summary>
    private static bool IsHeld(ValueSlot slot, double value, double ascent) => (value <= slot.Lower && ascent <= 0) || (value >= slot.Upper && ascent >= 0);

    /// <summary>The step of everything; no parameter goes beyond its bound, and the others know of it.</summary>
    /// <returns>The sum of squares that the linearised rows leave.</returns>
    private double Solve(double damping)
    {
        foreach (var stops in _stops)
        {
            Array.Clear(stops);
        }

        // What is left without damping, and with nothing stopped.
        var left = _at.Left * _at.Left;
        var isReduced = damping > 0 && Columns.Local > 0;
        if (isReduced)
        {
            Reduce(_stops, damping);
        }

        SolveUnstopped(damping);
        for (var i = 0; Stop(damping, mayRelease: i < Releasing); i++)
        {
            isReduced = true;
            Reduce(_stops, damping);
            SolveUnstopped(damping);
        }

        _isStopped = _stops.Any(static stops => stops.Any(static stop => stop is not null));
        if (isReduced)
        {
            // What is asked of the point has nothing to do with the step.
            Reduce(stops: null, damping: 0);
        }

        return left;
    }

    /// <summary>
    /// Stops what would go beyond its bound, and lets go of what would not, now that others are stopped; whether there is any. Source: the primal-dual active set method, Bergounioux, Ito and Kunisch,
    /// SIAM Journal on Control and Optimization 37, 1999.
    /// </summary>
    private bool Stop(double damping, bool mayRelease)
    {
        var any = false;
        for (var b = 0; b < Problem.Trajectories; b++)
        {
            for (var column = 0; column < Columns.Parameters.Length; column++)
            {
                var slot = Problem.Model.Parameters[Columns.Parameters[column]];
                var value = Point.Parameters.Slot(Columns.Parameters[column])[b];
                if (HeldLocal[b][column])
                {
                    continue;
                }

                if (_stops[b][column] is not { } stopped)
                {
                    _stops[b][column] = ParameterScale.Stop(slot, value, _localSteps[b][column]);
                    any |= _stops[b][column] is not null;
                }
                else if (mayRelease)
                {
                    var isDown = stopped.Along < 0 || (stopped.Along == 0 && value <= slot.Lower);
                    var ascent = AscentOf(b, column) - (damping * _at.Lengths[b][column] * _at.Lengths[b][column] * stopped.Along);
                    if (isDown ? ascent > 0 : ascent < 0)
                    {
                        _stops[b][column] = null;
                        any = true;
                    }
                }
            }
        }

        return any;
    }

    /// <summary>Half of what the sum of squares would fall by, per step of a trajectory's own column, at the end of the step of everything.</summary>
    private double AscentOf(int b, int column)
    {
        var (local, all, sum) = (Columns.Local, Columns.Count, 0.0);
        for (var row = 0; row <= column; row++)
        {
            var entries = _at.Triangles[b].AsSpan(row * _stride, _stride);
            var left = entries[all];
            for (var i = 0; i < all; i++)
            {
                left -= entries[i] * (i >= local ? _sharedStep[i - local] : _stops[b][i]?.Along ?? _localSteps[b][i]);
            }

            sum += entries[column] * left;
        }

        return sum;
    }

    /// <summary>Eliminates all trajectories' own columns anew, without a march.</summary>
    private void Reduce((double Step, double Along)?[][]? stops, double damping)
    {
        var triangle = new BorderTriangle(Columns.Count + 1);
        var triangles = new BorderTriangle[(Problem.Trajectories + GroupSize - 1) / GroupSize];
        for (var b = 0; b < Problem.Trajectories; b++)
        {
            Reduce(_at, b, triangle, triangles[b / GroupSize] ??= new BorderTriangle(Columns.Shared.Length + 1), stops?[b] ?? new (double Step, double Along)?[Columns.Local], damping);
        }

        Gather(_at, triangles);
    }

    /// <summary>The step of everything, with what is stopped.</summary>
    private void SolveUnstopped(double damping)
    {
        var shared = Columns.Shared;
        Array.Clear(HeldShared);
        var fixedSteps = new double[shared.Length];
        while (true)
        {
            _sharedStep = Shared!.Solve(HeldShared, fixedSteps, damping);
            var (first, soonest) = (-1, 1.0);
            for (var i = 0; i < shared.Length; i++)
            {
                var room = ParameterScale.Room(Problem.Model.Parameters[shared[i]], Point.Parameters.Slot(shared[i])[0], _sharedStep[i] < 0);
                if (!HeldShared[i] && Math.Abs(_sharedStep[i]) > Math.Abs(room) && room / _sharedStep[i] < soonest)
                {
                    (first, soonest) = (i, room / _sharedStep[i]);
                    fixedSteps[i] = room;
                }
            }

            if (first < 0)
            {
                break;
            }

            HeldShared[first] = true;
        }

        for (var b = 0; b < Problem.Trajectories && Columns.Local > 0; b++)
        {
            SolveLocal(b);
        }
    }

    private void SolveLocal(int b)
    {
        // The right-hand side takes its place behind the trajectory's own columns.
        var local = Columns.Local;
        var rows = (double[])_at.Rows[b].Clone();
        for (var row = 0; row < local; row++)
        {
            var target = _at.Rows[b][(row * _stride) + Columns.Count];
            for (var i = 0; i < _sharedStep.Length; i++)
            {
                target -= CouplingOf(b, row, i) * _sharedStep[i];
            }

            rows[(row * _stride) + local] = target;
        }

        _localSteps[b] = new ParameterStep(rows, _stride, _at.Lengths[b], [], AsRigid).Solve(
            [.. HeldLocal[b].Zip(_stops[b], static (held, stop) => held || stop is not null)], new double[local], damping: 0);
        for (var column = 0; column < local; column++)
        {
            _localSteps[b][column] = _stops[b][column]?.Step ?? _localSteps[b][column];
        }
    }

    /// <summary>Sets the trial point.</summary>
    /// <returns>By which fraction of itself anything moves.</returns>
    private double Move()
    {
        var moved = 0.0;
        _trial.Point.CopyFrom(Point);
        for (var i = 0; i < Columns.Shared.Length; i++)
        {
            var slot = Problem.Model.Parameters[Columns.Shared[i]];
            ref var to = ref _trial.Point.Parameters.Slot(Columns.Shared[i])[0];
            Step(slot, ref to, _sharedStep[i], SmallestPart * Math.Abs(_firstShared[i]));
        }

        for (var b = 0; b < Problem.Trajectories; b++)
        {
            for (var column = 0; column < Columns.Local; column++)
            {
                if (column < Columns.Parameters.Length)
                {
                    var parameter = Columns.Parameters[column];
                    ref var to = ref _trial.Point.Parameters.Slot(parameter)[b];
                    Step(Problem.Model.Parameters[parameter], ref to, _localSteps[b][column], SmallestOf(b, column, to));
                }
                else if (!HeldLocal[b][column])
                {
                    ref var to = ref _trial.Point.InitialOf(Columns.Initials[column - Columns.Parameters.Length], b);
                    var from = to;
                    to += _localSteps[b][column];
                    moved = Math.Max(moved, Math.Abs(to - from) / (Math.Abs(from) + Math.Abs(to) + 1e-12));
                }
            }
        }

        return moved;

        void Step(ValueSlot slot, ref double to, double step, double smallest)
        {
            var from = to;
            to = ParameterScale.Move(slot, from, step, smallest);
            moved = Math.Max(moved, Math.Abs(to - from) / (Math.Abs(from) + Math.Abs(to) + 1e-300));
        }
    }

    /// <summary>Below what a trajectory's own parameter becomes zero. On a logarithm its column is what all of it does to the data.</summary>
    private double SmallestOf(int b, int column, double value) =>
        _stops[b][column] is not null && _at.Lengths[b][column] <= Negligible * Math.Sqrt(_at.Squares) ? double.PositiveInfinity : SmallestPart * Math.Abs(value);

    private List<(double[] Factors, double Gap)> Constraints(ShootingPoint at) => [.. Problem.Rows.Constraints.Select(constraint =>
    {
        var factors = new double[Columns.Shared.Length];
        var gap = constraint.Value;
        for (var i = 0; i < constraint.Parameters.Count; i++)
        {
            gap -= constraint.Factors[i] * at.Parameters.Slot(constraint.Parameters[i])[0];
            if (Array.IndexOf(Columns.Shared, constraint.Parameters[i]) is >= 0 and var column)
            {
                factors[column] += constraint.Factors[i] * SharedSlope(at, column);
            }
        }

        return (factors, gap);
    }).Where(static constraint => constraint.factors.Any(static factor => factor != 0))];
}
