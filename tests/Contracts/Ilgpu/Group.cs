using ILGPU.Runtime;

namespace ILGPU;

/// <summary>The group that a thread of a kernel is in.</summary>
public static class Group
{
    /// <summary>Which of the group's threads this is.</summary>
    public static int IdxX => ThreadsOfGroup.Current.Thread;

    /// <summary>How many threads the group has.</summary>
    public static int DimX => ThreadsOfGroup.Current.Group.Count;

    /// <summary>Waits until all threads of the group are here.</summary>
    public static void Barrier() => ThreadsOfGroup.Current.Group.Wait();
}

/// <summary>The groups of a kernel.</summary>
public static class Grid
{
    /// <summary>Which of the groups this is.</summary>
    public static int IdxX => ThreadsOfGroup.Current.Group.Number;
}

/// <summary>Memory that the threads of a group share.</summary>
public static class SharedMemory
{
    /// <summary>Takes memory, the same in all threads of a group, which take in the same order.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="extent">How many elements.</param>
    /// <returns>The memory, with whatever is in it.</returns>
    public static ArrayView<T> Allocate<T>(int extent)
        where T : unmanaged => ThreadsOfGroup.Current.Shared<T>(extent);
}
