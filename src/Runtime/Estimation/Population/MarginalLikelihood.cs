using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading.Tasks;
using MathNet.Numerics.LinearAlgebra;
using ScalableMNN.Runtime.Estimation.Shooting;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Estimation.Population;

/// <summary>
/// Minus twice the logarithm of the likelihood of a population, each trajectory's effects integrated out, and its maximum by quasi-Newton steps: derivatives of each trajectory's part by central differences, a start of the
/// curvature by their products (Berndt, Hall, Hall and Hausman, Annals of Economic and Social Measurement 3, 1974), updated as Broyden, Fletcher, Goldfarb and Shanno do (Nocedal and Wright, Numerical Optimization, chapter 6).
/// </summary>
internal sealed class MarginalLikelihood<TModel>
    where TModel : IEstimableModel<TModel>
{
    private const int GroupSize = 4;

    private readonly int[] _members;
    private readonly PopulationOptions _options;
    private readonly Func<SubjectIntegral<TModel>> _make;
    private readonly ConcurrentBag<SubjectIntegral<TModel>> _idle = [];
    private readonly double[] _scales;

    public MarginalLikelihood(EstimationProblem problem, EffectBlocks effects, ShootingPoint point, double[] noise, PopulationPoint numbers, double[] scales, SolveOptions march, PopulationOptions options)
    {
        _options = options;
        Numbers = numbers;
        _scales = scales;
        _make = () => new SubjectIntegral<TModel>(problem, effects, point, noise, numbers, march);
        _members = [.. Enumerable.Range(0, problem.Trajectories).Where(b => Enumerable.Range(0, problem.Points).Any(i => Enumerable.Range(0, problem.Rows.Observables.Count).Any(k => problem.ValuesAt(k, b, i).Length > 0)))];
        Modes = [.. Enumerable.Range(0, problem.Trajectories).Select(_ => Vector<double>.Build.Dense(effects.Count))];
    }

    /// <summary>What is estimated, as numbers.</summary>
    public PopulationPoint Numbers { get; }

    /// <summary>The modes of z of each trajectory.</summary>
    public Vector<double>[] Modes { get; }

    /// <summary>How many steps were made.</summary>
    public int Iterations { get; private set; }

    /// <summary>The value at numbers.</summary>
    public double Evaluate(double[] numbers)
    {
        var values = new double[_members.Length];
        Each(numbers, (i, subject) => values[i] = subject.Evaluate(_members[i], ref Modes[_members[i]], _options));
        return values.Sum();
    }

    /// <summary>Maximises the likelihood.</summary>
    /// <returns>Where it is, its value, half of its second derivatives (the information), and how it ended.</returns>
    public (double[] At, double Value, Matrix<double> Information, EstimateStatus Status) Maximise(double[] start)
    {
        const double Longest = 1.5;
        const double Settled = 1e-4;
        var at = (double[])start.Clone();
        var value = Evaluate(at);
        var none = Matrix<double>.Build.Dense(at.Length, at.Length);
        if (!double.IsFinite(value))
        {
            return (at, value, none, EstimateStatus.Failed);
        }

        var (slope, curvature) = Derivatives(at);
        var isFresh = true;
        while (true)
        {
            if (_options.CancellationToken.IsCancellationRequested)
            {
                return (at, value, none, EstimateStatus.Cancelled);
            }

            var step = Step(curvature, slope);
            var gain = -0.5 * slope.DotProduct(step);
            if (gain <= Settled)
            {
                // What the updates take for the curvature is not the thing itself: that decides.
                var information = Information(at, value);
                var (rest, isMinimum) = Newton(information, slope);
                var left = -0.5 * slope.DotProduct(rest);
                if (isMinimum && left <= Settled)
                {
                    return (at, value, information, EstimateStatus.Converged);
                }

                if (Iterations >= _options.MaxIterations)
                {
                    return (at, value, information, EstimateStatus.IterationLimit);
                }

                var (_, reached, next) = Search(at, value, rest, Longest, slope);
                if (next is null)
                {
                    return (at, value, information, isMinimum && left <= 1e-2 ? EstimateStatus.Converged : EstimateStatus.Stalled);
                }

                Iterations++;
                (at, value) = (next, reached);
                (slope, curvature) = (Derivatives(at).Slope, 2 * information);
                isFresh = false;
                continue;
            }

            if (Iterations >= _options.MaxIterations)
            {
                return (at, value, none, EstimateStatus.IterationLimit);
            }

            Iterations++;
            var (moved, lower, to) = Search(at, value, step, Longest, slope);
            if (to is null)
            {
                if (isFresh)
                {
                    return (at, value, none, EstimateStatus.Stalled);
                }

                (slope, curvature) = Derivatives(at);
                isFresh = true;
                continue;
            }

            var (nextSlope, products) = Derivatives(to);
            var change = nextSlope - slope;
            (at, value, slope) = (to, lower, nextSlope);
            isFresh = false;
            if (change.DotProduct(moved!) > 1e-10 * change.L2Norm() * moved!.L2Norm())
            {
                var along = curvature * moved;
                curvature = curvature + (change.OuterProduct(change) / change.DotProduct(moved)) - (along.OuterProduct(along) / moved.DotProduct(along));
            }
            else
            {
                (curvature, isFresh) = (products, true);
            }
        }
    }

    /// <summary>The likelihood by importance sampling.</summary>
    public SampledLikelihood Sample(double[] numbers, int samples, int seed, double approximation)
    {
        var found = new (double Value, double Variance, double Effective)[_members.Length];
        Each(numbers, (i, subject) => found[i] = subject.Sample(_members[i], Modes[_members[i]], samples, seed));
        return new SampledLikelihood(found.Sum(static of => of.Value), Math.Sqrt(found.Sum(static of => of.Variance)), approximation, samples, found.Select(static of => of.Effective).DefaultIfEmpty(0).Min());
    }

    private (Vector<double>? Moved, double Value, double[]? To) Search(double[] at, double value, Vector<double> step, double longest, Vector<double> slope)
    {
        var factor = Math.Min(1, longest / Math.Max(step.AbsoluteMaximum(), 1e-300));
        if (slope.DotProduct(step) > 0)
        {
            factor = -factor;
        }

        var modes = (Vector<double>[])Modes.Clone();
        for (var i = 0; i < 14; i++, factor /= 2)
        {
            var moved = factor * step;
            var to = at.Zip(moved, static (from, by) => from + by).ToArray();
            var reached = Evaluate(to);
            if (reached < value)
            {
                return (moved, reached, to);
            }

            modes.CopyTo(Modes, 0);
        }

        return (null, value, null);
    }

    private static Vector<double> Step(Matrix<double> curvature, Vector<double> slope)
    {
        const double Ridge = 1e-6;
        var sizes = curvature.Diagonal().Map(static value => value > 0 ? 1 / Math.Sqrt(value) : 1);
        var scaled = Matrix<double>.Build.Dense(slope.Count, slope.Count, (i, j) => (curvature[i, j] * sizes[i] * sizes[j]) + (i == j ? Ridge : 0));
        return -scaled.Solve(slope.PointwiseMultiply(sizes)).PointwiseMultiply(sizes);
    }

    /// <summary>The step to where the slope is zero with an information, along whose flat and rising directions it does not go the wrong way.</summary>
    private static (Vector<double> Step, bool IsMinimum) Newton(Matrix<double> information, Vector<double> slope)
    {
        const double Flat = 1e-6;
        var sizes = information.Diagonal().Map(static value => value > 0 ? 1 / Math.Sqrt(value) : 1);
        var scaled = Matrix<double>.Build.Dense(slope.Count, slope.Count, (i, j) => 2 * information[i, j] * sizes[i] * sizes[j]);
        var eigen = scaled.Evd(Symmetricity.Symmetric);
        var along = eigen.EigenVectors.TransposeThisAndMultiply(slope.PointwiseMultiply(sizes));
        var step = Vector<double>.Build.Dense(slope.Count, i => -along[i] / Math.Max(Math.Abs(eigen.EigenValues[i].Real), Flat));
        return ((eigen.EigenVectors * step).PointwiseMultiply(sizes), eigen.EigenValues.All(static value => value.Real > -1e-2));
    }

    /// <summary>The slope, and the curvature that the products of the trajectories' slopes are. The differences become as long as what data can tell.</summary>
    private (Vector<double> Slope, Matrix<double> Curvature) Derivatives(double[] at)
    {
        const double Part = 0.05;
        var slopes = Matrix<double>.Build.Dense(_members.Length, at.Length);
        var steps = Array.ConvertAll(_scales, scale => Part * scale);
        for (var j = 0; j < at.Length; j++)
        {
            var (more, less) = (new double[_members.Length], new double[_members.Length]);
            foreach (var (sign, target) in new[] { (1, more), (-1, less) })
            {
                var moved = (double[])at.Clone();
                moved[j] += sign * steps[j];
                Each(moved, (i, subject) =>
                {
                    var mode = Modes[_members[i]];
                    target[i] = subject.Evaluate(_members[i], ref mode, _options);
                });
            }

            for (var i = 0; i < _members.Length; i++)
            {
                slopes[i, j] = (more[i] - less[i]) / (2 * steps[j]);
            }
        }

        for (var j = 0; j < at.Length; j++)
        {
            // The standard error that the products have, while it is of the size that was thought.
            var known = 0.5 * slopes.Column(j).L2Norm();
            _scales[j] = Math.Clamp(known > 0 ? 1 / known : _scales[j], 0.1 * _scales[j], 10 * _scales[j]);
            if (!Numbers.IsParameter(j))
            {
                _scales[j] = Math.Clamp(_scales[j], 1e-3, 0.5);
            }
        }

        return (slopes.ColumnSums(), 0.5 * slopes.TransposeThisAndMultiply(slopes));
    }

    /// <summary>Half of the second derivatives, of second differences as long as a part of the standard errors.</summary>
    private Matrix<double> Information(double[] at, double value)
    {
        const double Part = 0.3;
        var count = at.Length;
        var steps = Array.ConvertAll(_scales, scale => Part * scale);
        var (more, less) = (new double[count], new double[count]);
        var information = Matrix<double>.Build.Dense(count, count);
        for (var i = 0; i < count; i++)
        {
            (more[i], less[i]) = (Moved(i, 1, i, 0), Moved(i, -1, i, 0));
            information[i, i] = 0.5 * (more[i] - (2 * value) + less[i]) / (steps[i] * steps[i]);
            for (var j = 0; j < i; j++)
            {
                var mixed = Moved(i, 1, j, 1) - more[i] - more[j] + value + Moved(i, -1, j, -1) - less[i] - less[j] + value;
                information[i, j] = information[j, i] = 0.25 * mixed / (steps[i] * steps[j]);
            }
        }

        return information;

        double Moved(int i, int sign, int j, int other)
        {
            var moved = (double[])at.Clone();
            moved[i] += sign * steps[i];
            moved[j] += other * steps[j];
            var values = new double[_members.Length];
            Each(moved, (member, subject) =>
            {
                var mode = Modes[_members[member]];
                values[member] = subject.Evaluate(_members[member], ref mode, _options);
            });
            return values.Sum();
        }
    }

    private void Each(double[] numbers, Action<int, SubjectIntegral<TModel>> work)
    {
        var groups = (_members.Length + GroupSize - 1) / GroupSize;
        Parallel.For(0, groups, new ParallelOptions { MaxDegreeOfParallelism = _options.MaxDegreeOfParallelism }, () => Rent(numbers), (group, _, subject) =>
        {
            for (var i = group * GroupSize; i < Math.Min(_members.Length, (group + 1) * GroupSize); i++)
            {
                work(i, subject);
            }

            return subject;
        }, _idle.Add);
    }

    private SubjectIntegral<TModel> Rent(double[] numbers)
    {
        var subject = _idle.TryTake(out var one) ? one : _make();
        subject.Take(numbers);
        return subject;
    }
}
