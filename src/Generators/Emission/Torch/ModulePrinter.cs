using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Generators.Lowering;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Emission.Torch;

/// <summary>
/// Prints a model as a layer of a neural network: a TorchSharp module whose parameters are the learned values, whose arguments are the inputs, and whose result is the trajectories. What is common to all
/// models is in the sources beside this printer.
/// </summary>
internal sealed class ModulePrinter
{
    private const string Models = "global::ScalableMNN.Runtime.Models.";
    private const string Solving = "global::ScalableMNN.Runtime.Solving.";
    private const string Glue = "global::ScalableMNN.Torch.";
    private const string Torch = "global::TorchSharp.torch.";
    private const string Tensor = Torch + "Tensor";
    private const string NetworkType = Torch + "nn.Module<" + Tensor + ", " + Tensor + ">";
    private const string Generated = "[global::System.CodeDom.Compiler.GeneratedCode(\"ScalableMNN.Generators\", \"0.1.0\")]";

    // A module takes up to six tensors; one with more takes them together.
    private const int MostArguments = 6;

    /// <summary>Members of TorchSharp's modules and of every object, which the model's names must not hide.</summary>
    private static readonly HashSet<string> ModuleMembers =
    [
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals", "Dispose", "handle", "training", "train", "eval", "apply", "call", "forward", "name", "GetName",
        "named_buffers", "named_children", "named_modules", "named_parameters", "parameters", "buffers", "children", "modules", "has_parameter", "get_parameter", "get_buffer", "register_buffer",
        "register_parameter", "register_module", "add_module", "unregister_module", "state_dict", "load_state_dict", "save", "load", "to", "cpu", "cuda", "zero_grad", "requires_grad_", "register_forward_hook",
        "register_forward_pre_hook", "RegisterComponents", "MoveModule", "ClearModules", "Points", "Options", "Reports", "Observed", "ThrowWhereUnsolved", "Tensors", "Observations", "Work", "ArgumentNames",
    ];

    private readonly ModelSpec _spec;
    private readonly SourceWriter _writer;
    private readonly Slot[] _parameters;
    private readonly Slot[] _inputs;
    private readonly Argument[] _arguments;
    private readonly string _model;
    private readonly string _module;

    private ModulePrinter(SolverPlan plan, SourceWriter writer)
    {
        _spec = plan.Spec;
        _writer = writer;
        _parameters = plan.Slots.Parameters.ToArray();
        _inputs = plan.Slots.Inputs.ToArray();
        _model = Identifier.Of(_spec.Name);
        _module = _spec.Name + "Module";
        _arguments = Arguments();
    }

    private bool GridIsFixed => _spec.Grid.Points > 0;

    private bool HasTrajectories => _parameters.Any(static slot => slot.Per != Variation.Model);

    private bool HasObservations => _inputs.Any(static slot => slot.Kind == SlotKind.Observed);

    private bool IsGathered => _arguments.Length > MostArguments;

    private int Orders => _spec.States.Max(state => _spec.Smoothness.CarriedOrder(state.Order)) + 1;

    /// <summary>Prints the module of a model.</summary>
    public static void Print(SolverPlan plan, SourceWriter writer) => new ModulePrinter(plan, writer).Print();

    private void Print()
    {
        var containers = new Stack<IDisposable>();
        foreach (var container in _spec.Containers)
        {
            containers.Push(_writer.Block(container));
        }

        var same = _spec.States.Select(state => state.Order).Distinct().Count() == 1;
        _writer.Summary(
            $"{_spec.Name} as a layer of a neural network: trajectories (..., T, {_spec.States.Count}, {Orders}) from tensors with any leading batch dimensions, which broadcast. The last two dimensions are the states "
            + $"({string.Join(", ", _spec.States.Select(static state => state.Name))}) and their derivatives from 0 up{(same ? string.Empty : ", zero where a state has no such derivative")}.");
        _writer.Line("/// <remarks>").Line("/// The equations:").Line("/// <code>");
        foreach (var equation in _spec.Equations)
        {
            _writer.Line("/// " + SourceWriter.Escape(EquationText.Of(equation)));
        }

        _writer.Line("/// </code>");
        _writer.Line("/// The work is done in double precision on the CPU, whatever the dtype. The result shares the memory of the solver where the dtype is Float64: it cannot be changed in place.");
        _writer.Line("/// </remarks>");
        _writer.Line(Generated);
        var results = _arguments.Length == 0 ? "" : $"<{(IsGathered ? $"{_module}.Tensors" : string.Join(", ", _arguments.Select(static _ => Tensor)))}, {Tensor}>";
        using (_writer.Block($"{Accessibility()} sealed partial class {_module} : {Torch}nn.Module{results}"))
        {
            PrintFields();
            PrintConstructor();
            PrintProperties();
            PrintForward();
            PrintStates();
            PrintGathered();
            PrintObservations();
            PrintSolve();
        }

        while (containers.Count > 0)
        {
            containers.Pop().Dispose();
        }
    }

    private string Accessibility()
    {
        var words = _spec.Declaration.Split(' ').Where(static word => word is "public" or "internal" or "private" or "protected").ToArray();
        return words.Length > 0 ? string.Join(" ", words) : _spec.Containers.Count > 0 ? "private" : "internal";
    }

    private void PrintFields()
    {
        foreach (var slot in _parameters)
        {
            _writer.Line($"private global::TorchSharp.Modules.Parameter {Raw(slot)};");
        }

        foreach (var argument in Networks())
        {
            _writer.Line($"private {NetworkType}? {argument.Network};");
        }

        if (_parameters.Length + Networks().Count() > 0)
        {
            _writer.Line();
        }
    }

    private void PrintConstructor()
    {
        _writer.Summary("Makes the layer; its learned values are at their initial values.");
        if (!GridIsFixed)
        {
            _writer.RawElement("param", "Number T of grid points.", "name=\"points\"");
        }

        if (HasTrajectories)
        {
            _writer.RawElement("param", "How many trajectories have learned values of their own: the extent of the last batch dimension. With 1 all trajectories share them.", "name=\"trajectories\"");
        }

        foreach (var argument in Networks())
        {
            _writer.RawElement("param", SourceWriter.Escape($"A network that makes {argument.Slot.Name} from the argument in its place, or null where that argument is {argument.Slot.Name} itself."), $"name=\"{argument.Network}\"");
        }

        _writer.RawElement("param", "The dtype of the learned values, Float64 or Float32; null for PyTorch's default.", "name=\"dtype\"");
        _writer.RawElement("exception", "A number is less than 1.", "cref=\"global::System.ArgumentOutOfRangeException\"");
        var parameters = new List<string>();
        if (!GridIsFixed)
        {
            parameters.Add("int points");
        }

        if (HasTrajectories)
        {
            parameters.Add("int trajectories = 1");
        }

        parameters.AddRange(Networks().Select(static argument => $"{NetworkType}? {argument.Network} = null"));
        parameters.Add(Torch + "ScalarType? dtype = null");
        _writer.Line($"public {_module}({string.Join(", ", parameters)})");
        using (_writer.Indented())
        {
            _writer.Line($": base({SourceWriter.Literal(_module)})");
        }

        using (_writer.Block(string.Empty))
        {
            if (!GridIsFixed)
            {
                _writer.Line("global::System.ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);");
                _writer.Line("Points = points;");
            }

            if (HasTrajectories)
            {
                _writer.Line("global::System.ArgumentOutOfRangeException.ThrowIfLessThan(trajectories, 1);");
            }

            if (_parameters.Length > 0)
            {
                _writer.Line($"var type = dtype ?? global::TorchSharp.torch.get_default_dtype();");
            }

            for (var i = 0; i < _parameters.Length; i++)
            {
                var slot = _parameters[i];
                var points = slot.Kind == SlotKind.Steps ? "Points - 1" : "Points";
                _writer.Line(slot.Per switch
                {
                    Variation.Model => $"{Raw(slot)} = {Glue}LearnedValue.Create({_model}.Description.Parameters[{i}], type);",
                    Variation.Trajectory => $"{Raw(slot)} = trajectories == 1 ? {Glue}LearnedValue.Create({_model}.Description.Parameters[{i}], type) : {Glue}LearnedValue.Create({_model}.Description.Parameters[{i}], type, trajectories);",
                    _ => $"{Raw(slot)} = trajectories == 1 ? {Glue}LearnedValue.Create({_model}.Description.Parameters[{i}], type, {points}) : {Glue}LearnedValue.Create({_model}.Description.Parameters[{i}], type, trajectories, {points});",
                });
            }

            foreach (var argument in Networks())
            {
                _writer.Line($"this.{argument.Network} = {argument.Network};");
            }

            _writer.Line("RegisterComponents();");
        }

        _writer.Line();
    }

    private void PrintProperties()
    {
        _writer.Summary("Number T of grid points.");
        _writer.Line(GridIsFixed ? $"public int Points => {_spec.Grid.Points.ToString(CultureInfo.InvariantCulture)};" : "public int Points { get; }").Line();
        _writer.Summary("How the layer solves and differentiates.");
        _writer.Line($"public {Solving}SolveOptions Options {{ get; set; }} = {Solving}SolveOptions.Default;").Line();
        _writer.Summary("Whether a trajectory without a solution is an exception, as at first; otherwise it is NaN, and contributes nothing to gradients.");
        _writer.Line("public bool ThrowWhereUnsolved { get; set; } = true;").Line();
        _writer.Summary("How the last call ended for each trajectory, the batch in row-major order.");
        _writer.Line($"public global::System.ReadOnlySpan<{Solving}TrajectoryReport> Reports => _last is null ? default : _last.Reports;").Line();
        _writer.Line("private Work? _last;").Line();
        if (HasObservations)
        {
            _writer.Summary("Observed values at grid points, where there are any.");
            _writer.Line("public Observations Observed { get; } = new();").Line();
        }

        for (var i = 0; i < _parameters.Length; i++)
        {
            var slot = _parameters[i];
            _writer.Summary($"The learned value of {slot.Name}{Bounds(slot)}. What is trained is the parameter {Raw(slot)}, from which it is computed{(Bounds(slot).Length > 0 ? " so that it keeps to its bounds" : string.Empty)}.");
            _writer.Line($"public {Tensor} {Member(slot.Name)} => {Glue}LearnedValue.Of({_model}.Description.Parameters[{i}], {Raw(slot)});").Line();
        }
    }

    private void PrintForward()
    {
        _writer.Summary("Solves.");
        foreach (var argument in IsGathered ? [] : _arguments)
        {
            _writer.RawElement("param", SourceWriter.Escape(Describe(argument)), $"name=\"{argument.Name.TrimStart('@')}\"");
        }

        if (IsGathered)
        {
            _writer.RawElement("param", "The inputs.", "name=\"tensors\"");
        }

        _writer.RawElement("returns", $"The trajectories, (..., {(GridIsFixed ? _spec.Grid.Points.ToString(CultureInfo.InvariantCulture) : "T")}, {_spec.States.Count}, {Orders}).");
        _writer.RawElement("exception", "A tensor has a wrong shape, dtype or device; the message says what is wanted.", "cref=\"global::System.ArgumentException\"");
        _writer.RawElement("exception", "A trajectory has no solution, and <see cref=\"ThrowWhereUnsolved\"/> is set; the message says where and why.", $"cref=\"{Solving}SolveException\"");
        var modifier = _arguments.Length == 0 ? string.Empty : "override ";
        var parameters = IsGathered ? "Tensors tensors" : string.Join(", ", _arguments.Select(static argument => $"{Tensor} {argument.Name}"));
        var prefix = IsGathered ? "tensors." : string.Empty;
        using (_writer.Block($"public {modifier}{Tensor} forward({parameters})"))
        {
            if (IsGathered)
            {
                _writer.Line("global::System.ArgumentNullException.ThrowIfNull(tensors);");
            }

            var values = _parameters.Select(slot => Member(slot.Name)).Concat(_inputs.Select(slot =>
            {
                if (slot.Kind == SlotKind.Observed)
                {
                    return $"Observed.{slot.Name.Substring("Observed".Length)}";
                }

                var argument = _arguments.First(argument => argument.Slot == slot);
                var given = prefix + (IsGathered ? argument.Property : argument.Name);
                return argument.Network is null ? given : $"{argument.Network} is null ? {given} : {argument.Network}.call({given})";
            }));
            PrintArray($"{Tensor}?[] arguments =", values);
            var type = _parameters.Length > 0 ? $"{Raw(_parameters[0])}.dtype" : "null";
            _writer.Line($"var work = new Work(this);");
            _writer.Line($"work.Check(arguments, ArgumentNames, {type});");
            _writer.Line("_last = work;");
            _writer.Line("return work.Apply(arguments);");
        }

        _writer.Line();
        if (_arguments.Length == 0)
        {
            _writer.Summary("Solves, as forward does.");
            _writer.RawElement("returns", "The trajectories.");
            _writer.Line($"public {Tensor} call() => forward();").Line();
        }

        PrintArray(
            "private static readonly string[] ArgumentNames =",
            _parameters.Select(static slot => SourceWriter.Literal(slot.Name)).Concat(_inputs.Select(slot => SourceWriter.Literal(_arguments.FirstOrDefault(argument => argument.Slot == slot)?.Name.TrimStart('@') ?? slot.Name))));
        _writer.Line();
    }

    private void PrintArray(string header, IEnumerable<string> items)
    {
        _writer.Line(header).Line("[");
        using (_writer.Indented())
        {
            foreach (var item in items)
            {
                _writer.Line(item + ",");
            }
        }

        _writer.Line("];");
    }

    private void PrintStates()
    {
        for (var v = 0; v < _spec.States.Count; v++)
        {
            var state = _spec.States[v];
            var order = _spec.Smoothness.CarriedOrder(state.Order);
            _writer.Summary($"The state {state.Name}, or a derivative of it, out of the trajectories of a call.");
            _writer.RawElement("param", "The result of a call.", "name=\"trajectories\"");
            _writer.RawElement("param", $"Which derivative, up to {order}; 0 is the state itself.", "name=\"order\"");
            _writer.RawElement("returns", "Its values, (..., T): a view.");
            using (_writer.Block($"public static {Tensor} {Member(state.Name)}({Tensor} trajectories, int order = 0)"))
            {
                _writer.Line("global::System.ArgumentNullException.ThrowIfNull(trajectories);");
                _writer.Line("global::System.ArgumentOutOfRangeException.ThrowIfNegative(order);");
                _writer.Line($"global::System.ArgumentOutOfRangeException.ThrowIfGreaterThan(order, {order});");
                _writer.Line($"using var state = trajectories.select(-2, {v});");
                _writer.Line("return state.select(-1, order);");
            }

            _writer.Line();
        }
    }

    private void PrintGathered()
    {
        if (!IsGathered)
        {
            return;
        }

        _writer.Summary("The tensors that the layer is called with.");
        using (_writer.Block("public sealed class Tensors"))
        {
            foreach (var argument in _arguments)
            {
                _writer.Summary(Describe(argument));
                _writer.Line($"public required {Tensor} {argument.Property} {{ get; init; }}").Line();
            }
        }

        _writer.Line();
    }

    private void PrintObservations()
    {
        if (!HasObservations)
        {
            return;
        }

        _writer.Summary("Observed values at grid points, (..., T), NaN where there is none. Null, as at first, stands for no value at all.");
        using (_writer.Block("public sealed class Observations"))
        {
            foreach (var slot in _inputs.Where(static slot => slot.Kind == SlotKind.Observed))
            {
                _writer.Summary($"Observed or boundary values of {slot.Name.Substring("Observed".Length)}.");
                _writer.Line($"public {Tensor}? {slot.Name.Substring("Observed".Length)} {{ get; set; }}").Line();
            }
        }

        _writer.Line();
    }

    private void PrintSolve()
    {
        using (_writer.Block($"private sealed class Work({_module} module) : {Glue}ModelSolve({_model}.Description, module.Points, module.Options)"))
        {
            var onGrid = _parameters.Any(static slot => slot.Per == Variation.Step);
            var parameters = string.Join(", ", new[] { !GridIsFixed && onGrid ? "points" : null, HasTrajectories ? "trajectories" : null }.Where(static text => text is not null));
            _writer.Line("private readonly bool _throws = module.ThrowWhereUnsolved;").Line();
            _writer.Line($"protected override {Models}ModelValues CreateParameters(int points, int trajectories) => new {_model}.Parameters({parameters});").Line();
            _writer.Line($"protected override {Models}ModelValues CreateInputs(int points, int trajectories) => new {_model}.Inputs({(GridIsFixed ? "trajectories" : "points, trajectories")});").Line();
            _writer.Line($"protected override {Models}ModelTrajectories CreateSolution({Models}ModelValues parameters, {Models}ModelValues inputs) => new {_model}.Trajectories(({_model}.Parameters)parameters, ({_model}.Inputs)inputs);").Line();
            _writer.Line($"protected override {Models}ModelCotangent CreateCotangent({Models}ModelTrajectories solution) => new {_model}.Cotangent(({_model}.Trajectories)solution);").Line();
            using (_writer.Block($"protected override void Run({Models}ModelTrajectories solution)"))
            {
                _writer.Line($"{Solving}Solver.Solve<{_model}>(solution, Options);");
                using (_writer.Block("if (_throws)"))
                {
                    _writer.Line($"(({_model}.Trajectories)solution).EnsureSuccess();");
                }
            }

            _writer.Line();
            using (_writer.Block($"protected override ({Models}ModelValues Parameters, {Models}ModelValues Inputs) Gradient({Models}ModelTrajectories solution, {Models}ModelCotangent cotangent)"))
            {
                _writer.Line($"var gradient = {_model}.Gradient(({_model}.Trajectories)solution, ({_model}.Cotangent)cotangent, Options);");
                _writer.Line("return (gradient.Parameters, gradient.Inputs);");
            }
        }
    }

    private IEnumerable<Argument> Networks() => _arguments.Where(static argument => argument.Network is not null);

    private Argument[] Arguments()
    {
        var taken = new HashSet<string>();
        var arguments = new List<Argument>();
        foreach (var slot in _inputs.Where(static slot => slot.Kind != SlotKind.Observed))
        {
            var property = slot.Kind == SlotKind.Initial ? "Initial" + slot.Name : slot.Name;
            var name = char.ToLowerInvariant(property[0]) + property.Substring(1);
            while (!taken.Add(name))
            {
                name += "_";
            }

            var isNetwork = slot.Kind switch
            {
                SlotKind.Steps => _spec.Grid.Source == CoefficientSource.Network,
                SlotKind.Coefficient => _spec.Coefficients.Any(coefficient => coefficient.Source == CoefficientSource.Network && Enumerable.Range(0, coefficient.Derivatives + 1).Any(derivative => SlotTable.NameOf(coefficient.Name, derivative) == slot.Name)),
                _ => false,
            };
            arguments.Add(new Argument(slot, Identifier.Of(name), Identifier.Of(property), isNetwork ? name + "Network" : null));
        }

        return [.. arguments];
    }

    private static string Member(string name) => ModuleMembers.Contains(name) ? name + "Value" : Identifier.Of(name);

    private static string Raw(Slot slot) => "raw_" + slot.Name;

    private static string Bounds(Slot slot) => (double.IsNegativeInfinity(slot.Lower), double.IsPositiveInfinity(slot.Upper)) switch
    {
        (true, true) => string.Empty,
        (false, true) => $", at least {slot.Lower.ToString("R", CultureInfo.InvariantCulture)}",
        (true, false) => $", at most {slot.Upper.ToString("R", CultureInfo.InvariantCulture)}",
        _ => $", from {slot.Lower.ToString("R", CultureInfo.InvariantCulture)} to {slot.Upper.ToString("R", CultureInfo.InvariantCulture)}",
    };

    private static string Describe(Argument argument)
    {
        var slot = argument.Slot;
        var points = slot.Components / slot.Orders;
        var text = slot switch
        {
            { Kind: SlotKind.Initial } => $"Initial values of {slot.Name}{(slot.Orders > 1 ? " and its derivatives" : string.Empty)}, (..., {(points > 1 ? points.ToString(CultureInfo.InvariantCulture) + ", " : string.Empty)}{slot.Orders}).",
            { Kind: SlotKind.Steps, Per: Variation.Step } => "The steps of the grid, (..., T-1) or (..., 1).",
            { Kind: SlotKind.Steps, Per: Variation.Trajectory } => "The step of the grid for each trajectory, (...).",
            { Kind: SlotKind.Steps } => "The step of the grid, a single number.",
            { Per: Variation.Step } => $"The coefficient {slot.Name}, (..., T) or (..., 1).",
            { Per: Variation.Trajectory } => $"The coefficient {slot.Name} of each trajectory, (...).",
            _ => $"The coefficient {slot.Name}, a single number.",
        };
        return argument.Network is null ? text : text + $" Where the layer has {argument.Network}, what that makes it from.";
    }

    /// <summary>An argument of the layer.</summary>
    /// <param name="Slot">The value that it gives.</param>
    /// <param name="Name">Its name as a parameter.</param>
    /// <param name="Property">Its name as a property.</param>
    /// <param name="Network">The name of the network that may make it, or null where none may.</param>
    private sealed record Argument(Slot Slot, string Name, string Property, string? Network);
}
