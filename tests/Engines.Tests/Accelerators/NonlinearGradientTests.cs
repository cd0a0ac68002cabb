using System;
using System.Collections.Generic;
using System.Linq;
using ILGPU.Runtime;
using ScalableMNN.Generated.Tests.Accuracy;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;
using Xunit.Abstractions;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>
/// Gradients on an accelerator at solutions of nonlinear equations and of observations that agree with them, against the processor's and against differences of solutions on the accelerator.
/// </summary>
public sealed class NonlinearGradientTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, (Func<(ModelValues Parameters, ModelValues Inputs)> Values, double Tolerance, double Step, double DifferenceTolerance)> Cases = new()
    {
        ["Lorenz"] = (Attractor, 1e-9, 1e-5, 1e-6),
        ["LotkaVolterra"] = (Populations, 1e-9, 1e-5, 1e-6),
        ["VanDerPol"] = (Oscillator, 1e-9, 1e-5, 1e-6),
        ["Pole"] = (BeforeThePole, 1e-9, 1e-5, 1e-6),
        ["Pendulum"] = (BetweenAngles, 1e-9, 1e-5, 1e-6),
        ["Sensed"] = (() => Sensors(new Sensed.Inputs(40, 2), static x => x), 1e-9, 1e-5, 1e-6),
        ["SensedCurved"] = (() => Sensors(new SensedCurved.Inputs(40, 2), Math.Sinh), 1e-9, 1e-5, 1e-6),
        ["ObservedChain"] = (Chain, 1e-9, 1e-5, 1e-6),
    };

    public static TheoryData<string> Models => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void Agree_with_the_processor_and_with_differences(string name)
    {
        using var test = new TestAccelerator();
        var model = AcceleratedModel.All[name];
        var (create, tolerance, step, differenceTolerance) = Cases[name];
        var (parameters, inputs) = create();
        var values = Numbers(parameters, inputs);
        var random = new Random(11);
        double[] direction = [.. values.Select(value => double.IsNaN(value) ? 0 : value * (random.NextDouble() - 0.5))];

        var solution = Sound(model.Solve(test.Accelerator, parameters, inputs));
        var gradient = model.Gradient(test.Accelerator, solution);
        var expected = model.Gradient(null, Sound(model.Solve(parameters, inputs)));

        // Each derivative times its value: what a relative change of the value does. Values and steps differ by many powers of ten.
        double largest = 0, worst = 0;
        for (var i = 0; i < values.Length; i++)
        {
            largest = Math.Max(largest, double.IsNaN(values[i]) ? 0 : Math.Abs(expected[i] * values[i]));
            worst = Math.Max(worst, double.IsNaN(values[i]) ? Math.Abs(gradient[i]) : Math.Abs((gradient[i] - expected[i]) * values[i]));
        }

        var along = gradient.Zip(direction, static (left, right) => left * right).Sum();
        var difference = (Loss(step) - Loss(-step)) / (2 * step);
        output.WriteLine($"{name}: differs from the processor's by {worst / largest:G2}; along a direction {along:G10}, by differences {difference:G10} ({Math.Abs(along - difference) / Math.Abs(along):G2})");

        Assert.InRange(worst, 0, tolerance * largest);
        Assert.InRange(Math.Abs(along - difference), 0, differenceTolerance * Math.Abs(along));

        double Loss(double by)
        {
            var (otherParameters, otherInputs) = create();
            for (var i = 0; i < values.Length; i++)
            {
                (i < parameters.Values.Length ? ref otherParameters.Values[i] : ref otherInputs.Values[i - parameters.Values.Length]) += by * direction[i];
            }

            var moved = Sound(model.Solve(test.Accelerator, otherParameters, otherInputs));
            var weights = AcceleratedModel.Weights(moved);
            var sum = 0.0;
            for (var i = 0; i < weights.Length; i++)
            {
                sum += weights[i] * moved.Values[i];
            }

            return sum;
        }
    }

    /// <summary>
    /// Robertson's reactions up to t = 40 and to t = 10^5. The loss is of the three substances, the second of which is some 1e-5, and not of their derivatives: those of the first millionths of a second have no
    /// right digit in them, wherever they are computed. Nor have derivatives with respect to steps of more than some hundred, whose blocks have condition numbers beyond 1e14 (stiffness times step, squared);
    /// of the longer time only those with respect to the initial value are compared.
    /// </summary>
    [Theory]
    [InlineData(40, 1e-6, 1e-5)]
    [InlineData(1e5, 1e-8, 1e-5)]
    public void Stiff_reactions_agree_too(double end, double tolerance, double differenceTolerance)
    {
        const int Points = 201;
        using var test = new TestAccelerator();
        var inputs = Reactor();
        var values = inputs.Values.ToArray();
        var compared = end < 100 ? values.Length : 1;
        var onProcessor = Robertson.Solve(inputs).EnsureSuccess();
        var onDevice = Robertson.SolveOnAccelerator(test.Accelerator, inputs).EnsureSuccess();

        var expected = Robertson.Gradient(onProcessor, Cotangent(onProcessor)).Inputs.Values;
        var gradient = Robertson.GradientOnAccelerator(test.Accelerator, onDevice, Cotangent(onDevice)).Inputs.Values;

        double largest = 0, worst = 0, along = 0;
        for (var i = 0; i < compared; i++)
        {
            largest = Math.Max(largest, Math.Abs(expected[i] * values[i]));
            worst = Math.Max(worst, Math.Abs((gradient[i] - expected[i]) * values[i]));
            along += gradient[i] * values[i] * Direction(i);
        }

        var difference = (Loss(1e-3) - Loss(-1e-3)) / 2e-3;
        output.WriteLine($"differs from the processor's by {worst / largest:G2}; along a direction {along:G10}, by differences {difference:G10} ({Math.Abs(along - difference) / Math.Abs(along):G2})");
        Assert.Equal(1, inputs.Slot(0)[0]);
        Assert.InRange(worst, 0, tolerance * largest);
        Assert.InRange(Math.Abs(along - difference), 0, differenceTolerance * Math.Abs(along));

        double Loss(double by)
        {
            var moved = Reactor();
            for (var i = 0; i < compared; i++)
            {
                moved.Values[i] *= 1 + (by * Direction(i));
            }

            var u = Robertson.SolveOnAccelerator(test.Accelerator, moved).EnsureSuccess();
            return Enumerable.Range(0, Points).Sum(k => (Weight(k) * u.A[0, k]) + (1e4 * Weight(k + 1) * u.B[0, k]) + (Weight(k + 2) * u.C[0, k]));
        }

        static Robertson.Cotangent Cotangent(Robertson.Trajectories u)
        {
            var cotangent = new Robertson.Cotangent(u);
            for (var k = 0; k < Points; k++)
            {
                (cotangent.A[0, k], cotangent.B[0, k], cotangent.C[0, k]) = (Weight(k), 1e4 * Weight(k + 1), Weight(k + 2));
            }

            return cotangent;
        }

        // The initial values come first.
        Robertson.Inputs Reactor()
        {
            var times = Enumerable.Range(0, Points).Select(k => k == 0 ? 0 : 1e-6 * Math.Pow(end * 1e6, (k - 1) / (Points - 2.0))).ToArray();
            var inputs = new Robertson.Inputs(Points);
            inputs.Steps.Set((_, step) => times[step + 1] - times[step]);
            (inputs.InitialA[0], inputs.InitialB[0]) = (1, 0);
            return inputs;
        }

        static double Weight(int k) => Math.Sin(k);

        static double Direction(int i) => Math.Cos(3 * i);
    }

    private static ModelTrajectories Sound(ModelTrajectories solution)
    {
        Assert.All(solution.Reports.ToArray(), static report => Assert.Equal(SolveStatus.Ok, report.Status));
        return solution;
    }

    private static double[] Numbers(ModelValues parameters, ModelValues inputs) => [.. parameters.Values, .. inputs.Values];

    private static (ModelValues, ModelValues) Attractor()
    {
        var inputs = new Lorenz.Inputs(101, 3) { Steps = 0.02 };
        var parameters = new Lorenz.Parameters(inputs);
        for (var i = 0; i < 3; i++)
        {
            (inputs.InitialX[i], inputs.InitialY[i], inputs.InitialZ[i], parameters.Rho[i]) = (1 + i, 1 - (0.5 * i), 20, 28 - i);
        }

        return (parameters, inputs);
    }

    private static (ModelValues, ModelValues) Populations()
    {
        var inputs = new LotkaVolterra.Inputs(60, 3);
        inputs.Steps.Set(static (trajectory, step) => 0.05 + (0.02 * Math.Sin(step + trajectory)));
        var parameters = new LotkaVolterra.Parameters(inputs);
        for (var i = 0; i < 3; i++)
        {
            (inputs.InitialPrey[i], inputs.InitialPredator[i], parameters.Birth[i]) = (4 + i, 2, 1.5 + (0.1 * i));
        }

        return (parameters, inputs);
    }

    private static (ModelValues, ModelValues) Oscillator()
    {
        var inputs = new VanDerPol.Inputs(201) { Mu = 5 };
        inputs.Steps.Set(static (_, _) => 0.02);
        inputs.InitialX[0, 0] = 2;
        inputs.InitialX[0, 1] = 0;
        return (new VanDerPol.Parameters(), inputs);
    }

    private static (ModelValues, ModelValues) BeforeThePole()
    {
        var inputs = new Pole.Inputs(21, 2) { Steps = 0.04 };
        inputs.InitialU.Fill(1);
        (inputs.A[0], inputs.A[1]) = (1, -1);
        return (new Pole.Parameters(), inputs);
    }

    /// <summary>A nonlinear problem between two observed ends.</summary>
    private static (ModelValues, ModelValues) BetweenAngles()
    {
        var inputs = new Pendulum.Inputs(51, 2) { Steps = 0.04 };
        inputs.ObservedAngle.Fill(double.NaN);
        for (var i = 0; i < 2; i++)
        {
            inputs.ObservedAngle[i, 0] = 0.5;
            inputs.ObservedAngle[i, 50] = -0.6 - (0.2 * i);
        }

        return (new Pendulum.Parameters(), inputs);
    }

    private static (ModelValues, ModelValues) Sensors(ModelValues inputs, Func<double, double> sensor)
    {
        var readings = inputs.Slot(0);
        for (var point = 0; point < 40; point++)
        {
            for (var i = 0; i < 2; i++)
            {
                var (a, b) = (Math.Exp(-0.1 * point), (1 - (0.5 * i)) * Math.Exp(-0.2 * point));
                readings[(2 * point) + i] = point % 7 == 3 ? double.NaN : sensor(a + (0.5 * b));
            }
        }

        return (inputs is Sensed.Inputs ? new Sensed.Parameters() : new SensedCurved.Parameters(), inputs);
    }

    private static (ModelValues, ModelValues) Chain()
    {
        var (parameters, inputs) = AcceleratedModel.All["ObservedChain"].Values(30, 4);
        return (parameters, inputs);
    }
}
