using System.Collections.Generic;

namespace ScalableMNN.Runtime.Models;

/// <summary>What a march needs to know of a model: its states and equations at one time, or why it cannot be marched.</summary>
public sealed class MarchDescription
{
    /// <summary>Why the model is no initial-value problem that can be marched, to follow "because"; null where it is one.</summary>
    public string? Obstacle { get; init; }

    /// <summary>The states, in the order of the model.</summary>
    public IReadOnlyList<MarchedState> States { get; init; } = [];

    /// <summary>The equations, as many as states.</summary>
    public IReadOnlyList<MarchedEquation> Equations { get; init; } = [];

    /// <summary>How many derivatives a solution carries beyond the highest in the equations.</summary>
    public int Beyond { get; init; }

    /// <summary>How many unknowns there are at one time.</summary>
    public int Unknowns { get; init; }

    /// <summary>How many derivatives the equations have together.</summary>
    public int Width { get; init; }
}

/// <summary>A state of a march.</summary>
/// <param name="Order">Its highest derivative in the equations; zero for an algebraic state.</param>
/// <param name="Offset">Where it stands among the unknowns of a time; its derivatives follow.</param>
public sealed record MarchedState(int Order, int Offset);

/// <summary>An equation of a march, as left side minus right side.</summary>
/// <param name="Name">Its name.</param>
/// <param name="First">Where its derivatives stand: those with respect to unknowns, then to values of the header, then to values of a grid point.</param>
/// <param name="Unknowns">The unknowns that it has derivatives with respect to.</param>
/// <param name="Header">The values of the header that it has derivatives with respect to.</param>
/// <param name="Steps">The values of a grid point that it has derivatives with respect to.</param>
public sealed record MarchedEquation(string Name, int First, IReadOnlyList<int> Unknowns, IReadOnlyList<int> Header, IReadOnlyList<int> Steps);
