using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Threading;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Schedules;

namespace ScalableMNN.Runtime.Models;

/// <summary>
/// The numbers behind the parameters or the inputs of a model, in one array with one value slot after the other; the generated <c>Parameters</c> and <c>Inputs</c>
/// are typed views of it. With B trajectories and T grid points a slot holds, trajectories innermost: per model, its components; per trajectory, component c
/// of trajectory b at c B + b; per point, grid point t of trajectory b at t B + b (steps of the grid: T - 1 of them). A slot can be placed elsewhere, on memory that someone else
/// fills; see <see cref="Place"/>.
/// </summary>
public abstract class ModelValues
{
    private readonly Lock _allocating = new();
    private int[] _slotEnds;
    private BatchLayout[] _layouts;
    private NumberArray? _values;
    private PlacedNumbers?[] _placed = [];
    private int _trajectories;
    private double[]? _starts;
    private RepeatedValues? _repeated;

    /// <summary>Makes room for the values of a model and puts every slot at its initial value; NaN stands for "not given yet".</summary>
    /// <param name="model">The model.</param>
    /// <param name="role">Which of its values.</param>
    /// <param name="trajectories">Number B of trajectories.</param>
    /// <param name="points">Number T of grid points.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no trajectory or no grid point, or there are too many for one array.</exception>
    protected ModelValues(ModelDescription model, ValueRole role, int trajectories, int points)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        Role = role;
        if (trajectories < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(trajectories), trajectories, $"{Title} need at least one trajectory. Skip the solve when a batch is empty.");
        }

        if (points < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(points), points, $"{Title} need at least one grid point.");
        }

        _trajectories = trajectories;
        PointCount = points;
        _slotEnds = Ends(trajectories);
        _layouts = Innermost(trajectories);
    }

    /// <summary>The model.</summary>
    public ModelDescription Model { get; }

    /// <summary>Which of the model's values these are.</summary>
    public ValueRole Role { get; }

    /// <summary>The slots, in the order in which they lie in <see cref="Values"/>.</summary>
    public IReadOnlyList<ValueSlot> Slots => Role == ValueRole.Parameters ? Model.Parameters : Model.Inputs;

    /// <summary>Number B of trajectories. Where no value depends on the trajectory it is 1 and fits every batch.</summary>
    public int TrajectoryCount => _trajectories;

    /// <summary>Number T of grid points. Where no value depends on the grid point it is 1 and fits every grid.</summary>
    public int PointCount { get; }

    /// <summary>All numbers, slot after slot, but for those of slots that are placed elsewhere.</summary>
    public Span<double> Values => Own.Span;

    /// <summary>All numbers as <see cref="Values"/> has them, to be kept beyond a call: a part of an array, for those who share its memory.</summary>
    /// <returns>The same memory, not a copy.</returns>
    public Memory<double> AsMemory() => Own.Memory;

    /// <summary>What happens, by time, where a schedule has made these inputs; its times are then those of the grid points.</summary>
    internal Timeline? Timeline { get; set; }

    internal string Title => Role == ValueRole.Parameters ? $"the parameters of {Model.Name}" : $"the inputs of {Model.Name}";

    /// <summary>The numbers of one slot.</summary>
    /// <param name="slot">Index of the slot.</param>
    /// <returns>Its part of <see cref="Values"/>, or where it was placed.</returns>
    /// <exception cref="InvalidOperationException">The slot is placed where its trajectories do not lie side by side.</exception>
    public Span<double> Slot(int slot)
    {
        if (Placed(slot) is not { } placed)
        {
            return NumbersOf(slot);
        }

        var (rows, layout) = (RowsOf(slot), LayoutOf(slot));
        return layout.IsInnermost(rows, _trajectories)
            ? placed.Numbers.Span[..(rows * (Slots[slot].Per == Per.Model ? 1 : _trajectories))]
            : throw new InvalidOperationException(
                $"{Model.Name}.{Role}.{NameOf(slot)} is placed on memory whose trajectories do not lie side by side (row stride {layout.RowStride}, trajectory stride {layout.TrajectoryStride}). Read and write that memory itself, or number by number.");
    }

    /// <summary>
    /// Places a slot on memory that the caller fills, or, in a gradient, reads: nothing is copied. A slot that is placed before any number of these values is touched takes no
    /// memory of its own.
    /// </summary>
    /// <param name="slot">Index of the slot.</param>
    /// <param name="numbers">The memory; <see cref="NativeNumbers"/> stands for memory outside the managed heap. It must stay as it is from a solve to its gradient.</param>
    /// <param name="layout">
    /// Where number i of trajectory b lies, with i as in the description of this class: a component, or a grid point. For a slot with one number for the whole model,
    /// trajectories do not count.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slot, or a stride is negative.</exception>
    /// <exception cref="ArgumentException">The memory is too short for its layout.</exception>
    public void Place(int slot, Memory<double> numbers, BatchLayout layout)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, Slots.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(layout.RowStride, nameof(layout));
        ArgumentOutOfRangeException.ThrowIfNegative(layout.TrajectoryStride, nameof(layout));
        if (Slots[slot].Per == Per.Model)
        {
            layout = layout with { TrajectoryStride = 0 };
        }

        var wanted = layout.Extent(RowsOf(slot), _trajectories);
        if (numbers.Length < wanted)
        {
            ThrowWrongLength(slot, $"strides {layout.RowStride} and {layout.TrajectoryStride} with {RowsOf(slot)} numbers for each of {_trajectories} trajectories", numbers.Length, (int)Math.Min(wanted, int.MaxValue), nameof(numbers));
        }

        Placements()[slot] = new PlacedNumbers(numbers);
        _layouts[slot] = layout;
    }

    /// <summary>For values that receive a gradient: nobody wants that of this slot, and it is not written.</summary>
    /// <param name="slot">Index of the slot. Its numbers cannot be read any more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slot.</exception>
    public void Discard(int slot)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slot);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, Slots.Count);
        Placements()[slot] = PlacedNumbers.Nowhere;
        _layouts[slot] = default;
    }

    /// <summary>Copies all numbers from other values of the same model and shape.</summary>
    /// <param name="source">Where to copy from.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public void CopyFrom(ModelValues source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!HasShapeOf(source))
        {
            throw new ArgumentException(
                $"{Title} have {_trajectories} trajectories and {PointCount} grid points, the source has {source._trajectories} and {source.PointCount}, or belongs to another model. Copy between values of one shape.",
                nameof(source));
        }

        _starts = (double[]?)source._starts?.Clone();
        _repeated = source._repeated?.Copy();
        Timeline = source.Timeline;
        if (_placed.Length == 0 && source._placed.Length == 0)
        {
            source.Values.CopyTo(Values);
            return;
        }

        for (var slot = 0; slot < Slots.Count; slot++)
        {
            var trajectories = Slots[slot].Per == Per.Model ? 1 : _trajectories;
            for (var row = 0; row < RowsOf(slot); row++)
            {
                for (var trajectory = 0; trajectory < trajectories; trajectory++)
                {
                    NumberAt(slot, row, trajectory) = source.NumberAt(slot, row, trajectory);
                }
            }
        }
    }

    /// <summary>The number of a slot that holds one for the whole model.</summary>
    /// <param name="slot">Index of the slot.</param>
    /// <returns>A reference to the number.</returns>
    protected ref double ModelValueOf(int slot) => ref NumberAt(slot, 0, 0);

    /// <summary>The numbers of a slot that holds one for each trajectory.</summary>
    /// <param name="slot">Index of the slot.</param>
    /// <returns>A typed view.</returns>
    protected TrajectoryValues TrajectoryValuesOf(int slot) => new(this, slot);

    /// <summary>The numbers of a slot that holds one for each grid point, or interval, of each trajectory.</summary>
    /// <param name="slot">Index of the slot.</param>
    /// <returns>A typed view.</returns>
    protected StepValues StepValuesOf(int slot) => new(this, slot);

    /// <summary>The initial values of a state.</summary>
    /// <param name="slot">Index of the slot.</param>
    /// <returns>A typed view.</returns>
    protected InitialValues InitialValuesOf(int slot) => new(this, slot);

    /// <summary>Gives a trajectory the start and the steps of a time grid.</summary>
    /// <param name="trajectory">Index of the trajectory.</param>
    /// <param name="grid">The grid.</param>
    /// <exception cref="ArgumentException">The grid has another number of points, or its steps differ where the model has one step.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trajectory.</exception>
    /// <exception cref="InvalidOperationException">The steps are learned: they are not among the inputs.</exception>
    protected void SetGrid(int trajectory, TimeGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentOutOfRangeException.ThrowIfNegative(trajectory);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(trajectory, _trajectories);
        if (grid.Points != PointCount)
        {
            throw new ArgumentException($"{Title} are for {PointCount} grid points, the time grid has {grid.Points}. Make the inputs with the points of the grid, or a grid of as many points.", nameof(grid));
        }

        if (Model.Grid.Source == Source.Learned)
        {
            throw new InvalidOperationException($"The steps of {Model.Name} are learned. Give the steps of the time grid to Parameters.Steps, where learning starts, and its start to Inputs.Start.");
        }

        var slot = IndexOf(ValueKind.Steps);
        if (slot >= 0 && Slots[slot].Per == Per.Step)
        {
            StepValuesOf(slot).Set(trajectory, grid.Steps);
            return;
        }

        SetStep(slot, trajectory, grid);
        SetStart(trajectory, grid.Start);
    }

    /// <summary>Makes an independent copy, with trajectories innermost.</summary>
    /// <returns>The copy.</returns>
    protected internal ModelValues Copy()
    {
        var copy = Blank();
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>Makes values of the same shape whose numbers are yet to be written.</summary>
    internal ModelValues Blank() => Rebatched(_trajectories, clear: false);

    /// <summary>Copies the values of one trajectory into values for a batch of one.</summary>
    internal ModelValues OfTrajectory(int trajectory)
    {
        if (_trajectories == 1)
        {
            return Copy();
        }

        var one = Rebatched(1, clear: true);
        for (var slot = 0; slot < Slots.Count; slot++)
        {
            for (var row = 0; row < RowsOf(slot); row++)
            {
                one.NumberAt(slot, row, 0) = NumberAt(slot, row, trajectory);
            }
        }

        one._starts = _starts is null ? null : [_starts[trajectory]];
        one._repeated = _repeated?.OfTrajectory(trajectory);
        one.Timeline = Timeline?.OfTrajectory(trajectory);
        return one;
    }

    /// <summary>Copies the values of a batch of one back to where <see cref="OfTrajectory"/> took them from, but for those of the whole model.</summary>
    internal void SetTrajectory(int trajectory, ModelValues one)
    {
        for (var slot = 0; slot < Slots.Count; slot++)
        {
            for (var row = 0; row < RowsOf(slot) && Slots[slot].Per != Per.Model; row++)
            {
                NumberAt(slot, row, trajectory) = one.NumberAt(slot, row, 0);
            }
        }
    }

    /// <summary>The time at the first grid point of a trajectory.</summary>
    internal double StartOf(int trajectory) =>
        IndexOf(ValueKind.Start) is >= 0 and var slot ? NumberAt(slot, 0, trajectory) : _starts?[trajectory] ?? Model.Grid.Start;

    /// <summary>Says when a trajectory starts. A model whose equations do not use time keeps it for the times of its grid points.</summary>
    internal void SetStart(int trajectory, double start)
    {
        if (IndexOf(ValueKind.Start) is >= 0 and var slot)
        {
            NumberAt(slot, 0, trajectory) = start;
        }
        else if (Role == ValueRole.Inputs)
        {
            if (_starts is null)
            {
                _starts = new double[_trajectories];
                Array.Fill(_starts, Model.Grid.Start);
            }

            _starts[trajectory] = start;
        }
        else if (start != Model.Grid.Start && Model.UsesTime)
        {
            throw new ArgumentException(
                $"The time grid starts at {start}, {Model.Name} at {Model.Grid.Start}, and learned steps cannot say so. Set Inputs.Start[{trajectory}] to {start}, and give Parameters.Steps plain numbers: grid.Steps.AsSpan().", nameof(start));
        }
    }

    /// <summary>All values of an observation at a grid point: none where it shows NaN, several where it was measured several times.</summary>
    internal ReadOnlySpan<double> ValuesAt(int slot, int row, int trajectory)
    {
        ref var shown = ref NumberAt(slot, row, trajectory);
        return double.IsNaN(shown) ? default
            : _repeated?.Find(slot, row, trajectory, shown) is { } values ? values
            : new ReadOnlySpan<double>(ref shown);
    }

    /// <summary>Gives an observation all its values at a grid point, in the place of those that were there; NaN stands for none.</summary>
    internal void SetValues(int slot, int row, int trajectory, double[] values)
    {
        values = Array.FindAll(values, static value => !double.IsNaN(value));
        _repeated = values.Length > 1 ? _repeated ?? new RepeatedValues() : _repeated;
        NumberAt(slot, row, trajectory) = _repeated?.Keep(slot, row, trajectory, values) ?? (values.Length == 0 ? double.NaN : values[0]);
    }

    /// <summary>Where an observation has several values at one grid point.</summary>
    internal IEnumerable<(int Row, int Trajectory)> RepeatedAt(int slot)
    {
        foreach (var place in _repeated?.Places ?? [])
        {
            if (place.Slot == slot && ValuesAt(slot, place.Row, place.Trajectory).Length > 1)
            {
                yield return (place.Row, place.Trajectory);
            }
        }
    }

    internal bool HasShapeOf(ModelValues other) =>
        ReferenceEquals(Model, other.Model) && Role == other.Role && _trajectories == other._trajectories && PointCount == other.PointCount;

    /// <summary>Where the numbers of a slot lie within <see cref="NumbersOf"/>.</summary>
    internal BatchLayout LayoutOf(int slot) => _layouts[slot];

    /// <summary>The numbers of a slot, wherever they lie; none where they are discarded.</summary>
    internal Span<double> NumbersOf(int slot)
    {
        if (Placed(slot) is { } placed)
        {
            return placed.Numbers.Span;
        }

        // First the room: only with it is it settled where the slots begin.
        var own = Own.Span;
        return own[(slot == 0 ? 0 : _slotEnds[slot - 1]).._slotEnds[slot]];
    }

    /// <summary>One number of a slot.</summary>
    internal ref double NumberAt(int slot, int row, int trajectory) => ref NumbersOf(slot)[LayoutOf(slot).IndexOf(row, trajectory)];

    /// <summary>Whether all numbers of a slot are NaN.</summary>
    internal bool IsBlank(int slot)
    {
        if (Placed(slot) is null)
        {
            var numbers = NumbersOf(slot);
            return numbers.Length > 0 && double.IsNaN(numbers[0]) && !numbers.ContainsAnyExcept(double.NaN);
        }

        var isBlank = RowsOf(slot) > 0;
        for (var trajectory = 0; isBlank && trajectory < _trajectories; trajectory++)
        {
            for (var row = 0; isBlank && row < RowsOf(slot); row++)
            {
                isBlank = double.IsNaN(NumberAt(slot, row, trajectory));
            }
        }

        return isBlank;
    }

    /// <summary>Whether the numbers of a slot are written nowhere.</summary>
    internal bool IsDiscarded(int slot) => ReferenceEquals(Placed(slot), PlacedNumbers.Nowhere);

    /// <summary>Throws where a slot does not lie in <see cref="Values"/>.</summary>
    internal void CheckUnplaced()
    {
        for (var slot = 0; slot < _placed.Length; slot++)
        {
            if (_placed[slot] is not null)
            {
                throw new ArgumentException($"{Model.Name}.{Role}.{NameOf(slot)} is placed on memory elsewhere, from where an accelerator does not read. Copy it into the slot.");
            }
        }
    }

    /// <summary>How many numbers a slot has for each trajectory, or for the model.</summary>
    internal int RowsOf(int slot) => Slots[slot].Per == Per.Step ? RowCount(slot) : Slots[slot].Components;

    /// <summary>How many grid points (or intervals) a slot per point has values for.</summary>
    internal int RowCount(int slot) => Slots[slot].Kind == ValueKind.Steps ? PointCount - 1 : PointCount;

    internal string NameOf(int slot)
    {
        var description = Slots[slot];
        return description.Kind == ValueKind.Initial ? $"Initial{description.Name}" : description.Name;
    }

    /// <summary>Where a number of a slot belongs, to follow what it is: " at point 3 of trajectory 0".</summary>
    internal string PlaceOf(int slot, int row, int trajectory)
    {
        var description = Slots[slot];
        var point = description.Kind == ValueKind.Initial ? row / description.Orders : row;
        var ofPoint = description.Per == Per.Step || (description.Kind == ValueKind.Initial && description.Components > description.Orders);
        var ofTrajectory = description.Per != Per.Model;
        return (ofPoint ? string.Create(CultureInfo.InvariantCulture, $" at point {point}") : string.Empty)
            + (ofTrajectory ? string.Create(CultureInfo.InvariantCulture, $"{(ofPoint ? " of" : " for")} trajectory {trajectory}") : string.Empty);
    }

    [DoesNotReturn]
    internal void ThrowOutOfRange(int slot, string what, int got, int count, string argument) => throw new ArgumentOutOfRangeException(
        argument,
        got,
        $"{Model.Name}.{Role}.{NameOf(slot)} has {count} {(count == 1 ? what : Plural(what))}; {what} {got} does not exist." + (count > 0 ? $" Valid are 0 to {count - 1}." : string.Empty));

    [DoesNotReturn]
    internal void ThrowWrongLength(int slot, string what, int got, int wanted, string argument) => throw new ArgumentException(
        $"{Model.Name}.{Role}.{NameOf(slot)} takes {wanted} values, {what}; {got} were given.", argument);

    private int IndexOf(ValueKind kind)
    {
        for (var slot = 0; slot < Slots.Count; slot++)
        {
            if (Slots[slot].Kind == kind)
            {
                return slot;
            }
        }

        return -1;
    }

    /// <summary>Gives a model that has one step for a whole trajectory that of a grid, whose steps have to be equal.</summary>
    private void SetStep(int slot, int trajectory, TimeGrid grid)
    {
        const double Rounding = 1e-9;
        if (grid.Points < 2)
        {
            return;
        }

        var mean = (grid.Times[^1] - grid.Times[0]) / (grid.Points - 1);
        foreach (var step in grid.Steps)
        {
            if (!(Math.Abs(step - mean) <= Rounding * mean))
            {
                throw new ArgumentException(
                    $"{Model.Name} has one step for all intervals of a trajectory; the time grid has steps of {step} and others. Declare [Grid(Source = Source.Input)], with a step for each interval, or give a grid of equal steps.", nameof(grid));
            }
        }

        var one = slot < 0 ? Model.Grid.StepSize : Slots[slot].Per == Per.Model && _trajectories > 1 ? NumberAt(slot, 0, 0) : double.NaN;
        if (Math.Abs(one - mean) > Rounding * mean)
        {
            throw new ArgumentException(
                $"{Model.Name} has the step {one} {(slot < 0 ? "as declared" : "for all trajectories")}; the time grid of trajectory {trajectory} has {mean}. Declare [Grid(Source = Source.Input)], or give a grid of this step.", nameof(grid));
        }

        if (slot >= 0)
        {
            NumberAt(slot, 0, trajectory) = mean;
        }
    }

    private static string Plural(string what) => what switch
    {
        "trajectory" => "trajectories",
        _ => what + "s",
    };

    private NumberArray Own => _values ?? Allocate();

    private PlacedNumbers? Placed(int slot) => _placed.Length == 0 ? null : _placed[slot];

    private PlacedNumbers?[] Placements() => _placed.Length == 0 ? _placed = new PlacedNumbers?[Slots.Count] : _placed;

    /// <summary>Makes room for the slots that have not been placed by now, each at its initial value.</summary>
    private NumberArray Allocate()
    {
        lock (_allocating)
        {
            if (_values is { } allocated)
            {
                return allocated;
            }

            var ends = Ends(_trajectories);
            var values = NumberArray.Allocate(ends.Length == 0 ? 0 : ends[^1], clear: false);
            for (var slot = 0; slot < ends.Length; slot++)
            {
                values.Span[(slot == 0 ? 0 : ends[slot - 1])..ends[slot]].Fill(Slots[slot].Initial);
            }

            _slotEnds = ends;
            return _values = values;
        }
    }

    private ModelValues Rebatched(int trajectories, bool clear)
    {
        var other = (ModelValues)MemberwiseClone();
        other._trajectories = trajectories;
        other._placed = [];
        other._starts = null;
        other._repeated = null;
        other._slotEnds = other.Ends(trajectories);
        other._layouts = Innermost(trajectories);
        other._values = NumberArray.Allocate(other._slotEnds.Length == 0 ? 0 : other._slotEnds[^1], clear);
        return other;
    }

    private BatchLayout[] Innermost(int trajectories)
    {
        var layouts = new BatchLayout[Slots.Count];
        for (var slot = 0; slot < layouts.Length; slot++)
        {
            layouts[slot] = Slots[slot].Per == Per.Model ? new BatchLayout(1, 0) : BatchLayout.TrajectoriesInnermost(trajectories);
        }

        return layouts;
    }

    private int[] Ends(int trajectories)
    {
        var ends = new int[Slots.Count];
        long end = 0;
        for (var slot = 0; slot < ends.Length; slot++)
        {
            var description = Slots[slot];
            end += Placed(slot) is null ? RowsOf(slot) * (description.Per == Per.Model ? 1L : trajectories) : 0;
            if (end > NumberArray.MaxLength)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(trajectories), trajectories, $"{Title} would hold more than {NumberArray.MaxLength} numbers for {trajectories} trajectories and {PointCount} grid points. Solve the batch in parts.");
            }

            ends[slot] = (int)end;
        }

        return ends;
    }

    /// <summary>Numbers that lie elsewhere.</summary>
    private sealed record PlacedNumbers(Memory<double> Numbers)
    {
        /// <summary>Numbers that nobody wants.</summary>
        public static PlacedNumbers Nowhere { get; } = new(Memory<double>.Empty);
    }
}
