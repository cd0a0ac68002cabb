using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;
using Xunit;

namespace ScalableMNN.Generators.Tests.Kernels;

/// <summary>Systems that turn singular at run time, by a coefficient that happens to be zero: never a solution, and never one for the wrong trajectory.</summary>
public sealed class SingularTests
{
    private static readonly ModelDesign[] _designs =
    [
        Design("SingularOrder1", [1], false),
        Design("SingularOrder2", [2], false),
        Design("SingularOrder4", [4], false),
        Design("SingularTwo", [1, 2], false),
        Design("SingularTiled", [1, 2, 1], false),
        Design("SingularTiledHigh", [3, 3], false),
        Design("SingularCentral", [2, 1], true),
        Design("SingularReflected", [1, 2], false) with { Elimination = Elimination.QR },
        Design("SingularSingle", [1, 2], false) with { Precision = Precision.Single },
    ];

    private static readonly Lazy<IReadOnlyDictionary<string, CompiledModel>> _models = new(static () => CompiledModel.Compile(_designs.Select(static design => design.Text())));

    public static TheoryData<string, int> Cases
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var design in _designs)
            {
                foreach (var points in new[] { 1, 2, 3, 30, 200 })
                {
                    data.Add(design.Name, points);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_singular_trajectory_has_no_solution_and_disturbs_nobody(string name, int points)
    {
        var model = _models.Value[name];
        for (var seed = 0; seed < 5; seed++)
        {
            var good = Batch.Random(model, points, 9, seed);
            var mixed = good.Pick(Enumerable.Range(0, 9).ToArray());
            for (var slot = 0; slot < mixed.Inputs.Slots.Count; slot++)
            {
                if (mixed.Inputs.Slots[slot].Kind == ValueKind.Coefficient)
                {
                    mixed.Inputs.Slot(slot)[3] = 0;
                    mixed.Inputs.Slot(slot)[7] = 0;
                }
            }

            var (expected, got) = (good.Solve(), mixed.Solve());
            for (var member = 0; member < 9; member++)
            {
                if (member is 3 or 7)
                {
                    Assert.False(got.Reports[member].HasSolution, $"{got.Reports[member]}, seed {seed}");
                    Assert.All(Batch.Of(got, member), static value => Assert.True(double.IsNaN(value)));
                }
                else
                {
                    Assert.Equal(expected.Reports[member], got.Reports[member]);
                    Assert.Equal(Batch.Of(expected, member), Batch.Of(got, member));
                }
            }
        }
    }

    /// <summary>States that each have one equation with every derivative, all coefficients given, without initial values.</summary>
    private static ModelDesign Design(string name, int[] orders, bool central)
    {
        var states = orders.Select(static (order, i) => new StateDesign("XYZ"[i].ToString(), order)).ToList();
        var coefficients = states.SelectMany(static state => Enumerable.Range(0, state.Order + 1).Select(r => new CoefficientDesign($"{state.Name}{r}", Source.Input, Per.Trajectory, 0))).ToList();
        var equations = states.Select(static state => new EquationDesign(
            "Of" + state.Name,
            Enumerable.Range(0, state.Order + 1).Select(r => new TermDesign(Formula.Coefficient($"{state.Name}{r}"), state.Name, r)).ToList(),
            Formula.Number(1),
            1)).ToList();
        return new ModelDesign(name, states, coefficients, equations, new GridDesign(Source.Input, Per.Step, 0, 0), 1, central);
    }
}
