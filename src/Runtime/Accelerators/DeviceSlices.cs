using System;
using System.ComponentModel;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Accelerators;

/// <summary>
/// Moves the numbers of some trajectories of a batch, one after the other, between arrays of the whole batch and those of an accelerator. Used by the code that is generated for accelerators.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DeviceSlices
{
    /// <summary>How many numbers the values of so many trajectories hold.</summary>
    /// <param name="values">Values of the whole batch.</param>
    /// <param name="trajectories">Number of trajectories.</param>
    /// <returns>The number, with those that the trajectories share.</returns>
    public static long Length(ModelValues values, int trajectories)
    {
        ArgumentNullException.ThrowIfNull(values);
        var length = 0L;
        for (var slot = 0; slot < values.Slots.Count; slot++)
        {
            length += values.Slots[slot].Per == Per.Model ? values.Slot(slot).Length : (long)(values.Slot(slot).Length / values.TrajectoryCount) * trajectories;
        }

        return length;
    }

    /// <summary>Whether some of the values are observations, which are missing where data are not followed.</summary>
    /// <param name="values">The values.</param>
    /// <returns>Whether there are any.</returns>
    public static bool HoldData(ModelValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var slot in values.Slots)
        {
            if (slot.Kind == ValueKind.Observed)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether some of the values differ from trajectory to trajectory.</summary>
    /// <param name="values">The values.</param>
    /// <returns>Whether a part of the batch has other numbers than the whole.</returns>
    public static bool Differ(ModelValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var slot in values.Slots)
        {
            if (slot.Per != Per.Model)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Collects the values of some trajectories, slot after slot.</summary>
    /// <param name="values">Values of the whole batch.</param>
    /// <param name="first">The first of the trajectories.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="target">Receives their numbers.</param>
    /// <param name="followData">Whether observations are among them; otherwise NaN, which stands for none, is in their place.</param>
    public static void Gather(ModelValues values, int first, int count, Span<double> target, bool followData)
    {
        ArgumentNullException.ThrowIfNull(values);
        for (var slot = 0; slot < values.Slots.Count; slot++)
        {
            var source = values.Slot(slot);
            if (values.Slots[slot].Per == Per.Model)
            {
                source.CopyTo(target);
                target = target[source.Length..];
                continue;
            }

            var length = source.Length / values.TrajectoryCount * count;
            if (values.Slots[slot].Kind == ValueKind.Observed && !followData)
            {
                target[..length].Fill(double.NaN);
            }
            else
            {
                Gather(source, values.TrajectoryCount, first, count, target[..length]);
            }

            target = target[length..];
        }
    }

    /// <summary>Collects the numbers of some trajectories from rows of all of them.</summary>
    /// <param name="source">Rows of a number for each trajectory of the batch.</param>
    /// <param name="trajectories">How many trajectories the batch has.</param>
    /// <param name="first">The first of those to be collected.</param>
    /// <param name="count">How many are collected.</param>
    /// <param name="target">Receives rows of a number for each of them.</param>
    public static void Gather(ReadOnlySpan<double> source, int trajectories, int first, int count, Span<double> target)
    {
        for (int from = first, to = 0; from < source.Length; from += trajectories, to += count)
        {
            source.Slice(from, count).CopyTo(target[to..]);
        }
    }

    /// <summary>Puts the numbers of some trajectories back among rows of all of them.</summary>
    /// <param name="source">Rows of a number for each of them.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="target">Rows of a number for each trajectory of the batch.</param>
    /// <param name="trajectories">How many trajectories the batch has.</param>
    /// <param name="first">The first of those to be put back.</param>
    public static void Scatter(ReadOnlySpan<double> source, int count, Span<double> target, int trajectories, int first)
    {
        for (int from = 0, to = first; to < target.Length; from += count, to += trajectories)
        {
            source.Slice(from, count).CopyTo(target[to..]);
        }
    }
}
