namespace ScalableMNN.Runtime.Models;

/// <summary>
/// Where the numbers of a batch lie: number i of trajectory b at i <see cref="RowStride"/> + b <see cref="TrajectoryStride"/>. A stride of zero stands for one number read again and again.
/// </summary>
/// <param name="RowStride">How far the numbers of a trajectory are apart.</param>
/// <param name="TrajectoryStride">How far the trajectories are apart.</param>
public readonly record struct BatchLayout(int RowStride, int TrajectoryStride)
{
    /// <summary>Trajectories side by side, and row after row of them: what values and solutions have unless they are placed otherwise.</summary>
    /// <param name="trajectories">Number B of trajectories.</param>
    /// <returns>The layout with strides B and 1.</returns>
    public static BatchLayout TrajectoriesInnermost(int trajectories) => new(trajectories, 1);

    /// <summary>One trajectory after the other, each in one piece.</summary>
    /// <param name="rows">How many numbers a trajectory has.</param>
    /// <returns>The layout with strides 1 and <paramref name="rows"/>.</returns>
    public static BatchLayout TrajectoriesOutermost(int rows) => new(1, rows);

    internal int IndexOf(int row, int trajectory) => (row * RowStride) + (trajectory * TrajectoryStride);

    /// <summary>Whether rows of so many trajectories lie side by side and in one piece.</summary>
    internal bool IsInnermost(int rows, int trajectories) => (TrajectoryStride == 1 || trajectories == 1) && (RowStride == trajectories || rows == 1);

    /// <summary>How many numbers there must be.</summary>
    internal long Extent(int rows, int trajectories) => rows == 0 ? 0 : ((rows - 1L) * RowStride) + ((trajectories - 1L) * TrajectoryStride) + 1;

    /// <summary>Whether no two of the numbers share a place.</summary>
    internal bool IsDistinct(int rows, int trajectories) =>
        (rows <= 1 || RowStride > 0) && (trajectories <= 1 || TrajectoryStride > 0)
        && (rows <= 1 || trajectories <= 1 || RowStride >= (long)trajectories * TrajectoryStride || TrajectoryStride >= (long)rows * RowStride);
}
