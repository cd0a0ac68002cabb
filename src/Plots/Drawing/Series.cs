using System;
using System.Collections.Generic;

namespace ScalableMNN.Dsl.Plots;

/// <summary>Points (x, y) and how to draw them. Points that are not finite are left out and interrupt a line.</summary>
public sealed record Series
{
    /// <summary>Makes a series.</summary>
    /// <param name="label">Its name in the legend; series of one name share one entry.</param>
    /// <param name="x">Where the points are along the first axis.</param>
    /// <param name="y">Where they are along the second one; as many.</param>
    /// <param name="mark">How to draw them.</param>
    /// <param name="colour">A colour in SVG's notation, such as one of <see cref="Palette"/>.</param>
    /// <exception cref="ArgumentException">There are not as many x as y.</exception>
    public Series(string label, IReadOnlyList<double> x, IReadOnlyList<double> y, Mark mark = Mark.Line, string colour = Palette.Blue)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count != y.Count)
        {
            throw new ArgumentException($"Series '{label}' has {x.Count} x and {y.Count} y. Give as many of both.", nameof(y));
        }

        Label = label;
        X = x;
        Y = y;
        Upper = y;
        Mark = mark;
        Colour = colour;
    }

    /// <summary>Makes a band between two curves.</summary>
    /// <param name="label">Its name in the legend.</param>
    /// <param name="x">Where the points are along the first axis.</param>
    /// <param name="lower">The lower curve; as many.</param>
    /// <param name="upper">The upper curve; as many.</param>
    /// <param name="colour">A colour in SVG's notation.</param>
    /// <returns>The series.</returns>
    /// <exception cref="ArgumentException">There are not as many numbers of each.</exception>
    public static Series Band(string label, IReadOnlyList<double> x, IReadOnlyList<double> lower, IReadOnlyList<double> upper, string colour = Palette.Blue)
    {
        ArgumentNullException.ThrowIfNull(lower);
        ArgumentNullException.ThrowIfNull(upper);
        return lower.Count == upper.Count
            ? new Series(label, x, lower, Mark.Band, colour) { Upper = upper }
            : throw new ArgumentException($"Series '{label}' has {lower.Count} lower and {upper.Count} upper values. Give as many of both.", nameof(upper));
    }

    /// <summary>Its name in the legend.</summary>
    public string Label { get; }

    /// <summary>Where the points are along the first axis.</summary>
    public IReadOnlyList<double> X { get; }

    /// <summary>Where the points are along the second axis.</summary>
    public IReadOnlyList<double> Y { get; }

    /// <summary>The upper curve of a band; otherwise the same as <see cref="Y"/>.</summary>
    public IReadOnlyList<double> Upper { get; private init; }

    /// <summary>How the points are drawn.</summary>
    public Mark Mark { get; }

    /// <summary>The colour.</summary>
    public string Colour { get; }
}
