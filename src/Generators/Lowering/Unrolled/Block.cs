using System;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering.Unrolled;

/// <summary>A matrix of scalars of the kernel, with its known zeros.</summary>
internal sealed class Block(int size)
{
    private readonly Operand[] _entries = Zeros(size * size);

    public int Size => size;

    public Operand this[int i, int j]
    {
        get => _entries[(i * size) + j];
        set => _entries[(i * size) + j] = value;
    }

    public static Operand[] Zeros(int count)
    {
        var zeros = new Operand[count];
        for (var i = 0; i < count; i++)
        {
            zeros[i] = Operand.Zero;
        }

        return zeros;
    }

    /// <summary>Solves L x = b, L with a unit diagonal, in place.</summary>
    public static void Forward(Region region, Block lower, Operand[] vector, string name)
    {
        for (var i = 0; i < vector.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                vector[i] = region.MultiplySubtract(lower[i, j], vector[j], vector[i], $"{name}{i}");
            }
        }
    }

    /// <summary>Solves L^T x = b, L with a unit diagonal, in place.</summary>
    public static void Backward(Region region, Block lower, Operand[] vector, string name)
    {
        for (var i = vector.Length - 1; i >= 0; i--)
        {
            for (var j = vector.Length - 1; j > i; j--)
            {
                vector[i] = region.MultiplySubtract(lower[j, i], vector[j], vector[i], $"{name}{i}");
            }
        }
    }

    public static void Map(Operand[] vector, Func<int, Operand, Operand> map)
    {
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = map(i, vector[i]);
        }
    }
}
