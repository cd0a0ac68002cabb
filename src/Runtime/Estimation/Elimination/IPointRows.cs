using System;

namespace ScalableMNN.Runtime.Estimation.Elimination;

/// <summary>Writes the weighted rows of a trajectory, grid point by grid point, with columns [y_t | parameters | right-hand side | y_(t+1)].</summary>
internal interface IPointRows
{
    /// <summary>Writes the rows without y_(t+1), the heaviest first.</summary>
    /// <param name="point">The grid point.</param>
    /// <param name="rows">Zeros.</param>
    /// <param name="stride">Distance of rows.</param>
    /// <returns>How many rows.</returns>
    int WriteLocal(int point, Span<double> rows, int stride);

    /// <summary>Writes the rows that tie the grid point to the next.</summary>
    /// <param name="point">The grid point.</param>
    /// <param name="rows">Zeros.</param>
    /// <param name="stride">Distance of rows.</param>
    /// <returns>How many rows.</returns>
    int WriteSmoothness(int point, Span<double> rows, int stride);
}
