using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Lanes;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Runtime.Solving;

/// <summary>Moves numbers between arrays of the whole batch, in any layout, and the lanes of a block.</summary>
internal static class Packing<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    /// <summary>Reads the numbers of a block's trajectories; a lane beyond the last one repeats it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Load<TWidth>(ref double source, int count)
        where TWidth : IBlockWidth =>
        TWidth.IsFull ? Unsafe.ReadUnaligned<TLane>(ref Unsafe.As<double, byte>(ref source)) : LoadPart(ref source, count);

    /// <summary>Reads the numbers of a block's trajectories that are so far apart.</summary>
    public static TLane Load<TWidth>(ref double source, nint stride, int count)
        where TWidth : IBlockWidth =>
        stride == 1 ? Load<TWidth>(ref source, count)
        : stride == 0 ? TLane.Create(source)
        : TWidth.IsFull ? Transposition<TLane>.Gather(ref source, stride)
        : LoadApart(ref source, stride, count);

    /// <summary>Writes the numbers of a block's trajectories, so far apart.</summary>
    public static void Store(ref double target, nint stride, int count, TLane value)
    {
        var numbers = Numbers(new Span<TLane>(ref value));
        for (var i = 0; i < count; i++)
        {
            Unsafe.Add(ref target, i * stride) = numbers[i];
        }
    }

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
            var value = source.Shared ? TLane.Create(source.First(0)) : Load<TWidth>(ref source.First(first), source.Layout.TrajectoryStride, count);
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
                suspect = source.Part == ValuePart.All
                    ? ReadColumn<TWidth>(ref source.First(first), source.Layout, source.Rows, count, ref steps[i], sources.Length, suspect)
                    : PackObserved<TWidth>(source, problem.FollowsData, first, count, ref steps[i], sources.Length, suspect);
                if (problem.StepsPer == Per.Step && i == problem.StepIndex)
                {
                    smallest = Smallest(ref steps[i], sources.Length, source.Rows);
                }

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

    /// <summary>Reads rows of a block's trajectories.</summary>
    /// <param name="number">The first row's number of the block's first trajectory.</param>
    /// <param name="layout">How far rows and trajectories are apart.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="count">How many trajectories the block has.</param>
    /// <param name="target">Receives the first row.</param>
    /// <param name="width">How far the rows in the target are apart.</param>
    /// <param name="suspect">A sum.</param>
    /// <returns>The sum with zero times each number added, which is NaN where a number is not finite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane ReadColumn<TWidth>(ref double number, BatchLayout layout, int rows, int count, ref TLane target, int width, TLane suspect)
        where TWidth : IBlockWidth =>
        layout.TrajectoryStride == 1 ? ReadRows<TWidth>(ref number, layout.RowStride, rows, count, ref target, width, suspect)
        : TWidth.IsFull && layout.RowStride == 1 && rows >= TLane.Count ? ReadSquares(ref number, layout.TrajectoryStride, rows, ref target, width, suspect)
        : Gather<TWidth>(ref number, layout, rows, count, ref target, width, suspect);

    /// <summary>Writes rows of a block's trajectories.</summary>
    /// <param name="number">The place of the first row's number of the block's first trajectory.</param>
    /// <param name="layout">How far rows and trajectories are apart.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="count">How many trajectories the block has.</param>
    /// <param name="source">The first row.</param>
    /// <param name="width">How far the rows in the source are apart.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteColumn<TWidth>(ref double number, BatchLayout layout, int rows, int count, ref TLane source, int width)
        where TWidth : IBlockWidth
    {
        if (layout.TrajectoryStride == 1)
        {
            WriteRows<TWidth>(ref number, layout.RowStride, rows, count, ref source, width);
        }
        else if (TWidth.IsFull && layout.RowStride == 1 && rows >= TLane.Count)
        {
            WriteSquares(ref number, layout.TrajectoryStride, rows, ref source, width);
        }
        else
        {
            Scatter(ref number, layout, rows, count, ref source, width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static TLane ReadRows<TWidth>(ref double number, int stride, int rows, int count, ref TLane target, int width, TLane suspect)
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void WriteRows<TWidth>(ref double number, int stride, int rows, int count, ref TLane source, int width)
        where TWidth : IBlockWidth
    {
        for (nint row = 0; row < rows; row++)
        {
            Store<TWidth>(ref Unsafe.Add(ref number, row * stride), count, Unsafe.Add(ref source, row * width));
        }
    }

    /// <summary>Reads trajectories that lie one after the other, as many numbers of each at a time as there are trajectories; the last squares may overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static TLane ReadSquares(ref double number, int stride, int rows, ref TLane target, int width, TLane suspect)
    {
        for (nint next = 0; next < rows; next += TLane.Count)
        {
            var row = Math.Min(next, rows - TLane.Count);
            ref var square = ref Unsafe.Add(ref target, row * width);
            Transposition<TLane>.Run(ref Unsafe.Add(ref number, row), stride, ref Unsafe.As<TLane, double>(ref square), width * TLane.Count);
            for (nint i = 0; i < TLane.Count; i++)
            {
                suspect = TLane.MultiplyAdd(Unsafe.Add(ref square, i * width), TLane.Zero, suspect);
            }
        }

        return suspect;
    }

    /// <summary>Writes trajectories that lie one after the other, as many numbers of each at a time as there are trajectories; the last squares may overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void WriteSquares(ref double number, int stride, int rows, ref TLane source, int width)
    {
        for (nint next = 0; next < rows; next += TLane.Count)
        {
            var row = Math.Min(next, rows - TLane.Count);
            Transposition<TLane>.Run(ref Unsafe.As<TLane, double>(ref Unsafe.Add(ref source, row * width)), width * TLane.Count, ref Unsafe.Add(ref number, row), stride);
        }
    }

    /// <summary>Reads rows number by number.</summary>
    private static TLane Gather<TWidth>(ref double number, BatchLayout layout, int rows, int count, ref TLane target, int width, TLane suspect)
        where TWidth : IBlockWidth
    {
        var value = TLane.Zero;
        for (nint row = 0; row < rows; row++)
        {
            if (row == 0 || layout.RowStride != 0)
            {
                value = Load<TWidth>(ref Unsafe.Add(ref number, row * layout.RowStride), layout.TrajectoryStride, count);
                suspect = TLane.MultiplyAdd(value, TLane.Zero, suspect);
            }

            Unsafe.Add(ref target, row * width) = value;
        }

        return suspect;
    }

    /// <summary>Writes rows number by number.</summary>
    private static void Scatter(ref double number, BatchLayout layout, int rows, int count, ref TLane source, int width)
    {
        for (nint row = 0; row < rows; row++)
        {
            Store(ref Unsafe.Add(ref number, row * layout.RowStride), layout.TrajectoryStride, count, Unsafe.Add(ref source, row * width));
        }
    }

    /// <summary>Packs the numbers of observations, or whether they are there; where data are not followed, none is.</summary>
    private static TLane PackObserved<TWidth>(in ValueSource source, bool follows, int first, int count, ref TLane target, int width, TLane suspect)
        where TWidth : IBlockWidth
    {
        if (!follows)
        {
            for (nint row = 0; row < source.Rows; row++)
            {
                Unsafe.Add(ref target, row * width) = TLane.Zero;
            }

            return suspect;
        }

        ref var number = ref source.First(first);
        var layout = source.Layout;
        for (nint row = 0; row < source.Rows; row++)
        {
            var value = Load<TWidth>(ref Unsafe.Add(ref number, row * layout.RowStride), layout.TrajectoryStride, count);
            foreach (ref var part in Numbers(new Span<TLane>(ref value)))
            {
                part = double.IsNaN(part) ? 0 : source.Part == ValuePart.Presence ? 1 : part;
            }

            Unsafe.Add(ref target, row * width) = value;
            suspect = TLane.MultiplyAdd(value, TLane.Zero, suspect);
        }

        return suspect;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static TLane Smallest(ref TLane first, int width, int rows)
    {
        var smallest = TLane.Infinity;
        for (nint row = 0; row < rows; row++)
        {
            smallest = TLane.Min(smallest, Unsafe.Add(ref first, row * width));
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
    private static TLane LoadPart(ref double source, int count) => LoadApart(ref source, 1, count);

    private static TLane LoadApart(ref double source, nint stride, int count)
    {
        var lane = TLane.Zero;
        var numbers = Numbers(new Span<TLane>(ref lane));
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = Unsafe.Add(ref source, Math.Min(i, count - 1) * stride);
        }

        return lane;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StorePart(ref double target, int count, TLane lane) => Store(ref target, 1, count, lane);
}
