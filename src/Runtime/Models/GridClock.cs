using System;

namespace ScalableMNN.Runtime.Models;

/// <summary>Measures the intervals of a time grid on its clock, and divides them into steps that are equal there.</summary>
internal static class GridClock
{
    /// <summary>How long the intervals between some times are on the clock.</summary>
    /// <exception cref="ArgumentException">The clock is not finite, or does not increase; the message says at which times.</exception>
    public static double[] Lengths(double[] times, TimeGridOptions options)
    {
        var lengths = new double[times.Length - 1];
        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] = options.Clock is { } clock ? Read(clock, times[i + 1]) - Read(clock, times[i]) : times[i + 1] - times[i];
            if (!(lengths[i] > 0))
            {
                throw Falling(times[i], times[i + 1]);
            }

            if (double.IsInfinity(lengths[i]))
            {
                throw new ArgumentException($"From time {times[i]} to {times[i + 1]} is farther than numbers reach. Give times, and a clock, of a smaller range.");
            }
        }

        return lengths;
    }

    /// <summary>Divides an interval into steps that are equal on the clock, or in time where there is none.</summary>
    /// <param name="clock">The clock, or null.</param>
    /// <param name="start">Where the interval starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="times">Receives the times of the points, start and end included.</param>
    /// <param name="steps">Receives the steps.</param>
    public static void Divide(Func<double, double>? clock, double start, double end, Span<double> times, Span<double> steps)
    {
        times[0] = start;
        if (clock is null)
        {
            steps.Fill((end - start) / steps.Length);
            for (var i = 1; i < steps.Length; i++)
            {
                times[i] = start + (i * steps[0]);
            }

            times[^1] = end;
            return;
        }

        double first = Read(clock, start), last = Read(clock, end);
        for (var i = 1; i <= steps.Length; i++)
        {
            times[i] = i == steps.Length ? end : TimeOf(clock, first + ((last - first) * ((double)i / steps.Length)), (times[i - 1], Read(clock, times[i - 1])), (end, last));
            steps[i - 1] = times[i] - times[i - 1];
            if (!(steps[i - 1] > 0))
            {
                throw new ArgumentException(
                    $"The clock runs so fast between the times {start} and {end} that {steps.Length} steps, equal on it, fall together at {times[i]}. Give fewer points, a larger LargestStep, or a slower clock.");
            }
        }
    }

    /// <summary>The time at which the clock shows a reading, by halving until no number lies between.</summary>
    private static double TimeOf(Func<double, double> clock, double reading, (double Time, double Reading) before, (double Time, double Reading) after)
    {
        while (true)
        {
            var middle = before.Time + ((after.Time - before.Time) / 2);
            if (!(middle > before.Time && middle < after.Time))
            {
                return reading - before.Reading < after.Reading - reading ? before.Time : after.Time;
            }

            var there = Read(clock, middle);
            if (there < before.Reading)
            {
                throw Falling(before.Time, middle);
            }

            if (there > after.Reading)
            {
                throw Falling(middle, after.Time);
            }

            if (there < reading)
            {
                before = (middle, there);
            }
            else
            {
                after = (middle, there);
            }
        }
    }

    private static double Read(Func<double, double> clock, double time) => clock(time) is var reading && double.IsFinite(reading)
        ? reading
        : throw new ArgumentException($"The clock shows {reading} at time {time}. Give a clock that is finite from the first time to the last, such as t => Math.Log(1 + t / tau).");

    private static ArgumentException Falling(double earlier, double later) =>
        new($"The clock does not increase from time {earlier} to {later}. Give a clock that increases throughout.");
}
