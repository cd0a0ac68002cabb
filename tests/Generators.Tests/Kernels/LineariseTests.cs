using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Models;
using Xunit;

namespace ScalableMNN.Generators.Tests.Kernels;

/// <summary>
/// The rows that estimation is written against: their values against the equations written as delegates, their derivatives against differences of the values.
/// </summary>
public class LineariseTests
{
    private const int Points = 4;

    /// <summary>A row as a delegate: from a derivative of a state, a value by its name, and time.</summary>
    private delegate double Row(Func<string, int, double> u, Func<string, double> p, double t);

    private sealed record Case(string Source, (string Name, Row Value)[] Rows);

    private static readonly Dictionary<string, Case> _cases = new()
    {
        ["Exchange"] = new(
            """
            [MechanisticModel]
            [Grid(StepSize = 0.25)]
            public partial class Exchange
            {
                [State(Order = 2), InitialValue, Observed] public partial State A { get; }
                [State(Order = 1), Observed(Order = 1, Noise = 0.5)] public partial State B { get; }
                [Coefficient(Source.Constant, Value = 0.75)] public partial Coefficient Half { get; }
                [Coefficient(Source.Learned, Per = Per.Trajectory)] public partial Coefficient Rate { get; }
                [Coefficient(Source.Learned)] public partial Coefficient Back { get; }
                [Equation(Weight = 3)] private Equation First => A.D(1) + Rate * A == Half * Back * B;
                [Equation] private Equation Second => A.D(2) + B.D(1) == Back - 2 * B;
            }
            """,
            [
                ("First", (u, p, t) => u("A", 1) + (p("Rate") * u("A", 0)) - (0.75 * p("Back") * u("B", 0))),
                ("Second", (u, p, t) => u("A", 2) + u("B", 1) - p("Back") + (2 * u("B", 0))),
                ("A", (u, p, t) => u("A", 0)),
                ("BD1", (u, p, t) => u("B", 1)),
            ]),
        ["Predation"] = new(
            """
            [MechanisticModel]
            [Smoothness(Scheme.Hermite, Prolongation = 1)]
            public partial class Predation
            {
                [State(Order = 1), Observed] public partial State Prey { get; }
                [State(Order = 1)] public partial State Predator { get; }
                [Coefficient(Source.Learned)] public partial Coefficient Alpha { get; }
                [Coefficient(Source.Learned)] public partial Coefficient Beta { get; }
                [Coefficient(Source.Input, Per = Per.Trajectory)] public partial Coefficient Loss { get; }
                [Equation] private Equation OfPrey => Prey.D(1) == Alpha * Prey - Beta * Prey * Predator;
                [Equation] private Equation OfPredator => Predator.D(1) == Sin(Beta * Prey) * Predator - Loss * Predator;
                [Observed(Noise = 0.1)] private Term Count => Log(Prey) + Pow(Predator, 2) / Alpha;
            }
            """,
            [
                ("OfPrey", (u, p, t) => u("Prey", 1) - (p("Alpha") * u("Prey", 0)) + (p("Beta") * u("Prey", 0) * u("Predator", 0))),
                ("OfPredator", (u, p, t) => u("Predator", 1) - (Math.Sin(p("Beta") * u("Prey", 0)) * u("Predator", 0)) + (p("Loss") * u("Predator", 0))),
                ("Prey", (u, p, t) => u("Prey", 0)),
                ("Count", (u, p, t) => Math.Log(u("Prey", 0)) + (Math.Pow(u("Predator", 0), 2) / p("Alpha"))),
            ]),
        ["Gravity"] = new(
            """
            [MechanisticModel]
            [Smoothness(Scheme.Hermite, Prolongation = 2)]
            public partial class Gravity
            {
                [State(Order = 2), Observed] public partial State X { get; }
                [State(Order = 2), Observed] public partial State Y { get; }
                [Coefficient(Source.Learned)] public partial Coefficient Mu { get; }
                [Coefficient(Source.Learned)] public partial Coefficient Power { get; }
                [Equation] private Equation Across => X.D(2) == -Mu * X / Pow(X * X + Y * Y + 1, 1.5);
                [Equation] private Equation Up => Y.D(2) == -Mu * Tanh(Y) * Pow(X * X + Y * Y + 1, -Power) + Log(X) * Pow(Y, 2.5) * Pow(X, 0.3);
            }
            """,
            [
                ("Across", (u, p, t) => u("X", 2) + (p("Mu") * u("X", 0) * Math.Pow((u("X", 0) * u("X", 0)) + (u("Y", 0) * u("Y", 0)) + 1, -1.5))),
                ("Up", (u, p, t) => u("Y", 2)
                    + (p("Mu") * Math.Tanh(u("Y", 0)) * Math.Pow((u("X", 0) * u("X", 0)) + (u("Y", 0) * u("Y", 0)) + 1, -p("Power")))
                    - (Math.Log(u("X", 0)) * Math.Pow(u("Y", 0), 2.5) * Math.Pow(u("X", 0), 0.3))),
                ("X", (u, p, t) => u("X", 0)),
                ("Y", (u, p, t) => u("Y", 0)),
            ]),
        ["Driven"] = new(
            """
            [MechanisticModel]
            [Grid(Per = Per.Trajectory, Start = 0.5)]
            [Smoothness(Scheme.Hermite, Prolongation = 2)]
            public partial class Driven
            {
                [State(Order = 2), InitialValue(Orders = 2)] public partial State X { get; }
                [Coefficient(Source.Learned, Per = Per.Trajectory)] public partial Coefficient Stiffness { get; }
                [Coefficient(Source.Learned)] public partial Coefficient Amplitude { get; }
                [Coefficient(Source.Input, Per = Per.Step, Derivatives = 2)] public partial Coefficient Force { get; }
                [Coefficient(Source.Function)] private Coefficient Drive => Amplitude * Cos(2 * T);
                [Equation] private Equation Newton => X.D(2) + 0.1 * X.D(1) * X.D(1) + Stiffness * X == Force * Drive;
                [Observed] private Term Power => Force * X.D(1) + T;
            }
            """,
            [
                ("Newton", (u, p, t) => u("X", 2) + (0.1 * u("X", 1) * u("X", 1)) + (p("Stiffness") * u("X", 0)) - (p("Force") * p("Amplitude") * Math.Cos(2 * t))),
                ("Power", (u, p, t) => (p("Force") * u("X", 1)) + t),
            ]),
        ["Clocked"] = new(
            """
            [MechanisticModel]
            [Grid(Start = 0.25)]
            public partial class Clocked
            {
                [State(Order = 2), Observed] public partial State X { get; }
                [Coefficient(Source.Learned)] public partial Coefficient Rate { get; }
                [Equation] private Equation Law => X.D(1) == Exp(-Rate * T) * Sqrt(X);
            }
            """,
            [
                ("Law", (u, p, t) => u("X", 1) - (Math.Exp(-p("Rate") * t) * Math.Sqrt(u("X", 0)))),
                ("X", (u, p, t) => u("X", 0)),
            ]),
        ["Found"] = new(
            """
            [MechanisticModel]
            [Smoothness(Scheme.Hermite, Prolongation = 1)]
            public partial class Found
            {
                [State(Order = 1), Observed] public partial State X { get; }
                [State(Order = 1), Observed] public partial State Y { get; }
                [Coefficient(Source.Learned)] public partial Coefficient Scale { get; }
                [PolynomialLibrary] public partial Library XRate { get; }
                [PolynomialLibrary(Of = new[] { nameof(Y) }, Constant = false)] public partial Library YRate { get; }
                [Candidate(nameof(YRate))] private Term Drag => Y * Abs(X);
                [Equation] private Equation OfX => X.D(1) == XRate;
                [Equation] private Equation OfY => Scale * Y.D(1) == X - YRate;
            }
            """,
            [
                ("OfX", (u, p, t) =>
                {
                    var (x, y) = (u("X", 0), u("Y", 0));
                    return u("X", 1) - (p("XRate1") + (p("XRateX") * x) + (p("XRateY") * y) + (p("XRateXX") * x * x) + (p("XRateXY") * x * y) + (p("XRateYY") * y * y));
                }),
                ("OfY", (u, p, t) => (p("Scale") * u("Y", 1)) - u("X", 0) + (p("YRateY") * u("Y", 0)) + (p("YRateYY") * u("Y", 0) * u("Y", 0)) + (p("YRateDrag") * u("Y", 0) * Math.Abs(u("X", 0)))),
                ("X", (u, p, t) => u("X", 0)),
            ]),
        ["Ring"] = new(
            $$"""
            [MechanisticModel]
            [Smoothness(Scheme.Hermite, Prolongation = 2)]
            public partial class Ring
            {
                [Coefficient(Source.Learned)] public partial Coefficient F { get; }
                {{string.Concat(Enumerable.Range(0, 8).Select(static i => $"[State(Order = 1), Observed] public partial State X{i} {{ get; }}\n"))}}
                {{string.Concat(Enumerable.Range(0, 8).Select(static i => $"[Equation] private Equation E{i} => X{i}.D(1) == (X{(i + 1) % 8} - X{(i + 6) % 8}) * X{(i + 7) % 8} - X{i} + F * T;\n"))}}
            }
            """,
            [
                .. Enumerable.Range(0, 8).Select(static (string, Row) (i) => (
                    $"E{i}",
                    (u, p, t) => u($"X{i}", 1) - ((u($"X{(i + 1) % 8}", 0) - u($"X{(i + 6) % 8}", 0)) * u($"X{(i + 7) % 8}", 0)) + u($"X{i}", 0) - (p("F") * t))),
                .. Enumerable.Range(0, 8).Select(static (string, Row) (i) => ($"X{i}", (u, p, t) => u($"X{i}", 0))),
            ]),
    };

    private static readonly Lazy<IReadOnlyDictionary<string, CompiledModel>> _models = new(static () => CompiledModel.Compile(_cases.Values.Select(static item => item.Source)));

    public static TheoryData<string> Names => [.. _cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_are_those_of_the_equations_and_of_their_time_derivatives(string name)
    {
        var model = _models.Value[name].Estimable();
        var point = new LinearisationPoint(model.Description, Points, 1) { Origin = 0.125 };
        var values = model.Linearise(point);
        var rows = model.Estimation.Equations.Concat(model.Estimation.Observables.Select(static observable => observable.Row)).ToDictionary(static row => row.Name);
        foreach (var (row, formula) in _cases[name].Rows)
        {
            // What is observed is not differentiated.
            var prolongation = model.Estimation.Equations.Any(equation => equation.Name == row) ? model.Description.Prolongation : 0;
            for (var k = 0; k <= prolongation; k++)
            {
                var place = rows[k == 0 ? row : $"{row}D{k}"].First;
                for (var t = 0; t < Points; t++)
                {
                    var expected = Difference(delta => Along(formula, model.Description, point, t, delta), k);
                    AssertClose(expected, values[(t * model.Estimation.Width) + place], $"{row}, derivative {k}, point {t}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Derivatives_are_those_of_the_values_and_what_is_left_out_vanishes(string name)
    {
        var model = _models.Value[name].Estimable();
        var width = model.Estimation.Width;
        var point = new LinearisationPoint(model.Description, Points, 2);
        var values = model.Linearise(point);
        foreach (var row in model.Estimation.Equations.Concat(model.Estimation.Observables.Select(static observable => observable.Row)))
        {
            Assert.Equal(row.Unknowns.Order().Distinct(), row.Unknowns);
            Assert.Equal(row.Parameters.Order().Distinct(), row.Parameters);
        }

        var unknowns = model.Description.Layout.Unknowns;
        for (var unknown = 0; unknown < unknowns; unknown++)
        {
            Check(t => ref point.Iterate[(t * unknowns) + unknown], static row => row.Unknowns, unknown, 1, $"unknown {unknown}");
        }

        for (var parameter = 0; parameter < model.Description.Parameters.Count; parameter++)
        {
            var symbol = model.Description.Parameters[parameter].Name;
            Check(t => ref point.Value(symbol, t), static row => row.Parameters, parameter, null, symbol);
        }

        void Check(Place place, Func<Runtime.Estimation.RowDescription, IReadOnlyList<int>> symbols, int symbol, int? after, string what)
        {
            for (var t = 0; t < Points; t++)
            {
                var differences = new double[width];
                var samples = _stencil.ToDictionary(static delta => delta, delta =>
                {
                    ref var value = ref place(t);
                    var before = value;
                    value += delta * Spacing;
                    var result = model.Linearise(point);
                    value = before;
                    return result;
                });
                foreach (var row in model.Estimation.Equations.Concat(model.Estimation.Observables.Select(static observable => observable.Row)))
                {
                    var expected = Difference(delta => samples[(int)Math.Round(delta / Spacing)][(t * width) + row.First], 1);
                    var index = symbols(row).ToList().IndexOf(symbol);
                    var found = index < 0 ? 0 : values[(t * width) + row.First + (after ?? 1 + row.Unknowns.Count) + index];
                    AssertClose(expected, found, $"{row.Name} with respect to {what}, point {t}");
                }
            }
        }
    }

    [Fact]
    public void A_long_kernel_is_split_and_says_how_much_workspace_it_takes() =>
        Assert.True(_models.Value["Ring"].Estimable().Description.Layout.Workspace > 0);

    [Fact]
    public void Rows_do_not_overlap_and_fill_the_width()
    {
        foreach (var model in _models.Value.Values.Select(static model => model.Estimable()))
        {
            var next = 0;
            foreach (var row in model.Estimation.Equations.Concat(model.Estimation.Observables.Select(static observable => observable.Row)))
            {
                Assert.Equal(next, row.First);
                next += 1 + row.Unknowns.Count + row.Parameters.Count;
            }

            Assert.Equal(next, model.Estimation.Width);
        }
    }

    [Fact]
    public void Observables_say_what_they_are()
    {
        var exchange = _models.Value["Exchange"].Estimable();
        Assert.Equal([0, 4], exchange.Estimation.Observables.Select(static observable => observable.Unknown));
        Assert.Equal([double.NaN, 0.5], exchange.Estimation.Observables.Select(static observable => observable.Noise));
        Assert.Equal(["ObservedA", "ObservedBD1"], exchange.Estimation.Observables.Select(observable => exchange.Description.Inputs[observable.Input].Name));
        Assert.Equal([3, 1], exchange.Estimation.Equations.Select(static row => row.Weight));
        Assert.Equal("A' + Rate A = Half Back B", exchange.Estimation.Equations[0].Text);

        var predation = _models.Value["Predation"].Estimable();
        Assert.Equal([0, -1], predation.Estimation.Observables.Select(static observable => observable.Unknown));
        Assert.Equal([double.NaN, 0.1], predation.Estimation.Observables.Select(static observable => observable.Noise));
        Assert.Equal("ObservedCount", predation.Description.Inputs[predation.Estimation.Observables[1].Input].Name);
        Assert.Equal(ValueKind.Observed, predation.Description.Inputs[predation.Estimation.Observables[1].Input].Kind);
        Assert.Equal("log(Prey) + Predator^2 / Alpha", predation.Estimation.Observables[1].Row.Text);
    }

    [Fact]
    public void Smoothness_rows_are_those_of_the_scheme_without_weight()
    {
        // Two-point Hermite rows of u' = f with one derivative more: u - v + h/2 (u' + v') + h^2/12 (u'' - v'') = 0.
        var rows = _models.Value["Predation"].Estimable().Estimation.Smoothness;
        Assert.Equal([0, 1], rows.Select(static row => row.State));
        foreach (var row in rows)
        {
            Assert.Equal([1, 0.5, 1.0 / 12], row.Here.Select(static value => Math.Round(value, 15)), static (a, b) => Math.Abs(a - b) < 1e-14);
            Assert.Equal([-1, 0.5, -1.0 / 12], row.Next.Select(static value => Math.Round(value, 15)), static (a, b) => Math.Abs(a - b) < 1e-14);
        }
    }

    private delegate ref double Place(int t);

    private const double Spacing = 1e-2;

    private static readonly int[] _stencil = [-2, -1, 0, 1, 2];

    /// <summary>A derivative at 0 by the five-point stencil: its error is of the order of Spacing^4 = 1e-8 times a higher derivative.</summary>
    private static double Difference(Func<double, double> f, int order) => order switch
    {
        0 => f(0),
        1 => (f(-2 * Spacing) - (8 * f(-Spacing)) + (8 * f(Spacing)) - f(2 * Spacing)) / (12 * Spacing),
        _ => (-f(-2 * Spacing) + (16 * f(-Spacing)) - (30 * f(0)) + (16 * f(Spacing)) - f(2 * Spacing)) / (12 * Spacing * Spacing),
    };

    /// <summary>A row a little after a grid point, where the states and the given values follow their Taylor series.</summary>
    private static double Along(Row row, ModelDescription model, LinearisationPoint point, int t, double delta)
    {
        var slots = model.Parameters.Concat(model.Inputs).Select(static slot => slot.Name).ToHashSet();
        return row(
            (state, order) => Series(j => point.State(state, order + j, t)),
            name => Series(j => j == 0 ? point.Value(name, t) : slots.Contains($"{name}D{j}") ? point.Value($"{name}D{j}", t) : 0),
            point.Time(t) + delta);

        double Series(Func<int, double> derivative)
        {
            double sum = 0, factor = 1;
            for (var j = 0; j <= 8; j++)
            {
                sum += factor * derivative(j);
                factor *= delta / (j + 1);
            }

            return sum;
        }
    }

    private static void AssertClose(double expected, double found, string what) =>
        Assert.True(Math.Abs(expected - found) <= 1e-5 * (1 + Math.Abs(expected)), $"{what}: {expected} expected, {found} found.");
}
