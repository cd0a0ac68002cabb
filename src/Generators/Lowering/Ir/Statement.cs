using System.Collections.Generic;

namespace ScalableMNN.Generators.Lowering.Ir;

/// <summary>A statement of a kernel. Everything is a lane but the indices.</summary>
internal abstract record Statement;

/// <summary>Declares a local and gives it the result of an operation.</summary>
internal sealed record Compute(Local Target, Operator Operator, Operand A, Operand? B = null, Operand? C = null) : Statement;

/// <summary>Declares a mutable local.</summary>
internal sealed record Declare(Local Target, Operand Value) : Statement;

/// <summary>Assigns a mutable local.</summary>
internal sealed record Assign(Local Target, Operand Value) : Statement;

/// <summary>Assigns a mutable local the result of an operation.</summary>
internal sealed record AssignResult(Local Target, Operator Operator, Operand A, Operand? B = null, Operand? C = null) : Statement;

/// <summary>Declares a local and gives it an element of a view.</summary>
internal sealed record Load(Local Target, View View, Index Index) : Statement;

/// <summary>Writes an element of a view.</summary>
internal sealed record Store(View View, Index Index, Operand Value) : Statement;

/// <summary>Adds a product (or, with B one, a term) to an element of a view.</summary>
internal sealed record Accumulate(View View, Index Index, Operand A, Operand B) : Statement;

/// <summary>Declares a view: the part of a buffer that begins at an index.</summary>
internal sealed record OpenView(View View, View Base, Index Index) : Statement;

/// <summary>Declares a local that holds an index as a number.</summary>
internal sealed record FromIndex(Local Target, Index Index) : Statement;

/// <summary>Declares a local that is one where an index is below a bound, and zero elsewhere.</summary>
internal sealed record Indicator(Local Target, Index Index, Index Bound) : Statement;

/// <summary>Records the step in a mutable local where a value is not above a bound.</summary>
internal sealed record RecordFailure(Local Failure, Operand Value, Operand Bound, Operand Step) : Statement;

/// <summary>Runs a body for a variable from a first value up to, and without, a bound, or down from bound - 1 to the first value.</summary>
/// <param name="Stride">How far it is from one value to the next; only upwards.</param>
internal sealed record For(string Variable, Index From, Index Bound, bool Descending, IReadOnlyList<Statement> Body, int Stride = 1) : Statement;

/// <summary>
/// Runs a body for every value of a variable from a first value up to, and without, a bound, in whatever order: no run reads what another writes. Where a group of threads
/// has one trajectory they share the values; all of them are done before the next statement.
/// </summary>
internal sealed record Spread(string Variable, Index From, Index Bound, IReadOnlyList<Statement> Body) : Statement;

/// <summary>Runs a body in one thread of a group.</summary>
internal sealed record OneThread(IReadOnlyList<Statement> Body) : Statement;

/// <summary>The threads of a group wait for each other; what one of them wrote before it all of them read after it.</summary>
internal sealed record Barrier : Statement;

/// <summary>Runs a body where an index is below a bound.</summary>
internal sealed record If(Index Index, Index Bound, IReadOnlyList<Statement> Body) : Statement;

/// <summary>Calls a part of the kernel that was put into a method of its own; it reads and writes the workspace.</summary>
internal sealed record CallPart(Part Part) : Statement;

/// <summary>A remark for the reader.</summary>
internal sealed record Remark(string Text) : Statement;

/// <summary>A buffer of lanes, or a part of one.</summary>
internal sealed record View(string Name);
