using System;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace ScalableMNN.Samples.SeaSurfaceTemperature;

/// <summary>A made-up ocean for those who have no file: a seasonal cycle with its first overtone, one slow oscillation that noise keeps going and that reaches the cells one after the other, and noise that lasts some weeks.</summary>
public static class Ocean
{
    private const int Cells = 6;

    /// <summary>Draws eighty years of six cells. It takes the random numbers of the current seed.</summary>
    public static Temperatures Draw(int weeks = 4174)
    {
        using var scope = NewDisposeScope();
        const int Lag = 8;
        var slow = Oscillation(weeks + (Lag * Cells), period: 3.7, lifetime: 4);
        var names = Enumerable.Range(0, Cells).Select(static cell => $"cell {cell + 1}").ToArray();
        var result = new Temperatures(names, new DateOnly(1980, 1, 2), zeros(weeks, Cells, dtype: float64).MoveToOuterDisposeScope());
        var phase = result.Times * (2 * Math.PI);
        for (var cell = 0; cell < Cells; cell++)
        {
            var season = ((2.5 - (0.3 * cell)) * cos(phase - 1 - (0.1 * cell))) + (0.4 * cos((2 * phase) + cell));
            var anomaly = (1.1 - (0.08 * cell)) * slow.narrow(0, Lag * (Cells - cell), weeks);
            result.Values[.., cell] = 24 + (0.7 * cell) + season + anomaly + Persistent(weeks, deviation: 0.3, memory: 4);
        }

        return result;
    }

    /// <summary>An oscillation of variance one, driven by noise: the real part of a rotating, fading complex number. Exact for any step.</summary>
    private static Tensor Oscillation(int weeks, double period, double lifetime)
    {
        var turn = 2 * Math.PI * Temperatures.Week / period;
        var kept = Math.Exp(-Temperatures.Week / lifetime);
        var (cosine, sine, fresh) = (kept * Math.Cos(turn), kept * Math.Sin(turn), Math.Sqrt(1 - (kept * kept)));
        var noise = randn(weeks, 2, dtype: float64).data<double>().ToArray();
        var values = new double[weeks];
        var (x, y) = (noise[0], noise[1]);
        for (var week = 0; week < weeks; week++)
        {
            values[week] = x;
            (x, y) = ((cosine * x) - (sine * y) + (fresh * noise[2 * week]), (sine * x) + (cosine * y) + (fresh * noise[(2 * week) + 1]));
        }

        return tensor(values);
    }

    /// <summary>Noise that forgets by a factor of e in <paramref name="memory"/> weeks.</summary>
    private static Tensor Persistent(int weeks, double deviation, double memory)
    {
        var kept = Math.Exp(-1 / memory);
        var noise = randn(weeks, dtype: float64).data<double>().ToArray();
        for (var week = 1; week < weeks; week++)
        {
            noise[week] = (kept * noise[week - 1]) + (Math.Sqrt(1 - (kept * kept)) * noise[week]);
        }

        return deviation * tensor(noise);
    }
}
