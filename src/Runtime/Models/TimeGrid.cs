using System;
using System.Collections.Generic;
using System.Linq;

namespace ScalableMNN.Runtime.Models;

/// <summary>
/// A time grid through given times, such as those of measurements: each of them is a grid point, and between two of them lie steps that are equal on the clock of the options, as many as they ask
/// for. A time that is given several times, because several values were measured then, is one grid point. Trajectories of one batch have equally many grid points; with grids of their own they may be measured at different times, differently often, and last differently long.
/// </summary>
public sealed class TimeGrid
{
    private readonly double[] _times;
    private readonly double[] _steps;
    private readonly int[] _measured;

    private TimeGrid(double[] times, double[] steps, int[] measured)
    {
        _times = times;
        _steps = steps;
        _measured = measured;
    }

    /// <summary>Number T of grid points.</summary>
    public int Points => _times.Length;

    /// <summary>The times of the grid points, T of them.</summary>
    public ReadOnlySpan<double> Times => _times;

    /// <summary>The time of the first grid point.</summary>
    public double Start => _times[0];

    /// <summary>The steps between them, T - 1 of them, for the input <c>Steps</c> of a model, which they tell the start as well.</summary>
    public GridSteps Steps => new(_steps, Start);

    /// <summary>The index of the grid point of each given time, the same one for equal times, for example for <see cref="StepValues.Set(int, ReadOnlySpan{int}, ReadOnlySpan{double})"/>.</summary>
    public ReadOnlySpan<int> Measured => _measured;

    /// <summary>Makes a grid through the times of one trajectory.</summary>
    /// <param name="times">The times, none earlier than the one before.</param>
    /// <param name="options">How many points, or which step.</param>
    /// <returns>The grid.</returns>
    /// <exception cref="ArgumentException">The times decrease, lie outside start and end, the clock does not increase, or the options leave no grid; the message says which.</exception>
    public static TimeGrid Through(IReadOnlyList<double> times, TimeGridOptions options) => ThroughEach([times], options)[0];

    /// <summary>Makes a grid for each trajectory of a batch, all with equally many points: where only a step is given, as many as the trajectory needs that needs most.</summary>
    /// <param name="times">The times of each trajectory, none earlier than the one before.</param>
    /// <param name="options">How many points, or which step.</param>
    /// <returns>The grids, in the order of the trajectories.</returns>
    /// <exception cref="ArgumentException">The times decrease, lie outside start and end, the clock does not increase, or the options leave no grid; the message says which.</exception>
    public static IReadOnlyList<TimeGrid> ThroughEach(IReadOnlyList<IReadOnlyList<double>> times, TimeGridOptions options)
    {
        ArgumentNullException.ThrowIfNull(times);
        ArgumentNullException.ThrowIfNull(options);
        if (!(options.LargestStep > 0) || (options.Points == 0 && double.IsInfinity(options.LargestStep)))
        {
            throw new ArgumentException("A time grid needs the number of points, or a largest step greater than 0.", nameof(options));
        }

        var knots = times.Select((of, trajectory) => Knots(of, trajectory, options)).ToArray();
        var least = knots.Select(of => 1 + GridClock.Lengths(of, options).Sum(length => (long)Pieces(length, options.LargestStep))).DefaultIfEmpty(1).Max();
        if (least > Array.MaxLength)
        {
            throw new ArgumentException($"Steps of at most {options.LargestStep} would take {least} grid points, more than an array holds. Give a larger LargestStep.", nameof(options));
        }

        if (options.Points != 0 && options.Points < least)
        {
            throw new ArgumentException(
                $"A time grid of {options.Points} points is too small: with the times of the measurements{(double.IsInfinity(options.LargestStep) ? string.Empty : $", and steps of at most {options.LargestStep}")}, {least} are needed.",
                nameof(options));
        }

        var points = options.Points == 0 ? (int)least : options.Points;
        return [.. knots.Select((of, trajectory) => Fill(of, times[trajectory], points, options))];
    }

    /// <summary>The given times, each once, and start and end where these lie outside them.</summary>
    private static double[] Knots(IReadOnlyList<double> times, int trajectory, TimeGridOptions options)
    {
        var knots = times.ToList();
        if (!double.IsNaN(options.Start) && (knots.Count == 0 || knots[0] != options.Start))
        {
            knots.Insert(0, options.Start);
        }

        if (!double.IsNaN(options.End) && (knots.Count == 0 || knots[^1] != options.End))
        {
            knots.Add(options.End);
        }

        if (knots.Count == 0)
        {
            throw new ArgumentException($"Trajectory {trajectory} has no times, and the options give no start.", nameof(times));
        }

        for (var i = 0; i < knots.Count; i++)
        {
            if (!double.IsFinite(knots[i]) || (i > 0 && !(knots[i] >= knots[i - 1])))
            {
                throw new ArgumentException(
                    $"The times of trajectory {trajectory}, with start and end, are not in order: {(i > 0 ? $"after {knots[i - 1]} comes {knots[i]}" : $"the first is {knots[i]}")}. Sort them.",
                    nameof(times));
            }
        }

        return [.. knots.Distinct()];
    }

    private static int Pieces(double length, double largest) => double.IsInfinity(largest) ? 1 : Math.Max(1, (int)Math.Ceiling((length / largest) - 1e-9));

    private static TimeGrid Fill(double[] knots, IReadOnlyList<double> measured, int points, TimeGridOptions options)
    {
        if (knots.Length == 1 && points > 1)
        {
            throw new ArgumentException($"A grid of {points} points needs two times at least. Give the options an end, or a start.", nameof(options));
        }

        var pieces = Deal(points - 1, GridClock.Lengths(knots, options), options.LargestStep);
        var times = new double[points];
        var steps = new double[points - 1];
        var at = new int[knots.Length];
        times[0] = knots[0];
        for (var i = 0; i < pieces.Length; i++)
        {
            at[i + 1] = at[i] + pieces[i];
            GridClock.Divide(options.Clock, knots[i], knots[i + 1], times.AsSpan(at[i], pieces[i] + 1), steps.AsSpan(at[i], pieces[i]));
        }

        return new TimeGrid(times, steps, [.. measured.Select(time => at[Array.BinarySearch(knots, time)])]);
    }

    /// <summary>Deals a number of steps out over intervals: as many to each as the largest step wants, and every further one to where steps are longest.</summary>
    private static int[] Deal(int steps, double[] lengths, double largest)
    {
        var pieces = Array.ConvertAll(lengths, length => Pieces(length, largest));
        var longest = new PriorityQueue<int, double>(Enumerable.Range(0, lengths.Length).Select(i => (i, -lengths[i] / pieces[i])));
        for (var left = steps - pieces.Sum(); left > 0; left--)
        {
            var i = longest.Dequeue();
            pieces[i]++;
            longest.Enqueue(i, -lengths[i] / pieces[i]);
        }

        return pieces;
    }
}
