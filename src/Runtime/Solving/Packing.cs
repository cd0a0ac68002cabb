using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Lanes;

namespace ScalableMNN.Runtime.Solving;

/// <summary>Moves numbers between arrays with trajectories innermost and the lanes of a block.</summary>
internal static class Packing<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    /// <summary>Reads the numbers of a block's trajectories; a lane beyond the last one repeats it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Load<TWidth>(ref double source, int count)
        where TWidth : IBlockWidth =>
        TWidth.IsFull ? Unsafe.ReadUnaligned<TLane>(ref Unsafe.As<double, byte>(ref source)) : LoadPart(ref source, count);

    /// <summary>Writes the numbers of a block's trajectories.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TWidth>(ref double target, int count, TLane value)
        where TWidth : IBlockWidth
    {
        if (TWidth.IsFull)
        {
            Unsafe.WriteUnaligned(ref Unsafe.As<double, byte>(ref target), value);
        }
        else
        {
            StorePart(ref target, count, value);
        }
    }

    /// <summary>The numbers within lanes.</summary>
    public static Span<double> Numbers(Span<TLane> lanes) => MemoryMarshal.Cast<TLane, double>(lanes);

    /// <summary>Packs the values of a block.</summary>
    /// <param name="problem">Where they come from.</param>
    /// <param name="first">The block's first trajectory.</param>
    /// <param name="count">How many trajectories it has.</param>
    /// <param name="header">Receives the values of each trajectory.</param>
    /// <param name="steps">Receives the values of each grid point.</param>
    /// <returns>Whether all numbers are finite and all steps positive.</returns>
    public static bool Pack<TWidth>(Problem problem, int first, int count, Span<TLane> header, Span<TLane> steps)
        where TWidth : IBlockWidth
    {
        // Zero times a number that is not finite is NaN, and stays it through the sum.
        var suspect = TLane.Zero;
        var smallest = TLane.Infinity;
        var sources = problem.Header;
        for (var i = 0; i < sources.Length; i++)
        {
            ref readonly var source = ref sources[i];
            var value = source.Shared ? TLane.Create(source.First(0)) : Load<TWidth>(ref source.First(first), count);
            header[i] = value;
            suspect = TLane.MultiplyAdd(value, TLane.Zero, suspect);
        }

        if (problem.StepIndex >= 0 && problem.StepsPer != Per.Step)
        {
            smallest = header[problem.StepIndex];
        }

        sources = problem.Steps;
        for (var i = 0; i < sources.Length; i++)
        {
            ref readonly var source = ref sources[i];
            var last = TLane.One;
            if (source.Rows > 0)
            {
                ref var number = ref source.First(first);
                if (problem.StepsPer == Per.Step && i == problem.StepIndex)
                {
                    smallest = TLane.Min(smallest, Smallest<TWidth>(ref number, source.Stride, source.Rows, count));
                }

                suspect = source.Part == ValuePart.All
                    ? PackColumn<TWidth>(ref number, source.Stride, source.Rows, count, ref steps[i], sources.Length, suspect)
                    : PackObserved<TWidth>(source, first, count, ref steps[i], sources.Length, suspect);

                // Beyond the grid nothing is observed.
                last = source.Part == ValuePart.All ? steps[((source.Rows - 1) * sources.Length) + i] : TLane.Zero;
            }

            for (var at = (source.Rows * sources.Length) + i; at < steps.Length; at += sources.Length)
            {
                steps[at] = last;
            }
        }

        return AllZero(suspect) && AllPositive(smallest);
    }

    /// <summary>Writes the powers of a number for each unknown of a grid point: with the step h^r, with its reciprocal h^-r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FillScales(int[] orders, TLane step, Span<TLane> scales)
    {
        var n = 0;
        for (var state = 0; state < orders.Length; state++)
        {
            var scale = TLane.One;
            for (var order = 0; order <= orders[state]; order++)
            {
                scales[n++] = scale;
                scale *= step;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static TLane PackColumn<TWidth>(ref double number, int stride, int rows, int count, ref TLane target, int width, TLane suspect)
        where TWidth : IBlockWidth
    {
        for (nint row = 0; row < rows; row++)
        {
            var value = Load<TWidth>(ref Unsafe.Add(ref number, row * stride), count);
            Unsafe.Add(ref target, row * width) = value;
            suspect = TLane.MultiplyAdd(value, TLane.Zero, suspect);
        }

        return suspect;
    }

    /// <summary>Packs the numbers of observations, or whether they are there.</summary>
    private static TLane PackObserved<TWidth>(in ValueSource source, int first, int count, ref TLane target, int width, TLane suspect)
        where TWidth : IBlockWidth
    {
        for (nint row = 0; row < source.Rows; row++)
        {
            var value = Load<TWidth>(ref Unsafe.Add(ref source.First(first), row * source.Stride), count);
            foreach (ref var number in Numbers(new Span<TLane>(ref value)))
            {
                number = double.IsNaN(number) ? 0 : source.Part == ValuePart.Presence ? 1 : number;
            }

            Unsafe.Add(ref target, row * width) = value;
            suspect = TLane.MultiplyAdd(value, TLane.Zero, suspect);
        }

        return suspect;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static TLane Smallest<TWidth>(ref double number, int stride, int rows, int count)
        where TWidth : IBlockWidth
    {
        var smallest = TLane.Infinity;
        for (nint row = 0; row < rows; row++)
        {
            smallest = TLane.Min(smallest, Load<TWidth>(ref Unsafe.Add(ref number, row * stride), count));
        }

        return smallest;
    }

    private static bool AllZero(TLane lane)
    {
        foreach (var number in Numbers(new Span<TLane>(ref lane)))
        {
            if (number != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool AllPositive(TLane lane)
    {
        foreach (var number in Numbers(new Span<TLane>(ref lane)))
        {
            if (!(number > 0))
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLane LoadPart(ref double source, int count)
    {
        var lane = TLane.Zero;
        var numbers = Numbers(new Span<TLane>(ref lane));
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = Unsafe.Add(ref source, Math.Min(i, count - 1));
        }

        return lane;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StorePart(ref double target, int count, TLane lane)
    {
        var numbers = Numbers(new Span<TLane>(ref lane));
        for (var i = 0; i < count; i++)
        {
            Unsafe.Add(ref target, i) = numbers[i];
        }
    }
}
