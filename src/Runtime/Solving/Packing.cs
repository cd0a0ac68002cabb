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
    public static TLane Load(ref double source, int count) =>
        count == TLane.Count ? Unsafe.ReadUnaligned<TLane>(ref Unsafe.As<double, byte>(ref source)) : LoadPart(ref source, count);

    /// <summary>Writes the numbers of a block's trajectories.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref double target, int count, TLane value)
    {
        if (count == TLane.Count)
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
    public static bool Pack(Problem problem, int first, int count, Span<TLane> header, Span<TLane> steps)
    {
        // Zero times a number that is not finite is NaN, and stays it through the sum.
        var suspect = TLane.Zero;
        var smallest = TLane.Infinity;
        var sources = problem.Header;
        for (var i = 0; i < sources.Length; i++)
        {
            ref readonly var source = ref sources[i];
            var value = source.Shared ? TLane.Create(source.Values[source.Start]) : Load(ref source.Values[source.Start + first], count);
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
            var width = sources.Length;
            var value = TLane.One;
            var at = i;
            if (source.Rows > 0)
            {
                ref var number = ref source.Values[source.Start + first];
                var isStep = problem.StepsPer == Per.Step && i == problem.StepIndex;
                for (var row = 0; row < source.Rows; row++)
                {
                    value = Load(ref Unsafe.Add(ref number, (nint)row * source.Stride), count);
                    steps[at] = value;
                    at += width;
                    suspect = TLane.MultiplyAdd(value, TLane.Zero, suspect);
                    if (isStep)
                    {
                        smallest = TLane.Min(smallest, value);
                    }
                }
            }

            for (; at < steps.Length; at += width)
            {
                steps[at] = value;
            }
        }

        return AllZero(suspect) && AllPositive(smallest);
    }

    /// <summary>Writes the powers h^r or h^-r of the step for each unknown of a grid point.</summary>
    public static void FillScales(Problem problem, TLane step, Span<TLane> scales)
    {
        foreach (var state in problem.Model.States)
        {
            var scale = TLane.One;
            for (var order = 0; order <= state.Order; order++)
            {
                scales[state.Offset + order] = scale;
                scale *= step;
            }
        }
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
