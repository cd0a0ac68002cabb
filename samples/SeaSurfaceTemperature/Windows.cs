using System;
using System.Collections.Generic;
using ScalableMNN.Samples.Neural;
using TorchSharp;
using static TorchSharp.torch;

namespace ScalableMNN.Samples.SeaSurfaceTemperature;

/// <summary>Forecasts to be made, B of them. Temperatures are in units of their spread, from their mean.</summary>
/// <param name="Past">What is seen, (B, cells, 156).</param>
/// <param name="Season">The time of the first week after it, in years, (B).</param>
/// <param name="Future">What is to be forecast, (B, cells, weeks).</param>
public sealed record Window(Tensor Past, Tensor Season, Tensor Future);

/// <summary>
/// A series cut into windows, by the weeks of their futures: those in the last 30 % for the test, those in the tenth before it, or a year more than a forecast where that is longer, to choose by, those before to train on.
/// Means, spreads and the usual course are those of the first part.
/// </summary>
public sealed class Windows
{
    private readonly Tensor times;
    private readonly Tensor scaled;
    private readonly Climatology climatology;
    private readonly int ahead;
    private readonly int training;
    private readonly int testing;

    /// <summary>Cuts a series.</summary>
    /// <exception cref="UnusableInputException">It is too short.</exception>
    public Windows(Temperatures series, int ahead)
    {
        ArgumentNullException.ThrowIfNull(series);
        this.ahead = ahead;
        testing = (int)(0.7 * series.Weeks);
        training = testing - Math.Max(series.Weeks / 10, ahead + 52);
        var shortest = (int)Math.Ceiling(Math.Max((Encoder.Weeks + (2 * ahead) + 52) / 0.7, ahead / 0.3)) + 5;
        if (series.Weeks < shortest)
        {
            throw new UnusableInputException($"The series has {series.Weeks} weeks; forecasts {ahead} weeks ahead take {shortest}. Give a longer one, or fewer weeks ahead with --weeks.");
        }

        Cells = series.Cells;
        times = series.Times;
        var first = series.Values.narrow(0, 0, training);
        Spread = first.std(0, unbiased: false, keepdim: true);
        scaled = (series.Values - first.mean([0], keepdim: true)) / Spread;
        climatology = new Climatology(times.narrow(0, 0, training), scaled.narrow(0, 0, training));
    }

    /// <summary>The names of the cells.</summary>
    public IReadOnlyList<string> Cells { get; }

    /// <summary>Degrees Celsius to a unit of the windows, (1, cells).</summary>
    public Tensor Spread { get; }

    /// <summary>Draws windows to train on.</summary>
    public Window Draw(int count) => Cut(randint(Encoder.Weeks, training - ahead + 1, [count], dtype: int64));

    /// <summary>Every fourth window to choose by. Its past may reach into the first part.</summary>
    public Window Validation() => Cut(arange(training, testing - ahead + 1, 4, dtype: int64));

    /// <summary>Every fourth window for the test. Its past may reach into the parts before.</summary>
    public Window Test() => Cut(arange(testing, scaled.size(0) - ahead + 1, 4, dtype: int64));

    /// <summary>The usual course in the windows' futures, (B, cells, weeks).</summary>
    public Tensor Usual(Window windows)
    {
        var when = windows.Season.unsqueeze(1) + (Temperatures.Week * arange(0, ahead, dtype: float64));
        return climatology.At(when).transpose(1, 2);
    }

    /// <summary>Errors of forecasts in degrees Celsius for each week ahead: root mean squares over forecasts and cells.</summary>
    public IReadOnlyList<double> Errors(Tensor forecast, Window windows) =>
        ((forecast - windows.Future) * Spread.view(1, -1, 1)).pow(2).mean([0, 1]).sqrt().contiguous().data<double>().ToArray();

    private Window Cut(Tensor starts)
    {
        var all = scaled[starts.unsqueeze(1) + arange(-Encoder.Weeks, ahead, dtype: int64)].transpose(1, 2);
        return new Window(all.narrow(2, 0, Encoder.Weeks), times[starts], all.narrow(2, Encoder.Weeks, ahead));
    }
}
