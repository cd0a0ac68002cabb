using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ScalableMNN.Torch;

/// <summary>
/// A solve by the generated kernels of a model. The kernels' arrays have trajectories innermost: inputs are written into them in one pass, which broadcasts, transposes and converts at once; the solution
/// and the derivatives are tensors on the kernels' own memory, with strides that put the batch dimensions first.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="points">Number T of grid points.</param>
/// <param name="options">How to solve.</param>
/// <param name="spare">Where the array for the incoming derivative waits between calls.</param>
internal abstract class ModelSolve(ModelDescription model, int points, SolveOptions options, SpareCotangent spare) : TorchSolve
{
    private ModelTrajectories? _solution;

    /// <summary>How the solve of each trajectory ended, the batch in row-major order.</summary>
    public ReadOnlySpan<TrajectoryReport> Reports => _solution is null ? default : _solution.Reports;

    /// <summary>How to solve.</summary>
    protected SolveOptions Options => options;

    private int Trajectories => (int)Batch.Aggregate(1L, static (product, extent) => checked(product * extent));

    /// <summary>Checks the arguments, the learned values before the inputs, and finds the batch shape.</summary>
    /// <param name="arguments">The arguments, one for each slot; null for an observation that there is not.</param>
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
                if (slot.Kind != ValueKind.Observed)
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
    public override Tensor Solve(Tensor?[] arguments)
    {
        using var scope = torch.NewDisposeScope();
        var count = Trajectories;
        var parameters = CreateParameters(points, model.Parameters.Any(static slot => slot.Per != Per.Model) ? count : 1);
        var inputs = CreateInputs(points, count);
        Fill(parameters, arguments.AsSpan(0, model.Parameters.Count));
        Fill(inputs, arguments.AsSpan(model.Parameters.Count));
        var solution = CreateSolution(parameters, inputs);
        Run(solution);
        _solution = solution;
        var result = IsRectangular ? View(solution.AsMemory()) : Padded(solution.AsMemory());
        return (Type == torch.ScalarType.Float64 ? result : result.to(Type)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor?[] Differentiate(Tensor gradient, Tensor?[] kept, bool again)
    {
        var solution = _solution!;
        var cotangent = spare.Take(Trajectories) ?? CreateCotangent(solution);
        using (torch.no_grad())
        {
            if (IsRectangular)
            {
                Write(cotangent.AsMemory(), [points, model.States.Count, model.States[0].Order + 1], gradient);
            }
            else
            {
                foreach (var (state, own) in States(cotangent.AsMemory(), gradient))
                {
                    state.copy_(own);
                }
            }
        }

        var (parameters, inputs) = Gradient(solution, cotangent);
        spare.Return(cotangent);
        var results = new Tensor?[Wanted.Length];
        for (var i = 0; i < results.Length; i++)
        {
            if (!Wanted[i])
            {
                continue;
            }

            var values = i < model.Parameters.Count ? parameters : inputs;
            var result = Reduce(Slot(i), View(values, i < model.Parameters.Count ? i : i - model.Parameters.Count), Shapes[i]).to(Type);
            results[i] = again && gradient.requires_grad ? OnceFunction.apply(result, gradient) : result;
        }

        return results;
    }

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

    /// <summary>Differentiates.</summary>
    protected abstract (ModelValues Parameters, ModelValues Inputs) Gradient(ModelTrajectories solution, ModelCotangent cotangent);

    private static Tensor Reduce(ValueSlot slot, Tensor gradient, long[] shape) =>
        slot.Per == Per.Model ? gradient.view(shape) : TensorShape.SumTo(gradient, shape);

    /// <summary>Writes a tensor into the kernels' array, whose batch is innermost: by a plain copy, by the transposition of a matrix, or by whatever it takes to broadcast and convert.</summary>
    /// <param name="memory">The array's part.</param>
    /// <param name="trailing">The dimensions after the batch.</param>
    /// <param name="source">The tensor.</param>
    private void Write(Memory<double> memory, long[] trailing, Tensor source)
    {
        if (source.dtype == torch.ScalarType.Float64 && source.numel() == memory.Length && source.is_contiguous())
        {
            var rows = trailing.Aggregate(1L, static (product, extent) => product * extent);
            if (rows == 1 || rows == memory.Length)
            {
                SharedMemory.ToSpan(source).CopyTo(memory.Span);
                GC.KeepAlive(source);
            }
            else
            {
                SharedMemory.ToTensor(memory, rows, memory.Length / rows).copy_(source.view(-1, rows).t());
            }
        }
        else
        {
            BatchFirst(memory, trailing).copy_(source);
        }
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

    private void Fill(ModelValues values, ReadOnlySpan<Tensor?> arguments)
    {
        for (var slot = 0; slot < arguments.Length; slot++)
        {
            if (arguments[slot] is not { } argument || values.Slot(slot).IsEmpty)
            {
                continue;
            }

            if (values.Slots[slot].Per == Per.Model)
            {
                values.Slot(slot)[0] = argument.ToDouble();
            }
            else
            {
                Write(MemoryOf(values, slot), Trailing(values.Slots[slot]), argument);
            }
        }
    }

    /// <summary>A slot as a tensor whose batch dimensions come first, on the same memory.</summary>
    private Tensor View(ModelValues values, int slot) => values.Slots[slot].Per == Per.Model
        ? SharedMemory.ToTensor(MemoryOf(values, slot), values.Slot(slot).Length)
        : BatchFirst(MemoryOf(values, slot), Trailing(values.Slots[slot]));

    private static Memory<double> MemoryOf(ModelValues values, int slot)
    {
        var start = 0;
        for (var i = 0; i < slot; i++)
        {
            start += values.Slot(i).Length;
        }

        return values.AsMemory().Slice(start, values.Slot(slot).Length);
    }

    private Tensor BatchFirst(ReadOnlyMemory<double> memory, long[] trailing)
    {
        var tensor = SharedMemory.ToTensor(memory, [.. trailing, .. Batch]);
        return trailing.Length == 0
            ? tensor
            : tensor.permute([.. Enumerable.Range(trailing.Length, Batch.Length).Select(static d => (long)d), .. Enumerable.Range(0, trailing.Length).Select(static d => (long)d)]);
    }

    private int LargestOrder => model.States.Max(static state => state.Order);

    private bool IsRectangular => model.States.All(state => state.Order == model.States[0].Order);

    /// <summary>The solution, or a derivative with respect to it, as (..., T, V, R + 1) on the same memory.</summary>
    private Tensor View(ReadOnlyMemory<double> memory) => BatchFirst(memory, [points, model.States.Count, model.States[0].Order + 1]);

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
