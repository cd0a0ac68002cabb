using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using ScalableMNN.Dsl;

namespace ScalableMNN.Runtime.Models;

/// <summary>
/// The numbers behind the parameters or the inputs of a model, in one array with one value slot after the other; the generated <c>Parameters</c> and <c>Inputs</c>
/// are typed views of it. With B trajectories and T grid points a slot holds, trajectories innermost: per model, its components; per trajectory, component c
/// of trajectory b at c B + b; per step, grid point t of trajectory b at t B + b (steps of the grid: T - 1 of them).
/// </summary>
public abstract class ModelValues
{
    private int[] _slotEnds;
    private NumberArray _values;
    private int _trajectories;

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
        _values = NumberArray.Allocate(_slotEnds.Length == 0 ? 0 : _slotEnds[^1], clear: false);
        for (var slot = 0; slot < Slots.Count; slot++)
        {
            Slot(slot).Fill(Slots[slot].Initial);
        }
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

    /// <summary>All numbers, slot after slot.</summary>
    public Span<double> Values => _values.Span;

    /// <summary>All numbers as <see cref="Values"/> has them, to be kept beyond a call: a part of an array, for those who share its memory.</summary>
    /// <returns>The same memory, not a copy.</returns>
    public Memory<double> AsMemory() => _values.Memory;

    internal string Title => Role == ValueRole.Parameters ? $"the parameters of {Model.Name}" : $"the inputs of {Model.Name}";

    /// <summary>The numbers of one slot.</summary>
    /// <param name="slot">Index of the slot.</param>
    /// <returns>Its part of <see cref="Values"/>.</returns>
    public Span<double> Slot(int slot)
    {
        var start = SlotStart(slot);
        return Values.Slice(start, _slotEnds[slot] - start);
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

        source.Values.CopyTo(Values);
    }

    /// <summary>The number of a slot that holds one for the whole model.</summary>
    /// <param name="slot">Index of the slot.</param>
    /// <returns>A reference to the number.</returns>
    protected ref double ModelValueOf(int slot) => ref Values[SlotStart(slot)];

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

    /// <summary>Makes an independent copy.</summary>
    /// <returns>The copy.</returns>
    protected internal ModelValues Copy()
    {
        var copy = (ModelValues)MemberwiseClone();
        copy._values = _values.Copy();
        return copy;
    }

    /// <summary>Makes values of the same shape whose numbers are yet to be written.</summary>
    internal ModelValues Blank()
    {
        var blank = (ModelValues)MemberwiseClone();
        blank._values = NumberArray.Allocate(Values.Length, clear: false);
        return blank;
    }

    /// <summary>Copies the values of one trajectory into values for a batch of one.</summary>
    internal ModelValues OfTrajectory(int trajectory)
    {
        if (_trajectories == 1)
        {
            return Copy();
        }

        var one = Rebatched(1);
        for (var slot = 0; slot < Slots.Count; slot++)
        {
            var source = Slot(slot);
            var target = one.Slot(slot);
            if (Slots[slot].Per == Per.Model)
            {
                source.CopyTo(target);
                continue;
            }

            for (var i = 0; i < target.Length; i++)
            {
                target[i] = source[(i * _trajectories) + trajectory];
            }
        }

        return one;
    }

    /// <summary>Copies the values of a batch of one back to where <see cref="OfTrajectory"/> took them from, but for those of the whole model.</summary>
    internal void SetTrajectory(int trajectory, ModelValues one)
    {
        for (var slot = 0; slot < Slots.Count; slot++)
        {
            if (Slots[slot].Per == Per.Model)
            {
                continue;
            }

            var source = one.Slot(slot);
            var target = Slot(slot);
            for (var i = 0; i < source.Length; i++)
            {
                target[(i * _trajectories) + trajectory] = source[i];
            }
        }
    }

    internal bool HasShapeOf(ModelValues other) =>
        ReferenceEquals(Model, other.Model) && Role == other.Role && _trajectories == other._trajectories && PointCount == other.PointCount;

    internal int SlotStart(int slot) => slot == 0 ? 0 : _slotEnds[slot - 1];

    /// <summary>How many grid points (or intervals) a per-step slot has values for.</summary>
    internal int RowCount(int slot) => Slots[slot].Kind == ValueKind.Steps ? PointCount - 1 : PointCount;

    internal string NameOf(int slot)
    {
        var description = Slots[slot];
        return description.Kind == ValueKind.Initial ? $"Initial{description.Name}" : description.Name;
    }

    [DoesNotReturn]
    internal void ThrowOutOfRange(int slot, string what, int got, int count, string argument) => throw new ArgumentOutOfRangeException(
        argument,
        got,
        $"{Model.Name}.{Role}.{NameOf(slot)} has {count} {(count == 1 ? what : Plural(what))}; {what} {got} does not exist." + (count > 0 ? $" Valid are 0 to {count - 1}." : string.Empty));

    [DoesNotReturn]
    internal void ThrowWrongLength(int slot, string what, int got, int wanted, string argument) => throw new ArgumentException(
        $"{Model.Name}.{Role}.{NameOf(slot)} takes {wanted} values, {what}; {got} were given.", argument);

    private static string Plural(string what) => what switch
    {
        "trajectory" => "trajectories",
        _ => what + "s",
    };

    private ModelValues Rebatched(int trajectories)
    {
        var other = (ModelValues)MemberwiseClone();
        other._trajectories = trajectories;
        var ends = Ends(trajectories);
        other._values = NumberArray.Allocate(ends.Length == 0 ? 0 : ends[^1], clear: true);
        other._slotEnds = ends;
        return other;
    }

    private int[] Ends(int trajectories)
    {
        var ends = new int[Slots.Count];
        long end = 0;
        for (var slot = 0; slot < ends.Length; slot++)
        {
            var description = Slots[slot];
            end += description.Per switch
            {
                Per.Model => description.Components,
                Per.Trajectory => (long)description.Components * trajectories,
                _ => (long)RowCount(slot) * trajectories,
            };
            if (end > NumberArray.MaxLength)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(trajectories), trajectories, $"{Title} would hold more than {NumberArray.MaxLength} numbers for {trajectories} trajectories and {PointCount} grid points. Solve the batch in parts.");
            }

            ends[slot] = (int)end;
        }

        return ends;
    }
}
