using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Generators.Emission;
using ScalableMNN.Generators.Lowering;
using ScalableMNN.Generators.Lowering.Ir;
using ScalableMNN.Generators.Problem;
using Xunit;
using Xunit.Abstractions;

namespace ScalableMNN.Generators.Tests.Kernels;

/// <summary>The generated text grows linearly with what the declaration says: its states and the terms of its equations.</summary>
public sealed class SizeTests(ITestOutputHelper output)
{
    /// <summary>Two sizes of a family of models, the second with about four times the terms. Models with central rows are unrolled and so no such family.</summary>
    public static TheoryData<string, int, int> Families => new()
    {
        { "chain", 12, 48 },
        { "half", 10, 24 },
        { "tenth", 25, 60 },
        { "dense", 10, 24 },
    };

    [Theory]
    [MemberData(nameof(Families))]
    public void Text_grows_no_faster_than_the_terms(string family, int small, int large)
    {
        var (first, second) = (Measure(family, small), Measure(family, large));
        output.WriteLine($"{family}: {first}, {second}");
        var perTerm = (second.Characters - first.Characters) / (double)(second.Terms - first.Terms);
        Assert.True(perTerm < 1.5 * first.Characters / first.Terms, $"{first}, then {second}: {perTerm.ToString("f0", CultureInfo.InvariantCulture)} characters for each further term.");
    }

    [Theory]
    [InlineData(0, 150_000)]
    [InlineData(1, 250_000)]
    [InlineData(2, 400_000)]
    [InlineData(4, 1_200_000)]
    public void Gravity_as_it_is_written_stays_small_however_often_it_is_differentiated(int prolongation, int largest)
    {
        var (text, chain, rows) = MeasureGravity(1, prolongation);
        output.WriteLine($"{prolongation}: {text} characters; statements of the gradient {chain}, of the rows {rows}");
        Assert.InRange(text, 1, largest);

        // Backwards through the rows is a few times as much as forwards; initial values and steps come on top.
        Assert.InRange(chain, 1, 150 + (4 * rows));
    }

    [Fact]
    public void Twice_the_bodies_make_twice_the_text()
    {
        var (two, four, eight) = (MeasureGravity(2, 2), MeasureGravity(4, 2), MeasureGravity(8, 2));
        output.WriteLine($"{two}, {four}, {eight}");
        Assert.InRange((eight.Text - four.Text) / (double)(four.Text - two.Text), 1.8, 2.2);
        Assert.InRange(eight.Chain / (double)four.Chain, 1.8, 2.2);
        Assert.InRange(eight.Rows / (double)four.Rows, 1.8, 2.2);
    }

    /// <summary>The size of bodies that a fixed one attracts, by Cholesky: the text of reflections grows with the cube of the unknowns, whatever the equations.</summary>
    private static (int Text, int Chain, int Rows) MeasureGravity(int bodies, int prolongation)
    {
        var members = Enumerable.Range(0, bodies).Select(static i => string.Create(CultureInfo.InvariantCulture, $$"""
                [State(Order = 2), InitialValue(Orders = 2), Observed] public partial State X{{i}} { get; }
                [State(Order = 2), InitialValue(Orders = 2), Observed] public partial State Y{{i}} { get; }
                [Equation] private Equation Across{{i}} => X{{i}}.D(2) == -Mu * X{{i}} / Pow(X{{i}} * X{{i}} + Y{{i}} * Y{{i}}, 1.5);
                [Equation] private Equation Up{{i}} => Y{{i}}.D(2) == -Mu * Y{{i}} / (Sqrt(X{{i}} * X{{i}} + Y{{i}} * Y{{i}}) * (X{{i}} * X{{i}} + Y{{i}} * Y{{i}}));
            """));
        var spec = ModelCompilation.Parse(string.Create(CultureInfo.InvariantCulture, $$"""
            [MechanisticModel]
            [Smoothness(Scheme.Hermite, Prolongation = {{prolongation}})]
            [Solver(Elimination = Elimination.Cholesky)]
            public partial class Sky
            {
                [Coefficient(Source.Learned, Initial = 1, Lower = 0)] public partial Coefficient Mu { get; }
            {{string.Join("\n", members)}}
            }
            """));
        var kernels = SolverKernels.Create(SolverPlan.Create(spec)).Kernels;
        return (ModelPrinter.Print(spec).Length, Statements(Phase.Chain), Statements(Phase.Linearise));

        int Statements(Phase phase) => Uses.Of(kernels.Single(kernel => kernel.Phase == phase).Body).Operations;
    }

    private static (int Terms, int Characters, long Milliseconds) Measure(string family, int states)
    {
        var design = Design(family, states);
        var spec = ModelCompilation.Parse(design.Text());
        var clock = Stopwatch.StartNew();
        var text = ModelPrinter.Print(spec);
        return (design.Equations.Sum(static equation => equation.Terms.Count), text.Length, clock.ElapsedMilliseconds);
    }

    internal static ModelDesign Design(string family, int states)
    {
        var names = Enumerable.Range(0, states).Select(static i => $"X{i}").ToArray();
        var equations = names.Select((name, i) => new EquationDesign(
            $"E{i}",
            [new TermDesign(Formula.Number(1), name, 1), .. Enumerable.Range(0, states).Where(j => Couples(i, j)).Select(j => new TermDesign(Formula.Coefficient("A") * Formula.Number(i == j ? 1.5 : 0.5), names[j], 0))],
            Formula.Number(1),
            1)).ToList();
        return new ModelDesign(
            "Network" + states.ToString(CultureInfo.InvariantCulture),
            names.Select(static name => new StateDesign(name, 1, 1)).ToList(),
            [new CoefficientDesign("A", Source.Input, Per.Step, 0)],
            equations,
            new GridDesign(Source.Constant, Per.Model, 0.1, 0),
            1,
            false);

        bool Couples(int i, int j) => i == j || family switch
        {
            "dense" => true,
            "half" => (i + (7 * j)) % 2 == 0,
            "tenth" => (i + (7 * j)) % 10 == 0,
            _ => j == i - 1,
        };
    }
}
