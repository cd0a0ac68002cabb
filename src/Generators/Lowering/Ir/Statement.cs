using System.Collections.Generic;
using System.Linq;

namespace ScalableMNN.Generators.Lowering.Ir;

/// <summary>A statement of a kernel, and what it reads and writes. Everything is a lane but the indices.</summary>
internal abstract record Statement
{
    /// <summary>The statements inside it.</summary>
    public virtual IReadOnlyList<Statement> Children => [];

    /// <summary>The scalars that it reads itself, without its children; null where an operation has fewer of them.</summary>
    public virtual IReadOnlyList<Operand?> Reads => [];

    /// <summary>The local that it declares.</summary>
    public virtual Local? Declares => null;

    /// <summary>The mutable local that it assigns.</summary>
    public virtual Local? Assigns => null;

    /// <summary>The view of which it reads an element.</summary>
    public virtual View? ReadsFrom => null;

    /// <summary>The view of which it writes an element.</summary>
    public virtual View? WritesTo => null;

    /// <summary>Whether it does something when the kernel runs.</summary>
    public virtual bool IsOperation => true;

    /// <summary>The statement and everything inside it, in the order of the text.</summary>
    public IEnumerable<Statement> Walk() => Children.Count == 0 ? [this] : Children.SelectMany(static child => child.Walk()).Prepend(this);
}

/// <summary>Declares a local and gives it the result of an operation.</summary>
internal sealed record Compute(Local Target, Operator Operator, Operand A, Operand? B = null, Operand? C = null) : Statement
{
    public override IReadOnlyList<Operand?> Reads => [A, B, C];

    public override Local Declares => Target;
}

/// <summary>Declares a mutable local.</summary>
internal sealed record Declare(Local Target, Operand Value) : Statement
{
    public override IReadOnlyList<Operand?> Reads => [Value];

    public override Local Declares => Target;
}

/// <summary>Assigns a mutable local.</summary>
internal sealed record Assign(Local Target, Operand Value) : Statement
{
    public override IReadOnlyList<Operand?> Reads => [Value];

    public override Local Assigns => Target;
}

/// <summary>Assigns a mutable local the result of an operation.</summary>
internal sealed record AssignResult(Local Target, Operator Operator, Operand A, Operand? B = null, Operand? C = null) : Statement
{
    public override IReadOnlyList<Operand?> Reads => [A, B, C];

    public override Local Assigns => Target;
}

/// <summary>Declares a local and gives it an element of a view.</summary>
internal sealed record Load(Local Target, View View, Index Index) : Statement
{
    public override Local Declares => Target;

    public override View ReadsFrom => View;
}

/// <summary>Writes an element of a view.</summary>
internal sealed record Store(View View, Index Index, Operand Value) : Statement
{
    public override IReadOnlyList<Operand?> Reads => [Value];

    public override View WritesTo => View;
}

/// <summary>Adds a product (or, with B one, a term) to an element of a view.</summary>
internal sealed record Accumulate(View View, Index Index, Operand A, Operand B) : Statement
{
    public override IReadOnlyList<Operand?> Reads => [A, B];

    public override View ReadsFrom => View;

    public override View WritesTo => View;
}

/// <summary>Declares a view: the part of another that begins at an index.</summary>
internal sealed record OpenView(View View, View Base, Index Index) : Statement;

/// <summary>Declares a local that holds an index as a number.</summary>
internal sealed record FromIndex(Local Target, Index Index) : Statement
{
    public override Local Declares => Target;
}

/// <summary>Declares a local that is one where an index is below a bound, and zero elsewhere.</summary>
internal sealed record Indicator(Local Target, Index Index, Index Bound) : Statement
{
    public override Local Declares => Target;
}

/// <summary>Records the step in a mutable local where a value is not above a bound.</summary>
internal sealed record RecordFailure(Local Failure, Operand Value, Operand Bound, Operand Step) : Statement
{
    public override IReadOnlyList<Operand?> Reads => [Failure, Value, Bound, Step];

    public override Local Assigns => Failure;
}

/// <summary>Runs a body for a variable from a first value up to, and without, a bound, or down from bound - 1 to the first value.</summary>
/// <param name="Stride">How far it is from one value to the next; only upwards.</param>
internal sealed record For(string Variable, Index From, Index Bound, bool Descending, IReadOnlyList<Statement> Body, int Stride = 1) : Statement
{
    public override IReadOnlyList<Statement> Children => Body;
}

/// <summary>
/// Runs a body for every value of a variable from a first value up to, and without, a bound, in whatever order: no run reads what another writes. Where a group of threads
/// has one trajectory they share the values; all of them are done before the next statement.
/// </summary>
internal sealed record Spread(string Variable, Index From, Index Bound, IReadOnlyList<Statement> Body) : Statement
{
    public override IReadOnlyList<Statement> Children => Body;
}

/// <summary>Runs a body in one thread of a group.</summary>
internal sealed record OneThread(IReadOnlyList<Statement> Body) : Statement
{
    public override IReadOnlyList<Statement> Children => Body;
}

/// <summary>The threads of a group wait for each other; what one of them wrote before it all of them read after it.</summary>
internal sealed record Barrier : Statement
{
    public override bool IsOperation => false;
}

/// <summary>Runs a body where an index is below a bound.</summary>
internal sealed record If(Index Index, Index Bound, IReadOnlyList<Statement> Body) : Statement
{
    public override IReadOnlyList<Statement> Children => Body;
}

/// <summary>A remark for the reader.</summary>
internal sealed record Remark(string Text) : Statement
{
    public override bool IsOperation => false;
}

/// <summary>A buffer of lanes, or a part of one.</summary>
internal sealed record View(string Name, KernelBuffer Buffer)
{
    /// <summary>Whether it is the whole of its buffer.</summary>
    public bool IsWhole => Name == Buffer.Name;
}
