using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Generators.Emission;
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
