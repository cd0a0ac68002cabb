using System;
using System.Buffers;
using System.ComponentModel;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Accelerators;

/// <summary>
/// The host's part of a gradient on an accelerator: checks the shapes before, and brings the derivatives into the shapes of the values after. Used by the code that is generated for accelerators.
/// </summary>
/// <typeparam name="TModel">The model.</typeparam>
/// <typeparam name="TParameters">The parameters of the model.</typeparam>
/// <typeparam name="TInputs">The inputs of the model.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DeviceGradient<TModel, TParameters, TInputs> : IDisposable
    where TModel : IMechanisticModel<TModel>
    where TParameters : ModelValues
    where TInputs : ModelValues
{
    private readonly ModelGradient<TParameters, TInputs> _gradient;
    private readonly AdjointRun _run;

    /// <summary>Begins a gradient.</summary>
    /// <param name="solution">The solution.</param>
    /// <param name="cotangent">The derivative of the loss with respect to it.</param>
    /// <param name="options">The options, or null for those of the solve.</param>
    /// <param name="reuse">A gradient of the same shape to be overwritten, or null for a new one.</param>
    /// <exception cref="InvalidOperationException">The solution was not computed.</exception>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public DeviceGradient(ModelTrajectories solution, ModelCotangent cotangent, SolveOptions? options, ModelGradient<TParameters, TInputs>? reuse)
    {
        _run = Solver.BeginGradient<TModel, TParameters, TInputs>(solution, cotangent, options, reuse, out _gradient);
        var problem = solution.Problem;
        _gradient.Parameters.CheckUnplaced();
        _gradient.Inputs.CheckUnplaced();
        var shared = 0;
        foreach (ref readonly var source in problem.Header.AsSpan())
        {
            shared += source.Shared ? 1 : 0;
        }

        _run.Shared = shared == 0 ? [] : ArrayPool<double>.Shared.Rent(shared * problem.Trajectories);
    }

    /// <summary>The options.</summary>
    public SolveOptions Options => _run.Options;

    /// <summary>The learned values that the solution was computed from.</summary>
    public ModelValues Parameters => _run.Solution.Problem.Parameters;

    /// <summary>The given values that the solution was computed from.</summary>
    public ModelValues Inputs => _run.Solution.Problem.Inputs;

    /// <summary>Whether the solution followed observed values.</summary>
    public bool FollowsData => _run.Solution.Problem.FollowsData;

    /// <summary>What tells the solution from another one in the same memory.</summary>
    public object Record => _run.Record;

    /// <summary>How many numbers a kernel gives for each trajectory.</summary>
    public long GradientLength => _run.Solution.Model.Layout.Header + ((_run.Solution.PointCount + 2L) * _run.Solution.Model.Layout.Steps);

    /// <summary>Takes in the derivatives of some trajectories.</summary>
    /// <param name="first">The first of the trajectories.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="gradient">What the kernel gives: a row of a number for each of them for every value of the header, then for every value of each grid point.</param>
    public void Take(int first, int count, ReadOnlySpan<double> gradient)
    {
        var problem = _run.Solution.Problem;
        var shared = 0;
        for (var i = 0; i < problem.Header.Length; i++)
        {
            ref readonly var source = ref problem.Header[i];
            var target = source.Shared ? _run.Shared.AsSpan((shared++ * problem.Trajectories) + first) : _run.TargetOf(source).From(first);
            gradient.Slice(i * count, count).CopyTo(target);
        }

        var steps = gradient[(problem.Header.Length * count)..];
        for (var i = 0; i < problem.Steps.Length; i++)
        {
            ref readonly var source = ref problem.Steps[i];
            for (var row = 0; row < source.Rows && source.Part != ValuePart.Presence; row++)
            {
                steps.Slice(((row * problem.Steps.Length) + i) * count, count).CopyTo(_run.TargetOf(source with { Row = row }).From(first));
            }
        }
    }

    /// <summary>Ends the gradient: leaves out trajectories without a solution, and sums what trajectories share, in their order.</summary>
    /// <returns>The derivatives.</returns>
    /// <exception cref="SolveException">The derivative with respect to a learned value is not finite although the trajectory has a solution.</exception>
    public ModelGradient<TParameters, TInputs> Complete()
    {
        AdjointPass<TModel, Lane1>.ClearFailed(_run, 0, _run.Solution.TrajectoryCount);
        _run.Fault = GradientFault.Find(_run);
        AdjointPass<TModel, Lane1>.SumShared(_run, _run.Solution.Problem);
        _gradient.NotFinite = _run.Fault?.Message;
        _run.Fault?.ThrowIfOfLearned();
        return _gradient;
    }

    /// <summary>Gives scratch memory back.</summary>
    public void Dispose()
    {
        if (_run.Shared.Length > 0)
        {
            ArrayPool<double>.Shared.Return(_run.Shared);
            _run.Shared = [];
        }
    }
}
