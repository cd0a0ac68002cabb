using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Lowering.Grouped;

/// <summary>
/// Turns a phase into one for a group of threads that have a trajectory together. The threads share the values of a <see cref="Spread"/>. Everything around it each of them does, so that all of
/// them know every scalar and take the same way; but what is written there only one of them writes. Where memory that one thread has written, or is still reading, is used otherwise, all of
/// them wait for each other. Phases say which loops may be spread; where to wait follows from what statements read and write.
/// </summary>
internal sealed class GroupSchedule
{
    private readonly Dictionary<View, string> _arrays = [];
    private readonly HashSet<string> _changing;
    private readonly HashSet<string> _reads = [];
    private readonly HashSet<string> _writes = [];
    private readonly HashSet<string> _spreadReads = [];
    private readonly HashSet<string> _spreadWrites = [];
    private readonly List<Statement> _pending = [];

    private GroupSchedule(IReadOnlyList<Statement> statements)
    {
        FindArrays(statements);
        _changing = Accesses(statements).Writes;
    }

    /// <summary>Schedules a phase; whoever runs it finds it done by all threads when it ends.</summary>
    public static IReadOnlyList<Statement> Of(IReadOnlyList<Statement> statements)
    {
        var schedule = new GroupSchedule(statements);
        var result = new List<Statement>();
        schedule.AddAll(statements, result);
        schedule.Flush(result);
        if (schedule.IsBusy)
        {
            schedule.Wait(result);
        }

        return result;
    }

    private bool IsBusy => _reads.Count + _writes.Count + _spreadReads.Count + _spreadWrites.Count > 0;

    private void AddAll(IReadOnlyList<Statement> statements, List<Statement> result)
    {
        foreach (var statement in statements)
        {
            Add(statement, result);
        }
    }

    private void Add(Statement statement, List<Statement> result)
    {
        switch (statement)
        {
            // Stores wait for each other, so that few branches hold them; they depend on locals that are assigned once, unless this statement changes one.
            case Store or Accumulate:
                _pending.Add(statement);
                break;
            case Load load:
                var array = ArrayOf(load.View);
                if (_changing.Contains(array))
                {
                    if (_pending.Any(pending => Accesses([pending]).Writes.Contains(array)))
                    {
                        Flush(result);
                    }

                    if (_writes.Contains(array) || _spreadWrites.Contains(array))
                    {
                        Wait(result);
                    }

                    _reads.Add(array);
                }

                result.Add(load);
                break;
            case Assign or AssignResult or RecordFailure:
                var target = statement.Assigns!;
                if (_pending.Any(pending => pending.Reads.Contains(target)))
                {
                    Flush(result);
                }

                result.Add(statement);
                break;
            case Spread spread:
                Flush(result);
                var (reads, writes) = Accesses(spread.Body);
                WaitFor(reads, writes, result);
                _spreadReads.UnionWith(reads.Where(_changing.Contains));
                _spreadWrites.UnionWith(writes);
                result.Add(spread);
                break;
            case For loop:
                // Its own end waits, so that what has been done before it is better waited for before it.
                Flush(result);
                var (all, changes) = Accesses(loop.Body);
                WaitFor(all, changes, result);
                result.Add(loop with { Body = Inner(loop.Body, repeats: true) });
                break;
            case If branch:
                Flush(result);
                result.Add(branch with { Body = Inner(branch.Body, repeats: false) });
                break;
            case Compute or Declare or FromIndex or Indicator or OpenView or Remark:
                result.Add(statement);
                break;
            default:
                throw new InvalidOperationException($"A group of threads cannot run {statement.GetType().Name}.");
        }
    }

    /// <summary>The body of a loop or branch. What was read and written before it still counts after it, since it may not run at all.</summary>
    private List<Statement> Inner(IReadOnlyList<Statement> body, bool repeats)
    {
        HashSet<string>[] before = [[.. _reads], [.. _writes], [.. _spreadReads], [.. _spreadWrites]];
        var result = new List<Statement>();
        AddAll(body, result);
        Flush(result);
        if (repeats && Accesses(body).Writes.Count > 0)
        {
            Wait(result);
        }

        _reads.UnionWith(before[0]);
        _writes.UnionWith(before[1]);
        _spreadReads.UnionWith(before[2]);
        _spreadWrites.UnionWith(before[3]);
        return result;
    }

    /// <summary>Lets one thread write what is pending.</summary>
    private void Flush(List<Statement> result)
    {
        if (_pending.Count == 0)
        {
            return;
        }

        var (reads, writes) = Accesses(_pending);
        if (writes.Overlaps(_reads) || writes.Overlaps(_spreadReads) || writes.Overlaps(_spreadWrites) || reads.Overlaps(_spreadWrites))
        {
            Wait(result);
        }

        _writes.UnionWith(writes);
        result.Add(new OneThread([.. _pending]));
        _pending.Clear();
    }

    /// <summary>Waits where what was done may concern what is about to be read and written.</summary>
    private void WaitFor(HashSet<string> reads, HashSet<string> writes, List<Statement> result)
    {
        if (writes.Overlaps(_reads) || writes.Overlaps(_writes) || writes.Overlaps(_spreadReads) || writes.Overlaps(_spreadWrites) || reads.Overlaps(_writes) || reads.Overlaps(_spreadWrites))
        {
            Wait(result);
        }
    }

    private void Wait(List<Statement> result)
    {
        result.Add(new Barrier());
        _reads.Clear();
        _writes.Clear();
        _spreadReads.Clear();
        _spreadWrites.Clear();
    }

    /// <summary>The arrays that views are parts of. Arrays that begin at different constants of the workspace are different: none reaches into another.</summary>
    private void FindArrays(IReadOnlyList<Statement> statements)
    {
        foreach (var open in statements.SelectMany(static statement => statement.Walk()).OfType<OpenView>())
        {
            _arrays.Add(open.View, open.Base == KernelBuffer.Workspace.Whole && open.Index is IndexNumber start
                ? FormattableString.Invariant($"workspace {start.Value}")
                : ArrayOf(open.Base));
        }
    }

    private string ArrayOf(View view) => _arrays.TryGetValue(view, out var array) ? array : view.Name;

    private (HashSet<string> Reads, HashSet<string> Writes) Accesses(IReadOnlyList<Statement> statements)
    {
        var (reads, writes) = (new HashSet<string>(), new HashSet<string>());
        foreach (var statement in statements.SelectMany(static statement => statement.Walk()))
        {
            if (statement.ReadsFrom is { } read)
            {
                reads.Add(ArrayOf(read));
            }

            if (statement.WritesTo is { } written)
            {
                writes.Add(ArrayOf(written));
            }
        }

        return (reads, writes);
    }
}
