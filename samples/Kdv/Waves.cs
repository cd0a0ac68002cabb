using System;
using TorchSharp;
using static TorchSharp.torch;

namespace ScalableMNN.Samples.Kdv;

/// <summary>
/// Solutions of the Korteweg-de Vries equation u_t + u u_x + u_xxx = 0 on a circle of length 128, at 256 points and 140 times from 0 to 100, from random sums of sines: the setting of Brandstetter, Welling, Worrall,
/// Lie Point Symmetry Data Augmentation for Neural PDE Solvers (ICML 2022). By Fourier transforms in space, the linear part exactly, the rest by the classical Runge-Kutta method (see Trefethen, Spectral
/// Methods in MATLAB, program 27).
/// </summary>
public static class Waves
{
    /// <summary>Points in space.</summary>
    public const int Width = 256;

    /// <summary>Times of a solution.</summary>
    public const int Times = 140;

    private const double Length = 128;
    private const int Substeps = 20;

    /// <summary>Draws solutions, (count, 140, 256).</summary>
    public static Tensor Draw(int count)
    {
        using var scope = NewDisposeScope();
        return Solve(Start(count)).MoveToOuterDisposeScope();
    }

    /// <summary>Solves from given waves, (count, 256), to (count, 140, 256).</summary>
    public static Tensor Solve(Tensor start)
    {
        using var scope = NewDisposeScope();
        var spectrum = fft.rfft(start.to(float64));
        var wave = arange(0, (Width / 2) + 1, dtype: float64) * (2 * Math.PI / Length);

        // Products of waves that the grid cannot hold are left out.
        var kept = wave.lt(2.0 / 3 * Width / 2 * (2 * Math.PI / Length)).to(float64);
        var slope = complex(zeros_like(wave), -0.5 * wave * kept);
        const double Step = 100.0 / (Times - 1) / Substeps;
        var half = polar(ones_like(wave), wave.pow(3) * (Step / 2));
        var whole = half * half;
        var result = zeros(start.size(0), Times, Width, dtype: float32);
        for (var time = 0; time < Times; time++)
        {
            using var inner = NewDisposeScope();
            result[.., time] = fft.irfft(spectrum, Width).to(float32);
            var at = spectrum;
            for (var substep = 0; substep < Substeps && time + 1 < Times; substep++)
            {
                var a = Step * Change(at, slope);
                var b = Step * Change(half * (at + (0.5 * a)), slope);
                var c = Step * Change((half * at) + (0.5 * b), slope);
                var d = Step * Change((whole * at) + (half * c), slope);
                at = (whole * at) + (((whole * a) + (2 * half * (b + c)) + d) / 6);
            }

            spectrum = at.MoveToOuterDisposeScope();
        }

        return result.MoveToOuterDisposeScope();
    }

    private static Tensor Change(Tensor spectrum, Tensor slope) => slope * fft.rfft(fft.irfft(spectrum, Width).pow(2));

    /// <summary>Ten sines, with one to three waves around the circle each.</summary>
    private static Tensor Start(int count)
    {
        var x = arange(0, Width, dtype: float64) * (Length / Width);
        var amplitude = rand(count, 10, 1, dtype: float64) - 0.5;
        var waves = randint(1, 4, [count, 10, 1]).to(float64) * (2 * Math.PI / Length);
        var phase = rand(count, 10, 1, dtype: float64) * (2 * Math.PI);
        return (amplitude * sin((waves * x) + phase)).sum(1);
    }
}
