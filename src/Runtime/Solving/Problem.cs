using System;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>The parameters and inputs of a batch, checked against each other, and the order in which the kernels want their numbers.</summary>
internal sealed class Problem
{
    public Problem(ModelValues parameters, ModelValues inputs)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(inputs);
        Parameters = parameters;
        Inputs = inputs;
        Model = inputs.Model;
        if (parameters.Role != ValueRole.Parameters || inputs.Role != ValueRole.Inputs || !ReferenceEquals(parameters.Model, Model))
        {
            throw new ArgumentException(
                $"{parameters.Title} and {inputs.Title} do not belong together. Give the Parameters and the Inputs of one model, in this order.", nameof(parameters));
        }

        Trajectories = inputs.TrajectoryCount;
        Points = inputs.PointCount;
        CheckShapes();

        var layout = Model.Layout;
        Orders = [.. Model.States.Select(static state => state.Order)];
        Header = new ValueSource[layout.Header];
        Steps = new ValueSource[layout.Steps];
        StepsPer = Per.Model;
        StepIndex = -1;
        int header = 0, steps = 0;
        Add(parameters, ref header, ref steps);
        Add(inputs, ref header, ref steps);
        if (header != Header.Length || steps != Steps.Length)
        {
            throw new InvalidOperationException($"The description of {Model.Name} has {header} header values and {steps} step values, its layout {Header.Length} and {Steps.Length}. Build the project again with one version of the package.");
        }
    }

    public ModelDescription Model { get; }

    public ModelValues Parameters { get; }

    public ModelValues Inputs { get; }

    /// <summary>Number B of trajectories.</summary>
    public int Trajectories { get; }

    /// <summary>Number T of grid points.</summary>
    public int Points { get; }

    /// <summary>The order of each state.</summary>
    public int[] Orders { get; }

    /// <summary>Where the values of the header come from, in its order.</summary>
    public ValueSource[] Header { get; }

    /// <summary>Where the values of each grid point come from, in their order.</summary>
    public ValueSource[] Steps { get; }

    /// <summary>Whether observed values are rows of the problem; otherwise it is solved as if there were none.</summary>
    public bool FollowsData { get; private set; }

    /// <summary>How many steps there are.</summary>
    public Per StepsPer { get; private set; }

    /// <summary>Where the kernels find the step, in the header or among the values of a grid point; -1 where it is constant.</summary>
    public int StepIndex { get; private set; }

    /// <summary>The step that follows a grid point of a trajectory.</summary>
    public double StepAt(int trajectory, int step) =>
        StepIndex < 0 ? Model.Grid.StepSize
        : StepsPer == Per.Step ? Steps[StepIndex].At(trajectory, step)
        : Header[StepIndex].At(trajectory, 0);

    /// <summary>The times of the grid points of a trajectory.</summary>
    public double[] Times(int trajectory)
    {
        if (Inputs.Timeline is { } timeline)
        {
            return [.. timeline[trajectory].Times];
        }

        var times = new double[Points];
        var start = Inputs.StartOf(trajectory);
        times[0] = start;
        for (var point = 1; point < times.Length; point++)
        {
            // A product does not pile up the rounding of a long sum.
            times[point] = StepsPer == Per.Step
                ? times[point - 1] + StepAt(trajectory, point - 1)
                : start + (point * StepAt(trajectory, 0));
        }

        return times;
    }

    /// <summary>The step that follows a grid point, of the trajectories of a lane block.</summary>
    public TLane StepAt<TLane>(in LaneBlock<TLane> block, int point)
        where TLane : unmanaged, ILane<TLane> =>
        StepsPer == Per.Step ? block.Steps[(point * Steps.Length) + StepIndex]
        : StepIndex < 0 ? TLane.Create(Model.Grid.StepSize)
        : block.Header[StepIndex];

    /// <summary>Decides whether observed values are rows of the problem.</summary>
    /// <exception cref="ArgumentException">They would be, and there are several at one grid point.</exception>
    public void Follow(bool data)
    {
        FollowsData = data;
        for (var slot = 0; data && slot < Inputs.Slots.Count; slot++)
        {
            foreach (var (point, trajectory) in Inputs.RepeatedAt(slot))
            {
                throw new ArgumentException(
                    $"{Model.Name}.Inputs.{Inputs.NameOf(slot)} has {Inputs.ValuesAt(slot, point, trajectory).Length} values at grid point {point} of trajectory {trajectory}; a solve that follows data takes one, Estimate all. Give it their mean, inputs.{Inputs.NameOf(slot)}.Set({trajectory}, [{point}], [mean]), or leave SolveOptions.FollowData false.");
            }
        }
    }

    /// <summary>Throws where an input was never set.</summary>
    public void CheckGiven()
    {
        for (var slot = 0; slot < Inputs.Slots.Count; slot++)
        {
            if (Inputs.Slots[slot].Kind != ValueKind.Observed && Inputs.IsBlank(slot))
            {
                throw new ArgumentException(
                    $"{Model.Name}.Inputs.{Inputs.NameOf(slot)} was never set: all of its numbers are NaN. Set it before solving, for example with Fill.", "inputs");
            }
        }
    }

    /// <summary>Finds out what is wrong with the values of a trajectory.</summary>
    public ValueFault FindFault(int trajectory)
    {
        var fault = default(ValueFault);
        Find(Parameters, trajectory, ref fault);
        Find(Inputs, trajectory, ref fault);
        return fault;
    }

    private void Find(ModelValues values, int trajectory, ref ValueFault fault)
    {
        for (var slot = 0; slot < values.Slots.Count; slot++)
        {
            var description = values.Slots[slot];
            if (description.Kind == ValueKind.Observed && !FollowsData)
            {
                continue;
            }

            for (var row = 0; row < values.RowsOf(slot); row++)
            {
                var number = values.NumberAt(slot, row, description.Per == Per.Model ? 0 : trajectory);
                var isMissing = description.Kind == ValueKind.Observed && double.IsNaN(number);
                var status = !isMissing && !double.IsFinite(number) ? SolveStatus.NotFinite
                    : description.Kind == ValueKind.Steps && !(number > 0) && values.Timeline is null ? SolveStatus.StepNotPositive
                    : SolveStatus.Ok;
                if (status == SolveStatus.Ok)
                {
                    continue;
                }

                var step = description.Kind == ValueKind.Initial ? row / description.Orders : description.Per == Per.Step ? row : -1;

                // Not a number goes before a bad step, and what is known to lie at an earlier grid point before a later one.
                if (fault.Status == SolveStatus.Ok || (status == fault.Status ? step < fault.Step : status == SolveStatus.NotFinite))
                {
                    fault = new ValueFault(status, step, number, $"{values.Role}.{values.NameOf(slot)}");
                }

                break;
            }
        }
    }

    private void CheckShapes()
    {
        foreach (var slot in Parameters.Slots)
        {
            if (slot.Per != Per.Model && Parameters.TrajectoryCount != Trajectories)
            {
                throw new ArgumentException(
                    $"{Model.Name}.Parameters.{slot.Name} has one value for each of {Parameters.TrajectoryCount} trajectories, the inputs are for {Trajectories}. Construct the parameters with {Trajectories} trajectories.",
                    "parameters");
            }

            if (slot.Per == Per.Step && Parameters.PointCount != Points)
            {
                throw new ArgumentException(
                    $"{Model.Name}.Parameters.{slot.Name} has values for {Parameters.PointCount} grid points, the inputs are for {Points}. Construct the parameters with {Points} points.",
                    "parameters");
            }
        }

        foreach (var slot in Inputs.Slots)
        {
            if (slot.Kind == ValueKind.Initial && slot.Components / slot.Orders > Points)
            {
                throw new ArgumentException(
                    $"{Model.Name}.{slot.Name} is given at the first {slot.Components / slot.Orders} grid points, the inputs are for {Points}. Construct the inputs with at least {slot.Components / slot.Orders} points.",
                    "inputs");
            }
        }
    }

    private void Add(ModelValues values, ref int header, ref int steps)
    {
        for (var slot = 0; slot < values.Slots.Count; slot++)
        {
            var description = values.Slots[slot];
            if (description.Kind == ValueKind.Steps)
            {
                StepsPer = description.Per;
                StepIndex = description.Per == Per.Step ? steps : header;
            }

            if (description.Per == Per.Step)
            {
                var isObserved = description.Kind == ValueKind.Observed;
                Steps[steps++] = new ValueSource(values, slot, 0, values.RowCount(slot), false, isObserved ? ValuePart.Number : ValuePart.All);
                if (isObserved)
                {
                    Steps[steps++] = new ValueSource(values, slot, 0, values.RowCount(slot), false, ValuePart.Presence);
                }

                continue;
            }

            for (var component = 0; component < description.Components; component++)
            {
                Header[header++] = new ValueSource(values, slot, component, 1, description.Per == Per.Model);
            }
        }
    }
}
