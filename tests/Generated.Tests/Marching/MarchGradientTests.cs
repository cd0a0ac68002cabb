using System;
using System.Linq;
using ScalableMNN.Bench.Marching;
using ScalableMNN.Runtime.Fitting;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests.Marching;

/// <summary>Gradients through the solver's own steps against central differences, of stiff, algebraic, implicit and driven models.</summary>
public sealed class MarchGradientTests
{
    // Differences see the change of the steps as well, which the derivative does not: their part is as small as the tolerance.
    private static readonly SolveOptions _options = new() { RelativeTolerance = 1e-12 };

    [Fact]
    public void Robertson_to_1e4()
    {
        var inputs = new Robertson.Inputs(9);
        inputs.Steps.Set(0, [1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100, 1e4]);
        inputs.InitialA.Fill(1);
        inputs.InitialB.Fill(0.001);
        inputs.InitialC.Fill(0.01);
        Check<Robertson.Parameters, Robertson.Inputs, Robertson.Trajectories, Robertson.Cotangent>(
            new Robertson.Parameters(), inputs, static (p, i) => Robertson.Solve(p, i, _options), static u => new(u), static (u, c) => Robertson.Gradient(u, c), scale: [1, 1e5, 1], orders: 1);
    }

    [Fact]
    public void A_stiff_oscillator()
    {
        var inputs = new VanDerPol.Inputs(6);
        inputs.Steps.Fill(0.3);
        inputs.InitialX.Set(0, 2, 0.1);
        Check<VanDerPol.Parameters, VanDerPol.Inputs, VanDerPol.Trajectories, VanDerPol.Cotangent>(
            new VanDerPol.Parameters { Epsilon = 0.01 }, inputs, static (p, i) => VanDerPol.Solve(p, i, _options), static u => new(u), static (u, c) => VanDerPol.Gradient(u, c), [1], orders: 2, apart: 5e-5);
    }

    [Fact]
    public void An_algebraic_state()
    {
        var inputs = new Constrained.Inputs(11);
        inputs.Steps.Fill(0.17);
        inputs.InitialX.Fill(1);
        Check<Constrained.Parameters, Constrained.Inputs, Constrained.Trajectories, Constrained.Cotangent>(
            new Constrained.Parameters(), inputs, static (p, i) => Constrained.Solve(p, i, _options), static u => new(u), static (u, c) => Constrained.Gradient(u, c), [1, 1], orders: 1);
    }

    [Fact]
    public void Equations_that_share_their_highest_derivatives()
    {
        var inputs = new CoupledMasses.Inputs(9);
        inputs.Steps.Fill(0.4);
        inputs.InitialX.Set(0, 1, -0.2);
        inputs.InitialY.Set(0, 0.3, 0.5);
        Check<CoupledMasses.Parameters, CoupledMasses.Inputs, CoupledMasses.Trajectories, CoupledMasses.Cotangent>(
            new CoupledMasses.Parameters(), inputs, static (p, i) => CoupledMasses.Solve(p, i, _options), static u => new(u), static (u, c) => CoupledMasses.Gradient(u, c), [1, 1], orders: 3);
    }

    [Fact]
    public void Values_of_grid_points_and_of_trajectories()
    {
        var inputs = new Followed.Inputs(9, 3);
        inputs.Steps.Fill(0.4);
        inputs.Rest.Set(static (trajectory, point) => Math.Sin(point + trajectory));
        var parameters = new Followed.Parameters(inputs);
        for (var trajectory = 0; trajectory < 3; trajectory++)
        {
            inputs.InitialX[trajectory] = 1 + trajectory;
            parameters.Rate[trajectory] = 1 + (0.5 * trajectory);
        }

        Check<Followed.Parameters, Followed.Inputs, Followed.Trajectories, Followed.Cotangent>(
            parameters, inputs, static (p, i) => Followed.Solve(p, i, _options), static u => new(u), static (u, c) => Followed.Gradient(u, c), [1], orders: 2);
    }

    [Fact]
    public void Powers_at_zero()
    {
        var inputs = new HillEffect.Inputs(9);
        inputs.Steps.Fill(1);
        inputs.InitialC.Fill(0);
        inputs.InitialR.Fill(0);
        Check<HillEffect.Parameters, HillEffect.Inputs, HillEffect.Trajectories, HillEffect.Cotangent>(
            new HillEffect.Parameters(), inputs, static (p, i) => HillEffect.Solve(p, i, _options), static u => new(u), static (u, c) => HillEffect.Gradient(u, c), [1, 1], orders: 1, initial: false);
    }

    [Fact]
    public void Derivatives_beyond_those_of_the_equations_are_refused()
    {
        var inputs = new Constrained.Inputs(3);
        inputs.Steps.Fill(0.1);
        inputs.InitialX.Fill(1);
        var u = Constrained.Solve(new Constrained.Parameters(), inputs, _options).EnsureSuccess();
        var cotangent = new Constrained.Cotangent(u);
        cotangent.X.D(2)[0, 1] = 1;
        Assert.Contains("X.D(2) at point 1", Assert.ThrowsAny<Exception>(() => Constrained.Gradient(u, cotangent)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_computed_is_said_for_what_it_is()
    {
        var inputs = new Constrained.Inputs(3);
        inputs.Steps.Fill(0.1);
        inputs.InitialX.Fill(1);
        var u = Constrained.Solve(new Constrained.Parameters(), inputs, _options).EnsureSuccess();
        var cotangent = new Constrained.Cotangent(u);
        cotangent.X[0, 2] = 1;
        var gradient = Constrained.Gradient(u, cotangent);
        Assert.Equal("Constrained: derivatives with respect to Inputs.Steps are not computed where the solver takes steps of its own (SolveOptions.RelativeTolerance); they are NaN.", gradient.NotFinite);
        Assert.Contains(
            "first derivatives only",
            Assert.Throws<NotSupportedException>(() => Solver.GradientAlong<Constrained, Constrained.Parameters, Constrained.Inputs>(u, cotangent, gradient, new Constrained.Cotangent(u))).Message,
            StringComparison.Ordinal);

        // Steps that are constant are no values that a loss could have a derivative with respect to.
        var fixedInputs = new Models.DampedOscillator.Inputs(5);
        fixedInputs.Force.Fill(1);
        fixedInputs.InitialX.Set(0, 0, 0);
        var v = Models.DampedOscillator.Solve(new Models.DampedOscillator.Parameters(), fixedInputs, _options).EnsureSuccess();
        Assert.Null(Models.DampedOscillator.Gradient(v, new Models.DampedOscillator.Cotangent(v)).NotFinite);
    }

    [Fact]
    public void A_fit_goes_through_them()
    {
        var truth = new Constrained.Parameters { Rate = 0.7 };
        var inputs = new Constrained.Inputs(6);
        inputs.Steps.Fill(0.5);
        inputs.InitialX.Fill(1);
        var observations = new Constrained.Observations(inputs);
        for (var point = 1; point < 6; point++)
        {
            observations.X.Add(0, point, Math.Exp(-truth.Rate * 0.5 * point));
        }

        var fit = Constrained.Fit(new Constrained.Parameters { Rate = 2 }, inputs, observations, new FitOptions { Solve = _options });
        Assert.Equal(FitStatus.Converged, fit.Status);
        Assert.Equal(truth.Rate, fit.Parameters.Rate, 1e-8);
    }

    private static void Check<TParameters, TInputs, TTrajectories, TCotangent>(
        TParameters parameters,
        TInputs inputs,
        Func<TParameters, TInputs, TTrajectories> solve,
        Func<TTrajectories, TCotangent> cotangentOf,
        Func<TTrajectories, TCotangent, ModelGradient<TParameters, TInputs>> differentiate,
        double[] scale,
        int orders,
        bool initial = true,
        double apart = 1e-3)
        where TParameters : ModelValues
        where TInputs : ModelValues
        where TTrajectories : ModelTrajectories
        where TCotangent : ModelCotangent
    {
        var u = solve(parameters, inputs);
        Assert.All(u.Reports.ToArray(), static report => Assert.Equal(SolveStatus.Ok, report.Status));
        var cotangent = cotangentOf(u);
        for (var i = 0; i < cotangent.Values.Length; i++)
        {
            var unknown = i / u.TrajectoryCount % u.Model.Layout.Unknowns;
            var state = Enumerable.Range(0, u.Model.States.Count).Last(s => u.Model.States[s].Offset <= unknown);
            var order = unknown - u.Model.States[state].Offset;
            var highest = Math.Min(orders - 1, u.Model.March.States[state].Order);
            cotangent.Values[i] = order <= highest ? scale[Math.Min(state, scale.Length - 1)] * Math.Sin(1 + i) : 0;
        }

        var gradient = differentiate(u, cotangent);
        foreach (var (values, derivatives) in new (ModelValues, ModelValues)[] { (parameters, gradient.Parameters), (inputs, gradient.Inputs) })
        {
            for (var slot = 0; slot < values.Slots.Count; slot++)
            {
                if (values.Slots[slot].Kind is ValueKind.Steps or ValueKind.Start)
                {
                    Assert.All(derivatives.Slot(slot).ToArray(), static derivative => Assert.True(double.IsNaN(derivative)));
                    continue;
                }

                if (values.Slots[slot].Kind == ValueKind.Initial && !initial)
                {
                    continue;
                }

                for (var i = 0; i < values.Slot(slot).Length; i++)
                {
                    var exact = Difference(values.Slot(slot), i);
                    var found = derivatives.Slot(slot)[i];
                    Assert.True(Math.Abs(found - exact) <= 1e-7 * Math.Max(Math.Abs(exact), 1e-3), $"{values.Slots[slot].Name}[{i}]: {found:R} instead of {exact:R}");
                }
            }
        }

        // Richardson's extrapolation of two central differences: order four.
        double Difference(Span<double> numbers, int i)
        {
            var value = numbers[i];
            var step = apart * Math.Max(Math.Abs(value), 1e-2);
            var (near, far) = (Central(numbers, i, value, step / 2), Central(numbers, i, value, step));
            numbers[i] = value;
            return ((4 * near) - far) / 3;
        }

        double Central(Span<double> numbers, int i, double value, double step)
        {
            numbers[i] = value + step;
            var above = Loss();
            numbers[i] = value - step;
            return (above - Loss()) / (2 * step);
        }

        double Loss()
        {
            var v = solve(parameters, inputs);
            var loss = 0.0;
            for (var i = 0; i < v.Values.Length; i++)
            {
                loss += cotangent.Values[i] == 0 ? 0 : v.Values[i] * cotangent.Values[i];
            }

            return loss;
        }
    }
}
