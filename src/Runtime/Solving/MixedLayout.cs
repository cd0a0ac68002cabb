using System;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>How much memory a block of a model with a factor in single precision takes, counted in double-precision numbers of one trajectory.</summary>
internal readonly struct MixedLayout(KernelLayout layout, int points)
{
    public int Steps => (points + 2) * layout.Steps;

    public int Rows => points * layout.Rows;

    public int Factor => points * layout.Factor;

    public int Vector => (points + 2) * layout.Unknowns;

    /// <summary>What outlives a solve that keeps its factor: the packed values in both precisions, and the factor.</summary>
    public int Kept => layout.Header + Steps + Half(layout.Header + Steps + Factor);

    /// <summary>Rows and workspaces, a vector in single precision, two sets of scales of one grid point, and vectors.</summary>
    public int Scratch(int vectors) => Rows + layout.Workspace + Half(layout.Workspace + Vector) + (2 * layout.Unknowns) + (vectors * Vector);

    /// <summary>The most that any phase needs at once.</summary>
    public static long Largest(KernelLayout layout, int points) =>
        (3L * layout.Header) + (2L * layout.Workspace) + (2L * layout.Unknowns) + ((points + 2L) * ((3L * layout.Steps) + layout.Rows + ((layout.Factor + 1) / 2) + (7L * layout.Unknowns)));

    /// <summary>Single-precision numbers, counted in double-precision ones; with a spare one, in case an array of a single trajectory ends amid one.</summary>
    private static int Half(int count) => ((count + 1) / 2) + 4;
}
