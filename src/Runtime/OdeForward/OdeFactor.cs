using System;
using System.Linq;
using ScalableMNN.Runtime.Banded;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime;

/// <summary>
/// The factor of a problem, frozen: it solves for other right-hand sides and initial values without factorising again. It belongs to the coefficients, steps and weights it was made from;
/// it holds its own copy of them. Any number of threads may solve with it at once. Disposing it returns its memory; solutions made with it stay usable.
/// </summary>
public sealed class OdeFactor : IDisposable
{
    private readonly OdeShape _shape;
    private readonly BandedEngine _engine;
    private readonly LaneMemory?[] _memory;
    private readonly FactorReport[] _reports;
    private int _disposed;

    internal OdeFactor(OdeShape shape, BandedEngine engine, LaneMemory?[] memory, FactorReport[] reports)
    {
        _shape = shape;
        _engine = engine;
        _memory = memory;
        _reports = reports;
    }

    /// <summary>The batch shape that every solve has.</summary>
    public ReadOnlySpan<int> Batch => _shape.Batch;

    /// <summary>Whether every trajectory could be factorised.</summary>
    public bool IsOk => _reports.All(static report => report.Status == SolveStatus.Ok);

    /// <summary>Solves for other right-hand sides and initial values.</summary>
    /// <param name="rightHandSide">The right-hand sides, (..., T|1, E); their batch dimensions broadcast to <see cref="Batch"/>.</param>
    /// <param name="initialValues">The values given at the first points, (..., I|1, V, J), with I and J as in the problem the factor was made from; nothing where that had none.</param>
    /// <param name="options">How to work.</param>
    /// <returns>The solution, whose gradients reach all inputs, those of the factor too.</returns>
    /// <exception cref="ArgumentException">A shape is wrong, or does not fit the factor.</exception>
    /// <exception cref="ObjectDisposedException">The factor has been disposed of.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public OdeSolution Solve(NdArray rightHandSide, NdArray? initialValues = null, OdeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rightHandSide);
        options ??= OdeOptions.Default;
        var shape = OdeShape.Of(
            _shape.Problem with
            {
                RightHandSide = rightHandSide,
                InitialValues = initialValues,
                InitialPoints = initialValues is null || _shape.InitialPoints == 0 ? null : _shape.InitialPoints,
            },
            _shape.Batch);
        if (shape.Equations != _shape.Equations || shape.InitialPoints != _shape.InitialPoints || shape.InitialOrders != _shape.InitialOrders)
        {
            throw new ArgumentException(
                $"{nameof(initialValues)}: got {(initialValues is null ? "none" : "shape " + initialValues)}, wanted (..., {_shape.InitialPoints} or 1, {_shape.States}, {_shape.InitialOrders}) as in the problem the factor was made from: which values are given is part of the factor.",
                nameof(initialValues));
        }

        // The engine of the new shape: whether right-hand sides are the same at every point concerns the solve alone, the factor's layout does not depend on it.
        var engine = _engine.For(shape);
        var shared = 0;
        var solves = options.KeepFactor ? new LaneMemory?[engine.Blocks] : null;
        var kept = false;
        try
        {
            foreach (var memory in _memory)
            {
                ObjectDisposedException.ThrowIf(_disposed != 0 || !memory!.TryShare(), this);
                shared++;
            }

            var solution = GC.AllocateUninitializedArray<double>(checked(shape.Trajectories * shape.Points * shape.Unknowns));
            var reports = new TrajectoryReport[shape.Trajectories];
            engine.Solve(shape, _memory, _reports, solves, solution, reports, options);
            kept = solves is not null;
            return new OdeSolution(shape, engine, kept ? _memory : [], solves ?? [], solution, reports, options);
        }
        finally
        {
            if (!kept)
            {
                for (var i = 0; i < shared; i++)
                {
                    _memory[i]!.Release();
                }

                OdeForward.Release(solves);
            }
        }
    }

    /// <summary>Returns the memory of the factor.</summary>
    public void Dispose()
    {
        if (System.Threading.Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            OdeForward.Release(_memory);
        }
    }
}
