namespace ILGPU;

/// <summary>An index of a kernel.</summary>
public interface IIndex;

/// <summary>Which of the threads of a kernel this is.</summary>
/// <param name="index">The number.</param>
public readonly struct Index1D(int index) : IIndex
{
    internal int Number { get; } = index;

    /// <summary>The number of threads, or of one of them.</summary>
    /// <param name="index">The number.</param>
    public static implicit operator Index1D(int index) => new(index);

    /// <summary>The number.</summary>
    /// <param name="index">The index.</param>
    public static implicit operator int(Index1D index) => index.Number;
}

/// <summary>An index of a buffer, or its length.</summary>
/// <param name="index">The number.</param>
public readonly struct LongIndex1D(long index) : IIndex
{
    internal long Number { get; } = index;

    /// <summary>An index, or a length.</summary>
    /// <param name="index">The number.</param>
    public static implicit operator LongIndex1D(long index) => new(index);
}

/// <summary>How elements are spread over memory.</summary>
public static class Stride1D
{
    /// <summary>One after the other.</summary>
    public readonly struct Dense;
}
