using System;
using System.Globalization;
using System.Linq;
using ScalableMNN.Runtime.Banded;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime;

/// <summary>
/// The trajectories of a problem, how each of them fared, and what is needed for gradients. Disposing it returns its working memory for the next solve; the numbers stay.
/// </summary>
public sealed class OdeSolution : IDisposable
{
    private readonly OdeShape _shape;
    private readonly BandedEngine _engine;
    private readonly OdeOptions _options;
    private readonly LaneMemory?[] _memory;
    private readonly TrajectoryReport[] _reports;
    private int _disposed;

    internal OdeSolution(OdeShape shape, BandedEngine engine, LaneMemory?[] factors, LaneMemory?[] solves, double[] solution, TrajectoryReport[] reports, OdeOptions options)
    {
        _shape = shape;
        _engine = engine;
        _memory = [.. factors, .. solves];
        _options = options;
        _reports = reports;
        Solution = new NdArray(solution, shape.SolutionShape);
    }

    /// <summary>u, (..., T, V, R+1); the trajectories that failed are NaN.</summary>
    public NdArray Solution { get; }

    /// <summary>How each trajectory fared, the batch in row-major order.</summary>
    public ReadOnlySpan<TrajectoryReport> Reports => _reports;

    /// <summary>Whether every trajectory is <see cref="SolveStatus.Ok"/>.</summary>
    public bool IsOk => _reports.All(static report => report.Status == SolveStatus.Ok);

    /// <summary>Throws where a trajectory is not <see cref="SolveStatus.Ok"/>.</summary>
    /// <exception cref="InvalidOperationException">The message names the first trajectories that failed, with grid point, reason and fix.</exception>
    public void ThrowIfFailed()
    {
        const int Named = 3;
        var failed = Enumerable.Range(0, _reports.Length).Where(k => _reports[k].Status != SolveStatus.Ok).ToArray();
        if (failed.Length > 0)
        {
            var more = failed.Length > Named ? string.Create(CultureInfo.InvariantCulture, $" And {failed.Length - Named} more.") : string.Empty;
            throw new InvalidOperationException(string.Join(' ', failed.Take(Named).Select(Explain)) + more);
        }
    }

    /// <summary>How a trajectory fared, in words: where it failed, why, and what mends it.</summary>
    /// <param name="trajectory">The trajectory, counted through the batch in row-major order.</param>
    /// <returns>The explanation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    public string Explain(int trajectory)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trajectory);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(trajectory, _reports.Length);
        var report = _reports[trajectory];
        var at = report.Step >= 0 ? string.Create(CultureInfo.InvariantCulture, $" at grid point {report.Step}") : string.Empty;
        var what = report.Status switch
        {
            SolveStatus.Ok => "is solved.",
            SolveStatus.NotFinite when report.Step >= 0 => $"failed{at}: an input there is NaN or infinite. Replace it, or leave the trajectory out.",
            SolveStatus.NotFinite => "failed: its numbers left the range of double precision. Choose units in which inputs and solution are nearer to one.",
            SolveStatus.StepNotPositive => $"failed{at}: the step that begins there is not larger than zero. Sort the times and merge those that coincide.",
            SolveStatus.NotPositiveDefinite => $"failed{at}: its equations and initial values do not determine the solution up to there. Give more initial values or equations, or give the rows that should determine it a larger weight.",
            _ => string.Create(CultureInfo.InvariantCulture, $"is ill-conditioned: refinement moved it by {report.Correction:g2} of its size, and few digits can be trusted. Use fewer or larger steps, or fewer derivatives."),
        };
        return string.Create(CultureInfo.InvariantCulture, $"Trajectory {trajectory} of {_reports.Length} {what}");
    }

    /// <summary>Computes the gradient of a loss with respect to every input, by one solve with the factor at hand.</summary>
    /// <param name="gradient">The gradient of the loss with respect to <see cref="Solution"/>, of its shape.</param>
    /// <param name="options">How to work; by default as the solve did.</param>
    /// <returns>The gradients.</returns>
    /// <exception cref="ArgumentException">The shape is wrong.</exception>
    /// <exception cref="InvalidOperationException">The solve did not keep its factor.</exception>
    /// <exception cref="ObjectDisposedException">The solution has been disposed of.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public OdeGradient Backward(NdArray gradient, OdeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        options ??= _options;
        if (!gradient.Shape.SequenceEqual(Solution.Shape))
        {
            throw new ArgumentException($"{nameof(gradient)}: got shape {gradient}, wanted that of the solution, {Solution}.", nameof(gradient));
        }

        if (_memory.Length == 0)
        {
            throw new InvalidOperationException($"The solve did not keep what gradients need: set {nameof(OdeOptions)}.{nameof(OdeOptions.KeepFactor)}.");
        }

        var shared = 0;
        try
        {
            // A disposal meanwhile must not hand this memory to another solve.
            foreach (var memory in _memory)
            {
                ObjectDisposedException.ThrowIf(_disposed != 0 || !memory!.TryShare(), this);
                shared++;
            }

            return Compute(gradient, options);
        }
        finally
        {
            for (var i = 0; i < shared; i++)
            {
                _memory[i]!.Release();
            }
        }
    }

    /// <summary>Returns the working memory; gradients are no longer possible.</summary>
    public void Dispose()
    {
        if (System.Threading.Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            foreach (var memory in _memory)
            {
                memory?.Release();
            }
        }
    }

    private OdeGradient Compute(NdArray gradient, OdeOptions options)
    {
        var problem = _shape.Problem;
        var target = new TrajectoryGradients(
            Room(_shape.Coefficients),
            Room(_shape.RightHandSide),
            _shape.InitialPoints == 0 ? new double[_shape.Trajectories * _shape.InitialValues.Size] : Room(_shape.InitialValues),
            Room(_shape.Steps));
        var blocks = _engine.Blocks;
        _engine.Backward(_shape, _memory[..blocks], _memory[blocks..], gradient, target, options);
        return new OdeGradient(
            Reduce(problem.Coefficients, _shape.Coefficients, target.Coefficients),
            Reduce(problem.RightHandSide, _shape.RightHandSide, target.RightHandSide),
            problem.InitialValues is null ? null : Reduce(problem.InitialValues, _shape.InitialValues, target.InitialValues),
            problem.Steps is null ? null : Reduce(problem.Steps, _shape.Steps, target.Steps));
    }

    /// <summary>Room for the gradients of every trajectory; the sweep writes all of it.</summary>
    private double[] Room(Broadcast map) => GC.AllocateUninitializedArray<double>((int)checked(_shape.Trajectories * map.Size));

    /// <summary>Sums over the trajectories that share numbers, in the order of the trajectories, so that the sum does not depend on who computed what.</summary>
    private NdArray Reduce(NdArray input, Broadcast map, double[] gradients)
    {
        var size = (int)map.Size;
        var result = map.IsShared ? new double[input.Values.Length] : gradients;
        for (var trajectory = 0; trajectory < _shape.Trajectories; trajectory++)
        {
            var own = gradients.AsSpan(trajectory * size, size);
            if (!_reports[trajectory].HasSolution)
            {
                if (!map.IsShared)
                {
                    own.Fill(double.NaN);
                }

                continue;
            }

            if (map.IsShared)
            {
                Add(own, result.AsSpan((int)map.Offset(trajectory), size));
            }
        }

        return new NdArray(result, input.Shape);
    }

    private static void Add(ReadOnlySpan<double> from, Span<double> to)
    {
        var width = System.Numerics.Vector<double>.Count;
        var k = 0;
        for (; k + width <= from.Length; k += width)
        {
            (new System.Numerics.Vector<double>(from[k..]) + new System.Numerics.Vector<double>(to[k..])).CopyTo(to[k..]);
        }

        for (; k < from.Length; k++)
        {
            to[k] += from[k];
        }
    }
}
