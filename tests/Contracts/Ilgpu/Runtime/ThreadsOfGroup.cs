using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace ILGPU.Runtime;

/// <summary>A group of threads of the operating system that runs a kernel, and the memory that they share.</summary>
internal sealed class ThreadsOfGroup : IDisposable
{
    [ThreadStatic]
    private static Member? _current;

    private readonly List<Array> _shared = [];
    private readonly Barrier _barrier;
    private ExceptionDispatchInfo? _fault;

    private ThreadsOfGroup(int number, int count)
    {
        Number = number;
        Count = count;
        _barrier = new Barrier(count);
    }

    /// <summary>The thread that asks.</summary>
    public static Member Current => _current ?? throw new InvalidOperationException("This is no thread of a group.");

    public int Number { get; }

    public int Count { get; }

    public static void Run(int number, int count, Action kernel)
    {
        using var group = new ThreadsOfGroup(number, count);
        if (count == 1)
        {
            group.Enter(0, kernel);
        }
        else
        {
            var threads = Enumerable.Range(0, count).Select(thread => new Thread(() => group.Enter(thread, kernel))).ToList();
            threads.ForEach(static thread => thread.Start());
            threads.ForEach(static thread => thread.Join());
        }

        group._fault?.Throw();
    }

    public void Wait() => _barrier.SignalAndWait();

    public void Dispose() => _barrier.Dispose();

    private void Enter(int thread, Action kernel)
    {
        var before = _current;
        _current = new Member(this, thread);
        try
        {
            kernel();
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _fault, ExceptionDispatchInfo.Capture(exception), null);
        }
        finally
        {
            _current = before;

            // The others are not to wait for one that failed.
            _barrier.RemoveParticipant();
        }
    }

    /// <summary>A thread of a group.</summary>
    internal sealed class Member(ThreadsOfGroup group, int thread)
    {
        private int _taken;

        public ThreadsOfGroup Group => group;

        public int Thread => thread;

        public ArrayView<T> Shared<T>(int extent)
            where T : unmanaged
        {
            lock (group._shared)
            {
                if (_taken == group._shared.Count)
                {
                    // Whatever is read before it is written shall show.
                    var fresh = new T[extent];
                    MemoryMarshal.AsBytes(fresh.AsSpan()).Fill(0xFF);
                    group._shared.Add(fresh);
                }

                return new ArrayView<T>((T[])group._shared[_taken++], 0, extent);
            }
        }
    }
}
