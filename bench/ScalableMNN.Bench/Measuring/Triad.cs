using System;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace ScalableMNN.Bench.Measuring;

/// <summary>
/// The triad of McCalpin's STREAM benchmark, a = b + s c on all cores over arrays that no cache holds, as the measure of memory bandwidth. By STREAM's convention 24 bytes are
/// counted for each element, and the best of the repetitions stands.
/// </summary>
internal static class Triad
{
    /// <summary>Measures the bandwidth.</summary>
    /// <param name="elements">Numbers in each of the three arrays; at least four times the last-level cache for a true figure.</param>
    /// <param name="repetitions">How often.</param>
    /// <returns>Bytes per second.</returns>
    public static double BytesPerSecond(int elements, int repetitions)
    {
        double[] a = new double[elements], b = new double[elements], c = new double[elements];
        Array.Fill(b, 1);
        Array.Fill(c, 2);
        var workers = Environment.ProcessorCount;
        var best = double.PositiveInfinity;
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var start = Stopwatch.GetTimestamp();
            Parallel.For(0, workers, worker =>
            {
                int first = (int)((long)elements * worker / workers), last = (int)((long)elements * (worker + 1) / workers);
                var target = MemoryMarshal.Cast<double, Vector<double>>(a.AsSpan(first..last));
                var left = MemoryMarshal.Cast<double, Vector<double>>(b.AsSpan(first..last));
                var right = MemoryMarshal.Cast<double, Vector<double>>(c.AsSpan(first..last));
                for (var i = 0; i < target.Length; i++)
                {
                    target[i] = left[i] + (3 * right[i]);
                }
            });
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return 3.0 * sizeof(double) * elements / best;
    }
}
