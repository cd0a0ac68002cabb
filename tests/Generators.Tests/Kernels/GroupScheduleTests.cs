using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Lowering.Grouped;
using ScalableMNN.Generators.Lowering.Ir;
using Xunit;

namespace ScalableMNN.Generators.Tests.Kernels;

/// <summary>Where the threads of a group wait for each other, and what only one of them does.</summary>
public sealed class GroupScheduleTests
{
    private static readonly View _first = KernelBuffer.Workspace.Whole;
    private static readonly View _other = KernelBuffer.Rows.Whole;
    private static readonly View _given = KernelBuffer.Header.Whole;

    private readonly Region _region = new();

    [Fact]
    public void What_is_shared_and_then_shared_otherwise_is_waited_for()
    {
        Share(body => body.Store(_first, new IndexVariable("i"), Operand.One));
        Share(body => body.Store(_other, new IndexVariable("i"), body.Load("a", _first, 0)));

        Assert.Equal("spread wait spread wait", Scheduled());
    }

    [Fact]
    public void What_nobody_else_touches_is_not()
    {
        Share(body => body.Store(_first, new IndexVariable("i"), Operand.One));
        Share(body => body.Store(_other, new IndexVariable("i"), body.Load("a", _given, 0)));

        Assert.Equal("spread spread wait", Scheduled());
    }

    [Fact]
    public void One_thread_writes_what_all_have_computed_at_once_and_after_all_have_read_it()
    {
        var sum = _region.Add(_region.Load("a", _first, 0), _region.Load("b", _given, 0));
        _region.Store(_first, 0, sum);
        _region.Store(_first, 1, _region.Add(sum, sum));

        Assert.Equal("load load compute compute wait one(2) wait", Scheduled());
    }

    [Fact]
    public void Arrays_at_different_places_of_the_workspace_are_different()
    {
        var (left, right) = (_region.Open("left", _first, 0), _region.Open("right", _first, 8));
        _region.Store(right, 0, _region.Load("a", left, 0));
        Share(body => body.Store(left, new IndexVariable("i"), Operand.One));

        Assert.Equal("load one(1) wait spread wait", Scheduled());
    }

    [Fact]
    public void A_local_that_changes_is_written_before_it_does()
    {
        var local = _region.Variable("x", Operand.One);
        _region.Store(_first, 0, local);
        _region.Assign(local, Operand.Zero);

        Assert.Equal("declare one(1) assign wait", Scheduled());
    }

    [Fact]
    public void A_loop_waits_at_its_end_where_it_writes_and_not_where_it_reads()
    {
        var writing = _region.Nested();
        writing.Accumulate(_first, 0, Operand.One, Operand.One);
        _region.For("step", 0, 9, writing);
        var total = _region.Variable("total", Operand.Zero);
        var reading = _region.Nested();
        reading.AddTo(total, reading.Load("a", _first, 0), Operand.One);
        _region.For("step", 0, 9, reading);

        Assert.Equal("for[one(1) wait] declare for[load assign] wait", Scheduled());
    }

    private void Share(System.Action<Region> body)
    {
        var inner = _region.Nested();
        body(inner);
        _region.Spread("i", 0, 9, inner);
    }

    private string Scheduled() => Text(GroupSchedule.Of(_region.Statements));

    private static string Text(IReadOnlyList<Statement> statements) => string.Join(" ", statements.Where(static statement => statement is not OpenView).Select(static statement => statement switch
    {
        Spread => "spread",
        Barrier => "wait",
        OneThread one => $"one({one.Body.Count})",
        Load => "load",
        Compute => "compute",
        Declare => "declare",
        Assign or AssignResult => "assign",
        For loop => $"for[{Text(loop.Body)}]",
        _ => statement.GetType().Name,
    }));
}
