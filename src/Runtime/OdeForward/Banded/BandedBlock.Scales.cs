using System;
using System.Runtime.CompilerServices;
using ScalableMNN.Runtime.Lanes;
using static System.Runtime.CompilerServices.Unsafe;

namespace ScalableMNN.Runtime.Banded;

/// <content>Powers of steps and of their ratios, which take unknowns from one point's scale to another's.</content>
internal ref partial struct BandedBlock<TLane>
{
    /// <summary>(h_t / h_(t+1))^o.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void RatioPowers(int t, ref TLane powers)
    {
        Powers(Add(ref FactorRecord(t), _plan.Ratio), _plan.Orders, ref powers);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void ScalePowers(int t, ref TLane powers)
    {
        Powers(Add(ref FactorRecord(t), _plan.Scale), _plan.Orders, ref powers);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Powers(TLane value, nint count, ref TLane powers)
    {
        var power = TLane.One;
        powers = power;
        for (nint o = 1; o < count; o++)
        {
            power *= value;
            Add(ref powers, o) = power;
        }
    }

    private static TLane Power(TLane value, int exponent)
    {
        var result = TLane.One;
        for (var k = 0; k < Math.Abs(exponent); k++)
        {
            result *= value;
        }

        return exponent < 0 ? TLane.One / result : result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ScaleBy(nint count, ref TLane factors, ref TLane values, ref TLane result)
    {
        for (nint o = 0; o < count; o++)
        {
            Add(ref result, o) = Add(ref factors, o) * Add(ref values, o);
        }
    }
}
