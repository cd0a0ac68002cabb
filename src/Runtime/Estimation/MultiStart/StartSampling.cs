using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Estimation.MultiStart;

/// <summary>
/// Draws starts by Latin hypercubes: of n starts, each n-th part of the range of each parameter holds one. Source: McKay, Beckman and Conover, A comparison of three methods for selecting values of input variables in
/// the analysis of output from a computer code, Technometrics 21, 1979. Positive parameters are drawn on the scale of their logarithms, as they move in an estimation.
/// </summary>
internal sealed class StartSampling
{
    private readonly ModelValues _given;
    private readonly List<Range> _ranges = [];

    /// <param name="model">The model.</param>
    /// <param name="rows">What estimation knows of it.</param>
    /// <param name="given">The given start.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">A range is missing, or is none.</exception>
    public StartSampling(ModelDescription model, EstimationDescription rows, ModelValues given, MultiStartOptions options)
    {
        _given = given;
        var missing = new List<string>();
        for (var i = 0; i < model.Parameters.Count; i++)
        {
            var slot = model.Parameters[i];
            if (slot.Kind != ValueKind.Coefficient || slot.Per == Per.Step)
            {
                continue;
            }

            if (options.Within.TryGetValue(slot.Name, out var within))
            {
                if (!double.IsFinite(within.Lower) || !(within.Lower < within.Upper) || double.IsInfinity(within.Upper) || within.Lower < slot.Lower || within.Upper > slot.Upper)
                {
                    throw new ArgumentException($"MultiStartOptions.Within has {within.Lower} to {within.Upper} for {model.Name}.{slot.Name}. Give two finite numbers, the lower one first, between its bounds, {slot.Lower} and {slot.Upper}.");
                }

                _ranges.Add(new Range(i, within.Lower, within.Upper, within.Lower > 0 && slot.Lower >= 0));
            }
            else if (rows.RandomEffects.All(effect => effect.Parameter != i))
            {
                Add(i, slot, options.Decades);
            }
        }

        if (options.Within.Keys.FirstOrDefault(name => model.Parameters.All(slot => slot.Name != name)) is { } stray)
        {
            throw new ArgumentException($"MultiStartOptions.Within names {stray}, and {model.Name} has no such learned coefficient. There are: {string.Join(", ", model.Parameters.Select(static slot => slot.Name))}.");
        }

        if (missing.Count > 0)
        {
            throw new ArgumentException($"{model.Name}: starts are drawn between bounds, and {string.Join(", ", missing)} {(missing.Count == 1 ? "has" : "have")} none. Give Lower and Upper to [Coefficient], or a range in MultiStartOptions.Within.");
        }

        void Add(int parameter, ValueSlot slot, double decades)
        {
            var (lower, upper, value) = (slot.Lower, slot.Upper, given.Slot(parameter)[0]);
            if (lower > 0 && double.IsFinite(upper))
            {
                _ranges.Add(new Range(parameter, lower, upper, true));
            }
            else if (lower >= 0 && value > 0)
            {
                var factor = Math.Pow(10, decades);
                _ranges.Add(new Range(parameter, Math.Max(lower, value / factor), Math.Min(upper, value * factor), true));
            }
            else if (double.IsFinite(lower) && double.IsFinite(upper))
            {
                _ranges.Add(new Range(parameter, lower, upper, false));
            }
            else
            {
                missing.Add(slot.Name);
            }
        }
    }

    /// <summary>The names of what is drawn.</summary>
    public IEnumerable<string> Names => _ranges.Select(range => _given.Slots[range.Parameter].Name);

    /// <summary>Draws.</summary>
    /// <param name="count">How many starts.</param>
    /// <param name="seed">The seed.</param>
    public ModelValues[] Draw(int count, int seed)
    {
        // A generator with a seed draws the same numbers in every version of .NET.
        var random = new Random(seed);
        var starts = Enumerable.Range(0, count).Select(_ => _given.Copy()).ToArray();
        foreach (var range in _ranges)
        {
            var cells = Enumerable.Range(0, count).ToArray();
            random.Shuffle(cells);
            for (var i = 0; i < count; i++)
            {
                starts[i].Slot(range.Parameter).Fill(range.At((cells[i] + random.NextDouble()) / count));
            }
        }

        return starts;
    }

    private readonly record struct Range(int Parameter, double Lower, double Upper, bool IsLogarithmic)
    {
        public double At(double part) => Math.Clamp(IsLogarithmic ? Lower * Math.Pow(Upper / Lower, part) : Lower + (part * (Upper - Lower)), Lower, Upper);
    }
}
