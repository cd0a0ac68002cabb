using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ScalableMNN.Dsl.Plots;

/// <summary>What a plot cannot know of a result: units, names, how much of it to draw.</summary>
public sealed record PlotOptions
{
    /// <summary>The default options.</summary>
    public static PlotOptions Default { get; } = new();

    /// <summary>The title; null for one that says what is drawn.</summary>
    public string? Title { get; init; }

    /// <summary>The unit of time, such as "h"; empty for none.</summary>
    public string TimeUnit { get; init; } = string.Empty;

    /// <summary>The units of states, observables and parameters by their names, such as "mg/L".</summary>
    public IReadOnlyDictionary<string, string> Units { get; init; } = new Dictionary<string, string>();

    /// <summary>How trajectories are called, in their order, such as the individuals of a table; empty for "trajectory 0" and so on.</summary>
    public IReadOnlyList<string> Trajectories { get; init; } = [];

    /// <summary>The states and observables to draw; empty for those with data and, where trajectories are drawn, all states.</summary>
    public IReadOnlyList<string> Show { get; init; } = [];

    /// <summary>How many trajectories have a chart of their own at most: the first of them. The title says so where there are more.</summary>
    public int MostTrajectories { get; init; } = 12;

    /// <summary>Whether values stand on a logarithmic axis.</summary>
    public bool Logarithmic { get; init; }

    internal string Time => Label("time", TimeUnit);

    internal string Of(string name) => Label(name, Units.TryGetValue(name, out var unit) ? unit : string.Empty);

    internal string With(string words, string name) => Label($"{words} {name}", Units.TryGetValue(name, out var unit) ? unit : string.Empty);

    internal string Trajectory(int trajectory) =>
        trajectory < Trajectories.Count ? Trajectories[trajectory] : "trajectory " + trajectory.ToString(CultureInfo.InvariantCulture);

    /// <summary>The names to draw: those asked for, or those that there are.</summary>
    /// <exception cref="ArgumentException">One is asked for that there is not.</exception>
    internal IReadOnlyList<string> Chosen(string model, IReadOnlyList<string> all, IReadOnlyList<string> byDefault) =>
        Show.FirstOrDefault(name => !all.Contains(name)) is { } missing
            ? throw new ArgumentException($"{model} has nothing called {missing} to draw here. There are: {string.Join(", ", all)}. Mend PlotOptions.Show.")
            : Show.Count > 0 ? Show : byDefault;

    /// <summary>The trajectories that have a chart, and what the title says of the others.</summary>
    /// <exception cref="ArgumentOutOfRangeException">None is to be drawn.</exception>
    internal (int[] Drawn, string Words) Some(IReadOnlyList<int> all)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MostTrajectories, 1, nameof(MostTrajectories));
        return all.Count <= MostTrajectories
            ? ([.. all], string.Empty)
            : ([.. all.Take(MostTrajectories)], string.Create(CultureInfo.InvariantCulture, $", the first {MostTrajectories} of {all.Count} trajectories"));
    }

    private static string Label(string name, string unit) => unit.Length > 0 ? $"{name} ({unit})" : name;
}
