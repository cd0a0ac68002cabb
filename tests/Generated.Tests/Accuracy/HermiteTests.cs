using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests.Accuracy;

/// <summary>The accuracy of Hermite rows with equations differentiated in time, and their gradients.</summary>
public class HermiteTests
{
    private static readonly double[] Steps = [0.1, 0.01, 0.001];

    /// <summary>u'' + 0.43 u' + 4.5 u = 0 from u = 0.12, u' = 0.043.</summary>
    private static readonly Func<double, double> Damped = Oscillation(0.12, 0.043, 0, new Complex(-0.215, Math.Sqrt(4.5 - (0.215 * 0.215))));

    /// <summary>
    /// The largest errors in u over [0, 10] that the method is known for, measured on an independent sketch of it; the tests allow three times as much. At the finest grid
    /// these are rounding.
    /// </summary>
    [Theory]
    [InlineData("k = 1", 0.1, 6.1e-7)]
    [InlineData("k = 1", 0.01, 6.3e-11)]
    [InlineData("k = 1", 0.001, 3.3e-9)]
    [InlineData("k = 2", 0.1, 2.0e-10)]
    [InlineData("k = 2", 0.01, 2.5e-12)]
    [InlineData("k = 2", 0.001, 4.9e-9)]
    [InlineData("k = 4", 0.1, 1.9e-13)]
    public void Errors_are_no_larger_than_those_of_the_method(string scheme, double step, double expected) =>
        Assert.InRange(Error(scheme, step), 0, 3 * expected);

    /// <summary>Those of Taylor rows are discretisation errors throughout once the solution is refined; without refinement rounding is what is left at the finest grid.</summary>
    [Theory]
    [InlineData(0.1, true, 1.7e-2)]
    [InlineData(0.01, true, 2.5e-4)]
    [InlineData(0.001, true, 2.5e-6)]
    [InlineData(0.01, false, 2.5e-4)]
    [InlineData(0.001, false, 1.9e-4)]
    public void Errors_of_Taylor_rows_are_those_of_the_method(double step, bool refine, double expected)
    {
        var error = Error("Taylor 2", step, new SolveOptions { Refine = refine });
        Assert.InRange(error, refine || step > 0.005 ? expected / 3 : 2.5e-6, 3 * expected);
    }

    [Theory]
    [InlineData("Taylor 2", 2, 0.02)]
    [InlineData("Taylor", 2, 0.02)]
    [InlineData("k = 4", 10, 0.5)]
    [InlineData("k = 0", 2, 0.05)]
    [InlineData("k = 1", 4, 0.1)]
    [InlineData("k = 2", 6, 0.2)]
    [InlineData("Cholesky", 6, 0.2)]
    public void Errors_fall_with_the_order_of_the_method(string scheme, int order, double step) =>
        Assert.InRange(Math.Log2(Error(scheme, step) / Error(scheme, step / 2)), order - 0.2, order + 0.2);

    [Fact]
    public void The_table_in_the_documentation_is_right()
    {
        var page = File.ReadAllLines(Path.Combine(Folder(), "..", "..", "..", "docs", "schemes.md"));
        var rows = page.Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(static cells => cells.Length == 6 && cells[2].Contains("e-", StringComparison.Ordinal)).ToList();
        Assert.Equal(5, rows.Count);
        foreach (var cells in rows)
        {
            var scheme = cells[1].StartsWith("Taylor", StringComparison.Ordinal) ? "Taylor" : "k = " + cells[1].Split('`')[1][^1];
            foreach (var (step, cell) in Steps.Zip(cells[2..5]))
            {
                var said = double.Parse(cell, CultureInfo.InvariantCulture);
                Assert.InRange(Error(scheme, step), said <= 1e-14 ? 0 : 0.9 * said, 1.1 * said);
            }
        }
    }

    [Fact]
    public void Strogatz_systems_reach_1e_8_with_a_step_of_a_tenth()
    {
        const int Points = 101;
        Assert.InRange(LargestOf(PopulationGrowth.Solve(Given.Of(new PopulationGrowth.Inputs(Points), 0.1, 4.78)).U, t => 4.78 * Math.Exp(0.23 * t)), 0, 1e-8);
        Assert.InRange(LargestOf(CapacitorCharge.Solve(Given.Of(new CapacitorCharge.Inputs(Points), 0.1, 10)).U, t => 0.84 + (9.16 * Math.Exp(-t / (1.2 * 2.31)))), 0, 1e-8);
        Assert.InRange(LargestOf(Speakers.Solve(Given.Of(new Speakers.Inputs(Points), 0.1, 0.14)).U, t => (0.32 / 0.6) + ((0.14 - (0.32 / 0.6)) * Math.Exp(-0.6 * t))), 0, 1e-8);
        Assert.InRange(LargestOf(HarmonicPair.Solve(Given.Of(new HarmonicPair.Inputs(Points), 0.1, 0.4, -0.03)).X, Oscillation(0.4, -0.03, 0, new Complex(0, Math.Sqrt(2.1)))), 0, 1e-8);
        Assert.InRange(LargestOf(DampedPair.Solve(Given.Of(new DampedPair.Inputs(Points), 0.1, 0.12, 0.043)).X, Damped), 0, 1e-8);
        var third = ThirdOrderTriple.Solve(Given.Of(new ThirdOrderTriple.Inputs(Points), 0.1, 0, -1, 1));
        Assert.InRange(LargestOf(third.X, Oscillation(0, -1, 0, new Complex(-0.5, Math.Sqrt(3) / 2))), 0, 1e-8);

        static double LargestOf(StateTrajectory state, Func<double, double> exact) => Enumerable.Range(0, Points).Max(i => Math.Abs(state[0, i] - exact(0.1 * i)));
    }

    [Fact]
    public void Functions_of_time_are_differentiated_with_the_equation()
    {
        const int Points = 81;
        var inputs = new Modulated.Inputs(Points);
        inputs.Steps.Set(static (_, step) => step % 2 == 0 ? 0.04 : 0.06);
        inputs.InitialU[0] = 1;
        var u = Modulated.Solve(new Modulated.Parameters(), inputs).EnsureSuccess();
        var time = 0.25;
        for (var i = 0; i < Points; i++)
        {
            Assert.Equal(Math.Exp((Math.Sin(1.3 * 0.25) - Math.Sin(1.3 * time)) / 1.3), u.U[0, i], 1e-9);
            time += i % 2 == 0 ? 0.04 : 0.06;
        }
    }

    [Fact]
    public void Given_derivatives_of_an_input_are_used()
    {
        // u = sin(2 t) solves u'' + 0.3 u' + 2 u = -2 sin(2 t) + 0.6 cos(2 t).
        const int Points = 51;
        var (parameters, inputs) = DrivenBy(Points, 1);
        inputs.Steps.Fill(0.1);
        inputs.Damping.Fill(0.3);
        inputs.Force.Set(static (_, step) => Force(0.1 * step, 0));
        inputs.ForceD1.Set(static (_, step) => Force(0.1 * step, 1));
        inputs.ForceD2.Set(static (_, step) => Force(0.1 * step, 2));
        inputs.InitialU[0, 0] = 0;
        inputs.InitialU[0, 1] = 2;
        var u = Driven.Solve(parameters, inputs).EnsureSuccess();
        for (var i = 0; i < Points; i++)
        {
            var t = 0.1 * i;
            Assert.Equal(Math.Sin(2 * t), u.U[0, i], 1e-8);
            Assert.Equal((2 * Math.Sin(2 * t)) + Math.Cos(2 * t), u.Energy[0, i], 1e-7);
        }

        static double Force(double t, int derivative) => derivative switch
        {
            0 => (-2 * Math.Sin(2 * t)) + (0.6 * Math.Cos(2 * t)),
            1 => (-4 * Math.Cos(2 * t)) - (1.2 * Math.Sin(2 * t)),
            _ => (8 * Math.Sin(2 * t)) - (2.4 * Math.Cos(2 * t)),
        };
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_with_reflections_agree_with_central_differences(bool keepFactor)
    {
        var (parameters, inputs) = DrivenBy(7, 3);
        var options = new SolveOptions { KeepFactor = keepFactor };
        var u = Driven.Solve(parameters, inputs, options).EnsureSuccess();
        var cotangent = new Driven.Cotangent(u);
        CentralDifference.Fill(cotangent, 3, 8, 0, 1, 5);
        var gradient = Driven.Gradient(u, cotangent);
        CentralDifference.AssertClose(parameters, gradient.Parameters, Loss, 1e-7);
        CentralDifference.AssertClose(inputs, gradient.Inputs, Loss, 1e-7);

        double Loss()
        {
            Driven.SolveInto(u, parameters, inputs, options);
            return CentralDifference.Product(u, cotangent);
        }
    }

    [Fact]
    public void Gradients_with_Cholesky_agree_with_those_with_reflections()
    {
        var (parameters, inputs) = DrivenBy(7, 3);
        var u = Driven.Solve(parameters, inputs).EnsureSuccess();
        var cotangent = new Driven.Cotangent(u);
        CentralDifference.Fill(cotangent, 3, 8, 0, 1, 5);
        var gradient = Driven.Gradient(u, cotangent);

        var others = new DrivenCholesky.Inputs(7, 3);
        inputs.Values.CopyTo(others.Values);
        var otherParameters = new DrivenCholesky.Parameters();
        var v = DrivenCholesky.Solve(otherParameters, others).EnsureSuccess();
        var otherCotangent = new DrivenCholesky.Cotangent(v);
        cotangent.Values.CopyTo(otherCotangent.Values);
        var other = DrivenCholesky.Gradient(v, otherCotangent);

        // Adding up M squares the condition number, some 1e3 here.
        AssertEqual(u.Values, v.Values, 1e-8);
        AssertEqual(gradient.Inputs.Values, other.Inputs.Values, 1e-7);
        AssertEqual(gradient.Parameters.Values, other.Parameters.Values, 1e-7);
    }

    [Fact]
    public void Gradients_through_functions_of_time_agree_with_central_differences()
    {
        var parameters = new Modulated.Parameters();
        var inputs = new Modulated.Inputs(8);
        inputs.Steps.Set(static (_, step) => 0.2 + (0.01 * step));
        inputs.InitialU[0] = 1;
        var u = Modulated.Solve(parameters, inputs).EnsureSuccess();
        var cotangent = new Modulated.Cotangent(u);
        CentralDifference.Fill(cotangent, 1, 4, 0, 1);
        var gradient = Modulated.Gradient(u, cotangent);
        CentralDifference.AssertClose(parameters, gradient.Parameters, Loss, 1e-7);
        CentralDifference.AssertClose(inputs, gradient.Inputs, Loss, 1e-7);

        double Loss()
        {
            Modulated.SolveInto(u, parameters, inputs);
            return CentralDifference.Product(u, cotangent);
        }
    }

    internal static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private static void AssertEqual(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        var largest = 0.0;
        foreach (var value in expected)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance * largest);
        }
    }

    private static (Driven.Parameters Parameters, Driven.Inputs Inputs) DrivenBy(int points, int trajectories)
    {
        var inputs = new Driven.Inputs(points, trajectories);
        inputs.Steps.Set(static (trajectory, step) => 0.2 + (0.03 * trajectory) + (0.02 * (step % 3)));
        inputs.Force.Set(static (trajectory, step) => Math.Sin(1 + step + trajectory));
        inputs.ForceD1.Set(static (trajectory, step) => Math.Sin(2 + step + trajectory));
        inputs.ForceD2.Set(static (trajectory, step) => Math.Sin(3 + step + trajectory));
        for (var i = 0; i < trajectories; i++)
        {
            inputs.Damping[i] = 0.3 + (0.1 * i);
            inputs.InitialU[i, 0] = 1 - (0.2 * i);
            inputs.InitialU[i, 1] = 0.1 * i;
        }

        return (new Driven.Parameters(), inputs);
    }

    private static double Error(string scheme, double step, SolveOptions? options = null)
    {
        var points = (int)Math.Round(10 / step) + 1;
        var u = scheme switch
        {
            "Taylor 2" => OscillatorTaylor2.Solve(Given.Of(new OscillatorTaylor2.Inputs(points), step, 0.12, 0.043), options).EnsureSuccess().U,
            "Taylor" => OscillatorTaylor.Solve(Given.Of(new OscillatorTaylor.Inputs(points), step, 0.12, 0.043)).EnsureSuccess().U,
            "k = 0" => Oscillator0.Solve(Given.Of(new Oscillator0.Inputs(points), step, 0.12, 0.043)).EnsureSuccess().U,
            "k = 1" => Oscillator1.Solve(Given.Of(new Oscillator1.Inputs(points), step, 0.12, 0.043)).EnsureSuccess().U,
            "k = 2" => Oscillator2.Solve(Given.Of(new Oscillator2.Inputs(points), step, 0.12, 0.043)).EnsureSuccess().U,
            "k = 4" => Oscillator4.Solve(Given.Of(new Oscillator4.Inputs(points), step, 0.12, 0.043)).EnsureSuccess().U,
            _ => OscillatorCholesky.Solve(Given.Of(new OscillatorCholesky.Inputs(points), step, 0.12, 0.043)).EnsureSuccess().U,
        };
        return Enumerable.Range(0, points).Max(i => Math.Abs(u[0, i] - Damped(i * step)));
    }

    /// <summary>Rest + Re(c exp(rate t)) with the given value and slope at 0.</summary>
    internal static Func<double, double> Oscillation(double value, double slope, double rest, Complex rate)
    {
        var real = value - rest;
        var amplitude = new Complex(real, ((real * rate.Real) - slope) / rate.Imaginary);
        return t => rest + (amplitude * Complex.Exp(rate * t)).Real;
    }
}
