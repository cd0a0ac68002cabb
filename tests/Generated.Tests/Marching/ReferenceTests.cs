using System;
using System.Linq;
using ScalableMNN.Bench.Marching;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests.Marching;

/// <summary>
/// Solves with a tolerance against published solutions and closed forms. HIRES, OREGO, E5, Robertson and Van der Pol are of the Test Set for IVP Solvers (Mazzia and Magherini, University of Bari, release 2.4), whose
/// reference solutions were computed in quadruple precision. An error counts relative to the largest size that its state has had, as the tolerance does.
/// </summary>
public sealed class ReferenceTests
{
    /// <summary>What a solution may be off by, in units of the tolerance.</summary>
    private const double Most = 10;

    public static TheoryData<double> Tolerances => [1e-4, 1e-6, 1e-8, 1e-10];

    [Theory]
    [MemberData(nameof(Tolerances))]
    public void Robertson_to_1e11(double tolerance)
    {
        var inputs = new Robertson.Inputs(2);
        Span(inputs.Steps, 1e11);
        inputs.InitialA.Fill(1);
        inputs.InitialB.Fill(0);
        inputs.InitialC.Fill(0);
        var u = Robertson.Solve(new Robertson.Parameters(), inputs, With(tolerance)).EnsureSuccess();
        Close(0.2083340149701255e-7, u.A[0, 1], 1, tolerance);
        Close(0.8333360770334713e-13, u.B[0, 1], 3.6e-5, tolerance);
        Close(0.9999999791665050, u.C[0, 1], 1, tolerance);
    }

    [Theory]
    [MemberData(nameof(Tolerances))]
    public void Van_der_Pol_with_epsilon_1e_6(double tolerance)
    {
        var inputs = new VanDerPol.Inputs(2);
        Span(inputs.Steps, 2);
        inputs.InitialX.Set(0, 2, 0);
        var u = VanDerPol.Solve(new VanDerPol.Parameters(), inputs, With(tolerance)).EnsureSuccess();
        Close(0.1706167732170483e1, u.X[0, 1], 2, tolerance);
        Close(-0.8928097010247975, u.X.D(1)[0, 1], 1323, tolerance);
    }

    [Theory]
    [MemberData(nameof(Tolerances))]
    public void Hires_to_321(double tolerance)
    {
        var inputs = new Hires.Inputs(2);
        Span(inputs.Steps, 321.8122);
        inputs.InitialA.Fill(1);
        foreach (var state in new[] { inputs.InitialB, inputs.InitialC, inputs.InitialD, inputs.InitialE, inputs.InitialF, inputs.InitialG })
        {
            state.Fill(0);
        }

        inputs.InitialH.Fill(0.0057);
        var u = Hires.Solve(inputs, With(tolerance)).EnsureSuccess();
        Close(0.7371312573325668e-3, u.A[0, 1], 1, tolerance);
        Close(0.1442485726316185e-3, u.B[0, 1], 0.15, tolerance);
        Close(0.5888729740967575e-4, u.C[0, 1], 0.05, tolerance);
        Close(0.1175651343283149e-2, u.D[0, 1], 0.3, tolerance);
        Close(0.2386356198831331e-2, u.E[0, 1], 0.3, tolerance);
        Close(0.6238968252742796e-2, u.F[0, 1], 0.4, tolerance);
        Close(0.2849998395185769e-2, u.G[0, 1], 0.0057, tolerance);
        Close(0.2850001604814231e-2, u.H[0, 1], 0.0057, tolerance);
    }

    [Theory]
    [MemberData(nameof(Tolerances))]
    public void Oregonator_to_360(double tolerance)
    {
        var inputs = new Oregonator.Inputs(2);
        Span(inputs.Steps, 360);
        inputs.InitialX.Fill(1);
        inputs.InitialY.Fill(2);
        inputs.InitialZ.Fill(3);
        var u = Oregonator.Solve(inputs, With(tolerance)).EnsureSuccess();
        Close(0.1000814870318523e1, u.X[0, 1], 1.2e5, tolerance);
        Close(0.1228178521549917e4, u.Y[0, 1], 1.8e3, tolerance);
        Close(0.1320554942846706e3, u.Z[0, 1], 3e4, tolerance);
    }

    [Theory]
    [MemberData(nameof(Tolerances))]
    public void E5_to_1e13_with_species_that_end_at_1e_22(double tolerance)
    {
        var inputs = new PyrolysisE5.Inputs(2);
        Span(inputs.Steps, 1e13);
        inputs.InitialA.Fill(1.76e-3);
        inputs.InitialB.Fill(0);
        inputs.InitialC.Fill(0);
        inputs.InitialD.Fill(0);

        // Beside the sizes that the species have had the errors at the end are nothing; here they are held against what is left at the end, to a part in a hundred.
        var u = PyrolysisE5.Solve(inputs, With(tolerance) with { AbsoluteTolerance = 1e-26 }).EnsureSuccess();
        Assert.InRange(Math.Abs(u.A[0, 1]), 0, 1e-24);
        Close(0.8867655517642120e-22, u.B[0, 1], 0.8867655517642120e-22, tolerance + 1e-3);
        Close(0.8854814626268838e-22, u.C[0, 1], 0.8854814626268838e-22, tolerance + 1e-3);
    }

    [Theory]
    [MemberData(nameof(Tolerances))]
    public void An_algebraic_state_with_a_closed_form(double tolerance)
    {
        var inputs = new Constrained.Inputs(41);
        inputs.Steps.Fill(0.1);
        inputs.InitialX.Fill(1);
        var u = Constrained.Solve(new Constrained.Parameters(), inputs, With(tolerance)).EnsureSuccess();
        for (var point = 0; point < 41; point++)
        {
            Close(Math.Exp(-0.1 * point), u.X[0, point], 1, tolerance);
            Close(Math.Exp(-0.1 * point), u.Y[0, point], 1, tolerance);
            Close(-Math.Exp(-0.1 * point), u.X.D(1)[0, point], 1, tolerance);
            Close(Math.Exp(-0.1 * point), u.X.D(2)[0, point], 1, tolerance);
        }
    }

    [Theory]
    [InlineData(0.1, 0.1, 1)]
    [InlineData(0.01, 0.1, 1)]
    [InlineData(0.001, 1, 1)]
    [InlineData(1e6, 0.1, 1e25)]
    public void Growth_that_begins_steeply(double start, double step, double strength)
    {
        var inputs = new Parabolic.Inputs(11) { Strength = strength };
        inputs.Steps.Fill(step);
        inputs.InitialS.Fill(start);
        var u = Parabolic.Solve(inputs, With(1e-8)).EnsureSuccess();
        for (var point = 0; point < 11; point++)
        {
            var exact = Math.Sqrt((start * start) + (2 * strength * step * point));
            Close(exact, u.S[0, point], exact, 1e-8);
        }
    }

    [Fact]
    public void A_sixth_derivative()
    {
        var inputs = new SixthOrder.Inputs(101);
        inputs.Steps.Fill(0.1);
        inputs.InitialX.Set(0, 1, 0, -1, 0, 1, 0);
        var u = SixthOrder.Solve(inputs, With(1e-10)).EnsureSuccess();

        // Errors grow as the fastest of the equation's other solutions, exp(t cos 30 degrees): 5800 times over the ten.
        Assert.All(Enumerable.Range(0, 101), point => Assert.Equal(Math.Cos(0.1 * point), u.X[0, point], 1e-8));
    }

    [Fact]
    public void Case_00204_of_the_SBML_test_suite()
    {
        var inputs = new FastPairs.Inputs(2);
        Span(inputs.Steps, 50);
        inputs.InitialA.Fill(1e-4);
        inputs.InitialB.Fill(1.5e-4);
        inputs.InitialC.Fill(2e-4);
        inputs.InitialD.Fill(1e-4);
        var u = FastPairs.Solve(inputs, With(1e-8)).EnsureSuccess();
        Assert.Equal(1, u.A[0, 1] / 3.618402756e-6, 1e-7);
        Assert.Equal(1, u.C[0, 1] / 2.963815972e-4, 1e-7);
    }

    [Fact]
    public void Chaos_as_far_as_it_can_be_followed()
    {
        var inputs = new LorenzWeather.Inputs(3);
        inputs.Steps.Set(0, [5, 15]);
        inputs.InitialX.Fill(1);
        inputs.InitialY.Fill(1);
        inputs.InitialZ.Fill(1);
        var u = LorenzWeather.Solve(new LorenzWeather.Parameters(), inputs, With(1e-13)).EnsureSuccess();

        // Of Taylor series of order 30 in 60 digits. Neighbouring solutions drift apart by exp(0.9 t), up to 1e8 times by the end.
        Assert.Equal(-6.512113699419599, u.X[0, 1], 1e-10);
        Assert.Equal(13.793199595128619, u.X[0, 2], 1e-5);
        Assert.Equal(12.951803936189899, u.Y[0, 2], 1e-5);
        Assert.Equal(34.901608681135142, u.Z[0, 2], 1e-5);
    }

    private static SolveOptions With(double tolerance) => new() { RelativeTolerance = tolerance };

    private static void Span(StepValues steps, double length) => steps.Fill(length);

    private static void Close(double expected, double actual, double size, double tolerance) =>
        Assert.True(Math.Abs(actual - expected) <= Most * tolerance * size, $"{actual:R} instead of {expected:R}: off by {Math.Abs(actual - expected) / size / tolerance:G3} tolerances.");
}
