using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using ScalableMNN.Dsl;

namespace ScalableMNN.Generators.Tests.Kernels;

/// <summary>A model as the tests describe it: written as C# source for the generator, and read by the oracle.</summary>
internal sealed record ModelDesign(
    string Name,
    IReadOnlyList<StateDesign> States,
    IReadOnlyList<CoefficientDesign> Coefficients,
    IReadOnlyList<EquationDesign> Equations,
    GridDesign Grid,
    double SmoothnessWeight,
    bool Central)
{
    /// <summary>The smoothness rows: Taylor or Hermite, without prolongation.</summary>
    public Scheme Scheme { get; init; } = Scheme.Taylor;

    /// <summary>How the problem is eliminated.</summary>
    public Elimination Elimination { get; init; }

    /// <summary>In which numbers.</summary>
    public Precision Precision { get; init; }

    /// <summary>N.</summary>
    public int Unknowns => States.Sum(static state => state.Order + 1);

    public string Text()
    {
        var text = new StringBuilder();
        text.Append(Culture, $"[MechanisticModel]\n[Grid({Grid.Arguments})]\n[Smoothness(Scheme.{Scheme}, Weight = {R(SmoothnessWeight)}, Central = {(Central ? "true" : "false")})]\n[Solver(Elimination = Elimination.{Elimination}, Precision = Precision.{Precision})]\npublic partial class {Name}\n{{\n");
        foreach (var state in States)
        {
            var initial = state.InitialOrders == 0 ? string.Empty : $", InitialValue(Orders = {state.InitialOrders}, Points = {state.InitialPoints}, Weight = {R(state.InitialWeight)})";
            text.Append(Culture, $"    [State(Order = {state.Order}){initial}]\n    public partial State {state.Name} {{ get; }}\n");
        }

        foreach (var coefficient in Coefficients)
        {
            text.Append(coefficient switch
            {
                { Function: { } function } => $"    [Coefficient(Source.Function)]\n    private Coefficient {coefficient.Name} => {function.Text};\n",
                { Source: Source.Constant } => $"    [Coefficient(Source.Constant, Value = {R(coefficient.Value)})]\n    public partial Coefficient {coefficient.Name} {{ get; }}\n",
                { Source: Source.Learned } => $"    [Coefficient(Source.Learned, Per = Per.{coefficient.Per}, Initial = {R(coefficient.Value)})]\n    public partial Coefficient {coefficient.Name} {{ get; }}\n",
                _ => $"    [Coefficient(Source.{coefficient.Source}, Per = Per.{coefficient.Per})]\n    public partial Coefficient {coefficient.Name} {{ get; }}\n",
            });
        }

        foreach (var equation in Equations)
        {
            var left = string.Join(" + ", equation.Terms.Select(static term => $"{term.Coefficient.Text} * {term.State}{(term.Order == 0 ? string.Empty : $".D({term.Order})")}"));
            text.Append(Culture, $"    [Equation(Weight = {R(equation.Weight)})]\n    private Equation {equation.Name} => {left} == {equation.RightHandSide.Text};\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string R(double value) => value.ToString("R", Culture);

    private static CultureInfo Culture => CultureInfo.InvariantCulture;
}

/// <summary>A state; without initial values where <paramref name="InitialOrders"/> is zero.</summary>
internal sealed record StateDesign(string Name, int Order, int InitialOrders = 0, int InitialPoints = 1, double InitialWeight = 1);

/// <summary>A coefficient; a function where <paramref name="Function"/> is given.</summary>
internal sealed record CoefficientDesign(string Name, Source Source, Per Per, double Value, Formula? Function = null);

/// <summary>An equation: the sum of terms equals the right-hand side.</summary>
internal sealed record EquationDesign(string Name, IReadOnlyList<TermDesign> Terms, Formula RightHandSide, double Weight);

/// <summary>A coefficient times a derivative of a state.</summary>
internal sealed record TermDesign(Formula Coefficient, string State, int Order);

/// <summary>The grid; the step is read for constant and learned steps.</summary>
internal sealed record GridDesign(Source Source, Per Per, double StepSize, double Start)
{
    public string Arguments
    {
        get
        {
            var start = $"Start = {Start.ToString("R", CultureInfo.InvariantCulture)}";
            var size = $"StepSize = {StepSize.ToString("R", CultureInfo.InvariantCulture)}";
            return Source switch
            {
                Source.Constant => $"{size}, {start}",
                Source.Learned => $"{size}, Source = Source.Learned, Per = Per.{Per}, {start}",
                _ => $"Source = Source.{Source}, Per = Per.{Per}, {start}",
            };
        }
    }
}
