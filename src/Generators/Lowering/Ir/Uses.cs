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

    private void Add(Statement root)
    {
        foreach (var statement in root.Walk())
        {
            Operations += statement.IsOperation ? 1 : 0;
            Read.UnionWith(statement.Reads.OfType<Local>());
            Add(Declared, statement.Declares);
            Add(Assigned, statement.Assigns);
            Add(Views, statement.ReadsFrom);
            Add(Views, statement.WritesTo);
            if (statement is OpenView open)
            {
                Opened.Add(open.View);
                Views.Add(open.Base);
            }
        }
    }

    private static void Add<T>(HashSet<T> set, T? item)
        where T : class
    {
        if (item is not null)
        {
            set.Add(item);
        }
    }
}
