using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ScalableMNN.Torch;

/// <summary>
/// A solve by the generated kernels of a model, on the memory of the tensors: arguments are read and their derivatives written with the tensors' own strides, the solution is written into the tensor
/// that is returned. What autograd keeps for the backward pass are those tensors.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="points">Number T of grid points.</param>
/// <param name="options">How to solve.</param>
internal abstract class ModelSolve(ModelDescription model, int points, SolveOptions options) : TorchSolve
{
    private ModelTrajectories? _solution;
    private ModelValues? _parameters;
    private ModelValues? _inputs;

    /// <summary>How the solve of each trajectory ended, the batch in row-major order.</summary>
    public ReadOnlySpan<TrajectoryReport> Reports => _solution is null ? default : _solution.Reports;

    /// <summary>How to solve.</summary>
    protected SolveOptions Options => options;

    private int Trajectories => (int)Batch.Aggregate(1L, static (product, extent) => checked(product * extent));

    /// <summary>Checks the arguments, the learned values before the inputs, and finds the batch shape.</summary>
    /// <param name="arguments">The arguments, one for each slot; null for an observation that there is not, and for the start that the model declares.</param>
    /// <param name="names">Their names.</param>
    /// <param name="type">The number type that they have to have, or null for that of the first.</param>
    /// <returns>This.</returns>
    public ModelSolve Check(Tensor?[] arguments, string[] names, torch.ScalarType? type)
    {
        var owner = $"{model.Name}Module";
        var wanted = type ?? arguments.FirstOrDefault(static argument => argument is not null)?.dtype ?? torch.get_default_dtype();
        if (wanted is not (torch.ScalarType.Float32 or torch.ScalarType.Float64))
        {
            throw new ArgumentException($"{owner}: the dtype is {wanted}. It solves in Float64 or Float32.", names.FirstOrDefault() ?? "dtype");
        }

        Type = wanted;
        var batches = new List<(string, long[])>(arguments.Length);
        for (var i = 0; i < arguments.Length; i++)
        {
            var slot = Slot(i);
            if (arguments[i] is not { } argument)
            {
                if (slot.Kind is not (ValueKind.Observed or ValueKind.Start))
                {
                    throw new ArgumentNullException(names[i], $"{owner}: {names[i]} is missing.");
                }

                continue;
            }

            TensorShape.CheckKind(owner, names[i], argument, wanted);
            var shape = argument.shape;
            var trailing = Trailing(slot);
            var fits = shape.Length >= trailing.Length;
            for (var d = 0; fits && d < trailing.Length; d++)
            {
                var extent = shape[shape.Length - trailing.Length + d];
                fits = extent == trailing[d] || (extent == 1 && slot.Per == Per.Step && trailing[d] > 0);
            }

            if (slot.Per == Per.Model)
            {
                fits = argument.numel() == 1;
            }

            if (!fits)
            {
                throw new ArgumentException($"{owner}: {names[i]} has shape {TensorShape.Describe(shape)}, wanted {Wants(slot)}.", names[i]);
            }

            if (slot.Per != Per.Model)
            {
                batches.Add((names[i], shape[..^trailing.Length]));
            }
        }

        Batch = TensorShape.Broadcast(owner, batches);
        return this;
    }

    /// <inheritdoc/>
    public override Tensor?[] Kept(Tensor?[] arguments) => [.. arguments, Stored];

    /// <inheritdoc/>
    public override Tensor Solve(Tensor?[] arguments)
    {
        using var scope = torch.NewDisposeScope();
        using var places = new TensorPlace();
        (_parameters, _inputs) = NewValues();
        Read(places, arguments, (_parameters, _inputs));
        _solution = CreateSolution(_parameters, _inputs);
        if (!IsRectangular)
        {
            Run(_solution);
            return Padded(_solution.AsMemory()).to(Type).MoveToOuterDisposeScope();
        }

        // A view, because it must not be changed in place: the backward pass reads it.
        var result = torch.empty([Trajectories * Trajectory.Aggregate(1L, static (product, extent) => product * extent)], dtype: torch.ScalarType.Float64).view([.. Batch, .. Trajectory]);
        var (numbers, layout) = places.Write(result, Batch, Trajectory);
        _solution.Place(numbers, layout);
        Run(_solution);
        Stored = result.detach().MoveToOuterDisposeScope();
        return (Type == torch.ScalarType.Float64 ? result : result.to(Type)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor?[] Differentiate(Tensor gradient, Tensor?[] kept, bool again) =>
        again ? Parts(new GradientSolve(this).Apply([gradient, .. kept])) : Differentiate(gradient, kept);

    /// <summary>Differentiates a loss by the kernels.</summary>
    /// <param name="gradient">Its derivative with respect to the solution.</param>
    /// <param name="kept">The tensors that were kept.</param>
    /// <returns>Its derivative with respect to each argument, where it is wanted.</returns>
    public Tensor?[] Differentiate(Tensor gradient, Tensor?[] kept)
    {
        using var off = torch.no_grad();
        using var places = new TensorPlace();
        var cotangent = ReadAgain(places, gradient, kept);
        return Collect(places, kept, (parameters, inputs) => Gradient(_solution!, cotangent, parameters, inputs));
    }

    /// <summary>Differentiates the solution, and what the kernels gave for a derivative with respect to it, along a direction in the space of the arguments.</summary>
    /// <param name="gradient">The derivative with respect to the solution.</param>
    /// <param name="kept">The tensors that were kept.</param>
    /// <param name="direction">The direction: the wanted arguments' parts, one after the other.</param>
    /// <returns>The changes of the solution, and of the derivative with respect to each argument where it is wanted.</returns>
    public (Tensor Solution, Tensor?[] Gradient) DifferentiateAlong(Tensor gradient, Tensor?[] kept, Tensor direction)
    {
        using var off = torch.no_grad();
        using var places = new TensorPlace();
        var cotangent = ReadAgain(places, gradient, kept);
        var along = NewValues();
        Read(places, Parts(direction), along, isDirection: true);
        var change = CreateCotangent(_solution!);
        var result = IsRectangular ? torch.empty([.. Batch, .. Trajectory], dtype: torch.ScalarType.Float64) : null;
        if (result is not null)
        {
            var (numbers, layout) = places.Write(result, Batch, Trajectory);
            change.Place(numbers, layout);
        }

        var gradients = Collect(places, kept, (parameters, inputs) => GradientAlong(_solution!, cotangent, along.Parameters, along.Inputs, change, parameters, inputs));
        return ((result ?? Padded(change.AsMemory())).to(Type), gradients);
    }

    /// <summary>Puts the wanted arguments' derivatives one after the other.</summary>
    public Tensor Join(Tensor?[] gradients) => torch.cat([.. gradients.Where((_, i) => Wanted[i]).Select(static gradient => gradient!.contiguous().view(-1))]);

    /// <summary>The wanted arguments' parts of what <see cref="Join"/> has put together.</summary>
    private Tensor?[] Parts(Tensor joined)
    {
        var parts = new Tensor?[Wanted.Length];
        var start = 0L;
        for (var i = 0; i < parts.Length; i++)
        {
            if (Wanted[i])
            {
                var length = Shapes[i].Aggregate(1L, static (product, extent) => product * extent);
                parts[i] = joined.narrow(0, start, length).view(Shapes[i]);
                start += length;
            }
        }

        return parts;
    }

    /// <summary>Lets the kernels read arguments and solution where autograd kept them.</summary>
    /// <returns>The derivative with respect to the solution, as they read it.</returns>
    private ModelCotangent ReadAgain(TensorPlace places, Tensor gradient, Tensor?[] kept)
    {
        var solution = _solution!;
        Read(places, kept.AsSpan(0, Wanted.Length), (_parameters!, _inputs!));
        var cotangent = CreateCotangent(solution);
        if (IsRectangular)
        {
            var (own, ownLayout) = places.Write(kept[^1]!, Batch, Trajectory);
            solution.Place(own, ownLayout);
            var (numbers, layout) = places.Read(gradient, Batch, Trajectory);
            cotangent.Place(numbers, layout);
        }
        else
        {
            foreach (var (state, own) in States(cotangent.AsMemory(), gradient))
            {
                state.copy_(own);
            }
        }

        return cotangent;
    }

    /// <summary>Has derivatives with respect to the arguments written into tensors.</summary>
    private Tensor?[] Collect(TensorPlace places, Tensor?[] kept, Action<ModelValues, ModelValues> differentiate)
    {
        var (parameters, inputs) = NewValues();
        var results = new Tensor?[Wanted.Length];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = MakeRoom(places, i, kept[i], (parameters, inputs));
        }

        differentiate(parameters, inputs);
        for (var i = 0; i < results.Length; i++)
        {
            if (Wanted[i])
            {
                var result = Slot(i).Per == Per.Model
                    ? torch.tensor(Numbers(i, (parameters, inputs)).ToArray(), dtype: torch.ScalarType.Float64).view(Shapes[i])
                    : TensorShape.SumTo(results[i]!, Shapes[i]);
                results[i] = result.to(Type);
            }
        }

        return results;
    }

    private (ModelValues Parameters, ModelValues Inputs) NewValues() =>
        (CreateParameters(points, model.Parameters.Any(static slot => slot.Per != Per.Model) ? Trajectories : 1), CreateInputs(points, Trajectories));

    /// <summary>Makes the learned values.</summary>
    protected abstract ModelValues CreateParameters(int points, int trajectories);

    /// <summary>Makes the inputs.</summary>
    protected abstract ModelValues CreateInputs(int points, int trajectories);

    /// <summary>Makes room for the solution.</summary>
    protected abstract ModelTrajectories CreateSolution(ModelValues parameters, ModelValues inputs);

    /// <summary>Makes room for the derivative with respect to the solution.</summary>
    protected abstract ModelCotangent CreateCotangent(ModelTrajectories solution);

    /// <summary>Solves.</summary>
    protected abstract void Run(ModelTrajectories solution);

    /// <summary>Says on the trace, from within a backward pass, that derivatives with respect to arguments are not finite.</summary>
    /// <param name="notFinite">Which and why, or null.</param>
    protected static void Tell(string? notFinite)
    {
        if (notFinite is not null)
        {
            Trace.TraceWarning($"ScalableMNN: a gradient is not finite. {notFinite}");
        }
    }

    /// <summary>Differentiates.</summary>
    /// <param name="solution">The solution.</param>
    /// <param name="cotangent">The derivative with respect to it.</param>
    /// <param name="parameters">Receives the derivatives with respect to the learned values.</param>
    /// <param name="inputs">Receives those with respect to the inputs.</param>
    protected abstract void Gradient(ModelTrajectories solution, ModelCotangent cotangent, ModelValues parameters, ModelValues inputs);

    /// <summary>Differentiates solution and derivatives along a direction.</summary>
    /// <param name="solution">The solution.</param>
    /// <param name="cotangent">The derivative with respect to it.</param>
    /// <param name="alongParameters">The direction, in the shapes of the learned values.</param>
    /// <param name="alongInputs">The direction, in the shapes of the inputs.</param>
    /// <param name="change">Receives the change of the solution.</param>
    /// <param name="parameters">Receives the changes of the derivatives with respect to the learned values.</param>
    /// <param name="inputs">Receives those of the derivatives with respect to the inputs.</param>
    protected abstract void GradientAlong(
        ModelTrajectories solution, ModelCotangent cotangent, ModelValues alongParameters, ModelValues alongInputs, ModelCotangent change, ModelValues parameters, ModelValues inputs);

    /// <summary>The dimensions of a trajectory.</summary>
    private long[] Trajectory => [points, model.States.Count, model.States[0].Order + 1];

    /// <summary>Makes room for the derivative with respect to an argument: a tensor with the strides of the argument, if its numbers lie in one piece, which autograd then takes as it is.</summary>
    /// <returns>The tensor, over the whole batch; null where there is none, or where it is a number for the whole model.</returns>
    private Tensor? MakeRoom(TensorPlace places, int argument, Tensor? kept, (ModelValues Parameters, ModelValues Inputs) both)
    {
        var slot = Slot(argument);
        var (values, index) = Find(argument, both);
        if (!Wanted[argument])
        {
            values.Discard(index);
            return null;
        }

        if (slot.Per == Per.Model)
        {
            return null;
        }

        var trailing = Trailing(slot);
        long[] whole = [.. Batch, .. trailing];
        var numbers = whole.Aggregate(1L, static (product, extent) => product * extent);
        if (numbers == 0)
        {
            return torch.zeros(whole, dtype: torch.ScalarType.Float64);
        }

        var room = kept!.dtype == torch.ScalarType.Float64 && kept.shape.AsSpan().SequenceEqual(whole) && IsOnePiece(whole, kept.stride())
            ? torch.empty_strided(whole, kept.stride(), dtype: torch.ScalarType.Float64)
            : torch.empty(whole, dtype: torch.ScalarType.Float64);
        var (memory, layout) = places.Write(room, Batch, trailing);
        values.Place(index, memory, layout);
        return room;

        bool IsOnePiece(long[] shape, long[] strides) =>
            TensorPlace.Extent(shape, strides) == numbers && TensorPlace.Layout(shape, strides, Batch, trailing) is { RowStride: > 0, TrajectoryStride: > 0 };
    }

    /// <summary>Lets the kernels read tensors as values. An observation that there is not stays missing, a start as it is declared; in a direction, what there is not is zero.</summary>
    private void Read(TensorPlace places, ReadOnlySpan<Tensor?> arguments, (ModelValues Parameters, ModelValues Inputs) values, bool isDirection = false)
    {
        // First the places: the values then take memory for what is left only.
        for (var i = 0; i < arguments.Length; i++)
        {
            var slot = Slot(i);
            if (slot.Per != Per.Model && arguments[i] is { } argument && Trailing(slot) is var trailing && Array.IndexOf(trailing, 0) < 0)
            {
                var (numbers, layout) = places.Read(argument, Batch, trailing);
                var (owner, index) = Find(i, values);
                owner.Place(index, numbers, layout);
            }
        }

        if (isDirection)
        {
            values.Parameters.Values.Clear();
            values.Inputs.Values.Clear();
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            if (Slot(i).Per == Per.Model && arguments[i] is { } argument)
            {
                Numbers(i, values)[0] = argument.ToDouble();
            }
        }
    }

    /// <summary>The values that an argument belongs to, and its slot there: the learned values come before the inputs.</summary>
    private (ModelValues Values, int Slot) Find(int argument, (ModelValues Parameters, ModelValues Inputs) both) =>
        argument < model.Parameters.Count ? (both.Parameters, argument) : (both.Inputs, argument - model.Parameters.Count);

    private Span<double> Numbers(int argument, (ModelValues Parameters, ModelValues Inputs) both)
    {
        var (values, slot) = Find(argument, both);
        return values.Slot(slot);
    }

    private ValueSlot Slot(int argument) => argument < model.Parameters.Count ? model.Parameters[argument] : model.Inputs[argument - model.Parameters.Count];

    /// <summary>The dimensions after the batch.</summary>
    private long[] Trailing(ValueSlot slot) => slot switch
    {
        { Kind: ValueKind.Initial } when slot.Components > slot.Orders => [slot.Components / slot.Orders, slot.Orders],
        { Kind: ValueKind.Initial } => [slot.Orders],
        { Per: Per.Step, Kind: ValueKind.Steps } => [points - 1],
        { Per: Per.Step } => [points],
        _ => [],
    };

    private string Wants(ValueSlot slot) => slot switch
    {
        { Per: Per.Model } => "a single number, shape (): it is one for the whole model",
        { Kind: ValueKind.Initial } when slot.Components > slot.Orders => $"(..., {slot.Components / slot.Orders}, {slot.Orders}): the given points, and at each of them {slot.Name} and its derivatives",
        { Kind: ValueKind.Initial } => $"(..., {slot.Orders}): {slot.Name}{(slot.Orders > 1 ? " and its derivatives" : string.Empty)} at the first grid point; add a last dimension with unsqueeze(-1) where it is missing",
        { Kind: ValueKind.Steps, Per: Per.Step } => $"(..., {points - 1} or 1): one for each interval between the {points} grid points",
        { Per: Per.Step } => $"(..., {points} or 1): one for each of the {points} grid points",
        _ => "(...): one for each trajectory",
    };

    private Tensor BatchFirst(ReadOnlyMemory<double> memory, long[] trailing)
    {
        var tensor = SharedMemory.ToTensor(memory, [.. trailing, .. Batch]);
        return trailing.Length == 0
            ? tensor
            : tensor.permute([.. Enumerable.Range(trailing.Length, Batch.Length).Select(static d => (long)d), .. Enumerable.Range(0, trailing.Length).Select(static d => (long)d)]);
    }

    private int LargestOrder => model.States.Max(static state => state.Order);

    private bool IsRectangular => model.States.All(state => state.Order == model.States[0].Order);

    /// <summary>The solution of states with different orders: zero where a state has no such derivative.</summary>
    private Tensor Padded(ReadOnlyMemory<double> memory)
    {
        var result = torch.zeros([.. Batch, points, model.States.Count, LargestOrder + 1], dtype: torch.ScalarType.Float64);
        foreach (var (state, own) in States(memory, result))
        {
            own.copy_(state);
        }

        return result;
    }

    /// <summary>Each state in the kernels' memory, beside its part of a padded tensor.</summary>
    private IEnumerable<(Tensor State, Tensor Part)> States(ReadOnlyMemory<double> memory, Tensor padded)
    {
        var all = BatchFirst(memory, [points, model.Layout.Unknowns]);
        for (var v = 0; v < model.States.Count; v++)
        {
            var state = model.States[v];
            yield return (all.narrow(-1, state.Offset, state.Order + 1), padded.select(-2, v).narrow(-1, 0, state.Order + 1));
        }
    }
}
