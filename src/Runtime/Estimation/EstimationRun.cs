using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ScalableMNN.Runtime.Estimation.Elimination;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation;

/// <summary>
/// Gauss-Newton iterations on trajectories and parameters together. An iteration eliminates each trajectory and its own parameters, folds what is left into the triangle of the model's
/// parameters, solves that, and substitutes back. Trajectories are worked on side by side, in groups of fixed size, so that the result does not depend on the number of cores.
/// </summary>
internal sealed class EstimationRun<TModel>
    where TModel : IEstimableModel<TModel>
{
    private readonly TrajectoryGroups<TModel> _trajectories;
    private readonly PriorRows _priors;
    private readonly double[][]? _kept;
    private readonly double[][] _steps;
    private readonly double[] _largest;
    private readonly double[][] _localRows;
    private readonly double[] _localSteps;
    private readonly double[] _localLengths;
    private readonly double[][] _localInformation;
    private readonly double[] _localSizes;
    private readonly bool[] _heldLocal;
    private readonly bool[] _heldShared;
    private readonly Iterate _trial;
    private BorderTriangle[] _groups = [];
    private double[] _sizes = [];
    private double[] _sharedStep = [];

    /// <param name="problem">The problem.</param>
    /// <param name="weights">The weights of the rows; they are this run's own.</param>
    /// <param name="iterate">Where to start; it is moved.</param>
    /// <param name="options">The options.</param>
    /// <param name="taking">Which parameters of the model are estimated; the others keep their values.</param>
    public EstimationRun(EstimationProblem problem, RowWeights weights, Iterate iterate, EstimateOptions options, IReadOnlyCollection<int> taking)
    {
        Problem = problem;
        Weights = weights;
        Iterate = iterate;
        Options = options;
        Border = new Border(problem, taking);
        _priors = new PriorRows(problem, weights, Border);
        _trajectories = new TrajectoryGroups<TModel>(problem.Trajectories, options.Workers, () => new EstimationWorker<TModel>(problem, weights, Border));
        _trial = iterate.Copy();
        var trajectories = problem.Trajectories;
        _steps = new double[trajectories][];
        _largest = new double[trajectories];
        _localRows = new double[trajectories][];
        _localSteps = new double[trajectories * Border.Local.Length];
        _localLengths = new double[trajectories * Border.Local.Length];
        _localInformation = new double[trajectories][];
        _localSizes = new double[trajectories * Border.Local.Length];
        _heldLocal = new bool[trajectories * Border.Local.Length];
        LostLocal = new bool[_heldLocal.Length];
        _heldShared = new bool[Border.Shared.Length];
        var first = _trajectories.Rent();
        if ((long)trajectories * first.Kept.Length <= options.MostKept)
        {
            _kept = new double[trajectories][];
        }

        _trajectories.Return(first);
        for (var b = 0; b < trajectories; b++)
        {
            _steps[b] = new double[problem.Points * problem.Unknowns];
            _localRows[b] = new double[Border.Local.Length * first.Triangle.Stride];
            _localInformation[b] = new double[Border.Local.Length * first.Triangle.Stride];
        }
    }

    public EstimationProblem Problem { get; }

    public EstimateOptions Options { get; }

    public RowWeights Weights { get; }

    /// <summary>The best so far.</summary>
    public Iterate Iterate { get; }

    /// <summary>Where the last step led, whether it was accepted or not.</summary>
    public Iterate Trial => _trial;

    public Border Border { get; }

    /// <summary>The triangle of the model's parameters at the last iteration; null where none was begun.</summary>
    public ParameterStep? Shared { get; private set; }

    /// <summary>Which of the model's parameters stand at a bound.</summary>
    public IReadOnlyList<bool> HeldShared => _heldShared;

    /// <summary>Which of the trajectories' parameters stand at a bound, trajectory by trajectory.</summary>
    public IReadOnlyList<bool> HeldLocal => _heldLocal;

    /// <summary>Which of the trajectories' parameters their rows do not determine, trajectory by trajectory.</summary>
    public bool[] LostLocal { get; }

    /// <summary>Which unknowns of a grid point the rows leave free somewhere.</summary>
    public bool[] Undetermined { get; private set; } = [];

    /// <summary>How many iterations are done.</summary>
    public int Iterations { get; set; }

    /// <summary>Weighted sums of squares of model rows and data rows at the iterate.</summary>
    public (double Model, double Data) Misfit { get; private set; }

    /// <summary>Everything that is minimised, at the iterate.</summary>
    public double TotalMisfit => Total(Iterate, Misfit);

    /// <summary>Iterates at the present rigidity.</summary>
    /// <param name="most">Most iterations.</param>
    /// <param name="tolerance">Ends when nothing moves by more than this fraction.</param>
    /// <returns>How it ended, or null where the iterations are used up.</returns>
    public EstimateStatus? Descend(int most, double tolerance)
    {
        Misfit = Evaluate(Iterate, weigh: true);
        if (!double.IsFinite(Misfit.Model + Misfit.Data))
        {
            return EstimateStatus.Failed;
        }

        var damping = 0.0;
        var releases = 0;
        for (var i = 0; i < most; i++)
        {
            if (IsRounding())
            {
                if (Shared is null)
                {
                    Step(0);
                }

                return EstimateStatus.Converged;
            }

            if (Options.CancellationToken.IsCancellationRequested)
            {
                return EstimateStatus.Cancelled;
            }

            if (Iterations >= Options.MaxIterations)
            {
                return EstimateStatus.IterationLimit;
            }

            Iterations++;
            var before = Total(Iterate, Misfit);
            var leastSquares = Step(damping);
            var (accepted, moved, misfit) = Search(before, leastSquares);
            if (accepted == 0)
            {
                // Near the minimum rounding decides which of two points is lower.
                if (moved <= 1e3 * tolerance || before - leastSquares <= 1e-9 * before)
                {
                    if (!Release(ref releases, before))
                    {
                        return EstimateStatus.Converged;
                    }

                    continue;
                }

                damping = damping == 0 ? 1e-4 : damping * 10;
                if (damping > 1e8)
                {
                    return EstimateStatus.Stalled;
                }

                continue;
            }

            Iterate.CopyFrom(_trial);
            Misfit = misfit;
            Options.Progress?.Report(new EstimateProgress(Iterations, Weights.Rigidity, misfit.Data, misfit.Model));
            damping = accepted == 1 ? damping < 1e-6 ? 0 : damping / 10 : damping;

            // Equations have another length at the new iterate.
            Misfit = Evaluate(Iterate, weigh: true);
            if (accepted == 1 && damping == 0 && moved <= tolerance && !Release(ref releases, TotalMisfit))
            {
                return EstimateStatus.Converged;
            }
        }

        return null;
    }

    /// <summary>Linearises and eliminates at the iterate, so that the triangles belong to it.</summary>
    public void Refresh()
    {
        Misfit = Evaluate(Iterate, weigh: true);
        Step(0);
    }

    /// <summary>
    /// Linearises and eliminates where the model holds far more rigidly, parameters of the model unchanged: what there is no longer information on, was none of the data's, but came
    /// from what little the trajectories had left the model.
    /// </summary>
    /// <param name="stiffening">By how much more.</param>
    public EstimationRun<TModel> Stiffened(double stiffening)
    {
        const int Following = 5;
        var options = Options with { Progress = null, CancellationToken = default };
        var rigidity = Weights.Rigidity;
        Weights.Rigidity *= stiffening;
        var following = new EstimationRun<TModel>(Problem, Weights, Iterate.Copy(), options, []);
        _ = following.Descend(Following, options.Tolerance);
        var stiffened = new EstimationRun<TModel>(Problem, Weights, following.Iterate, options, Border.Shared);
        stiffened.Refresh();
        Weights.Rigidity = rigidity;
        Refresh();
        return stiffened;
    }

    /// <summary>Gives the memory of factors back, to be taken again when there is need.</summary>
    public void Forget() => Array.Clear(_kept ?? []);

    /// <summary>The rows that tie a trajectory's own parameters to themselves, to the model's and to the right-hand side.</summary>
    public ReadOnlySpan<double> LocalRows(int trajectory) => _localRows[trajectory];

    /// <summary>What a trajectory's rows say of its own parameters, those of the model given and none held.</summary>
    public ParameterStep LocalInformation(int trajectory)
    {
        var local = Border.Local.Length;
        return new ParameterStep(_localInformation[trajectory], LocalStride, _localSizes.AsSpan(trajectory * local, local).ToArray(), [], Weights.Rigidity);
    }

    /// <summary>The distance of those rows.</summary>
    public int LocalStride => Reflection.Padded(Border.Count + 1);

    /// <summary>Eliminates one trajectory again and gives what the elimination keeps.</summary>
    public void WithFactor(int trajectory, Action<EstimationWorker<TModel>, double[]> use)
    {
        var worker = _trajectories.Rent();
        Eliminate(trajectory, worker, 0, kept: null);
        use(worker, worker.Kept);
        _trajectories.Return(worker);
    }

    /// <summary>Evaluates the rows of one trajectory at the iterate.</summary>
    public void WithValues(int trajectory, Action<double[]> use) => WithValues(Iterate, trajectory, use);

    /// <summary>Evaluates the rows of one trajectory at an iterate of this problem.</summary>
    public void WithValues(Iterate iterate, int trajectory, Action<double[]> use)
    {
        var worker = _trajectories.Rent();
        worker.Linearisation.Evaluate(trajectory, iterate.Parameters, iterate.Of(trajectory), worker.Values);
        use(worker.Values);
        _trajectories.Return(worker);
    }

    private (double Model, double Data) Evaluate(Iterate iterate, bool weigh)
    {
        var misfits = new (double Model, double Data)[Problem.Trajectories];
        _trajectories.Each((b, worker) =>
        {
            var z = iterate.Of(b);
            worker.Linearisation.Evaluate(b, iterate.Parameters, z, worker.Values);
            worker.Rows.Bind(b, z, worker.Values);
            if (weigh)
            {
                worker.Rows.WeighEquations();
            }

            misfits[b] = worker.Rows.Misfit();
        });
        double model = 0, data = 0;
        foreach (var misfit in misfits)
        {
            model += misfit.Model;
            data += misfit.Data;
        }

        return (model, data);
    }

    /// <summary>Everything that is minimised: rows and priors.</summary>
    private double Total(Iterate iterate, (double Model, double Data) misfit) => misfit.Model + misfit.Data + _priors.Misfit(iterate.Parameters);

    /// <summary>Computes the Gauss-Newton step of everything.</summary>
    /// <returns>The sum of squares that the linearised rows leave.</returns>
    private double Step(double damping)
    {
        var local = Border.Local.Length;
        var shared = Border.Shared.Length;
        var groups = _trajectories.Count;
        if (_groups.Length != groups)
        {
            _groups = [.. Enumerable.Range(0, groups).Select(_ => new BorderTriangle(shared + 1))];
            _sizes = new double[groups * (shared + 1)];
        }

        Array.Clear(_sizes);
        _trajectories.EachGroup((group, worker) =>
        {
            _groups[group].Clear();
            foreach (var b in _trajectories.Members(group))
            {
                Eliminate(b, worker, damping, _kept is null ? null : _kept[b] ??= new double[worker.Kept.Length]);
                for (var i = 0; i < shared; i++)
                {
                    _sizes[(group * (shared + 1)) + i] += worker.Rows.ColumnSquares[local + i];
                }

                var triangle = worker.Triangle.Fold();
                for (var row = local; row <= local + shared; row++)
                {
                    triangle.Slice((row * worker.Triangle.Stride) + local, shared + 1).CopyTo(_groups[group].Next());
                }
            }
        });

        var whole = new BorderTriangle(shared + 1);
        foreach (var group in _groups)
        {
            var triangle = group.Fold();
            for (var row = 0; row <= shared; row++)
            {
                triangle.Slice(row * group.Stride, shared + 1).CopyTo(whole.Next());
            }
        }

        _priors.AddShared(whole, Iterate.Parameters);
        var all = whole.Fold();
        var corner = all[(shared * whole.Stride) + shared];
        var sizes = new double[shared];
        for (var i = 0; i < shared; i++)
        {
            for (var group = 0; group < groups; group++)
            {
                sizes[i] += _sizes[(group * (shared + 1)) + i];
            }

            sizes[i] = Math.Sqrt(sizes[i]);
        }

        Shared = new ParameterStep(all, whole.Stride, sizes, Constraints(), Weights.Rigidity);
        _sharedStep = ParameterBounds.Solve(Shared, Iterate.Parameters, Border.Shared, 0, _heldShared, damping);
        Undetermined = new bool[Problem.Unknowns];
        _trajectories.Each((b, worker) =>
        {
            if (_kept is null)
            {
                Eliminate(b, worker, damping, null);
            }

            Span<double> parameters = new double[Border.Count];
            _sharedStep.CopyTo(parameters[local..]);
            SubstituteLocal(b, parameters);
            parameters[..local].CopyTo(_localSteps.AsSpan(b * local));
            Span<bool> undetermined = new bool[Problem.Unknowns];
            worker.Sweep.Substitute(Problem.Points, _kept is null ? worker.Kept : _kept[b], _largest[b], parameters, _steps[b], undetermined);
            for (var n = 0; n < undetermined.Length; n++)
            {
                if (undetermined[n])
                {
                    Volatile.Write(ref Undetermined[n], true);
                }
            }

            // From units of the columns back to scaled unknowns.
            for (var point = 0; point < Problem.Points; point++)
            {
                Weights.ColumnScales(b, point, worker.Scales);
                for (var n = 0; n < worker.Scales.Length; n++)
                {
                    _steps[b][(point * worker.Scales.Length) + n] *= worker.Scales[n];
                }
            }
        });
        return corner * corner;
    }

    /// <summary>Whether what is left is nothing but rounding.</summary>
    private bool IsRounding()
    {
        const double Rounding = 1e-14 * 1e-14;
        var rows = (double)Problem.Trajectories * Problem.Points;
        return Misfit.Data <= Rounding * rows && Misfit.Model <= Rounding * rows * Weights.Rigidity * Weights.Rigidity && _priors.Misfit(Iterate.Parameters) == 0;
    }

    /// <summary>
    /// Lets go of the trajectories' parameters that are held at a bound but want back; whether there are any. Each is asked where it stands, the others at their bounds: with all of them let go at once the
    /// parameters of the model are elsewhere, and one may want beyond its bound there and back here. After a few times one alone is let go, so that they do not come and go.
    /// </summary>
    private bool Release(ref int releases, double total)
    {
        const int Together = 5;
        const double Rounding = 1e-9;
        var wanting = new List<(int At, double Gain)>();
        var local = Border.Local.Length;
        for (var at = 0; at < _heldLocal.Length; at++)
        {
            var (b, column) = (at / local, at % local);
            var (ascent, squares) = (0.0, 0.0);
            for (var row = 0; row <= column; row++)
            {
                var entries = _localInformation[b].AsSpan(row * LocalStride, LocalStride);
                ascent += entries[column] * entries[Border.Count];
                squares += entries[column] * entries[column];
            }

            var value = Iterate.Parameters.Slot(Border.Local[column])[b];
            var wantsBack = value <= Problem.Model.Parameters[Border.Local[column]].Lower ? ascent > 0 : ascent < 0;
            if (_heldLocal[at] && wantsBack && !LostLocal[at] && ascent * ascent > Rounding * total * squares)
            {
                wanting.Add((at, ascent * ascent / squares));
            }
        }

        releases++;
        foreach (var (at, _) in releases <= Together ? wanting : wanting.OrderByDescending(static one => one.Gain).Take(1))
        {
            _heldLocal[at] = false;
        }

        return wanting.Count > 0;
    }

    private void Eliminate(int trajectory, EstimationWorker<TModel> worker, double damping, double[]? kept)
    {
        var z = Iterate.Of(trajectory);
        worker.Linearisation.Evaluate(trajectory, Iterate.Parameters, z, worker.Values);
        worker.Rows.Bind(trajectory, z, worker.Values);
        worker.Triangle.Clear();
        _largest[trajectory] = worker.Sweep.Eliminate(worker.Rows, Problem.Points, worker.Triangle, kept ?? worker.Kept);
        var local = Border.Local.Length;
        if (local == 0)
        {
            return;
        }

        for (var i = 0; i < local; i++)
        {
            _priors.AddLocal(worker.Triangle, Iterate.Parameters, trajectory, i);
            var at = (trajectory * local) + i;
            if (damping > 0)
            {
                worker.Triangle.Next()[i] = Math.Sqrt(damping) * _localLengths[at];
            }
        }

        var triangle = worker.Triangle.Fold();
        var stride = worker.Triangle.Stride;
        for (var i = 0; i < local; i++)
        {
            var at = (trajectory * local) + i;
            var squares = 0.0;
            for (var row = 0; row <= i; row++)
            {
                squares += triangle[(row * stride) + i] * triangle[(row * stride) + i];
            }

            _localLengths[at] = Math.Sqrt(squares);
            _localSizes[at] = Math.Sqrt(worker.Rows.ColumnSquares[i]);
        }

        triangle[..(local * stride)].CopyTo(_localInformation[trajectory]);
        if (HoldLocal(trajectory, worker))
        {
            triangle = worker.Triangle.Fold();
        }

        triangle[..(local * stride)].CopyTo(_localRows[trajectory]);
    }

    /// <summary>Holds parameters of the trajectory that are at a bound, or that its rows do not determine: their column becomes that of a row of their own.</summary>
    private bool HoldLocal(int trajectory, EstimationWorker<TModel> worker)
    {
        var local = Border.Local.Length;
        var stride = worker.Triangle.Stride;
        var any = false;
        for (var i = 0; i < local; i++)
        {
            var triangle = worker.Triangle.Fold();
            var raw = Math.Sqrt(worker.Rows.ColumnSquares[i]);
            var isLost = !(Math.Abs(triangle[(i * stride) + i]) > ParameterStep.LostFraction(Weights.Rigidity) * raw);
            LostLocal[(trajectory * local) + i] = isLost;
            if (_heldLocal[(trajectory * local) + i] || isLost)
            {
                var rows = triangle.ToArray();
                worker.Triangle.Clear();
                for (var row = 0; row <= Border.Count; row++)
                {
                    rows[(row * stride) + i] = 0;
                    rows.AsSpan(row * stride, stride).CopyTo(worker.Triangle.Next());
                }

                worker.Triangle.Next()[i] = raw > 0 ? raw : 1;
                any = true;
            }
        }

        return any;
    }

    private void SubstituteLocal(int trajectory, Span<double> parameters)
    {
        var local = Border.Local.Length;
        var stride = LocalStride;
        var rows = _localRows[trajectory];
        for (var row = local - 1; row >= 0; row--)
        {
            var entries = rows.AsSpan(row * stride, stride);
            var sum = entries[Border.Count];
            for (var i = row + 1; i < Border.Count; i++)
            {
                sum -= entries[i] * parameters[i];
            }

            parameters[row] = entries[row] == 0 ? 0 : sum / entries[row];
        }

        for (var i = 0; i < local; i++)
        {
            var slot = Problem.Model.Parameters[Border.Local[i]];
            var to = Iterate.Parameters.Slot(Border.Local[i])[trajectory] + parameters[i];
            if (parameters[i] != 0 && (to < slot.Lower || to > slot.Upper))
            {
                SubstituteBounded(trajectory, parameters);
                return;
            }
        }
    }

    /// <summary>The same where a parameter of the trajectory would cross its bound. One that stands there already is held in the iterations that follow.</summary>
    private void SubstituteBounded(int trajectory, Span<double> parameters)
    {
        var local = Border.Local.Length;
        var stride = LocalStride;
        var rows = (double[])_localRows[trajectory].Clone();
        var lengths = new double[local];
        for (var row = 0; row < local; row++)
        {
            var entries = rows.AsSpan(row * stride, stride);
            var sum = entries[Border.Count];
            for (var i = local; i < Border.Count; i++)
            {
                sum -= entries[i] * parameters[i];
            }

            entries[local] = sum;
            for (var i = 0; i < local; i++)
            {
                lengths[i] += i < row ? 0 : entries[i] * entries[i];
            }
        }

        Span<bool> held = new bool[local];
        var step = ParameterBounds.Solve(new ParameterStep(rows, stride, Array.ConvertAll(lengths, Math.Sqrt), [], Weights.Rigidity), Iterate.Parameters, Border.Local, trajectory, held, 0);
        step.CopyTo(parameters);
        for (var i = 0; i < local; i++)
        {
            _heldLocal[(trajectory * local) + i] |= held[i] && step[i] == 0;
        }
    }

    private List<(double[] Factors, double Gap)> Constraints() => [.. Problem.Rows.Constraints.Select(constraint =>
    {
        var factors = new double[Border.Shared.Length];
        var gap = constraint.Value;
        for (var i = 0; i < constraint.Parameters.Count; i++)
        {
            var column = Array.IndexOf(Border.Shared, constraint.Parameters[i]);
            gap -= constraint.Factors[i] * Iterate.Parameters.Slot(constraint.Parameters[i])[0];
            if (column >= 0)
            {
                factors[column] += constraint.Factors[i];
            }
        }

        return (factors, gap);
    }).Where(static constraint => constraint.factors.Any(static factor => factor != 0))];

    /// <summary>Goes along the step, by less and less, until the sum of squares falls, at once or when the trajectories are led back to the model.</summary>
    /// <param name="before">The sum of squares that has to fall.</param>
    /// <param name="leastSquares">What the linearised rows leave of it.</param>
    /// <returns>Which part of the step is taken, 0 for none; by which fraction of its size the whole step moves anything; and what is left there.</returns>
    private (double Accepted, double Moved, (double Model, double Data) Misfit) Search(double before, double leastSquares)
    {
        const int Halvings = 11;

        // Of what the linearised rows promise: with less the step is so long that to follow the model there may lead away from the data.
        const double Kept = 0.25;
        var whole = Move(1);
        for (var (i, fraction) = (0, 1.0); i <= Halvings; i++, fraction /= 2)
        {
            _ = i == 0 ? whole : Move(fraction);
            var misfit = Evaluate(_trial, weigh: false);
            if (Total(_trial, misfit) < before || LeadsBack(before - (Kept * fraction * (before - leastSquares)), ref misfit))
            {
                return (fraction, whole, misfit);
            }
        }

        return (0, whole, default);
    }

    /// <summary>
    /// Leads a trial point that only its model rows make worse back to the model, its parameters as they are. A step along a curved model leaves it by the square of the step, which the
    /// rigidity makes heavy: without this every step would have to be short (the Maratos effect; a second-order correction, Nocedal and Wright, Numerical Optimization, section 15.6).
    /// Where the model is no heavier than the data there is nothing to be led back to: there the trajectories are to find the data first.
    /// </summary>
    /// <param name="most">The sum of squares that has to be reached.</param>
    /// <param name="misfit">What the trial point leaves; it is updated.</param>
    /// <returns>Whether it is reached.</returns>
    private bool LeadsBack(double most, ref (double Model, double Data) misfit)
    {
        const int Turns = 4;

        // Newton's method leaves far less than this of the sum of squares where it converges.
        const double Left = 0.25;
        var total = Total(_trial, misfit);
        for (var i = 0; i < Turns && Weights.Rigidity > 1 && total - misfit.Model < most; i++)
        {
            var last = total;
            Follow();
            misfit = Evaluate(_trial, weigh: false);
            total = Total(_trial, misfit);
            if (total < most || !(total < Left * last))
            {
                return total < most;
            }
        }

        return false;
    }

    /// <summary>Moves the trajectories of the trial point to where their linearised rows are least, all parameters given.</summary>
    private void Follow() => _trajectories.Each((b, worker) =>
    {
        var z = _trial.Of(b);
        worker.Linearisation.Evaluate(b, _trial.Parameters, z, worker.Values);
        worker.Rows.Bind(b, z, worker.Values);
        worker.Triangle.Clear();
        var largest = worker.Sweep.Eliminate(worker.Rows, Problem.Points, worker.Triangle, worker.Kept);
        worker.Sweep.Substitute(Problem.Points, worker.Kept, largest, new double[Border.Count], worker.Step, new bool[Problem.Unknowns]);
        for (var point = 0; point < Problem.Points; point++)
        {
            Weights.ColumnScales(b, point, worker.Scales);
            for (var n = 0; n < worker.Scales.Length; n++)
            {
                var i = (point * worker.Scales.Length) + n;
                z[i] += worker.Step[i] * worker.Scales[n];
            }
        }
    });

    /// <summary>Sets the trial point.</summary>
    /// <returns>By which fraction of its size anything moves.</returns>
    private double Move(double fraction)
    {
        var moved = 0.0;
        for (var i = 0; i < Border.Shared.Length; i++)
        {
            var from = Iterate.Parameters.Slot(Border.Shared[i])[0];
            var to = ParameterBounds.Move(Problem.Model.Parameters[Border.Shared[i]], from, fraction * _sharedStep[i]);
            _trial.Parameters.Slot(Border.Shared[i])[0] = to;
            moved = Math.Max(moved, Math.Abs(to - from) / (Math.Abs(from) + Math.Abs(to) + 1e-12));
        }

        var local = Border.Local.Length;
        for (var l = 0; l < local; l++)
        {
            var from = Iterate.Parameters.Slot(Border.Local[l]);
            var to = _trial.Parameters.Slot(Border.Local[l]);
            for (var b = 0; b < Problem.Trajectories; b++)
            {
                var step = _localSteps[(b * local) + l];
                to[b] = ParameterBounds.Move(Problem.Model.Parameters[Border.Local[l]], from[b], fraction * step);
                moved = Math.Max(moved, Math.Abs(to[b] - from[b]) / (Math.Abs(from[b]) + Math.Abs(to[b]) + 1e-12));
            }
        }

        Lock sum = new();
        _trajectories.Each((b, worker) =>
        {
            var from = Iterate.Of(b);
            var to = _trial.Of(b);
            var step = _steps[b];
            var largest = 0.0;
            for (var point = 0; point < Problem.Points; point++)
            {
                Weights.ColumnScales(b, point, worker.Scales);
                for (var n = 0; n < worker.Scales.Length; n++)
                {
                    var i = (point * worker.Scales.Length) + n;
                    to[i] = from[i] + (fraction * step[i]);
                    largest = Math.Max(largest, Math.Abs(fraction * step[i]) / worker.Scales[n]);
                }
            }

            lock (sum)
            {
                moved = Math.Max(moved, largest);
            }
        });
        return moved;
    }
}
