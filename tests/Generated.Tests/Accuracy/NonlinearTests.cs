using System;
using System.Linq;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests.Accuracy;

/// <summary>
/// Nonlinear models: their solutions against numbers computed by other methods in more digits (reference.py beside this file says how), their gradients, their failures.
/// </summary>
public class NonlinearTests
{
    [Fact]
    public void Lotka_Volterra_agrees_to_1e_8()
    {
        const int Points = 1001;
        var inputs = new LotkaVolterra.Inputs(Points);
        inputs.Steps.Fill(0.01);
        inputs.InitialPrey[0] = 1;
        inputs.InitialPredator[0] = 1;
        var u = LotkaVolterra.Solve(new LotkaVolterra.Parameters(inputs), inputs).EnsureSuccess();
        AssertRelative(1.0263447675750893191, u.Prey[0, Points - 1], 1e-8);
        AssertRelative(0.90969107813604161755, u.Predator[0, Points - 1], 1e-8);
    }

    [Fact]
    public void Lorenz_agrees_to_1e_8_at_time_5()
    {
        const int Points = 1001;
        var inputs = Given.Of(new Lorenz.Inputs(Points), 0.005, 1, 1, 1);
        var u = Lorenz.Solve(new Lorenz.Parameters(inputs), inputs).EnsureSuccess();
        AssertRelative(-6.512113699419599047, u.X[0, Points - 1], 1e-8);
        AssertRelative(-6.9740427884170761343, u.Y[0, Points - 1], 1e-8);
        AssertRelative(23.924129572103370351, u.Z[0, Points - 1], 1e-8);
        Assert.InRange(u.Reports[0].Iterations, 1, 5);
        Assert.InRange(u.Reports[0].Residual, 0, 1e-10);
    }

    [Fact]
    public void Lorenz_by_Cholesky_agrees_with_reflections()
    {
        const int Points = 501;
        var (inputs, others) = (Given.Of(new Lorenz.Inputs(Points), 0.01, 1, 1, 1), Given.Of(new LorenzCholesky.Inputs(Points), 0.01, 1, 1, 1));
        var u = Lorenz.Solve(new Lorenz.Parameters(inputs), inputs).EnsureSuccess();
        var v = LorenzCholesky.Solve(new LorenzCholesky.Parameters(others), others, new SolveOptions { KeepFactor = true }).EnsureSuccess();
        Assert.InRange(v.Reports[0].Iterations, 1, 5);
        AssertRelative(-6.512113699419599047, v.X[0, Points - 1], 1e-6);
        AssertRelative(23.924129572103370351, v.Z[0, Points - 1], 1e-6);

        // The condition number is 1e3, its square 1e6: six digits are lost in a step, and the iterations win them back, as refinement does.
        AssertClose(u.Values, v.Values, 1e-10);
        var (cotangent, other) = (new Lorenz.Cotangent(u), new LorenzCholesky.Cotangent(v));
        cotangent.X[0, 300] = 1;
        other.X[0, 300] = 1;
        var (gradient, otherGradient) = (Lorenz.Gradient(u, cotangent), LorenzCholesky.Gradient(v, other));
        AssertClose(gradient.Inputs.Values, otherGradient.Inputs.Values, 1e-8);
        AssertClose(gradient.Parameters.Values, otherGradient.Parameters.Values, 1e-8);
    }

    [Fact]
    public void Lotka_Volterra_by_Cholesky_agrees_to_1e_8()
    {
        const int Points = 2001;
        var inputs = new LotkaVolterraCholesky.Inputs(Points, 3);
        inputs.Steps.Fill(0.005);
        inputs.InitialPrey.Fill(1);
        inputs.InitialPredator.Fill(1);
        var u = LotkaVolterraCholesky.Solve(new LotkaVolterraCholesky.Parameters(inputs), inputs).EnsureSuccess();
        for (var trajectory = 0; trajectory < 3; trajectory++)
        {
            AssertRelative(1.0263447675750893191, u.Prey[trajectory, Points - 1], 1e-7);
            AssertRelative(0.90969107813604161755, u.Predator[trajectory, Points - 1], 1e-7);
        }
    }

    [Fact]
    public void Van_der_Pol_agrees_to_1e_8()
    {
        const int Points = 1001;
        var u = VanDerPol.Solve(Oscillator(1, Enumerable.Repeat(0.02, Points - 1).ToArray())).EnsureSuccess();
        AssertRelative(2.008149762174948592, u.X[0, Points - 1], 1e-8);
        AssertRelative(-0.042508875273202146986, u.X.D(1)[0, Points - 1], 1e-7);
    }

    [Fact]
    public void Stiff_Van_der_Pol_agrees_to_1e_6_on_a_graded_grid()
    {
        // The jumps are found on a uniform grid, where they are not resolved and come a little late; a grid graded after a graded solution has them in place.
        var u = VanDerPol.Solve(Oscillator(100, Enumerable.Repeat(200.0 / 40000, 40000).ToArray()));
        Assert.Equal(SolveStatus.IllConditioned, u.Reports[0].Status);
        u = VanDerPol.Solve(Oscillator(100, Grade(u, 16001))).EnsureSuccess();
        u = VanDerPol.Solve(Oscillator(100, Grade(u, 4001))).EnsureSuccess();
        AssertRelative(1.7185872080192406547, u.X[0, 4000], 1e-6);
        AssertRelative(-0.0087968219124167040644, u.X.D(1)[0, 4000], 1e-6);
    }

    [Fact]
    public void Robertson_agrees_to_1e_6_on_a_logarithmic_grid()
    {
        const int Points = 801;
        var u = Robertson.Solve(Reactor(Points)).EnsureSuccess();
        AssertRelative(0.017865921142100245, u.A[0, Points - 1], 1e-6);
        AssertRelative(7.274751468436626e-08, u.B[0, Points - 1], 1e-6);
        AssertRelative(0.9821340061103873, u.C[0, Points - 1], 1e-6);
    }

    [Fact]
    public void Robertson_converges_with_the_fourth_order()
    {
        var coarse = Robertson.Solve(Reactor(201)).EnsureSuccess().A[0, 200] - 0.017865921142100245;
        var fine = Robertson.Solve(Reactor(401)).EnsureSuccess().A[0, 400] - 0.017865921142100245;
        Assert.InRange(Math.Log2(coarse / fine), 3.5, 4.5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_of_Lorenz_agree_with_central_differences(bool keepFactor)
    {
        const int Trajectories = 3;
        var inputs = new Lorenz.Inputs(31, Trajectories) { Steps = 0.02 };
        var parameters = new Lorenz.Parameters(inputs);
        for (var i = 0; i < Trajectories; i++)
        {
            parameters.Rho[i] = 28 - i;
            inputs.InitialX[i] = 1 + i;
            inputs.InitialY[i] = 1 - (0.5 * i);
            inputs.InitialZ[i] = 20;
        }

        var options = new SolveOptions { KeepFactor = keepFactor };
        var u = Lorenz.Solve(parameters, inputs, options).EnsureSuccess();
        var cotangent = new Lorenz.Cotangent(u);
        CentralDifference.Fill(cotangent, Trajectories, 12, 0, 4, 8);
        var gradient = Lorenz.Gradient(u, cotangent);
        CentralDifference.AssertClose(parameters, gradient.Parameters, Loss, 1e-7);
        CentralDifference.AssertClose(inputs, gradient.Inputs, Loss, 1e-7);

        double Loss()
        {
            Lorenz.SolveInto(u, parameters, inputs, options);
            return CentralDifference.Product(u, cotangent);
        }
    }

    [Fact]
    public void Gradients_of_Lotka_Volterra_agree_with_central_differences_for_every_step()
    {
        const int Trajectories = 2;
        var (parameters, inputs) = Populations(12, Trajectories);
        var u = LotkaVolterra.Solve(parameters, inputs).EnsureSuccess();
        var cotangent = new LotkaVolterra.Cotangent(u);
        CentralDifference.Fill(cotangent, Trajectories, 8, 0, 1, 4);
        var gradient = LotkaVolterra.Gradient(u, cotangent);
        CentralDifference.AssertClose(parameters, gradient.Parameters, Loss, 1e-7);
        CentralDifference.AssertClose(inputs, gradient.Inputs, Loss, 1e-7);

        double Loss()
        {
            LotkaVolterra.SolveInto(u, parameters, inputs);
            return CentralDifference.Product(u, cotangent);
        }
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(5, 1)]
    [InlineData(8, 1)]
    [InlineData(9, 1)]
    [InlineData(17, 1)]
    [InlineData(5, 64)]
    public void Batch_mates_do_not_change_a_bit(int trajectories, int cores)
    {
        var options = new SolveOptions { MaxDegreeOfParallelism = cores };
        var (parameters, inputs) = Populations(20, trajectories);
        var u = LotkaVolterra.Solve(parameters, inputs, options).EnsureSuccess();
        var cotangent = new LotkaVolterra.Cotangent(u);
        cotangent.Prey.Fill(1);
        var gradient = LotkaVolterra.Gradient(u, cotangent);
        for (var trajectory = 0; trajectory < trajectories; trajectory++)
        {
            var (ownParameters, ownInputs) = Populations(20, 1, trajectory);
            var own = LotkaVolterra.Solve(ownParameters, ownInputs).EnsureSuccess();
            Assert.Equal(own.Reports[0], u.Reports[trajectory]);
            for (var i = 0; i < own.Values.Length; i++)
            {
                Assert.Equal(own.Values[i], u.Values[(i * trajectories) + trajectory]);
            }

            var ownCotangent = new LotkaVolterra.Cotangent(own);
            ownCotangent.Prey.Fill(1);
            Assert.Equal(LotkaVolterra.Gradient(own, ownCotangent).Parameters.Birth[0], gradient.Parameters.Birth[trajectory]);
        }
    }

    [Fact]
    public void A_trajectory_that_ends_is_reported_with_what_was_reached_and_leaves_the_others_alone()
    {
        // u = log(exp(u(0)) - A t): with A = 1 and u(0) = 0 the solution ends at t = 1, with A = 0.1 it goes on.
        const int Points = 41;
        var inputs = new EndOfExistence.Inputs(Points, 3) { Steps = 0.05 };
        inputs.InitialU.Fill(0);
        inputs.A.Fill(0.1);
        inputs.A[1] = 1;
        var u = EndOfExistence.Solve(inputs);
        Assert.Equal(SolveStatus.NotConverged, u.Reports[1].Status);
        var end = u.Reports[1].Step;
        Assert.InRange(end, 18, 22);
        Assert.Equal(Math.Log(0.5), u.U[1, 10], 1e-3);
        Assert.True(double.IsFinite(u.U[1, end - 1]));
        Assert.All(Enumerable.Range(end, Points - end), step => Assert.Equal(double.NaN, u.U[1, step]));
        Assert.Contains("trajectory 1", Assert.Throws<SolveException>(u.EnsureSuccess).Message, StringComparison.Ordinal);

        var single = Given.Of(new EndOfExistence.Inputs(Points), 0.05, 0);
        single.A.Fill(0.1);
        var alone = EndOfExistence.Solve(single).EnsureSuccess();
        foreach (var trajectory in new[] { 0, 2 })
        {
            Assert.Equal(alone.Reports[0], u.Reports[trajectory]);
            Assert.All(Enumerable.Range(0, Points), step => Assert.Equal(alone.U[0, step], u.U[trajectory, step]));
        }

        var cotangent = new EndOfExistence.Cotangent(u);
        cotangent.U.Fill(1);
        var gradient = EndOfExistence.Gradient(u, cotangent);
        Assert.Equal(0, gradient.Inputs.A[1]);
        Assert.True(double.IsFinite(gradient.Inputs.A[0]) && gradient.Inputs.A[0] == gradient.Inputs.A[2]);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void Values_that_have_no_solution_end_with_a_status(double value)
    {
        var inputs = new Pole.Inputs(20, 2) { Steps = 0.1 };
        inputs.A.Fill(0.1);
        inputs.InitialU.Fill(1);
        inputs.A[1] = value;
        var u = Pole.Solve(inputs);
        Assert.Equal(SolveStatus.Ok, u.Reports[0].Status);
        Assert.Equal(1 / (1 - (0.1 * 1.9)), u.U[0, 19], 1e-6);
        Assert.NotEqual(SolveStatus.Ok, u.Reports[1].Status);
    }

    [Fact]
    public void Past_a_pole_the_solve_ends_in_bounded_time()
    {
        // The exact solution has a pole at t = 1; whatever comes of it, finite or not, is no endless loop, and is no good solution.
        var inputs = Given.Of(new Pole.Inputs(201), 0.01, 1);
        inputs.A.Fill(1);
        var u = Pole.Solve(inputs);
        Assert.InRange(u.Reports[0].Iterations, 0, 51);
        Assert.Equal(2, u.U[0, 50], 1e-6);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.05)]
    [InlineData(0.01)]
    [InlineData(0.003)]
    public void Past_a_pole_the_report_says_so(double step)
    {
        var inputs = new Pole.Inputs((int)Math.Round(2 / step) + 1, 2) { Steps = step };
        inputs.A[0] = 1;
        inputs.A[1] = 0.1;
        inputs.InitialU.Fill(1);
        var u = Pole.Solve(inputs);
        Assert.NotEqual(SolveStatus.Ok, u.Reports[0].Status);

        // The scheme steps over the pole itself with some grace; a few steps later it is found out.
        Assert.InRange(u.Reports[0].Step * step, 1 - step, 1.15 + (4 * step));
        Assert.Equal((SolveStatus.Ok, -1), (u.Reports[1].Status, u.Reports[1].Step));
    }

    [Theory]
    [InlineData(1.0, 101, false)]
    [InlineData(0.1, 1001, false)]
    [InlineData(0.004, 25001, true)]
    public void A_transient_that_is_far_too_fast_for_the_steps_is_no_good_solution(double step, int points, bool isResolved)
    {
        // The second substance is there within 1e-3, and then changes slowly. At t = 100 there is 0.6172 of the first one.
        var inputs = new Robertson.Inputs(points);
        inputs.Steps.Fill(step);
        inputs.InitialA[0] = 1;
        inputs.InitialB[0] = 0;
        var u = Robertson.Solve(inputs);
        Assert.Equal(isResolved ? SolveStatus.Ok : SolveStatus.IllConditioned, u.Reports[0].Status);
        Assert.Equal(isResolved, Math.Abs(u.A[0, points - 1] - 0.6172) < 1e-3);
    }

    [Fact]
    public void One_iteration_is_not_enough()
    {
        var (parameters, inputs) = Populations(20, 1);
        var start = LotkaVolterra.Solve(parameters, inputs).EnsureSuccess();
        parameters.Birth[0] *= 1.2;
        var u = LotkaVolterra.Solve(parameters, inputs, new SolveOptions { Start = start, MaxIterations = 1 });
        Assert.Equal(SolveStatus.NotConverged, u.Reports[0].Status);
        Assert.Equal(-1, u.Reports[0].Step);
        Assert.True(double.IsFinite(u.Prey[0, 19]));
    }

    [Fact]
    public void An_earlier_solution_is_a_start()
    {
        var (parameters, inputs) = Populations(20, 5);
        var start = LotkaVolterra.Solve(parameters, inputs).EnsureSuccess();
        parameters.Death *= 1.05;
        var marched = LotkaVolterra.Solve(parameters, inputs).EnsureSuccess();
        var warm = LotkaVolterra.Solve(parameters, inputs, new SolveOptions { Start = start }).EnsureSuccess();
        for (var i = 0; i < marched.Values.Length; i++)
        {
            Assert.Equal(marched.Values[i], warm.Values[i], 1e-9 * Math.Max(1, Math.Abs(marched.Values[i])));
        }

        var other = new LotkaVolterra.Inputs(21, 5);
        inputs.Values[..5].CopyTo(other.Values);
        other.Values.Fill(0.1);
        Assert.Throws<ArgumentException>(() => LotkaVolterra.Solve(new LotkaVolterra.Parameters(other), other, new SolveOptions { Start = start }));
    }

    private static void AssertRelative(double expected, double actual, double tolerance) => Assert.Equal(expected, actual, tolerance * Math.Abs(expected));

    private static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
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

    private static VanDerPol.Inputs Oscillator(double mu, double[] steps)
    {
        var inputs = new VanDerPol.Inputs(steps.Length + 1) { Mu = mu };
        inputs.Steps.Set((_, step) => steps[step]);
        inputs.InitialX[0, 0] = 2;
        inputs.InitialX[0, 1] = 0;
        return inputs;
    }

    internal static Robertson.Inputs Reactor(int points)
    {
        var times = Enumerable.Range(0, points).Select(k => k == 0 ? 0 : 1e-6 * Math.Pow(1e11, (k - 1) / (points - 2.0))).ToArray();
        var inputs = new Robertson.Inputs(points);
        inputs.Steps.Set((_, step) => times[step + 1] - times[step]);
        inputs.InitialA[0] = 1;
        inputs.InitialB[0] = 0;
        return inputs;
    }

    /// <summary>Steps that are short where the derivatives of a solution are large, and change by no more than some ten per cent from one to the next.</summary>
    private static double[] Grade(VanDerPol.Trajectories u, int points)
    {
        var times = u.Times(0);
        var count = times.Length;
        var density = Enumerable.Range(0, count).Select(k => 0.5 + Math.Sqrt(Math.Abs(u.X.D(2)[0, k])) + Math.Pow(Math.Abs(u.X.D(4)[0, k]), 0.25)).ToArray();
        for (var k = 1; k < count; k++)
        {
            density[k] = Math.Max(density[k], density[k - 1] / (1 + (0.3 * density[k - 1] * (times[k] - times[k - 1]))));
        }

        for (var k = count - 2; k >= 0; k--)
        {
            density[k] = Math.Max(density[k], density[k + 1] / (1 + (0.3 * density[k + 1] * (times[k + 1] - times[k]))));
        }

        var sums = new double[count];
        for (var k = 1; k < count; k++)
        {
            sums[k] = sums[k - 1] + (0.5 * (density[k] + density[k - 1]) * (times[k] - times[k - 1]));
        }

        var grid = new double[points];
        var at = 0;
        for (var k = 1; k < points - 1; k++)
        {
            var target = sums[^1] * k / (points - 1);
            while (sums[at + 1] < target)
            {
                at++;
            }

            grid[k] = times[at] + ((times[at + 1] - times[at]) * (target - sums[at]) / (sums[at + 1] - sums[at]));
        }

        grid[^1] = times[^1];
        return [.. Enumerable.Range(0, points - 1).Select(k => grid[k + 1] - grid[k])];
    }

    internal static (LotkaVolterra.Parameters Parameters, LotkaVolterra.Inputs Inputs) Populations(int points, int trajectories, int first = 0)
    {
        var inputs = new LotkaVolterra.Inputs(points, trajectories);
        var parameters = new LotkaVolterra.Parameters(inputs);
        inputs.Steps.Set((trajectory, step) => 0.1 + (0.01 * ((trajectory + first + step) % 4)));
        for (var i = 0; i < trajectories; i++)
        {
            parameters.Birth[i] = 1.5 + (0.03 * (i + first));
            inputs.InitialPrey[i] = 1 + (0.1 * (i + first));
            inputs.InitialPredator[i] = 1 - (0.02 * (i + first));
        }

        return (parameters, inputs);
    }
}
