using System.Collections.Generic;
using System.Globalization;

namespace ScalableMNN.Runtime.Schedules;

/// <summary>What was read of a table, and what was left.</summary>
/// <param name="Path">The file.</param>
/// <param name="Individuals">The individuals as they are called in the table, in the order of the trajectories.</param>
/// <param name="Records">How many records there are.</param>
/// <param name="Doses">How many doses, those that further ones stand for included.</param>
/// <param name="Measurements">How many measured values.</param>
/// <param name="Missing">How many records of measurements have no value, as they say themselves; values are wanted at their times.</param>
/// <param name="Others">How many records are something else; values are wanted at their times.</param>
/// <param name="Inputs">The inputs of the model that were found among the columns.</param>
/// <param name="Left">The columns that nothing was read from.</param>
public sealed record TableReport(
    string Path,
    IReadOnlyList<string> Individuals,
    int Records,
    int Doses,
    int Measurements,
    int Missing,
    int Others,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Left)
{
    /// <summary>How many doses are repetitions of one that has been given for ever: how many steady states.</summary>
    public int SteadyStates { get; init; }

    /// <summary>How many records reset the states, with a dose or without.</summary>
    public int Resets { get; init; }

    /// <summary>At how many of these times begin anew: in the trajectory they go on from where they had come to.</summary>
    public int Restarts { get; init; }

    /// <summary>The report as a sentence.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Path}: {Records} records of {Individuals.Count} individuals: {Doses} doses{Special()}, {Measurements} measured values, {Missing} without a value, {Others} of another kind. Inputs: {List(Inputs)}. Columns left: {List(Left)}.");

    private string Special() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(SteadyStates > 0 ? $", {SteadyStates} of them in a steady state" : string.Empty)}{(Resets > 0 ? $", {Resets} resets" : string.Empty)}{(Restarts > 0 ? $", at {Restarts} of which times begin anew" : string.Empty)}");

    private static string List(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
