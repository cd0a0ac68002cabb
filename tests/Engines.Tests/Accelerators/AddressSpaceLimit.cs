using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>Lets this process, on Linux, take no more than so many bytes of addresses beyond those that it has, until it is disposed of. What the garbage collector needs is reserved already.</summary>
internal sealed partial class AddressSpaceLimit : IDisposable
{
    private const int AddressSpace = 9;

    private readonly Limit _before;

    public AddressSpaceLimit(long bytes)
    {
        GetLimit(AddressSpace, out _before);
        var limit = _before with { Soft = (ulong)(Used() + bytes) };
        if (SetLimit(AddressSpace, limit) != 0)
        {
            throw new InvalidOperationException("The limit cannot be set.");
        }
    }

    public void Dispose() => _ = SetLimit(AddressSpace, _before);

    private static long Used() => long.Parse(File.ReadLines("/proc/self/statm").First().Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture) * Environment.SystemPageSize;

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);

    private record struct Limit(ulong Soft, ulong Hard);
}
