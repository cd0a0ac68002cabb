using System;
using System.ComponentModel;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Accelerators;

/// <summary>
/// The host's part of a solve on an accelerator: checks the problem before, and reports on each trajectory after. Used by the code that is generated for accelerators.
/// </summary>
/// <typeparam name="TModel">The model.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DeviceSolve<TModel>
    where TModel : IMechanisticModel<TModel>
{
    /// <summary>How many numbers a kernel reports of each trajectory.</summary>
    public const int ReportLength = 9;

    private readonly ModelTrajectories _solution;
    private readonly SolveRecord _record;
    private readonly SolveRecord _reported;

    /// <summary>Begins a solve.</summary>
    /// <param name="solution">Receives the solution.</param>
    /// <param name="parameters">The learned values.</param>
    /// <param name="inputs">The values that the caller gives.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, an input was never set, or data are to be followed and there are several at one grid point.</exception>
    /// <exception cref="NotSupportedException">An option is not available on an accelerator.</exception>
    public DeviceSolve(ModelTrajectories solution, ModelValues parameters, ModelValues inputs, SolveOptions? options)
    {
        ArgumentNullException.ThrowIfNull(solution);
        Solver.Assign<TModel>(solution, parameters, inputs);
        parameters.CheckUnplaced();
        inputs.CheckUnplaced();
        if (inputs.Timeline is not null || inputs.Model.March.Events.Count > 0)
        {
            throw new NotSupportedException($"{inputs.Model.Name}: inputs of a schedule, and models with events, are solved with a tolerance, on the processor; accelerators solve on the grid as it is. Use Solve, or make inputs with a grid.");
        }

        solution.Problem.CheckGiven();
        Options = options ?? SolveOptions.Default;
        if (Options.IsAdaptive)
        {
            throw new NotSupportedException("SolveOptions.RelativeTolerance is for the processor: accelerators solve on the grid as it is. Call Solve instead, or leave it 0.");
        }

        solution.Problem.Follow(Options.FollowData);
        if (Options.Estimates)
        {
            throw new NotSupportedException($"{solution.Model.Name}: errors and condition numbers are not estimated on an accelerator. Leave SolveOptions.EstimateError and EstimateCondition false, or use Solve.");
        }

        if (!solution.Model.IsLinear)
        {
            Start = Options.Start;
            NonlinearOutcome.Check(solution, Start);
        }

        _solution = solution;
        var lanes = Solver.ChooseLanes(solution.Model, solution.TrajectoryCount, solution.PointCount, Options.Workers);
        _record = new SolveRecord(lanes, Options with { KeepFactor = false, Start = null }, null);
        _reported = Start is null ? _record : _record with { Options = _record.Options with { Start = Start } };
        solution.Record = null;
        solution.ForgetCauses();
        solution.Errors = null;
    }

    /// <summary>The options.</summary>
    public SolveOptions Options { get; }

    /// <summary>Trajectories to start a nonlinear model from, or null.</summary>
    public ModelTrajectories? Start { get; }

    /// <summary>Where the solution goes: unknown n at grid point t of trajectory b at (t N + n) B + b.</summary>
    public Span<double> Values => _solution.Innermost;

    /// <summary>Reports on some trajectories whose solution has been written, and turns what has none into NaN.</summary>
    /// <param name="first">The first of the trajectories.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="report">What the kernel reports: <see cref="ReportLength"/> rows of a number for each of them.</param>
    public void Report(int first, int count, ReadOnlySpan<double> report)
    {
        Span<double> numbers = stackalloc double[4];
        for (var i = 0; i < count; i++)
        {
            for (var row = 0; row < numbers.Length; row++)
            {
                numbers[row] = report[(row * count) + i];
            }

            var lostAt = _solution.Model.IsLinear ? default : report.Slice((8 * count) + i, 1);
            ForwardPass<TModel, Lane1>.Report(_solution, _reported, report[(4 * count) + i] != 0, first + i, 1, numbers, lostAt);
            if (!_solution.Model.IsLinear)
            {
                NonlinearOutcome.ReportIterations(
                    _solution, Start, first + i, (int)report[(5 * count) + i], report[(6 * count) + i], report[(7 * count) + i] != 0, report[(8 * count) + i]);
            }
        }
    }

    /// <summary>Ends the solve: the solution can be differentiated from now on.</summary>
    /// <returns>What tells this solution from a later one in the same memory.</returns>
    public object Complete()
    {
        _solution.Record = _record;
        return _record;
    }
}
