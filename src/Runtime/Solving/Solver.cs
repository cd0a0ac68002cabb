using System;
using System.Runtime.Intrinsics;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Marching;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>
/// Solves and differentiates batches with the kernels of a model. Trajectories stand side by side in lanes, lane blocks are spread over the cores; the result of a trajectory
/// is the same to the last bit whatever its batch mates and the number of cores. The generated members of a model are the convenient way in.
/// </summary>
public static class Solver
{
    /// <summary>Solves a batch.</summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <param name="solution">Holds the problem and receives its solution.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <exception cref="ArgumentException">
    /// An input was never set, or data are to be followed and there are several at one grid point. A bad value in some trajectories is no exception: their reports tell.
    /// </exception>
    /// <exception cref="OperationCanceledException">The solve was cancelled.</exception>
    public static void Solve<TModel>(ModelTrajectories solution, SolveOptions? options = null)
        where TModel : IMechanisticModel<TModel>
    {
        ArgumentNullException.ThrowIfNull(solution);
        CheckModel<TModel>(solution);
        solution.Problem.CheckGiven();
        SolveGiven<TModel>(solution, options ?? SolveOptions.Default);
    }

    /// <summary>Solves a batch whose inputs are known to be given; where all are NaN, that is for the reports to say.</summary>
    internal static void SolveGiven<TModel>(ModelTrajectories solution, SolveOptions options)
        where TModel : IMechanisticModel<TModel>
    {
        var problem = solution.Problem;
        if ((problem.Inputs.Timeline is not null || problem.Model.March.Events.Count > 0) && !options.IsAdaptive)
        {
            options = options with { RelativeTolerance = SolveOptions.ToleranceOfSchedules };
        }

        if (options.IsAdaptive)
        {
            solution.Record = null;
            solution.ForgetCauses();
            solution.Errors = null;
            problem.Follow(data: false);
            MarchPass<TModel>.Run(solution, options);
            solution.Record = new SolveRecord(1, options, null);
            return;
        }

        problem.Follow(options.FollowData);
        var lanes = ChooseLanes(problem.Model, problem.Trajectories, problem.Points, options.Workers);
        var kept = options.KeepFactor ? Keep(solution.Record, problem, lanes) : null;
        solution.Record = null;
        solution.ForgetCauses();
        solution.Errors = options.EstimateError ? solution.Errors ?? new EstimatedErrors(solution) : null;
        var record = new SolveRecord(lanes, options, kept);
        switch ((problem.Model.Precision, lanes))
        {
            case (Precision.Single, 16):
                MixedForwardPass<TModel, SingleLane16, Lane8>.Run(solution, record);
                break;
            case (Precision.Single, 8):
                MixedForwardPass<TModel, SingleLane8, Lane4>.Run(solution, record);
                break;
            case (Precision.Single, _):
                MixedForwardPass<TModel, SingleLane1, Lane1>.Run(solution, record);
                break;
            case (_, 8):
                ForwardPass<TModel, Lane8>.Run(solution, record);
                break;
            case (_, 4):
                ForwardPass<TModel, Lane4>.Run(solution, record);
                break;
            default:
                ForwardPass<TModel, Lane1>.Run(solution, record);
                break;
        }

        ResolutionPass<TModel>.Run(solution, record.Options);
        ErrorPass<TModel>.Run(solution, record.Options);
        solution.Record = record;
    }

    /// <summary>Solves another problem of the same shape in the place of the last one, without new memory.</summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <param name="solution">Receives the solution.</param>
    /// <param name="parameters">The learned values.</param>
    /// <param name="inputs">The values that the caller gives.</param>
    /// <param name="options">The options, or null for the default ones.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or an input was never set.</exception>
    /// <exception cref="OperationCanceledException">The solve was cancelled.</exception>
    public static void SolveInto<TModel>(ModelTrajectories solution, ModelValues parameters, ModelValues inputs, SolveOptions? options = null)
        where TModel : IMechanisticModel<TModel>
    {
        Assign<TModel>(solution, parameters, inputs);
        Solve<TModel>(solution, options);
    }

    /// <summary>Puts another problem of the same shape into the place of the last one.</summary>
    internal static void Assign<TModel>(ModelTrajectories solution, ModelValues parameters, ModelValues inputs)
        where TModel : IMechanisticModel<TModel>
    {
        ArgumentNullException.ThrowIfNull(solution);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(inputs);
        CheckModel<TModel>(solution);
        if (!ReferenceEquals(solution.Problem.Parameters, parameters) || !ReferenceEquals(solution.Problem.Inputs, inputs))
        {
            var problem = new Problem(parameters, inputs);
            if (!ReferenceEquals(problem.Model, solution.Model) || problem.Trajectories != solution.TrajectoryCount || problem.Points != solution.PointCount)
            {
                throw new ArgumentException(
                    $"{problem.Model.Name}: the inputs are for {problem.Trajectories} trajectories of {problem.Points} grid points, the solution to be overwritten has {solution.TrajectoryCount} of {solution.PointCount}. Use Solve, which makes a new one.",
                    nameof(solution));
            }

            solution.Problem = problem;
        }
    }

    /// <summary>Differentiates a loss with respect to all values of a model, by one adjoint solve.</summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <typeparam name="TParameters">The parameters of the model.</typeparam>
    /// <typeparam name="TInputs">The inputs of the model.</typeparam>
    /// <param name="solution">The solution. Unless it kept its factor, its parameters and inputs must hold the numbers that it was computed from.</param>
    /// <param name="cotangent">The derivative of the loss with respect to the solution.</param>
    /// <param name="options">The options, or null for those of the solve.</param>
    /// <param name="reuse">A gradient of the same shape to be overwritten, or null for a new one.</param>
    /// <returns>The derivatives; zero for trajectories without a solution, which contribute nothing to shared values either.</returns>
    /// <exception cref="InvalidOperationException">The solution was not computed.</exception>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="SolveException">
    /// The derivative with respect to a learned value is not finite although the trajectory has a solution; the message says which equation has no derivative where. <see cref="ModelGradient{TParameters, TInputs}.NotFinite"/> says so of inputs.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static ModelGradient<TParameters, TInputs> Gradient<TModel, TParameters, TInputs>(
        ModelTrajectories solution, ModelCotangent cotangent, SolveOptions? options = null, ModelGradient<TParameters, TInputs>? reuse = null)
        where TModel : IMechanisticModel<TModel>
        where TParameters : ModelValues
        where TInputs : ModelValues
    {
        var run = BeginGradient<TModel, TParameters, TInputs>(solution, cotangent, options, reuse, out var gradient);
        if (run.Record.Options.IsAdaptive)
        {
            var left = MarchAdjointPass<TModel>.Run(run);
            gradient.NotFinite = run.Fault is null ? left : left is null ? run.Fault.Message : $"{run.Fault.Message}\n{left}";
            run.Fault?.ThrowIfOfLearned();
            return gradient;
        }

        switch ((solution.Model.Precision, run.Record.Lanes))
        {
            case (Precision.Single, 16):
                MixedAdjointPass<TModel, SingleLane16, Lane8>.Run(run);
                break;
            case (Precision.Single, 8):
                MixedAdjointPass<TModel, SingleLane8, Lane4>.Run(run);
                break;
            case (Precision.Single, _):
                MixedAdjointPass<TModel, SingleLane1, Lane1>.Run(run);
                break;
            case (_, 8):
                AdjointPass<TModel, Lane8>.Run(run);
                break;
            case (_, 4):
                AdjointPass<TModel, Lane4>.Run(run);
                break;
            default:
                AdjointPass<TModel, Lane1>.Run(run);
                break;
        }

        gradient.NotFinite = run.Fault?.Message;
        run.Fault?.ThrowIfOfLearned();
        return gradient;
    }

    /// <summary>
    /// Differentiates solution and gradient along a direction v in the space of all values: the change J v of the trajectories, and H v, the change of the gradient that
    /// <see cref="Gradient"/> gives for the same cotangent. The derivatives are exact up to rounding, because the kernels run over numbers that carry their derivatives.
    /// </summary>
    /// <remarks>
    /// The cost was four to ten times that of a solve and a gradient together, where it was measured (tests/Engines.Tests prints it). The work is done in double precision. Where a nonlinear model is solved in the sense of least squares, with a residual that is not
    /// small, the gradient neglects the curvature of the equations times the residual, as Gauss-Newton does, and so does this.
    /// </remarks>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <typeparam name="TParameters">The parameters of the model.</typeparam>
    /// <typeparam name="TInputs">The inputs of the model.</typeparam>
    /// <param name="solution">The solution; its parameters and inputs must hold the numbers that it was computed from.</param>
    /// <param name="cotangent">The derivative of a loss with respect to the solution, which itself stays as it is.</param>
    /// <param name="direction">v: a number for each value, in the shapes of parameters and inputs; what it holds for missing observations does not matter.</param>
    /// <param name="change">Receives J v, the derivative of the trajectories along v.</param>
    /// <param name="options">Cores and cancellation, or null for the options of the solve.</param>
    /// <param name="reuse">What receives H v, or null for a new one.</param>
    /// <returns>H v; zero for trajectories without a solution.</returns>
    /// <exception cref="InvalidOperationException">The solution was not computed.</exception>
    /// <exception cref="ArgumentException">The shapes do not fit, or the batch is too large for a single array of scratch.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static ModelGradient<TParameters, TInputs> GradientAlong<TModel, TParameters, TInputs>(
        ModelTrajectories solution, ModelCotangent cotangent, ModelGradient<TParameters, TInputs> direction, ModelCotangent change, SolveOptions? options = null, ModelGradient<TParameters, TInputs>? reuse = null)
        where TModel : IMechanisticModel<TModel>
        where TParameters : ModelValues
        where TInputs : ModelValues
    {
        ArgumentNullException.ThrowIfNull(direction);
        ArgumentNullException.ThrowIfNull(change);
        var begun = BeginGradient<TModel, TParameters, TInputs>(solution, cotangent, options, reuse, out var gradient);
        if (begun.Record.Options.IsAdaptive)
        {
            throw new NotSupportedException($"{solution.Model.Name} was solved with SolveOptions.RelativeTolerance, of which there are first derivatives only. Solve on the grid as it is to differentiate twice.");
        }

        var problem = solution.Problem;
        if (!direction.Parameters.HasShapeOf(problem.Parameters) || !direction.Inputs.HasShapeOf(problem.Inputs))
        {
            throw new ArgumentException($"{solution.Model.Name}: the direction has another shape than the parameters and inputs of the solution.", nameof(direction));
        }

        if (!ReferenceEquals(change.Model, solution.Model) || change.TrajectoryCount != problem.Trajectories || change.PointCount != problem.Points)
        {
            throw new ArgumentException($"{solution.Model.Name}: the change of the trajectories has another shape than the solution. Construct it from the solution.", nameof(change));
        }

        var along = new Problem(direction.Parameters, direction.Inputs);
        along.Follow(problem.FollowsData);
        var run = begun with { Direction = along, Change = change };
        if (DirectionPass<TModel, Lane1>.Scratch(problem.Model.Layout, problem.Points) > Array.MaxLength - 64)
        {
            throw new ArgumentException($"A trajectory of {problem.Model.Name} with {problem.Points} grid points needs more scratch than fits one array. Solve it in shorter pieces.", nameof(solution));
        }

        const long Limit = 1L << 28;
        var (isBatch, workers) = (problem.Trajectories > 1, run.Options.Workers);
        if (isBatch && Vector512.IsHardwareAccelerated && (problem.Trajectories + 7) / 8 >= workers && DirectionPass<TModel, Lane8>.Scratch(problem.Model.Layout, problem.Points) < Limit)
        {
            DirectionPass<TModel, Lane8>.Run(run);
        }
        else if (isBatch && Vector256.IsHardwareAccelerated && DirectionPass<TModel, Lane4>.Scratch(problem.Model.Layout, problem.Points) < Limit)
        {
            DirectionPass<TModel, Lane4>.Run(run);
        }
        else
        {
            DirectionPass<TModel, Lane1>.Run(run);
        }

        gradient.NotFinite = run.Fault?.Message;
        return gradient;
    }

    /// <summary>Checks what a gradient is asked for, and makes room for it.</summary>
    internal static AdjointRun BeginGradient<TModel, TParameters, TInputs>(
        ModelTrajectories solution, ModelCotangent cotangent, SolveOptions? options, ModelGradient<TParameters, TInputs>? reuse, out ModelGradient<TParameters, TInputs> gradient)
        where TModel : IMechanisticModel<TModel>
        where TParameters : ModelValues
        where TInputs : ModelValues
    {
        ArgumentNullException.ThrowIfNull(solution);
        ArgumentNullException.ThrowIfNull(cotangent);
        CheckModel<TModel>(solution);
        var record = solution.Record ?? throw new InvalidOperationException($"The solution of {solution.Model.Name} was not computed, or its solve was cancelled. Solve before differentiating.");
        var problem = solution.Problem;
        if (!ReferenceEquals(cotangent.Model, solution.Model) || cotangent.TrajectoryCount != problem.Trajectories || cotangent.PointCount != problem.Points)
        {
            throw new ArgumentException(
                $"{solution.Model.Name}: the cotangent is for {cotangent.TrajectoryCount} trajectories of {cotangent.PointCount} grid points, the solution has {problem.Trajectories} of {problem.Points}. Construct the cotangent from the solution.",
                nameof(cotangent));
        }

        if (reuse is not null && !(reuse.Parameters.HasShapeOf(problem.Parameters) && reuse.Inputs.HasShapeOf(problem.Inputs)))
        {
            throw new ArgumentException($"{solution.Model.Name}: the gradient to be overwritten has another shape than the parameters and inputs of the solution. Pass null for a new one.", nameof(reuse));
        }

        gradient = reuse ?? new ModelGradient<TParameters, TInputs>((TParameters)problem.Parameters.Blank(), (TInputs)problem.Inputs.Blank());
        return new AdjointRun(solution, cotangent, gradient.Parameters, gradient.Inputs, options ?? record.Options, record);
    }

    /// <summary>
    /// How many trajectories stand side by side: as many as a vector holds, as long as there are enough blocks for the cores and a block fits into an array.
    /// </summary>
    internal static int ChooseLanes(ModelDescription model, int trajectories, int points, int workers)
    {
        var isSingle = model.Precision == Precision.Single;
        var lane = isSingle ? MixedLayout.Largest(model.Layout, points) : BlockLayout.Largest(model.Layout, points);
        if (lane > Array.MaxLength - 64)
        {
            throw new ArgumentException($"A trajectory of {model.Name} with {points} grid points needs {lane} numbers of scratch, more than the {Array.MaxLength} that fit one array. Solve it in shorter pieces.", nameof(points));
        }

        // A block far larger than any cache gains nothing from its width, and memory is not endless.
        const long Limit = 1L << 28;
        var (wide, narrow) = isSingle ? (16, 8) : (8, 4);
        if (trajectories > 1 && Vector512.IsHardwareAccelerated && (trajectories + wide - 1) / wide >= workers && lane * wide < Limit)
        {
            return wide;
        }

        return trajectories > 1 && Vector256.IsHardwareAccelerated && lane * narrow < Limit ? narrow : 1;
    }

    /// <summary>How many numbers of a trajectory outlive a solve that keeps its factor.</summary>
    internal static int KeptOf(ModelDescription model, int points) =>
        model.Precision == Precision.Single ? new MixedLayout(model.Layout, points).Kept : new BlockLayout(model.Layout, points).Kept;

    private static LaneArray[] Keep(SolveRecord? last, Problem problem, int lanes)
    {
        var length = KeptOf(problem.Model, problem.Points) * lanes;
        var blocks = (problem.Trajectories + lanes - 1) / lanes;
        if (last?.Kept is { } kept && last.Lanes == lanes && kept.Length == blocks)
        {
            return kept;
        }

        kept = new LaneArray[blocks];
        for (var block = 0; block < blocks; block++)
        {
            kept[block] = LaneArray.Allocate(length);
        }

        return kept;
    }

    private static void CheckModel<TModel>(StateStorage solution)
        where TModel : IMechanisticModel<TModel>
    {
        if (!ReferenceEquals(TModel.Description, solution.Model))
        {
            throw new ArgumentException($"The solution belongs to {solution.Model.Name}, not to {TModel.Description.Name}. Use the Trajectories of the model that is solved.", nameof(solution));
        }
    }
}
