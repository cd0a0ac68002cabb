using System;
using MathNet.Numerics;
using ScalableMNN.Runtime;

namespace ScalableMNN.Bench.Shapes;

/// <summary>
/// Random, well-posed data of a shape, row-major with the trajectory outermost: every state obeys (1 + d/dt)^R u = b with coefficients varied by a fifth at every grid point, and weak
/// coupling to the others, so that solutions neither grow nor vanish however long the grid.
/// </summary>
internal sealed class ShapeData
{
    public ShapeData(Shape shape)
    {
        Shape = shape;
        var random = new Random(20260101);
        double Noise() => (2 * random.NextDouble()) - 1;
        int trajectories = shape.Trajectories, points = shape.Points, states = shape.States, orders = shape.Order + 1;
        Coefficients = new double[trajectories * points * states * states * orders];
        var at = 0;
        for (var row = 0; row < trajectories * points; row++)
        {
            for (var equation = 0; equation < states; equation++)
            {
                for (var state = 0; state < states; state++)
                {
                    for (var order = 0; order < orders; order++)
                    {
                        Coefficients[at++] = equation == state
                            ? SpecialFunctions.Binomial(shape.Order, order) * (1 + (0.2 * Noise()))
                            : 0.1 * Noise() / states;
                    }
                }
            }
        }

        RightHandSides = Fill(trajectories * points * states, Noise);
        Initial = Fill(trajectories * states * shape.InitialOrders, Noise);
        Steps = Fill(trajectories * (points - 1), () => 0.1 * (1 + (0.5 * Noise())));
        LossGradient = Fill(trajectories * points * shape.Unknowns, Noise);
    }

    public Shape Shape { get; }

    /// <summary>Coefficients, (B, T, E, V, R + 1).</summary>
    public double[] Coefficients { get; }

    /// <summary>Right-hand sides, (B, T, E).</summary>
    public double[] RightHandSides { get; }

    /// <summary>Initial values, (B, V, J).</summary>
    public double[] Initial { get; }

    /// <summary>Steps, (B, T - 1).</summary>
    public double[] Steps { get; }

    /// <summary>The derivative of a loss with respect to the solution, (B, T, V, R + 1).</summary>
    public double[] LossGradient { get; }

    /// <summary>The same as a problem of run-time shape.</summary>
    public OdeProblem Problem => new()
    {
        Points = Shape.Points,
        Coefficients = new NdArray(Coefficients, [.. Shape.Batch, Shape.Points, Shape.States, Shape.States, Shape.Order + 1]),
        RightHandSide = new NdArray(RightHandSides, [.. Shape.Batch, Shape.Points, Shape.States]),
        InitialValues = new NdArray(Initial, [.. Shape.Batch, 1, Shape.States, Shape.InitialOrders]),
        Steps = new NdArray(Steps, [.. Shape.Batch, Shape.Points - 1]),
    };

    private static double[] Fill(int count, Func<double> value)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = value();
        }

        return values;
    }
}
