using System;
using System.Linq;

namespace ScalableMNN.Bench.Shapes;

/// <summary>The sizes of one benchmark, and what the reference implementation needs for it.</summary>
/// <param name="Name">A short name.</param>
/// <param name="Batch">The batch dimensions.</param>
/// <param name="Points">Number T of grid points.</param>
/// <param name="States">Number V of states; there are as many equations.</param>
/// <param name="Order">Order R of every state.</param>
/// <param name="InitialOrders">Number J of derivatives given at the first grid point.</param>
/// <param name="Reference">Milliseconds of the reference implementation, measured elsewhere.</param>
/// <param name="Generate">Makes the generated model with data.</param>
internal sealed record Shape(
    string Name, int[] Batch, int Points, int States, int Order, int InitialOrders, ReferenceTime Reference, Func<ShapeData, GeneratedModel> Generate)
{
    public int Trajectories => Batch.Aggregate(1, static (product, extent) => product * extent);

    /// <summary>Number N of unknowns at a grid point.</summary>
    public int Unknowns => States * (Order + 1);

    /// <summary>Numbers given to a trajectory: coefficients, right-hand sides, steps, initial values.</summary>
    public long InputsPerTrajectory => ((long)Points * States * (Unknowns + 1)) + (Points - 1) + (States * InitialOrders);

    /// <summary>The same shape with so few trajectories and points that it takes no time, to see that everything works.</summary>
    public Shape Shrunk() => this with { Batch = [.. Batch.Select(static extent => Math.Min(extent, 4))], Points = Math.Min(Points, 12) };
}
