using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Generators.Tests.Kernels;
using ScalableMNN.Runtime.Estimation.Discovery;
using ScalableMNN.Runtime.Models;
using Xunit;

namespace ScalableMNN.Generators.Tests.Discovery;

/// <summary>From data to a class: what is discovered is printed, compiled, and solved.</summary>
public sealed class DiscoveredModelTests
{
    private const string Growth = """
        using ScalableMNN.Dsl;
        using static ScalableMNN.Dsl.Symbols;
        namespace Ecology;
        [MechanisticModel, Grid(StepSize = 0.1), Smoothness(Scheme.Hermite, Prolongation = 1)]
        public partial class Unknown
        {
            [State(Order = 1), InitialValue, Observed] public partial State N { get; }
            [State(Order = 1), InitialValue, Observed] public partial State M { get; }
            [PolynomialLibrary(Degree = 3, Of = new[] { nameof(N) })] public partial Library Rate { get; }
            [PolynomialLibrary(Degree = 1)] public partial Library Other { get; }
            [Candidate(nameof(Other))] private Term Beat => Sin(2 * Symbols.T);
            [Equation] private Equation OfN => N.D(1) == Rate;
            [Equation] private Equation OfM => M.D(1) == Other;
            [Constraint] private Equation Balance => Rate[N] + 2 * Other[M] == 0;
        }
        """;

    [Fact]
    public void What_is_found_is_a_class_that_compiles_and_solves_to_the_same_trajectory()
    {
        // N' = N - N^2 / 2 from 0.1 has a closed form; M' = -M / 2 + 2 sin 2t from 1 has another.
        var model = CompiledModel.Compile(Growth)["Unknown"];
        var inputs = model.Inputs(101, 1);
        var random = new Random(5);
        for (var point = 0; point < 101; point++)
        {
            var t = 0.1 * point;
            Slot(inputs, "ObservedN")[point] = (2 * 0.1 / (0.1 + (1.9 * Math.Exp(-t)))) + (1e-4 * (random.NextDouble() - 0.5));
            Slot(inputs, "ObservedM")[point] = Driven(t) + (1e-4 * (random.NextDouble() - 0.5));
        }

        foreach (var i in Enumerable.Range(0, inputs.Slots.Count).Where(i => inputs.Slots[i].Kind == ValueKind.Initial))
        {
            inputs.Slot(i).Fill(double.NaN);
        }

        dynamic found = model.Discover(inputs);
        var terms = (IReadOnlyList<DiscoveredTerm>)found.Terms;
        Assert.Equal(["OtherBeat", "OtherM", "RateN", "RateNN"], terms.Select(static term => term.Coefficient).Order(StringComparer.Ordinal));
        AssertNear(1, "RateN");
        AssertNear(-0.5, "RateNN");
        AssertNear(-0.5, "OtherM");
        AssertNear(2, "OtherBeat");
        Assert.Equal(0, Value("RateN") + (2 * Value("OtherM")), 1e-9);
        Assert.StartsWith("N' = ", (string)found.Equations, StringComparison.Ordinal);

        var source = (string)found.ToCSharp("Found");
        var compiled = CompiledModel.Compile(source)["Found"];
        var again = compiled.Inputs(101, 1);
        var trajectories = (ModelTrajectories)found.Estimate.Trajectories;
        Slot(again, "N")[0] = trajectories.Values[0];
        Slot(again, "M")[0] = trajectories.Values[trajectories.Model.States[1].Offset];
        var solution = compiled.Solve(compiled.Parameters(again), again);
        for (var i = 0; i < solution.Values.Length; i++)
        {
            Assert.Equal(trajectories.Values[i], solution.Values[i], 1e-4);
        }

        double Value(string name) => terms.Single(term => term.Coefficient == name).Value;
        void AssertNear(double expected, string name) => Assert.Equal(expected, Value(name), 1e-3);
    }

    private static double Driven(double t)
    {
        // Particular solution a sin 2t + b cos 2t with a / 2 - 2 b = 2, 2 a + b / 2 = 0.
        const double A = 4.0 / 17, B = -16.0 / 17;
        return (A * Math.Sin(2 * t)) + (B * Math.Cos(2 * t)) + ((1 - B) * Math.Exp(-t / 2));
    }

    private static Span<double> Slot(ModelValues values, string name) => values.Slot(Enumerable.Range(0, values.Slots.Count).Single(i => values.Slots[i].Name == name));
}
