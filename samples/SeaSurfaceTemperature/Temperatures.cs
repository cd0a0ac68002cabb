using System;
using System.Collections.Generic;
using TorchSharp;
using static TorchSharp.torch;

namespace ScalableMNN.Samples.SeaSurfaceTemperature;

/// <summary>Temperatures of some cells of the ocean, one for each week.</summary>
/// <param name="Cells">The names of the cells.</param>
/// <param name="First">The day of the first week.</param>
/// <param name="Values">The temperatures in degrees Celsius, (weeks, cells).</param>
public sealed record Temperatures(IReadOnlyList<string> Cells, DateOnly First, Tensor Values)
{
    /// <summary>A week, in years.</summary>
    public const double Week = 7 / 365.25;

    /// <summary>Number of weeks.</summary>
    public int Weeks => (int)Values.size(0);

    /// <summary>The time of each week in years, (weeks); whole numbers are the turn of a year.</summary>
    public Tensor Times => ((First.DayNumber - new DateOnly(2000, 1, 1).DayNumber) / 365.25) + (Week * arange(0, Weeks, dtype: float64));
}
