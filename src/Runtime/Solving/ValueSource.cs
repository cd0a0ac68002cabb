using System;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>Where a kernel's value comes from: a row of numbers, one for each trajectory, for each grid point; or one number.</summary>
/// <param name="Values">The parameters or the inputs.</param>
/// <param name="Slot">Their slot.</param>
/// <param name="Row">The first row within it.</param>
/// <param name="Rows">How many rows: 1 for a value of the header.</param>
/// <param name="Shared">Whether a row is one number for all trajectories.</param>
/// <param name="Part">Which part of the numbers the kernel reads.</param>
internal readonly record struct ValueSource(ModelValues Values, int Slot, int Row, int Rows, bool Shared, ValuePart Part = ValuePart.All)
{
    /// <summary>How far rows and trajectories are apart.</summary>
    public BatchLayout Layout => Values.LayoutOf(Slot);

    /// <summary>Whether these are derivatives that nobody wants.</summary>
    public bool IsDiscarded => Values.IsDiscarded(Slot);

    /// <summary>The first row's number of a trajectory.</summary>
    public ref double First(int trajectory) => ref Values.NumberAt(Slot, Row, trajectory);

    /// <summary>A row's number of a trajectory.</summary>
    public double At(int trajectory, int row) => Values.NumberAt(Slot, Row + row, trajectory);

    /// <summary>The rows' numbers of a trajectory and of those after it: at this layout's strides.</summary>
    public Span<double> From(int trajectory) => Values.NumbersOf(Slot)[Layout.IndexOf(Row, trajectory)..];
}

/// <summary>What a kernel reads of a number that may be missing.</summary>
internal enum ValuePart
{
    /// <summary>The number, which must be finite.</summary>
    All,

    /// <summary>The number, or zero where it is NaN.</summary>
    Number,

    /// <summary>One, or zero where it is NaN.</summary>
    Presence,
}
