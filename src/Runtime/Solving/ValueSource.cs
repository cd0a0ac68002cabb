using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>Where a kernel's value comes from: a row of numbers, one for each trajectory, for each grid point; or one number.</summary>
/// <param name="Values">The parameters or the inputs.</param>
/// <param name="Start">Where in it the first row begins.</param>
/// <param name="Stride">Distance of rows: the number of trajectories.</param>
/// <param name="Rows">How many rows: 1 for a value of the header.</param>
/// <param name="Shared">Whether a row is one number for all trajectories.</param>
/// <param name="Part">Which part of the numbers the kernel reads.</param>
internal readonly record struct ValueSource(ModelValues Values, int Start, int Stride, int Rows, bool Shared, ValuePart Part = ValuePart.All)
{
    /// <summary>The first row's number of a trajectory.</summary>
    public ref double First(int trajectory) => ref Values.Values[Start + trajectory];

    public double At(int trajectory, int row) => Values.Values[Start + (row * Stride) + (Shared ? 0 : trajectory)];
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
