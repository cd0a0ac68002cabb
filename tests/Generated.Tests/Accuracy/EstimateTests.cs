using System;
using System.Linq;
using System.Numerics;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests.Accuracy;

/// <summary>Estimated errors against true ones: closed forms, grids eight times finer, and numbers computed by other methods.</summary>
public class EstimateTests
{
    private static readonly SolveOptions Estimate = new() { EstimateError = true };

    /// <summary>u'' + 0.43 u' + 4.5 u = 0 from u = 0.12, u' = 0.043.</summary>
    private static readonly Func<double, double> Damped = Oscillation(new Complex(-0.215, Math.Sqrt(4.5 - (0.215 * 0.215))), 0.12, 0.043);

    /// <summary>Estimates are right to first order in the step: within a tenth wherever the error is small, and within a factor of three where it is gross.</summary>
    [Theory]
    [InlineData("Taylor 2", 0.1, 0.33)]
    [InlineData("Taylor 2", 0.01, 0.9)]
    [InlineData("Taylor 2", 0.001, 0.9)]
    [InlineData("Taylor 3", 0.1, 0.9)]
    [InlineData("Taylor 3", 0.01, 0.9)]
    [InlineData("k = 0", 0.2, 0.9)]
    [InlineData("k = 0", 0.01, 0.9)]
    [InlineData("k = 0", 0.001, 0.9)]
    [InlineData("k = 1", 0.2, 0.9)]
    [InlineData("k = 1", 0.02, 0.9)]
    [InlineData("k = 2", 0.5, 0.9)]
    [InlineData("k = 2", 0.1, 0.9)]
    [InlineData("k = 2", 0.05, 0.9)]
    [InlineData("k = 4", 0.5, 0.9)]
    [InlineData("Cholesky", 0.1, 0.9)]
    [InlineData("Cholesky", 0.01, 0.9)] // 2e-11, most of it rounding that one refinement has left.
    [InlineData("Cholesky", 0.001, 0.33)] // 4e-5, all of it rounding.
    public void Estimates_of_an_oscillator_are_right(string scheme, double step, double ratio)
    {
        var points = (int)Math.Round(10 / step) + 1;
        AssertRight(Solve(scheme, points, step, Estimate).U, i => Damped(step * i), ratio);
    }

    [Theory]
    [InlineData("Taylor", 401, 0.9)]
    [InlineData("Central", 201, 0.9)]
    [InlineData("Central 3", 201, 0.9)]
    [InlineData("Hermite", 51, 0.9)]
    [InlineData("Hermite", 101, 0.9)]
    public void Estimates_are_right_where_steps_differ(string scheme, int points, double ratio)
    {
        // Steps between a half and three halves of their mean.
        double Step(int step) => 10.0 / points * (1 + (0.5 * Math.Sin(27.0 * step / points)));
        StateTrajectory u;
        switch (scheme)
        {
            case "Taylor":
                var taylor = Given.Of(new OscillatorTaylorSteps.Inputs(points), 1, 0.12, 0.043);
                taylor.Steps.Set((_, step) => Step(step));
                u = OscillatorTaylorSteps.Solve(taylor, Estimate).U;
                break;
            case "Central":
                var central = Given.Of(new OscillatorCentral.Inputs(points), 1, 0.12, 0.043);
                central.Steps.Set((_, step) => Step(step));
                u = OscillatorCentral.Solve(central, Estimate).U;
                break;
            case "Central 3":
                var central3 = Given.Of(new OscillatorCentral3.Inputs(points), 1, 0.12, 0.043);
                central3.Steps.Set((_, step) => Step(step));
                u = OscillatorCentral3.Solve(central3, Estimate).U;
                break;
            default:
                var hermite = Given.Of(new OscillatorSteps.Inputs(points), 1, 0.12, 0.043);
                hermite.Steps.Set((_, step) => Step(step));
                u = OscillatorSteps.Solve(hermite, Estimate).U;
                break;
        }

        var time = 0.0;
        var times = Enumerable.Range(0, points).Select(step => time += step == 0 ? 0 : Step(step - 1)).ToArray();
        AssertRight(u, step => Damped(times[step]), ratio);
    }

    [Fact]
    public void Estimates_of_Strogatz_systems_are_right()
    {
        const int Points = 51;
        const double Step = 0.4;
        Assert.InRange(Ratio(PopulationGrowth.Solve(Given.Of(new PopulationGrowth.Inputs(Points), Step, 4.78), Estimate), static u => u.U, t => 4.78 * Math.Exp(0.23 * t)), 0.9, 1.1);
        Assert.InRange(Ratio(CapacitorCharge.Solve(Given.Of(new CapacitorCharge.Inputs(Points), Step, 10), Estimate), static u => u.U, t => 0.84 + (9.16 * Math.Exp(-t / (1.2 * 2.31)))), 0.9, 1.1);
        Assert.InRange(Ratio(Speakers.Solve(Given.Of(new Speakers.Inputs(Points), Step, 0.14), Estimate), static u => u.U, t => (0.32 / 0.6) + ((0.14 - (0.32 / 0.6)) * Math.Exp(-0.6 * t))), 0.9, 1.1);
        Assert.InRange(Ratio(HarmonicPair.Solve(Given.Of(new HarmonicPair.Inputs(Points), Step, 0.4, -0.03), Estimate), static u => u.X, Oscillation(new Complex(0, Math.Sqrt(2.1)), 0.4, -0.03)), 0.9, 1.1);
        Assert.InRange(Ratio(DampedPair.Solve(Given.Of(new DampedPair.Inputs(Points), Step, 0.12, 0.043), Estimate), static u => u.X, Damped), 0.9, 1.1);
        Assert.InRange(Ratio(ThirdOrderTriple.Solve(Given.Of(new ThirdOrderTriple.Inputs(Points), Step, 0, -1, 1), Estimate), static u => u.X, Oscillation(new Complex(-0.5, Math.Sqrt(3) / 2), 0, -1)), 0.9, 1.1);

        static double Ratio<TTrajectories>(TTrajectories u, Func<TTrajectories, StateTrajectory> state, Func<double, double> exact)
            where TTrajectories : ModelTrajectories
        {
            var (error, estimate, _) = Largest(state(u), step => exact(Step * step));
            return estimate / error;
        }
    }

    [Fact]
    public void An_algebraic_state_and_given_derivatives_have_estimates()
    {
        // u = sin(2 t), with a force to match; the energy follows from u and u'.
        const int Points = 41;
        var inputs = new Driven.Inputs(Points);
        inputs.Steps.Fill(0.2);
        inputs.Damping.Fill(0.3);
        inputs.Force.Set(static (_, step) => (-2 * Math.Sin(0.4 * step)) + (0.6 * Math.Cos(0.4 * step)));
        inputs.ForceD1.Set(static (_, step) => (-4 * Math.Cos(0.4 * step)) - (1.2 * Math.Sin(0.4 * step)));
        inputs.ForceD2.Set(static (_, step) => (8 * Math.Sin(0.4 * step)) - (2.4 * Math.Cos(0.4 * step)));
        inputs.InitialU[0, 0] = 0;
        inputs.InitialU[0, 1] = 2;
        var u = Driven.Solve(new Driven.Parameters(), inputs, Estimate).EnsureSuccess();
        AssertRight(u.U, static step => Math.Sin(0.4 * step), 0.9);
        AssertRight(u.U.D(1), static step => 2 * Math.Cos(0.4 * step), 0.9);
        AssertRight(u.Energy, static step => (2 * Math.Sin(0.4 * step)) + Math.Cos(0.4 * step), 0.9);
    }

    [Fact]
    public void Estimates_of_boundary_value_problems_are_right()
    {
        var inputs = new Bridge.Inputs(points: 101);
        inputs.ObservedU[0, 0] = 0;
        inputs.ObservedU[0, 100] = 1;
        AssertRight(Bridge.Solve(inputs, Estimate with { FollowData = true }).EnsureSuccess().U, static step => Math.Sin(0.01 * step) / Math.Sin(1), 0.5);
    }

    [Theory]
    [InlineData(0.2, 0.6)]
    [InlineData(0.05, 0.9)]
    [InlineData(0.02, 0.9)]
    public void Estimates_of_Lotka_Volterra_are_right(double step, double ratio) => AssertRefined(refinement =>
    {
        var inputs = Given.Of(new LotkaVolterra.Inputs(((int)Math.Round(10 / step) * refinement) + 1), step / refinement, 1, 1);
        var u = LotkaVolterra.Solve(new LotkaVolterra.Parameters(inputs), inputs, Estimate).EnsureSuccess();
        return [u.Prey, u.Predator];
    }, ratio);

    [Theory]
    [InlineData(5, 0.05, 0.7)]
    [InlineData(5, 0.01, 0.9)]
    [InlineData(5, 0.005, 0.9)]
    [InlineData(15, 0.02, 0.9)]
    public void Estimates_of_Lorenz_are_right(double end, double step, double ratio) => AssertRefined(refinement =>
    {
        var inputs = Given.Of(new Lorenz.Inputs(((int)Math.Round(end / step) * refinement) + 1), step / refinement, 1, 1, 1);
        var u = Lorenz.Solve(new Lorenz.Parameters(inputs), inputs, Estimate).EnsureSuccess();
        return [u.X, u.Y, u.Z];
    }, ratio);

    [Fact]
    public void Estimates_of_Van_der_Pol_are_right() => AssertRefined(refinement =>
    {
        var inputs = Given.Of(new VanDerPol.Inputs((200 * refinement) + 1), 0.1 / refinement, 2, 0);
        inputs.Mu = 1;
        return [VanDerPol.Solve(inputs, Estimate).EnsureSuccess().X];
    }, 0.8);

    [Theory]
    [InlineData(501)]
    [InlineData(801)]
    [InlineData(1601)]
    public void Estimates_of_Robertson_are_right_although_it_is_stiff(int points)
    {
        // The numbers of NonlinearTests, at t = 1e5.
        var u = Robertson.Solve(NonlinearTests.Reactor(points), Estimate).EnsureSuccess();
        Assert.InRange(u.A.Error[0, points - 1] / (u.A[0, points - 1] - 0.017865921142100245), 0.33, 3);
        Assert.InRange(u.B.Error[0, points - 1] / (u.B[0, points - 1] - 7.274751468436626e-08), 0.33, 3);
    }

    /// <summary>Where rounding is all that is left, the estimate is one more refinement step, which is as random and as large as the error.</summary>
    [Theory]
    [InlineData("k = 2", 0.01)]
    [InlineData("k = 2", 0.001)]
    [InlineData("k = 4", 0.1)]
    [InlineData("k = 4", 0.01)]
    [InlineData("k = 4", 0.001)]
    [InlineData("Cholesky", 0.001)]
    public void Estimates_cover_rounding(string scheme, double step)
    {
        var points = (int)Math.Round(10 / step) + 1;
        var (u, report) = Solve(scheme, points, step, Estimate);
        var (error, _, size) = Largest(u, i => Damped(step * i));
        Assert.InRange(report.ErrorEstimate, 0.33 * error / size, 10 * error / size);
    }

    /// <summary>u' = u^2 from 1 ends at t = 1. What the scheme makes of it afterwards satisfies its rows, but no step is resolved.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.05)]
    [InlineData(0.01)]
    [InlineData(0.003)]
    public void Beyond_the_end_of_the_solution_the_estimate_is_infinite(double step)
    {
        var inputs = new Pole.Inputs((int)Math.Round(2 / step) + 1, 2) { Steps = step };
        inputs.A[0] = 1;
        inputs.A[1] = 0.1;
        inputs.InitialU.Fill(1);
        var u = Pole.Solve(inputs, Estimate);
        Assert.Equal(double.PositiveInfinity, u.Reports[0].ErrorEstimate);
        Assert.Equal(double.NaN, u.U.Error[0, u.PointCount - 1]);
        Assert.True(double.IsFinite(u.U.Error[0, (int)(0.8 / step)]));
        Assert.InRange(u.Reports[1].ErrorEstimate, 0, 1e-4);

        var before = new Pole.Inputs((int)Math.Round(0.9 / step) + 1) { Steps = step };
        before.A.Fill(1);
        before.InitialU.Fill(1);
        var v = Pole.Solve(before, Estimate).EnsureSuccess();
        AssertRight(v.U, i => 1 / (1 - (i * step)), 0.5);
    }

    [Fact]
    public void A_grid_of_a_few_points_has_errors_that_are_measured()
    {
        // Four derivatives are carried: an expansion wants six points, and for Taylor rows two.
        AssertRight(Solve("k = 2", 5, 0.1, Estimate).U, static i => Damped(0.1 * i), 0.9);
        Assert.InRange(Solve("k = 2", 5, 0.1, Estimate).Report.ErrorEstimate, 1e-12, 1e-9);
        Assert.InRange(Solve("k = 2", 6, 0.1, Estimate).Report.ErrorEstimate, 1e-16, 1e-9);
        Assert.InRange(Solve("Taylor 2", 2, 0.1, Estimate).Report.ErrorEstimate, 1e-5, 1);
        Assert.InRange(Solve("k = 2", 1, 0.1, Estimate).Report.ErrorEstimate, 1e-17, 1e-15);
    }

    [Fact]
    public void Steps_of_very_different_lengths_have_errors_that_are_measured()
    {
        // From a millionth to one and back: an expansion through neighbouring points says 1e14.
        var inputs = Given.Of(new OscillatorTaylorSteps.Inputs(41), 1, 0.12, 0.043);
        inputs.Steps.Set(static (_, step) => step % 2 == 0 ? 1e-6 : 0.1);
        var u = OscillatorTaylorSteps.Solve(inputs, Estimate);
        var times = u.Times(0);
        AssertRight(u.U, i => Damped(times[i]), 0.9);
    }

    [Fact]
    public void Only_those_who_ask_get_estimates_and_the_solution_stays_as_it_is()
    {
        var (plain, without) = Solve("k = 2", 101, 0.1, null);
        Assert.Equal(double.NaN, without.ErrorEstimate);
        Assert.Equal(double.NaN, without.Condition);
        Assert.Contains("EstimateError", Assert.Throws<InvalidOperationException>(() => plain.Error).Message, StringComparison.Ordinal);
        var (u, with) = Solve("k = 2", 101, 0.1, new SolveOptions { EstimateError = true, EstimateCondition = true, KeepFactor = true });
        Assert.Equal(plain.ToArray(), u.ToArray());
        Assert.Equal(without, with with { ErrorEstimate = double.NaN, Condition = double.NaN });
        Assert.InRange(with.Condition, 1e5, 1e7);
        Assert.Throws<InvalidOperationException>(() => u.Error.Error);
        Assert.Throws<ArgumentOutOfRangeException>(() => u.Error.D(5));
    }

    [Fact]
    public void Without_refinement_the_estimate_is_that_of_the_unrefined_solution()
    {
        // What rounding leaves of a solve by Cholesky without refinement, 1e-2, is seen in full.
        var (u, report) = Solve("Taylor 2", 10001, 0.001, new SolveOptions { Refine = false, EstimateError = true });
        var (error, _, size) = Largest(u, static i => Damped(0.001 * i));
        Assert.InRange(report.ErrorEstimate / (error / size), 0.33, 3);
    }

    [Fact]
    public void Batch_mates_do_not_change_a_bit_of_an_estimate()
    {
        var options = new SolveOptions { EstimateError = true, EstimateCondition = true };
        var (parameters, inputs) = NonlinearTests.Populations(20, 11);
        inputs.InitialPrey[4] = double.NaN;
        var u = LotkaVolterra.Solve(parameters, inputs, options);
        Assert.Equal(double.NaN, u.Reports[4].ErrorEstimate);
        Assert.Equal(double.NaN, u.Reports[4].Condition);
        Assert.All(u.Prey.Error.ToArray(4), static error => Assert.Equal(double.NaN, error));
        foreach (var trajectory in Enumerable.Range(0, 11).Where(static i => i != 4))
        {
            var (ownParameters, ownInputs) = NonlinearTests.Populations(20, 1, trajectory);
            var own = LotkaVolterra.Solve(ownParameters, ownInputs, options).EnsureSuccess();
            Assert.Equal(own.Reports[0], u.Reports[trajectory]);
            Assert.Equal(own.Predator.Error.ToArray(), u.Predator.Error.ToArray(trajectory));
        }

        // Solved again in the same memory, without and with estimates.
        var before = u.Prey.Error.ToArray(2);
        LotkaVolterra.SolveInto(u, parameters, inputs);
        Assert.Throws<InvalidOperationException>(() => u.Prey.Error);
        LotkaVolterra.SolveInto(u, parameters, inputs, options);
        Assert.Equal(before, u.Prey.Error.ToArray(2));
    }

    /// <summary>The largest estimate agrees with the largest error, and what is left without the estimate is as much smaller.</summary>
    private static void AssertRight(StateTrajectory u, Func<int, double> exact, double ratio)
    {
        var (error, estimate, _) = Largest(u, exact);
        Assert.InRange(estimate / error, ratio, 1 / ratio);
        var left = Enumerable.Range(0, u.PointCount).Max(i => Math.Abs(u[0, i] - u.Error[0, i] - exact(i)));
        Assert.InRange(left / error, 0, ratio < 0.9 ? 1 : 0.1);
    }

    private static (double Error, double Estimate, double Size) Largest(StateTrajectory u, Func<int, double> exact)
    {
        var error = Enumerable.Range(0, u.PointCount).Max(i => Math.Abs(u[0, i] - exact(i)));
        return (error, u.Error.ToArray().Max(Math.Abs), u.ToArray().Max(Math.Abs));
    }

    /// <summary>Compares with a grid eight times finer, whose error is some hundred thousand times smaller.</summary>
    private static void AssertRefined(Func<int, StateTrajectory[]> solve, double ratio)
    {
        foreach (var (coarse, fine) in solve(1).Zip(solve(8)))
        {
            AssertRight(coarse, i => fine[0, 8 * i], ratio);
        }
    }

    private static (StateTrajectory U, TrajectoryReport Report) Solve(string scheme, int points, double step, SolveOptions? options)
    {
        switch (scheme)
        {
            case "Taylor 2":
                var a = OscillatorTaylor2.Solve(Given.Of(new OscillatorTaylor2.Inputs(points), step, 0.12, 0.043), options);
                return (a.U, a.Reports[0]);
            case "Taylor 3":
                var b = OscillatorTaylor.Solve(Given.Of(new OscillatorTaylor.Inputs(points), step, 0.12, 0.043), options);
                return (b.U, b.Reports[0]);
            case "k = 0":
                var c = Oscillator0.Solve(Given.Of(new Oscillator0.Inputs(points), step, 0.12, 0.043), options);
                return (c.U, c.Reports[0]);
            case "k = 1":
                var d = Oscillator1.Solve(Given.Of(new Oscillator1.Inputs(points), step, 0.12, 0.043), options);
                return (d.U, d.Reports[0]);
            case "k = 2":
                var e = Oscillator2.Solve(Given.Of(new Oscillator2.Inputs(points), step, 0.12, 0.043), options);
                return (e.U, e.Reports[0]);
            case "k = 4":
                var f = Oscillator4.Solve(Given.Of(new Oscillator4.Inputs(points), step, 0.12, 0.043), options);
                return (f.U, f.Reports[0]);
            default:
                var g = OscillatorCholesky.Solve(Given.Of(new OscillatorCholesky.Inputs(points), step, 0.12, 0.043), options);
                return (g.U, g.Reports[0]);
        }
    }

    /// <summary>Re(c exp(rate t)) with the given value and slope at 0.</summary>
    private static Func<double, double> Oscillation(Complex rate, double value, double slope)
    {
        var amplitude = new Complex(value, ((value * rate.Real) - slope) / rate.Imaginary);
        return t => (amplitude * Complex.Exp(rate * t)).Real;
    }
}
