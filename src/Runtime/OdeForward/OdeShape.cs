using System;
using System.Collections.Generic;
using System.Globalization;

namespace ScalableMNN.Runtime;

/// <summary>The sizes of a problem, checked, and where every trajectory finds its inputs.</summary>
internal sealed class OdeShape
{
    private OdeShape(OdeProblem problem, int[] batch)
    {
        Problem = problem;
        Batch = batch;
        var trajectories = 1;
        foreach (var extent in batch)
        {
            trajectories = checked(trajectories * extent);
        }

        Trajectories = trajectories;
    }

    public OdeProblem Problem { get; }

    /// <summary>The batch dimensions of the solution.</summary>
    public int[] Batch { get; }

    /// <summary>How many trajectories there are.</summary>
    public int Trajectories { get; }

    /// <summary>T.</summary>
    public int Points => Problem.Points;

    /// <summary>E.</summary>
    public int Equations { get; private init; }

    /// <summary>V.</summary>
    public int States { get; private init; }

    /// <summary>R + 1, the derivatives of a state that are unknowns, the state itself included.</summary>
    public int Orders { get; private init; }

    /// <summary>N, the unknowns at one grid point.</summary>
    public int Unknowns => States * Orders;

    /// <summary>I, or 0 where nothing is given.</summary>
    public int InitialPoints { get; private init; }

    /// <summary>J, or 0 where nothing is given.</summary>
    public int InitialOrders { get; private init; }

    /// <summary>Whether one set of coefficients serves every grid point.</summary>
    public bool CoefficientsConstant { get; private init; }

    public bool RightHandSideConstant { get; private init; }

    public bool InitialValuesConstant { get; private init; }

    public bool StepsConstant { get; private init; }

    public Broadcast Coefficients { get; private init; } = null!;

    public Broadcast RightHandSide { get; private init; } = null!;

    public Broadcast InitialValues { get; private init; } = null!;

    public Broadcast Steps { get; private init; } = null!;

    /// <summary>The shape of the solution, (..., T, V, R+1).</summary>
    public int[] SolutionShape => [.. Batch, Points, States, Orders];

    /// <summary>Checks a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="batch">The batch shape demanded, to which that of the inputs must broadcast; or nothing, for what results from the inputs.</param>
    /// <exception cref="ArgumentException">An input has the wrong shape; the message names it, the shape it has and the one wanted.</exception>
    public static OdeShape Of(OdeProblem problem, int[]? batch = null)
    {
        var points = problem.Points;
        if (points < 1)
        {
            throw Wrong(nameof(OdeProblem.Points), Text($"got {points}, wanted at least 1 grid point."));
        }

        ArgumentNullException.ThrowIfNull(problem.Coefficients);
        ArgumentNullException.ThrowIfNull(problem.RightHandSide);
        CheckWeight(nameof(OdeProblem.EquationWeight), problem.EquationWeight);
        CheckWeight(nameof(OdeProblem.InitialWeight), problem.InitialWeight);
        CheckWeight(nameof(OdeProblem.SmoothnessWeight), problem.SmoothnessWeight);

        var coefficients = problem.Coefficients;
        var wanted = Text($"(..., {points} or 1, E, V, R + 1)");
        var (coefficientBatch, inner) = Split(nameof(OdeProblem.Coefficients), coefficients, 4, wanted);
        var (equations, states, orders) = (inner[1], inner[2], inner[3]);
        Demand(inner[0] == points || inner[0] == 1, nameof(OdeProblem.Coefficients), coefficients, wanted, Text($"there are {points} grid points"));
        Demand(equations > 0 && states > 0 && orders > 0, nameof(OdeProblem.Coefficients), coefficients, wanted, "there must be at least one equation, one state and one order");
        var coefficientsConstant = inner[0] == 1;

        wanted = Text($"(..., {points} or 1, {equations})");
        var (rightHandSideBatch, rightHandSideInner) = Split(nameof(OdeProblem.RightHandSide), problem.RightHandSide, 2, wanted);
        Demand(rightHandSideInner[0] == points || rightHandSideInner[0] == 1, nameof(OdeProblem.RightHandSide), problem.RightHandSide, wanted, Text($"there are {points} grid points"));
        Demand(rightHandSideInner[1] == equations, nameof(OdeProblem.RightHandSide), problem.RightHandSide, wanted, Text($"the coefficients have {equations} equations"));

        int[] initialBatch = [];
        int[] initialInner = [0, states, 0];
        var initialPoints = 0;
        var initialOrders = 0;
        if (problem.InitialValues is { } initial)
        {
            wanted = Text($"(..., {(problem.InitialPoints is { } p ? Text($"{p} or 1") : "I")}, {states}, J)");
            (initialBatch, initialInner) = Split(nameof(OdeProblem.InitialValues), initial, 3, wanted);
            initialPoints = problem.InitialPoints ?? initialInner[0];
            initialOrders = initialInner[2];
            Demand(initialInner[1] == states, nameof(OdeProblem.InitialValues), initial, wanted, Text($"the coefficients have {states} states"));
            Demand(initialOrders <= orders, nameof(OdeProblem.InitialValues), initial, wanted, Text($"J is at most R + 1 = {orders}"));
            Demand(initialInner[0] == initialPoints || initialInner[0] == 1, nameof(OdeProblem.InitialValues), initial, wanted, Text($"values are given at {initialPoints} grid points"));
            Demand(initialPoints >= 0 && initialPoints <= points, nameof(OdeProblem.InitialValues), initial, wanted, Text($"I is at most the number of grid points, {points}"));
            if (initialPoints == 0 || initialOrders == 0)
            {
                initialPoints = 0;
                initialOrders = 0;
            }
        }
        else if (problem.InitialPoints is > 0)
        {
            throw Wrong(nameof(OdeProblem.InitialValues), Text($"got none, wanted (..., {problem.InitialPoints} or 1, {states}, J), as {nameof(OdeProblem.InitialPoints)} says."));
        }

        int[] stepBatch = [];
        int[] stepInner = [0];
        if (problem.Steps is { } steps)
        {
            wanted = points == 1 ? "(..., 0 or 1)" : Text($"(..., {points - 1} or 1)");
            (stepBatch, stepInner) = Split(nameof(OdeProblem.Steps), steps, 1, wanted);
            Demand(stepInner[0] == points - 1 || stepInner[0] == 1, nameof(OdeProblem.Steps), steps, wanted, Text($"{points} grid points have {points - 1} steps between them"));
        }
        else if (points > 1)
        {
            throw Wrong(nameof(OdeProblem.Steps), Text($"got none, wanted (..., {points - 1} or 1): {points} grid points have {points - 1} steps between them."));
        }

        if (problem.CentralSmoothness && orders < 2)
        {
            throw Wrong(nameof(OdeProblem.CentralSmoothness), "it ties the highest derivative to the one below it, but the states carry no derivative: the last extent of the coefficients must be at least 2.");
        }

        (string Name, int[] Batch)[] inputs =
        [
            (nameof(OdeProblem.Coefficients), coefficientBatch),
            (nameof(OdeProblem.RightHandSide), rightHandSideBatch),
            (nameof(OdeProblem.InitialValues), initialBatch),
            (nameof(OdeProblem.Steps), stepBatch),
        ];
        var common = Broadcast.CommonShape(inputs);
        if (batch is not null)
        {
            foreach (var (name, own) in inputs)
            {
                if (!batch.AsSpan().SequenceEqual(Broadcast.CommonShape((name, own), ("the factor", batch))))
                {
                    throw Wrong(name, $"batch shape {NdArray.Describe(own)} does not broadcast to that of the factor, {NdArray.Describe(batch)}. Make the factor with inputs of the larger batch shape.");
                }
            }

            common = batch;
        }

        return new OdeShape(problem, common)
        {
            Equations = equations,
            States = states,
            Orders = orders,
            InitialPoints = initialPoints,
            InitialOrders = initialOrders,
            CoefficientsConstant = coefficientsConstant,
            RightHandSideConstant = rightHandSideInner[0] == 1,
            InitialValuesConstant = initialInner[0] == 1,
            StepsConstant = stepInner[0] <= 1,
            Coefficients = Broadcast.Map(common, coefficientBatch, Product(inner)),
            RightHandSide = Broadcast.Map(common, rightHandSideBatch, Product(rightHandSideInner)),
            InitialValues = Broadcast.Map(common, initialBatch, Product(initialInner)),
            Steps = Broadcast.Map(common, stepBatch, stepInner[0]),
        };
    }

    private static (int[] Batch, int[] Inner) Split(string name, NdArray array, int innerRank, string wanted)
    {
        if (array.Rank < innerRank)
        {
            throw Wrong(name, $"got shape {array}, wanted {wanted}: at least {innerRank.ToString(CultureInfo.InvariantCulture)} dimensions.");
        }

        return (array.Shape[..^innerRank].ToArray(), array.Shape[^innerRank..].ToArray());
    }

    private static void Demand(bool holds, string name, NdArray array, string wanted, string because)
    {
        if (!holds)
        {
            throw Wrong(name, $"got shape {array}, wanted {wanted}: {because}.");
        }
    }

    private static void CheckWeight(string name, double weight)
    {
        if (!double.IsFinite(weight) || weight < 0)
        {
            throw Wrong(name, Text($"got {weight}, wanted a finite number that is not negative."));
        }
    }

    private static ArgumentException Wrong(string name, string message) => new(name + ": " + message, name);

    private static long Product(IEnumerable<int> extents)
    {
        long product = 1;
        foreach (var extent in extents)
        {
            product *= extent;
        }

        return product;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
