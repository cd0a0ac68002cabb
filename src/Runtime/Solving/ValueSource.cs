using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>Where a kernel's value comes from: a row of numbers, one for each trajectory, for each grid point; or one number.</summary>
/// <param name="Role">Whether it is a parameter or an input.</param>
/// <param name="Slot">The slot of the model's values.</param>
/// <param name="Values">The array of the model's values.</param>
/// <param name="Start">Where in it the first row begins.</param>
/// <param name="Stride">Distance of rows: the number of trajectories.</param>
/// <param name="Rows">How many rows: 1 for a value of the header.</param>
/// <param name="Shared">Whether a row is one number for all trajectories.</param>
internal readonly record struct ValueSource(ValueRole Role, int Slot, double[] Values, int Start, int Stride, int Rows, bool Shared)
{
    public double At(int trajectory, int row) => Values[Start + (row * Stride) + (Shared ? 0 : trajectory)];
}
