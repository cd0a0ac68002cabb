using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Generators.Lowering;
using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Problem;

namespace ScalableMNN.Generators.Emission;

/// <summary>
/// Prints kernels as C# that ILGPU compiles for an accelerator: the scalar is the number of one thread's trajectory, and buffers have trajectories innermost, so that
/// neighbouring threads read neighbouring numbers. Where a group of threads has a trajectory, its numbers stand together.
/// </summary>
internal sealed class IlgpuPrinter
{
    private readonly SolverKernels _kernels;
    private readonly SolverPlan _plan;
    private readonly SourceWriter _writer;

    /// <summary>The type of the scalar of the kernel that is printed.</summary>
    private string _real = "double";

    private IlgpuPrinter(SolverKernels kernels, SourceWriter writer)
    {
        _kernels = kernels;
        _plan = kernels.Plan;
        _writer = writer;
    }

    /// <summary>The using directives that a file with kernels needs.</summary>
    public static IReadOnlyList<string> Usings { get; } = ["using global::ILGPU;", "using global::ScalableMNN.Generated.Ilgpu;"];

    /// <summary>The type that holds the kernels of a model, beside the type that the model is in, or is.</summary>
    public static string TypeOf(ModelSpec spec)
    {
        var nested = spec.Namespace.Length == 0 ? spec.MetadataName : spec.MetadataName.Substring(spec.Namespace.Length + 1);
        return string.Concat(nested.Select(static character => char.IsLetterOrDigit(character) ? character : '_')) + "Device";
    }

    /// <summary>The contract that the kernels implement, which says in which numbers the factor is.</summary>
    private string Contract => _plan.IsSingle ? "ISingleDeviceModel" : "IDoubleDeviceModel";

    /// <summary>Whether a group of threads has a trajectory.</summary>
    private bool IsGrouped => _kernels.Group is not null;

    /// <summary>Prints the type that holds the kernels of a model.</summary>
    public static void Print(SolverKernels kernels, SourceWriter writer) => new IlgpuPrinter(kernels, writer).Print();

    private void Print()
    {
        _writer.Summary(IsGrouped
            ? $"The kernels of {_plan.Spec.Name}, over one trajectory of a batch on an accelerator, for a group of threads."
            : $"The kernels of {_plan.Spec.Name}, over one trajectory of a batch on an accelerator.");
        using (_writer.Block($"internal struct {TypeOf(_plan.Spec)} : {Contract}"))
        {
            PrintSizes();
            PrintGroup();
            PrintStates();
            PrintGiven();
            PrintStepAt();
            PrintPack();
            foreach (var table in _kernels.Tables)
            {
                PrintChoice($"private static int {table.Name}(int position)", "position", table.Values);
            }

            foreach (var kernel in _kernels.Kernels.Where(static kernel => kernel.Phase < Phase.Linearise))
            {
                PrintKernel(kernel);
            }
        }
    }

    private void PrintSizes()
    {
        var sizes = _kernels.Sizes;
        Constant("Unknowns", sizes.Unknowns);
        Constant("Header", sizes.Header);
        Constant("Steps", sizes.Steps);
        Constant("Rows", sizes.Rows);
        Constant("Factor", sizes.Factor);
        Constant("Workspace", _kernels.Group is { IsShared: true } ? 0 : sizes.Workspace);
        Constant("Prolongation", _plan.Spec.Smoothness.Prolongation);
        Constant("StepIndex", _plan.Steps is { Per: Variation.Step } slot ? slot.Index : -1);
        _writer.Line($"public static bool IsLinear => {(_plan.IsLinear ? "true" : "false")};").Line();
    }

    /// <summary>How many threads have a trajectory, and what memory they share.</summary>
    private void PrintGroup()
    {
        Constant("Threads", _kernels.Group?.Threads ?? 1);
        Constant("ChainStrands", _kernels.Group?.Chain.Count ?? 1);
        var real = _plan.IsSingle ? "float" : "double";
        Shared("Scratch", real, _kernels.Group is { IsShared: true } ? _kernels.Sizes.Workspace : 0);
        Shared("Sums", "double", _kernels.Group?.Sums ?? 0);

        void Shared(string name, string type, int length) =>
            _writer.Line($"public static ArrayView<{type}> {name}(ArrayView<{type}> otherwise) => {(length == 0 ? "otherwise" : $"SharedMemory.Allocate<{type}>({Number(length)})")};").Line();
    }

    private void PrintStates()
    {
        Constant("States", _plan.States.Count);
        PrintChoice("public static int StateOrder(int state)", "state", [.. _plan.States.Select(static state => state.Order)]);
        PrintChoice("public static int StateOffset(int state)", "state", [.. _plan.States.Select(static state => state.Offset)]);
    }

    /// <summary>Where the values given at the first grid point stand, and which unknowns they give: what a nonlinear model starts from.</summary>
    private void PrintGiven()
    {
        var given = _plan.Slots.All
            .Where(static slot => slot.Kind == SlotKind.Initial)
            .SelectMany(slot => Enumerable.Range(0, slot.Orders).Select(order => (Header: slot.Index + order, Unknown: _plan.States.First(state => state.Name == slot.Name).Offset + order, Order: order)))
            .ToList();
        var isComplete = given.Count > 0 && _plan.Slots.All.All(static slot => slot.Kind != SlotKind.Initial || slot.Components == slot.Orders);
        _writer.Line($"public static bool IsMarched => {(isComplete ? "true" : "false")};").Line();
        Constant("Given", given.Count);
        PrintChoice("public static int GivenHeader(int value)", "value", [.. given.Select(static value => value.Header)]);
        PrintChoice("public static int GivenUnknown(int value)", "value", [.. given.Select(static value => value.Unknown)]);
        PrintChoice("public static int GivenOrder(int value)", "value", [.. given.Select(static value => value.Order)]);
    }

    private void PrintStepAt()
    {
        var step = _plan.Steps switch
        {
            null => SourceWriter.Literal(_plan.Spec.Grid.StepSize),
            { Per: Variation.Step } slot when IsGrouped => $"block.Steps[(point * {Number(_plan.Slots.Steps)}) + {Number(slot.Index)}]",
            { } slot when IsGrouped => $"block.Header[{Number(slot.Index)}]",
            { Per: Variation.Step } slot => $"block.Steps[(((point * {Number(_plan.Slots.Steps)}) + {Number(slot.Index)}) * block.Trajectories) + block.Trajectory]",
            { } slot => $"block.Header[({Number(slot.Index)} * block.Trajectories) + block.Trajectory]",
        };
        _writer.Line($"public static double StepAt(DeviceBlock<double> block, int point) => {step};").Line();
    }

    private void PrintPack()
    {
        using (_writer.Block("public static bool Pack(ArrayView<double> parameters, ArrayView<double> inputs, DeviceBlock<double> block)"))
        {
            _writer.Line("var packing = new DevicePacking(block);");
            PackAll("parameters", _plan.Slots.Parameters);
            PackAll("inputs", _plan.Slots.Inputs);
            _writer.Line("return packing.IsSound;");
        }

        _writer.Line();

        void PackAll(string source, IEnumerable<Slot> slots)
        {
            var isFirst = true;
            foreach (var slot in slots)
            {
                if (isFirst)
                {
                    _writer.Line($"packing.Begin({source});");
                    isFirst = false;
                }

                var steps = slot.Kind == SlotKind.Steps ? "true" : "false";
                _writer.Line((slot.Kind, slot.Per) switch
                {
                    (SlotKind.Observed, _) => $"packing.Observed({Number(slot.Index)}, {Number(_plan.Slots.Steps)});",
                    (_, Variation.Step) => $"packing.PerStep({Number(slot.Index)}, {Number(_plan.Slots.Steps)}, {steps});",
                    (_, Variation.Model) => $"packing.PerModel({Number(slot.Index)}, {Number(slot.Components)}, {steps});",
                    _ => $"packing.PerTrajectory({Number(slot.Index)}, {Number(slot.Components)}, {steps});",
                });
            }
        }
    }

    private void Constant(string name, int value) => _writer.Line($"public static int {name} => {Number(value)};").Line();

    /// <summary>A method that returns one of some numbers: kernels have no arrays of constants.</summary>
    private void PrintChoice(string signature, string variable, IReadOnlyList<int> values)
    {
        if (values.Distinct().Count() <= 1)
        {
            _writer.Line($"{signature} => {Number(values.Count == 0 ? 0 : values[0])};").Line();
            return;
        }

        var stride = values[1] - values[0];
        if (Enumerable.Range(0, values.Count).All(i => values[i] == values[0] + (i * stride)))
        {
            var product = stride == 1 ? variable : $"({variable} * {Number(stride)})";
            _writer.Line($"{signature} => {(values[0] == 0 ? product : $"{product} + {Number(values[0])}")};").Line();
            return;
        }

        // Sums of the whole numbers up to a place, as packed triangles have them.
        var growth = values.Count > 3 ? values[2] - (2 * values[1]) + values[0] : 0;
        if (values.Count > 3 && Enumerable.Range(0, values.Count).All(i => values[i] == values[0] + (i * stride) + (i * (i - 1) / 2 * growth)))
        {
            _writer.Line($"{signature} => {(values[0] == 0 ? string.Empty : Number(values[0]) + " + ")}({variable} * {Number(stride)}) + ({variable} * ({variable} - 1) / 2 * {Number(growth)});").Line();
            return;
        }

        using (_writer.Block($"{signature} => {variable} switch", ";"))
        {
            for (var i = 0; values.Skip(i).Distinct().Count() > 1; i++)
            {
                _writer.Line($"{Number(i)} => {Number(values[i])},");
            }

            _writer.Line($"_ => {Number(values[values.Count - 1])},");
        }

        _writer.Line();
    }

    private void PrintKernel(Kernel kernel)
    {
        _real = _plan.IsSingle && kernel.Phase is (Phase.Factorise or Phase.Reduce or Phase.Substitute) ? "float" : "double";
        var vector = $"ArrayView<{_real}>";
        var (result, parameters) = kernel.Phase switch
        {
            Phase.Factorise => (KernelParameter.Failure, $"{vector} reduced"),
            Phase.Reduce or Phase.Substitute => (null, $"{vector} vector"),
            Phase.Residual => (KernelParameter.Squares, $"{vector} solution, {_real} scale, {vector} residual"),
            _ => (null, $"{vector} solution, {vector} adjoint, {vector} headerGradient, {vector} stepGradient"),
        };
        _writer.Summary(kernel.Summary);
        using (_writer.Block($"public static {(result is null ? "void" : _real)} {kernel.Phase}(DeviceBlock<{_real}> block, {parameters})"))
        {
            if (result is not null)
            {
                _writer.Line($"{_real} {result.Name};");
            }

            _writer.Line("var points = block.Points;");
            if (Given(kernel.Body).Contains(KernelParameter.Origin))
            {
                _writer.Line("var origin = block.Origin;");
            }

            PrintBody(kernel.Body);
            if (result is not null)
            {
                _writer.Line($"return {result.Name};");
            }
        }

        _writer.Line();
    }

    private void PrintBody(IReadOnlyList<Statement> statements)
    {
        var views = Uses.Of(statements).Views;
        if (IsGrouped)
        {
            _writer.Line("var lane = block.Lane;").Line("var lanes = block.Lanes;");
        }
        else
        {
            _writer.Line("var trajectories = block.Trajectories;").Line("var trajectory = block.Trajectory;");
        }

        foreach (var buffer in KernelBuffer.All.Where(buffer => buffer.IsOfBlock && views.Contains(buffer.Whole)))
        {
            _writer.Line($"var {buffer.Name} = block.{buffer.Property};");
        }

        PrintAll(statements);
    }

    /// <summary>The kernel's own parameters that statements read.</summary>
    private static List<Local> Given(IReadOnlyList<Statement> statements) =>
        [.. Uses.Of(statements).Read.Where(KernelParameter.IsGiven).OrderBy(static local => local.Name, StringComparer.Ordinal)];

    private void PrintAll(IReadOnlyList<Statement> statements)
    {
        foreach (var statement in statements)
        {
            PrintOne(statement);
        }
    }

    private void PrintOne(Statement statement)
    {
        switch (statement)
        {
            case Remark remark:
                _writer.Line().Line($"// {remark.Text}");
                break;
            case Compute compute:
                _writer.Line($"var {compute.Target.Name} = {Operation(compute.Operator, compute.A, compute.B, compute.C)};");
                break;
            case Declare declare:
                _writer.Line($"var {declare.Target.Name} = {Text(declare.Value)};");
                break;
            case Assign assign:
                _writer.Line($"{assign.Target.Name} = {Text(assign.Value)};");
                break;
            case AssignResult assign:
                _writer.Line($"{assign.Target.Name} = {Operation(assign.Operator, assign.A, assign.B, assign.C)};");
                break;
            case Load load:
                _writer.Line($"var {load.Target.Name} = {Element(load.View, load.Index)};");
                break;
            case Store store:
                _writer.Line($"{Element(store.View, store.Index)} = {Text(store.Value)};");
                break;
            case Accumulate add:
                _writer.Line($"{Element(add.View, add.Index)} += {(add.B.IsOne ? Text(add.A) : $"{Text(add.A)} * {Text(add.B)}")};");
                break;
            case OpenView open:
                _writer.Line($"var {open.View.Name} = {Place(open.Base, open.Index)};");
                break;
            case FromIndex number:
                _writer.Line($"var {number.Target.Name} = ({_real})({Text(number.Index)});");
                break;
            case Indicator indicator:
                _writer.Line($"var {indicator.Target.Name} = {Text(indicator.Index)} < {Text(indicator.Bound)} ? {Text(Operand.One)} : {Text(Operand.Zero)};");
                break;
            case RecordFailure failure:
                var (name, step) = (failure.Failure.Name, Text(failure.Step));
                _writer.Line($"{name} = {Text(failure.Value)} > {Text(failure.Bound)} || {name} < {step} ? {name} : {step};");
                break;
            case For loop:
                var next = loop.Stride == 1 ? $"{loop.Variable}++" : $"{loop.Variable} += {Number(loop.Stride)}";
                PrintBlock(
                    loop.Descending
                        ? $"for (var {loop.Variable} = {Text(loop.Bound + -1)}; {loop.Variable} >= {Text(loop.From)}; {loop.Variable}--)"
                        : $"for (var {loop.Variable} = {Text(loop.From)}; {loop.Variable} < {Text(loop.Bound)}; {next})",
                    loop.Body);
                break;
            case Spread loop:
                var first = loop.From is IndexNumber { Value: 0 } ? "lane" : $"{Text(loop.From)} + lane";
                PrintBlock($"for (var {loop.Variable} = {first}; {loop.Variable} < {Text(loop.Bound)}; {loop.Variable} += lanes)", loop.Body);
                break;
            case OneThread guarded:
                PrintBlock("if (lane == 0)", guarded.Body);
                break;
            case Barrier:
                _writer.Line("Group.Barrier();");
                break;
            case If branch:
                using (_writer.Block($"if ({Text(branch.Index)} < {Text(branch.Bound)})"))
                {
                    PrintAll(branch.Body);
                }

                _writer.Line();
                break;
            default:
                throw new InvalidOperationException($"The accelerator printer does not know {statement.GetType().Name}.");
        }
    }

    private void PrintBlock(string header, IReadOnlyList<Statement> body)
    {
        _writer.Line();
        using (_writer.Block(header))
        {
            PrintAll(body);
        }

        _writer.Line();
    }

    private string Operation(Operator operation, Operand a, Operand? b, Operand? c) => operation switch
    {
        Operator.Copy => Text(a),
        Operator.Add => $"{Text(a)} + {Text(b!)}",
        Operator.Subtract => $"{Text(a)} - {Text(b!)}",
        Operator.Multiply => $"{Text(a)} * {Text(b!)}",
        Operator.Divide => $"{Text(a)} / {Text(b!)}",
        Operator.Negate => $"-{Text(a)}",

        // The compilers of accelerators fuse these by themselves.
        Operator.MultiplyAdd => $"({Text(a)} * {Text(b!)}) + {Text(c!)}",
        Operator.MultiplySubtract => $"{Text(c!)} - ({Text(a)} * {Text(b!)})",
        Operator.CopySign => $"DeviceMath.CopySign({Text(a)}, {Text(b!)})",
        Operator.Power => $"DeviceMath.Pow({Text(a)}, {Text(b!)})",
        Operator.Min or Operator.Max => $"DeviceMath.{operation}({Text(a)}, {Text(b!)})",
        Operator.Choose => $"DeviceMath.Choose({Text(a)}, {Text(b!)}, {Text(c!)})",
        _ => $"DeviceMath.{operation}({Text(a)})",
    };

    private string Text(Operand operand) => operand switch
    {
        Literal { Value: double.PositiveInfinity } => $"{_real}.PositiveInfinity",
        Literal { Value: double.NegativeInfinity } => $"{_real}.NegativeInfinity",
        Literal { Value: double.NaN } => $"{_real}.NaN",
        Literal literal => SourceWriter.Literal(literal.Value) + (_real == "float" ? "f" : string.Empty),
        Local local => local.Name,
        _ => throw new InvalidOperationException($"The accelerator printer does not know {operand.GetType().Name}."),
    };

    private string Element(View view, Index index) => $"{view.Buffer.Name}[{Place(view, index)}]";

    /// <summary>Where an element of the thread's trajectory stands in the buffer.</summary>
    private string Place(View view, Index index)
    {
        if (IsGrouped)
        {
            return view.IsWhole ? Text(index) : index is IndexNumber { Value: 0 } ? view.Name : $"{view.Name} + {Text(index)}";
        }

        var start = view.IsWhole ? "trajectory" : view.Name;
        return index switch
        {
            IndexNumber { Value: 0 } => start,
            IndexNumber { Value: 1 } => $"{start} + trajectories",
            IndexNumber or IndexVariable => $"{start} + ({Text(index)} * trajectories)",
            _ => $"{start} + (({Text(index)}) * trajectories)",
        };
    }

    private static string Text(Index index) => index switch
    {
        IndexNumber number => Number(number.Value),
        IndexVariable variable => variable.Name,
        IndexSum { Right: IndexNumber { Value: < 0 } negative } sum => $"{Text(sum.Left)} - {Number(-negative.Value)}",
        IndexSum sum => $"{Text(sum.Left)} + {Text(sum.Right)}",
        IndexProduct { Operand: IndexSum } product => $"({Text(product.Operand)}) * {Number(product.Factor)}",
        IndexProduct product => $"{Text(product.Operand)} * {Number(product.Factor)}",
        IndexTable table => $"{table.Table}({Text(table.Position)})",
        _ => throw new InvalidOperationException($"The accelerator printer does not know {index.GetType().Name}."),
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
