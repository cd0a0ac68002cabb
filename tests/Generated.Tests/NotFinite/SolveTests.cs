using System;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests.NotFinite;

/// <summary>A solve whose equations are not finite somewhere says which, where, and by which operand. It does not ask for initial values, which are all there.</summary>
public class SolveTests
{
    [Fact]
    public void A_quotient_by_time_at_time_zero()
    {
        var inputs = new Ray.Inputs(11, 3);
        inputs.Steps.Fill(0.1);
        inputs.InitialY.Fill(1);
        Fails(Ray.Solve(inputs), 1, 0, "trajectory 1: equation Law: T is 0 at point 0, time 0, so Y / T is not finite. Write the equation without this quotient, or begin the grid at a later time.");
    }

    [Fact]
    public void The_same_where_sums_are_factorised()
    {
        var inputs = new SummedRay.Inputs(11);
        inputs.InitialY.Fill(1);
        Fails(SummedRay.Solve(new SummedRay.Parameters { Factor = 2 }, inputs), 0, 0, "Factor * Y / T in equation Law: T is 0".Replace("Factor * Y / T in e", "e", StringComparison.Ordinal));
    }

    [Fact]
    public void In_a_function_of_a_large_block()
    {
        var inputs = new RayOfFour.Inputs(11);
        inputs.InitialA.Fill(1);
        inputs.InitialB.Fill(1);
        inputs.InitialC.Fill(1);
        inputs.InitialD.Fill(1);
        Fails(RayOfFour.Solve(inputs), 0, 0, "Rate * B in equation OfC: T is 0 at point 0, time 0, so 1 / T in Rate is not finite.");
    }

    [Fact]
    public void A_root_at_its_border_in_a_nonlinear_equation()
    {
        var inputs = new Vessel.Inputs(11, 2);
        inputs.Feed.Fill(1);
        inputs.InitialX[0] = 1;
        inputs.InitialX[1] = 0;
        var u = Vessel.Solve(new Vessel.Parameters(), inputs);
        Assert.Equal(SolveStatus.Ok, u.Reports[0].Status);
        Fails(u, 1, 0, "the derivative of equation Law with respect to X is not finite at point 0, time 0: Sqrt(X) has no derivative at X = 0.");
    }

    [Fact]
    public void A_root_of_a_negative_number()
    {
        var inputs = new Vessel.Inputs(11);
        inputs.Feed.Fill(1);
        inputs.InitialX.Fill(-2);
        Fails(Vessel.Solve(new Vessel.Parameters(), inputs), 0, 0, "Feed - Outlet * Sqrt(X) in equation Law: X is -2 at point 0, time 0, so Sqrt(X) is not finite.");
    }

    [Fact]
    public void A_time_derivative_of_an_equation()
    {
        var inputs = new RootOfTime.Inputs(11);
        inputs.InitialX.Fill(1);
        Fails(RootOfTime.Solve(inputs), 0, 0, "the first time derivative of equation Law is not finite at point 0, time 0: Sqrt(T) has no derivative at T = 0.");
    }

    [Fact]
    public void An_input_in_the_middle_of_the_grid()
    {
        var inputs = new RootOfInput.Inputs(11, 2);
        inputs.InitialX.Fill(1);
        inputs.Q.Fill(1);
        inputs.Q[1, 7] = -4;
        Fails(RootOfInput.Solve(new RootOfInput.Parameters(), inputs), 1, 7, "trajectory 1: Sqrt(Q) - K * X in equation Law: Q is -4 at point 7, time 0.7, so Sqrt(Q) is not finite.");
    }

    [Fact]
    public void Coefficients_whose_squares_overflow()
    {
        // Their squares leave the range of double, although they are finite themselves.
        var inputs = new RootOfInput.Inputs(11);
        inputs.InitialX.Fill(1);
        inputs.Q.Fill(1);
        Fails(RootOfInput.Solve(new RootOfInput.Parameters { K = 1e200 }, inputs), 0, 0, "equation Law has numbers as large as 1E+200 at point 0, time 0, too large to be squared. Scale the equation");
    }

    [Fact]
    public void What_is_told_goes_with_the_next_solve()
    {
        var inputs = new Vessel.Inputs(11);
        inputs.Feed.Fill(1);
        inputs.InitialX.Fill(-2);
        var parameters = new Vessel.Parameters();
        var u = Vessel.Solve(parameters, inputs);
        inputs.InitialX.Fill(double.PositiveInfinity);
        Vessel.SolveInto(u, parameters, inputs);
        Assert.Contains("Inputs.InitialX is \u221e at point 0", Assert.Throws<SolveException>(u.EnsureSuccess).Message.Replace("Infinity", "\u221e", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static void Fails(ModelTrajectories solution, int trajectory, int point, string message)
    {
        var report = solution.Reports[trajectory];
        Assert.Equal((SolveStatus.NotFinite, point), (report.Status, report.Step));
        var said = SolveException.For(solution).Message;
        Assert.Contains(message, said, StringComparison.Ordinal);
        Assert.DoesNotContain("initial value", said, StringComparison.Ordinal);
    }
}
