using System.Collections.Generic;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Emission.Cpu;

/// <summary>A kernel for the processor, cut into methods where it is large.</summary>
/// <param name="Kernel">The kernel as the phase made it.</param>
/// <param name="Body">Its own method.</param>
/// <param name="Parts">What was put into methods of their own, in the order in which they run within a step.</param>
/// <param name="Workspace">How many lanes of workspace it uses, those through which parts hand locals on included.</param>
internal sealed record SplitKernel(Kernel Kernel, IReadOnlyList<Statement> Body, IReadOnlyList<Part> Parts, int Workspace);

/// <summary>A part of a phase's work at one grid point, as a method of its own.</summary>
/// <param name="Number">Which part of the phase it is, from 1.</param>
internal sealed record Part(Phase Phase, int Number, IReadOnlyList<Statement> Body)
{
    public string Name => $"{Phase}Part{Number}";
}

/// <summary>Calls a part; it reads and writes the workspace.</summary>
internal sealed record CallPart(Part Part) : Statement
{
    public override IReadOnlyList<Statement> Children => Part.Body;
}
