using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace ScalableMNN.Runtime.Tests.OdeForward;

/// <summary>The sizes and settings of a problem, from which its numbers follow by a seed: small enough to print as a counterexample.</summary>
public sealed record RandomProblem(
    int Points,
    int Equations,
    int States,
    int Orders,
    int InitialPoints,
    int InitialOrders,
    bool Central,
    bool ConstantCoefficients,
    bool ConstantRightHandSide,
    bool ConstantInitialValues,
    bool ConstantSteps,
    int BatchKind,
    double EquationWeight,
    double InitialWeight,
    double SmoothnessWeight,
    int Seed)
{
    /// <summary>Problems that have a unique solution: every state has an initial value, and as many equations as states bind the derivatives.</summary>
    public static Arbitrary<RandomProblem> Arbitrary { get; } = (
        from points in Gen.Choose(1, 9)
        from states in Gen.Choose(1, 5)
        from orders in Gen.Choose(2, 4)
        from equations in Gen.Choose(states, states + 1)
        from initialPoints in Gen.Choose(1, 2)
        from initialOrders in Gen.Choose(orders - 1, orders)
        from central in Gen.Elements(false, false, true)
        from flags in Gen.Choose(0, 15)
        from batch in Gen.Choose(0, 5)
        from equationWeight in Gen.Elements(1.0, 0.5, 3.0)
        from initialWeight in Gen.Elements(1.0, 2.0)
        from smoothnessWeight in Gen.Elements(1.0, 0.7)
        from seed in Gen.Choose(0, 1_000_000)
        select new RandomProblem(
            points,
            equations,
            states,
            orders,
            Math.Min(points, initialPoints),
            initialOrders,
            central,
            (flags & 1) != 0,
            (flags & 2) != 0,
            (flags & 4) != 0,
            (flags & 8) != 0,
            batch,
            equationWeight,
            initialWeight,
            smoothnessWeight,
            seed)).ToArbitrary();

    /// <summary>The problem.</summary>
    public OdeProblem Create()
    {
        var random = new Random(Seed);

        // Batch dimensions of coefficients, right-hand sides, initial values and steps.
        (int[] c, int[] b, int[] i, int[] h) = BatchKind switch
        {
            0 => ((int[])[], (int[])[], (int[])[], (int[])[]),
            1 => ([3], [3], [3], [3]),
            2 => ([1], [5], [5], []),
            3 => ([2, 1], [3], [1, 3], [1]),
            4 => ([], [9], [1], [9]),
            _ => ([2, 3], [3], [2, 1], [1, 1]),
        };
        return new OdeProblem
        {
            Points = Points,
            Coefficients = Random(random, -1, 1, [.. c, ConstantCoefficients ? 1 : Points, Equations, States, Orders]),
            RightHandSide = Random(random, -1, 1, [.. b, ConstantRightHandSide ? 1 : Points, Equations]),
            InitialValues = Random(random, -1, 1, [.. i, ConstantInitialValues ? 1 : InitialPoints, States, InitialOrders]),
            InitialPoints = InitialPoints,
            Steps = Random(random, 0.2, 0.5, [.. h, ConstantSteps ? 1 : Points - 1]),
            CentralSmoothness = Central,
            EquationWeight = EquationWeight,
            InitialWeight = InitialWeight,
            SmoothnessWeight = SmoothnessWeight,
        };
    }

    /// <summary>Numbers spread evenly between two bounds.</summary>
    public static NdArray Random(Random random, double from, double to, params int[] shape)
    {
        var values = new double[shape.Aggregate(1, static (product, extent) => product * extent)];
        for (var k = 0; k < values.Length; k++)
        {
            values[k] = from + ((to - from) * random.NextDouble());
        }

        return new NdArray(values, shape);
    }
}
