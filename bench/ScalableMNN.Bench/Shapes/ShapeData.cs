using System;
using MathNet.Numerics;
using ScalableMNN.Runtime;
using ScalableMNN.Runtime.Models;

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

    /// <summary>Writes the data into the inputs of a model: first the coefficients in the order (E, V, R + 1), then the right-hand sides.</summary>
    public void CopyTo(ModelValues inputs)
    {
        int points = Shape.Points, coefficients = Shape.States * Shape.Unknowns;
        var initial = 0;
        for (var slot = 0; slot < inputs.Slots.Count; slot++)
        {
            var description = inputs.Slots[slot];
            switch (description.Kind)
            {
                case ValueKind.Steps:
                    Transpose(Steps, points - 1, 1, 0, inputs.Slot(slot));
                    break;
                case ValueKind.Initial:
                    for (var order = 0; order < Shape.InitialOrders; order++, initial++)
                    {
                        Transpose(Initial, 1, Shape.States * Shape.InitialOrders, initial, inputs.Slot(slot)[(order * Shape.Trajectories)..]);
                    }

                    break;
                case ValueKind.Coefficient when slot < coefficients:
                    Transpose(Coefficients, points, coefficients, slot, inputs.Slot(slot));
                    break;
                default:
                    Transpose(RightHandSides, points, Shape.States, slot - coefficients, inputs.Slot(slot));
                    break;
            }
        }
    }

    /// <summary>Lets the inputs of a model read the data where they are, and in their order, or its gradient write into arrays of that order.</summary>
    public void Place(ModelValues inputs, bool copy)
    {
        int points = Shape.Points, coefficients = Shape.States * Shape.Unknowns;
        double[] Array(double[] data) => copy ? new double[data.Length] : data;
        double[] ofCoefficients = Array(Coefficients), ofSides = Array(RightHandSides), ofInitial = Array(Initial), ofSteps = Array(Steps);
        var initial = 0;
        for (var slot = 0; slot < inputs.Slots.Count; slot++)
        {
            switch (inputs.Slots[slot].Kind)
            {
                case ValueKind.Steps:
                    Put(slot, ofSteps, points - 1, 1, 0);
                    break;
                case ValueKind.Initial:
                    inputs.Place(slot, ofInitial.AsMemory(initial), new BatchLayout(1, Shape.States * Shape.InitialOrders));
                    initial += Shape.InitialOrders;
                    break;
                case ValueKind.Coefficient when slot < coefficients:
                    Put(slot, ofCoefficients, points, coefficients, slot);
                    break;
                default:
                    Put(slot, ofSides, points, Shape.States, slot - coefficients);
                    break;
            }
        }

        void Put(int slot, double[] data, int rows, int width, int column) => inputs.Place(slot, data.AsMemory(column), new BatchLayout(width, rows * width));
    }

    /// <summary>Copies one column of (B, rows, width) to (rows, B).</summary>
    private void Transpose(double[] source, int rows, int width, int column, Span<double> target)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var trajectory = 0; trajectory < Shape.Trajectories; trajectory++)
            {
                target[(row * Shape.Trajectories) + trajectory] = source[(((trajectory * rows) + row) * width) + column];
            }
        }
    }

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
