using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace ScalableMNN.Bench.Measuring;

/// <summary>
/// Times actions by turns: each runs for a while, then the next, and round again, so that a disturbance of the machine falls on all of them alike and medians can be compared. The first
/// call of each turn is not counted: it finds the caches full of what the last action left.
/// </summary>
/// <param name="Budget">How long each action is measured.</param>
/// <param name="WarmUp">How long each action runs beforehand, until the JIT compiler has done its best.</param>
/// <param name="Rounds">How many turns.</param>
internal sealed record Sampler(TimeSpan Budget, TimeSpan WarmUp, int Rounds)
{
    /// <summary>Times that can be relied on.</summary>
    public static Sampler Full { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.4), 5);

    /// <summary>Just enough to see that everything works.</summary>
    public static Sampler Quick { get; } = new(TimeSpan.Zero, TimeSpan.Zero, 1);

    public Sample Measure(Action action) => Measure([action])[0];

    public IReadOnlyList<Sample> Measure(IReadOnlyList<Action> actions)
    {
        foreach (var action in actions)
        {
            var clock = Stopwatch.StartNew();
            var calls = 0;
            do
            {
                action();
            }
            while (clock.Elapsed < WarmUp || (++calls < 3 && WarmUp > TimeSpan.Zero));
        }

        var times = actions.Select(static _ => new List<double>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < actions.Count; i++)
            {
                var action = actions[i];
                action();
                var turn = Stopwatch.StartNew();
                do
                {
                    var start = Stopwatch.GetTimestamp();
                    action();
                    times[i].Add((Stopwatch.GetTimestamp() - start) * (1e3 / Stopwatch.Frequency));
                }
                while (turn.Elapsed < Budget / Rounds);
            }
        }

        return [.. times.Select(Sample.Of)];
    }
}
