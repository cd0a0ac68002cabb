using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ScalableMNN.Generators.Lowering;
using ScalableMNN.Generators.Lowering.Estimation;
using ScalableMNN.Generators.Lowering.Marching;
using ScalableMNN.Generators.Parsing;
using ScalableMNN.Generators.Problem;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Emission;

/// <summary>
/// Prints what a model offers to its users: typed parameters, inputs, trajectories and cotangents, Solve, Gradient and Fit, its description, and the contract with the runtime,
/// whose kernels are those of the file's kernel class.
/// </summary>
internal sealed partial class SurfacePrinter
{
    private const string Models = "global::ScalableMNN.Runtime.Models.";
    private const string Solving = "global::ScalableMNN.Runtime.Solving.";
    private const string Estimation = "global::ScalableMNN.Runtime.Estimation.";
    private const string Fitting = "global::ScalableMNN.Runtime.Fitting.";
    private const string Generated = "[global::System.CodeDom.Compiler.GeneratedCode(\"ScalableMNN.Generators\", \"0.1.0\")]";

    private readonly ModelSpec _spec;
    private readonly Slot[] _parameters;
    private readonly Slot[] _inputs;
    private readonly SolverPlan _plan;
    private readonly EstimationPlan? _estimation;
    private readonly MarchPlan? _march;
    private readonly string? _obstacle;
    private readonly KernelSizes _sizes;
    private readonly SourceWriter _writer;
    private readonly string _name;
    private readonly string _equations;
    private readonly string _latex;

    private SurfacePrinter(SolverKernels kernels, KernelSizes sizes, SourceWriter writer)
    {
        _plan = kernels.Plan;
        _estimation = kernels.Estimation;
        (_march, _obstacle) = (kernels.March, kernels.Obstacle);
        _spec = _plan.Spec;
        _parameters = _plan.Slots.Parameters.ToArray();
        _inputs = _plan.Slots.Inputs.ToArray();
        _sizes = sizes;
        _writer = writer;
        _name = Identifier.Of(_spec.Name);
        _equations = string.Join("\n", _spec.Equations.Select(EquationText.Of));
        _latex = string.Join("\n", _spec.Equations.Select(EquationLatex.Of));
    }

    /// <summary>Prints the generated part of the model's class, with the types around it.</summary>
    /// <param name="sizes">How many lanes the arrays of the kernels hold for the processor.</param>
    public static void Print(SolverKernels kernels, KernelSizes sizes, SourceWriter writer) => new SurfacePrinter(kernels, sizes, writer).Print();

    private void Print()
    {
        var containers = new Stack<IDisposable>();
        foreach (var container in _spec.Containers)
        {
            containers.Push(_writer.Block(container));
        }

        PrintRemarks("The equations:");
        using (_writer.Block($"{_spec.Declaration} {_name} : {(_estimation is null ? Models + "IMechanisticModel" : Estimation + "IEstimableModel")}<{_name}>"))
        {
            PrintDescription();
            PrintMarkers();
            PrintMethods();
            PrintParameters();
            PrintInputs();
            PrintSchedule();
            PrintTrajectories();
            PrintCotangent();
            PrintObservations();
            PrintContract();
            PrintEstimation();
        }

        while (containers.Count > 0)
        {
            containers.Pop().Dispose();
        }
    }

    private void PrintRemarks(string introduction)
    {
        _writer.Line("/// <remarks>").Line("/// " + introduction).Line("/// <code>");
        PrintCommentLines(_equations);
        _writer.Line("/// </code>").Line("/// In LaTeX:").Line("/// <code>");
        PrintCommentLines(_latex);
        _writer.Line("/// </code>");
        var smoothness = _spec.Smoothness;
        var prolongation = smoothness.Prolongation == 0 ? string.Empty : $" with Prolongation = {smoothness.Prolongation.ToString(CultureInfo.InvariantCulture)}";
        PrintCommentLines($"Smoothness rows: {smoothness.Scheme}{prolongation}, because {smoothness.Reason}.");
        _writer.Line("/// </remarks>");
    }

    private void PrintEquationRemarks()
    {
        _writer.Line("/// <remarks>").Line("/// The equations:").Line("/// <code>");
        PrintCommentLines(_equations);
        _writer.Line("/// </code>").Line("/// </remarks>");
    }

    private void PrintCommentLines(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            _writer.Line("/// " + SourceWriter.Escape(line));
        }
    }

    private void PrintMarkers()
    {
        var markers = _spec.States.Select(static state => (state.Declaration, Type: "State", state.Name))
            .Concat(_spec.Coefficients.Select(static coefficient => (coefficient.Declaration, Type: "Coefficient", coefficient.Name)))
            .Concat(_spec.Libraries.Select(static library => (library.Declaration, Type: "Library", library.Name)))
            .Where(static marker => marker.Declaration.Length > 0);
        foreach (var (declaration, type, name) in markers)
        {
            _writer.Line(Generated);
            _writer.Line($"{declaration} global::ScalableMNN.Dsl.{type} {Identifier.Of(name)} => throw global::ScalableMNN.Dsl.Marker.Evaluated({SourceWriter.Literal(_spec.Name + "." + name)});");
            _writer.Line();
        }
    }

    private void PrintContract()
    {
        const string Block = Models + "LaneBlock<TLane> block";
        const string In = "global::System.ReadOnlySpan<TLane>";
        const string Out = "global::System.Span<TLane>";
        Forward("Factorise", $"{Block}, {Out} reduced, out TLane failure", "block, reduced, out failure");
        _writer.Line();
        Forward("Reduce", $"{Block}, {Out} vector", "block, vector");
        _writer.Line();
        Forward("Substitute", $"{Block}, {Out} vector", "block, vector");
        _writer.Line();
        Forward("Residual", $"{Block}, {In} solution, TLane scale, {Out} residual, out TLane squares", "block, solution, scale, residual, out squares");
        _writer.Line();
        Forward("Chain", $"{Block}, {In} solution, {In} adjoint, {Out} header, {Out} steps", "block, solution, adjoint, header, steps");

        if (_march is not null)
        {
            foreach (var phase in new[] { "Evaluate", "Differentiate", _march.Beyond > 0 ? "Prolong" : null, _march.Expressions.Count > 0 ? "Express" : null }.OfType<string>())
            {
                _writer.Line();
                Forward(phase, $"{Block}, {Out} values", "block, values");
            }
        }

        void Forward(string method, string parameters, string arguments)
        {
            _writer.Line(Generated);
            _writer.Line($"static void {Models}IMechanisticModel<{_name}>.{method}<TLane>({parameters}) =>");
            using (_writer.Indented())
            {
                _writer.Line(_spec.IsMarchedOnly && method is ("Factorise" or "Reduce" or "Substitute" or "Residual" or "Chain")
                    ? $"throw new global::System.NotSupportedException({SourceWriter.Literal($"{_spec.Name} is solved with a tolerance, not on a grid.")});"
                    : $"{_spec.Name}Kernel.{method}({arguments});");
            }
        }
    }
}
