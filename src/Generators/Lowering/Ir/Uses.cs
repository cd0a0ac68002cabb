using System.Collections.Generic;
using System.Linq;

namespace ScalableMNN.Generators.Lowering.Ir;

/// <summary>What a statement reads and writes.</summary>
internal sealed class Uses
{
    /// <summary>Locals that are read.</summary>
    public HashSet<Local> Read { get; } = [];

    /// <summary>Locals that are declared.</summary>
    public HashSet<Local> Declared { get; } = [];

    /// <summary>Mutable locals that are assigned.</summary>
    public HashSet<Local> Assigned { get; } = [];

    /// <summary>Locals that are used but come from elsewhere, the kernel's own parameters aside.</summary>
    public IEnumerable<Local> Handed => Read.Concat(Assigned).Distinct().Where(local => !Declared.Contains(local) && !KernelParameter.IsGiven(local));

    /// <summary>Views that are read, written or opened from.</summary>
    public HashSet<View> Views { get; } = [];

    /// <summary>Views that are opened.</summary>
    public HashSet<View> Opened { get; } = [];

    /// <summary>Tables that indices are read from.</summary>
    public SortedSet<string> Tables { get; } = new(System.StringComparer.Ordinal);

    /// <summary>How many operations there are.</summary>
    public int Operations { get; private set; }

    public static Uses Of(Statement statement)
    {
        var uses = new Uses();
        uses.Add(statement);
        return uses;
    }

    public static Uses Of(IEnumerable<Statement> statements)
    {
        var uses = new Uses();
        foreach (var statement in statements)
        {
            uses.Add(statement);
        }

        return uses;
    }

    private void Add(Statement statement)
    {
        Operations++;
        switch (statement)
        {
            case Compute compute:
                Declared.Add(compute.Target);
                Reads(compute.A, compute.B, compute.C);
                break;
            case Declare declare:
                Declared.Add(declare.Target);
                Reads(declare.Value);
                break;
            case Assign assign:
                Assigned.Add(assign.Target);
                Reads(assign.Value);
                break;
            case AssignResult assign:
                Assigned.Add(assign.Target);
                Reads(assign.A, assign.B, assign.C);
                break;
            case Load load:
                Declared.Add(load.Target);
                Views.Add(load.View);
                Reads(load.Index);
                break;
            case Store store:
                Views.Add(store.View);
                Reads(store.Index);
                Reads(store.Value);
                break;
            case Accumulate add:
                Views.Add(add.View);
                Reads(add.Index);
                Reads(add.A, add.B);
                break;
            case OpenView open:
                Opened.Add(open.View);
                Views.Add(open.Base);
                Reads(open.Index);
                break;
            case FromIndex number:
                Declared.Add(number.Target);
                Reads(number.Index);
                break;
            case Indicator indicator:
                Declared.Add(indicator.Target);
                Reads(indicator.Index);
                Reads(indicator.Bound);
                break;
            case RecordFailure failure:
                Assigned.Add(failure.Failure);
                Reads(failure.Failure, failure.Value, failure.Bound, failure.Step);
                break;
            case For loop:
                Reads(loop.From);
                Reads(loop.Bound);
                foreach (var inner in loop.Body)
                {
                    Add(inner);
                }

                break;
            case Spread loop:
                Reads(loop.From);
                Reads(loop.Bound);
                foreach (var inner in loop.Body)
                {
                    Add(inner);
                }

                break;
            case OneThread guarded:
                foreach (var inner in guarded.Body)
                {
                    Add(inner);
                }

                break;
            case If branch:
                Reads(branch.Index);
                Reads(branch.Bound);
                foreach (var inner in branch.Body)
                {
                    Add(inner);
                }

                break;
            case CallPart call:
                // A method reads its tables by itself.
                var own = Tables.ToArray();
                foreach (var inner in call.Part.Body)
                {
                    Add(inner);
                }

                Tables.IntersectWith(own);
                break;
            case Remark or Barrier:
                Operations--;
                break;
        }
    }

    private void Reads(Index index)
    {
        switch (index)
        {
            case IndexSum sum:
                Reads(sum.Left);
                Reads(sum.Right);
                break;
            case IndexProduct product:
                Reads(product.Operand);
                break;
            case IndexTable table:
                Tables.Add(table.Table);
                Reads(table.Position);
                break;
        }
    }

    private void Reads(params Operand?[] operands)
    {
        foreach (var operand in operands)
        {
            if (operand is Local local)
            {
                Read.Add(local);
            }
        }
    }
}
