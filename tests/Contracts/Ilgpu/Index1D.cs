namespace ILGPU;

/// <summary>An index of a kernel.</summary>
public interface IIndex;

/// <summary>Which of the threads of a kernel this is.</summary>
/// <param name="X">The number.</param>
public readonly record struct Index1D(int X) : IIndex
{
    /// <summary>The number of threads, or of one of them.</summary>
    /// <param name="index">The number.</param>
    public static implicit operator Index1D(int index) => new(index);

    /// <summary>The number.</summary>
    /// <param name="index">The index.</param>
    public static implicit operator int(Index1D index) => index.X;
}

/// <summary>How elements are spread over memory.</summary>
public static class Stride1D
{
    /// <summary>One after the other.</summary>
    public readonly struct Dense;
}
