using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Generators.Emission.Cpu;
using ScalableMNN.Generators.Lowering;
using ScalableMNN.Generators.Lowering.Ir;

namespace ScalableMNN.Generators.Emission;

/// <summary>Prints kernels as C# for the CPU: the scalar is a lane of trajectories.</summary>
internal static class KernelPrinter
{
    // Inlined into its caller (which a profile of the running program suggests to the JIT compiler), a kernel would use up what may be inlined there, and call every
    // operation of its lanes: four times slower.
    private const string Attribute = "[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]";

    /// <summary>The using directives that a file with kernels needs.</summary>
    public static IReadOnlyList<string> Usings { get; } =
    [
        "using MemoryMarshal = global::System.Runtime.InteropServices.MemoryMarshal;",
        "using MethodImpl = global::System.Runtime.CompilerServices.MethodImplAttribute;",
        "using MethodImplOptions = global::System.Runtime.CompilerServices.MethodImplOptions;",
        "using Unsafe = global::System.Runtime.CompilerServices.Unsafe;",
    ];

    /// <summary>Prints the class that holds the kernels of a model.</summary>
    /// <param name="split">Its kernels, cut into methods.</param>
    public static void Print(SolverKernels kernels, IReadOnlyList<SplitKernel> split, SourceWriter writer)
    {
        writer.Summary($"The kernels of {kernels.Plan.Spec.Name}, over one lane of trajectories.");
        using (writer.Block($"file static class {kernels.Plan.Spec.Name}Kernel"))
        {
            foreach (var table in kernels.Tables)
            {
                writer.Line($"private static global::System.ReadOnlySpan<int> {table.Name} => [{string.Join(", ", table.Values.Select(static value => value.ToString(CultureInfo.InvariantCulture)))}];").Line();
            }

            var first = true;
            foreach (var kernel in split)
            {
                if (!first)
                {
                    writer.Line();
                }

                first = false;
                PrintKernel(kernel, writer);
            }
        }
    }

    private static void PrintKernel(SplitKernel split, SourceWriter writer)
    {
        var kernel = split.Kernel;
        writer.Summary(kernel.Summary);
        writer.Line(Attribute);
        const string Block = "global::ScalableMNN.Runtime.Models.LaneBlock<TLane> block";
        const string In = "global::System.ReadOnlySpan<TLane>";
        const string Out = "global::System.Span<TLane>";
        var parameters = kernel.Phase switch
        {
            Phase.Factorise => $"{Block}, {Out} reducedSpan, out TLane failure",
            Phase.Reduce or Phase.Substitute => $"{Block}, {Out} vectorSpan",
            Phase.Linearise or Phase.Evaluate or Phase.Differentiate or Phase.Prolong or Phase.Express => $"{Block}, {Out} valuesSpan",
            Phase.Residual => $"{Block}, {In} solutionSpan, TLane scale, {Out} residualSpan, out TLane squares",
            _ => $"{Block}, {In} solutionSpan, {In} adjointSpan, {Out} headerGradientSpan, {Out} stepGradientSpan",
        };
        Head($"public static void {kernel.Phase}<TLane>({parameters})", writer);
        using (writer.Block(string.Empty))
        {
            writer.Line("var points = block.Points;");
            if (Given(split.Body).Contains(KernelParameter.Origin))
            {
                writer.Line("var origin = block.Origin;");
            }

            foreach (var buffer in Buffers(split.Body))
            {
                var source = buffer.IsOfBlock ? $"block.{buffer.Property}" : $"{buffer.Name}Span";
                writer.Line($"ref var {buffer.Name} = ref MemoryMarshal.GetReference({source});");
            }

            PrintAll(split.Body, writer);
        }

        foreach (var part in split.Parts)
        {
            writer.Line().Summary($"Part {part.Number.ToString(CultureInfo.InvariantCulture)} of {split.Parts.Count.ToString(CultureInfo.InvariantCulture)} of {kernel.Phase} at a grid point.");
            writer.Line(Attribute);
            var extra = string.Concat(Given(part.Body).Select(static local => $", TLane {local.Name}"));
            Head($"private static void {part.Name}<TLane>(int step, int points{string.Concat(Buffers(part.Body).Select(static buffer => $", ref TLane {buffer.Name}"))}{extra})", writer);
            using (writer.Block(string.Empty))
            {
                PrintAll(part.Body, writer);
            }
        }
    }

    private static void Head(string signature, SourceWriter writer)
    {
        writer.Line(signature);
        using (writer.Indented())
        {
            writer.Line("where TLane : unmanaged, global::ScalableMNN.Runtime.Lanes.ILane<TLane>");
        }
    }

    /// <summary>The buffers that statements use, in the order of the block and of the parameters.</summary>
    private static IEnumerable<KernelBuffer> Buffers(IReadOnlyList<Statement> statements)
    {
        var views = Uses.Of(statements).Views;
        return KernelBuffer.All.Where(buffer => views.Contains(buffer.Whole));
    }

    /// <summary>The kernel's own parameters that statements read.</summary>
    private static List<Local> Given(IReadOnlyList<Statement> statements) =>
        [.. Uses.Of(statements).Read.Where(KernelParameter.IsGiven).OrderBy(static local => local.Name, StringComparer.Ordinal)];

    private static void PrintAll(IReadOnlyList<Statement> statements, SourceWriter writer)
    {
        foreach (var statement in statements)
        {
            PrintOne(statement, writer);
        }
    }

    private static void PrintOne(Statement statement, SourceWriter writer)
    {
        switch (statement)
        {
            case CallPart call:
                var arguments = string.Concat(Buffers(call.Part.Body).Select(static buffer => $", ref {buffer.Name}"));
                writer.Line($"{call.Part.Name}<TLane>(step, points{arguments}{string.Concat(Given(call.Part.Body).Select(static local => $", {local.Name}"))});");
                break;
            case Remark remark:
                writer.Line().Line($"// {remark.Text}");
                break;
            case Compute compute:
                writer.Line($"var {compute.Target.Name} = {Operation(compute.Operator, compute.A, compute.B, compute.C)};");
                break;
            case Declare declare:
                writer.Line($"var {declare.Target.Name} = {Text(declare.Value)};");
                break;
            case Assign assign:
                writer.Line($"{assign.Target.Name} = {Text(assign.Value)};");
                break;
            case AssignResult assign:
                writer.Line($"{assign.Target.Name} = {Operation(assign.Operator, assign.A, assign.B, assign.C)};");
                break;
            case Load load:
                writer.Line($"var {load.Target.Name} = {Element(load.View, load.Index)};");
                break;
            case Store store:
                writer.Line($"{Element(store.View, store.Index)} = {Text(store.Value)};");
                break;
            case Accumulate { B.IsOne: true } add:
                writer.Line($"{Element(add.View, add.Index)} += {Text(add.A)};");
                break;
            case Accumulate add:
                var element = Element(add.View, add.Index);
                writer.Line($"{element} = TLane.MultiplyAdd({Text(add.A)}, {Text(add.B)}, {element});");
                break;
            case OpenView open:
                writer.Line($"ref var {open.View.Name} = ref {Element(open.Base, open.Index)};");
                break;
            case FromIndex number:
                writer.Line($"var {number.Target.Name} = TLane.Create({Text(number.Index)});");
                break;
            case Indicator indicator:
                writer.Line($"var {indicator.Target.Name} = {Text(indicator.Index)} < {Text(indicator.Bound)} ? TLane.One : TLane.Zero;");
                break;
            case RecordFailure failure:
                writer.Line($"{failure.Failure.Name} = TLane.RecordFailure({failure.Failure.Name}, {Text(failure.Value)}, {Text(failure.Bound)}, {Text(failure.Step)});");
                break;
            case For loop:
                writer.Line();
                var header = loop.Descending
                    ? $"for (var {loop.Variable} = {Text(loop.Bound + -1)}; {loop.Variable} >= {Text(loop.From)}; {loop.Variable}--)"
                    : $"for (var {loop.Variable} = {Text(loop.From)}; {loop.Variable} < {Text(loop.Bound)}; {loop.Variable}{(loop.Stride == 1 ? "++" : $" += {loop.Stride.ToString(CultureInfo.InvariantCulture)}")})";
                using (writer.Block(header))
                {
                    PrintAll(loop.Body, writer);
                }

                writer.Line();
                break;
            case If branch:
                using (writer.Block($"if ({Text(branch.Index)} < {Text(branch.Bound)})"))
                {
                    PrintAll(branch.Body, writer);
                }

                writer.Line();
                break;
            default:
                throw new InvalidOperationException($"The CPU printer does not know {statement.GetType().Name}.");
        }
    }

    private static string Operation(Operator operation, Operand a, Operand? b, Operand? c) => operation switch
    {
        Operator.Copy => Text(a),
        Operator.Add => $"{Text(a)} + {Text(b!)}",
        Operator.Subtract => $"{Text(a)} - {Text(b!)}",
        Operator.Multiply => $"{Text(a)} * {Text(b!)}",
        Operator.Divide => $"{Text(a)} / {Text(b!)}",
        Operator.Negate => $"-{Text(a)}",
        Operator.MultiplyAdd => $"TLane.MultiplyAdd({Text(a)}, {Text(b!)}, {Text(c!)})",
        Operator.MultiplySubtract => $"TLane.MultiplySubtract({Text(a)}, {Text(b!)}, {Text(c!)})",
        Operator.CopySign => $"TLane.CopySign({Text(a)}, {Text(b!)})",
        Operator.Power => $"TLane.Pow({Text(a)}, {Text(b!)})",
        Operator.Min or Operator.Max => $"TLane.{operation}({Text(a)}, {Text(b!)})",
        Operator.Choose => $"TLane.Choose({Text(a)}, {Text(b!)}, {Text(c!)})",
        _ => $"TLane.{operation}({Text(a)})",
    };

    private static string Text(Operand operand) => operand switch
    {
        Literal { Value: 0 } => "TLane.Zero",
        Literal { Value: 1 } => "TLane.One",
        Literal { Value: double.PositiveInfinity } => "TLane.Infinity",
        Literal literal => $"TLane.Create({SourceWriter.Literal(literal.Value)})",
        Local local => local.Name,
        _ => throw new InvalidOperationException($"The CPU printer does not know {operand.GetType().Name}."),
    };

    private static string Element(View view, Index index) => index is IndexNumber { Value: 0 } ? view.Name : $"Unsafe.Add(ref {view.Name}, {Text(index)})";

    private static string Text(Index index) => index switch
    {
        IndexNumber number => number.Value.ToString(CultureInfo.InvariantCulture),
        IndexVariable variable => variable.Name,
        IndexSum { Right: IndexNumber { Value: < 0 } negative } sum => $"{Text(sum.Left)} - {(-negative.Value).ToString(CultureInfo.InvariantCulture)}",
        IndexSum sum => $"{Text(sum.Left)} + {Text(sum.Right)}",
        IndexProduct { Operand: IndexSum } product => $"({Text(product.Operand)}) * {product.Factor.ToString(CultureInfo.InvariantCulture)}",
        IndexProduct product => $"{Text(product.Operand)} * {product.Factor.ToString(CultureInfo.InvariantCulture)}",
        IndexTable table => $"{table.Table}[{Text(table.Position)}]",
        _ => throw new InvalidOperationException($"The CPU printer does not know {index.GetType().Name}."),
    };
}
