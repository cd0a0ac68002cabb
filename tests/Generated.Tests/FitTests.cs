using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Fitting;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests;

/// <summary>Fits recover what the data were made with, and end in order whatever happens.</summary>
public class FitTests
{
    private const int Subjects = 6;

    private static readonly double[] TrueKa = [1.2, 0.8, 2.5, 1.9, 0.6, 3.0];
    private static readonly double[] TrueKe = [0.08, 0.12, 0.05, 0.2, 0.1, 0.15];
    private static readonly double[] TrueV = [0.4, 0.5, 0.7, 0.3, 0.45, 0.6];

    [Fact]
    public void Each_trajectory_by_itself_recovers_its_constants()
    {
        var inputs = AbsorptionInputs();
        var truth = new Absorption.Parameters(inputs);
        truth.Ka.CopyFrom(TrueKa);
        truth.Ke.CopyFrom(TrueKe);
        truth.V.CopyFrom(TrueV);
        var observations = Observe(inputs, Absorption.Solve(truth, inputs).EnsureSuccess());
        var reports = new List<FitProgress>();
        var fit = Absorption.Fit(new Absorption.Parameters(inputs), inputs, observations, new FitOptions { Progress = new Listener(reports) });
        Assert.True(fit.Status == FitStatus.Converged, fit.Message);
        for (var subject = 0; subject < Subjects; subject++)
        {
            Assert.Equal(1, fit.Parameters.Ka[subject] / TrueKa[subject], 4);
            Assert.Equal(1, fit.Parameters.Ke[subject] / TrueKe[subject], 4);
            Assert.Equal(1, fit.Parameters.V[subject] / TrueV[subject], 4);
        }

        Assert.Equal(Subjects, fit.TrajectoryLosses.Count);
        Assert.Equal(fit.Loss, fit.TrajectoryLosses.Sum(), 12);
        Assert.NotEmpty(reports);
        for (var i = 1; i < reports.Count; i++)
        {
            Assert.True(reports[i].Loss < reports[i - 1].Loss + 1e-12);
        }

        Assert.True(reports[^1].Loss < 1e-6 * reports[0].Loss);
    }

    [Fact]
    public void A_loss_of_ones_own_recovers_the_same()
    {
        var inputs = AbsorptionInputs();
        var truth = new Absorption.Parameters(inputs);
        truth.Ka.CopyFrom(TrueKa);
        truth.Ke.CopyFrom(TrueKe);
        truth.V.CopyFrom(TrueV);
        var data = Absorption.Solve(truth, inputs);
        var fit = Absorption.Fit(new Absorption.Parameters(inputs), inputs, (u, cotangent) =>
        {
            var loss = 0.0;
            for (var step = 0; step < u.PointCount; step++)
            {
                for (var subject = 0; subject < Subjects; subject++)
                {
                    var residual = u.Concentration[subject, step] - data.Concentration[subject, step];
                    loss += residual * residual;
                    cotangent.Concentration[subject, step] = 2 * residual;
                }
            }

            return loss;
        });
        Assert.True(fit.Status == FitStatus.Converged, fit.Message);
        for (var subject = 0; subject < Subjects; subject++)
        {
            Assert.Equal(1, fit.Parameters.Ka[subject] / TrueKa[subject], 3);
            Assert.Equal(1, fit.Parameters.V[subject] / TrueV[subject], 3);
        }
    }

    [Fact]
    public void Shared_constants_are_fitted_over_all_trajectories()
    {
        var inputs = new DampedOscillator.Inputs(points: 60, trajectories: 5);
        inputs.Force.Fill(0.3);
        inputs.InitialX.CopyFrom([1, 2, -1, 0.5, 3]);
        inputs.InitialX.Fill(0, order: 1);
        var truth = new DampedOscillator.Parameters { Damping = 0.8, Stiffness = 6 };
        var u = DampedOscillator.Solve(truth, inputs).EnsureSuccess();
        var observations = new DampedOscillator.Observations(inputs);
        for (var trajectory = 0; trajectory < 5; trajectory++)
        {
            observations.X.Add(trajectory, u.X.ToArray(trajectory));
            observations.X.D(1).Add(trajectory, 10, u.X.D(1)[trajectory, 10], weight: 2);
        }

        var start = new DampedOscillator.Parameters();
        var fit = DampedOscillator.Fit(start, inputs, observations);
        Assert.True(fit.Status == FitStatus.Converged, fit.Message);
        Assert.Equal(0.8, fit.Parameters.Damping, 6);
        Assert.Equal(6, fit.Parameters.Stiffness, 6);
        Assert.Equal(0.5, start.Damping);
    }

    [Fact]
    public void Thousands_of_coefficients_at_grid_points_follow_a_noisy_sine()
    {
        const int Points = 500;
        var random = new Random(5);
        var values = new double[Points];
        for (var step = 0; step < Points; step++)
        {
            var x = 0.05 * step;
            values[step] = (Math.Sin(2 * x) + (0.5 * (random.NextDouble() - 0.5))) * Math.Exp(-0.1 * x);
        }

        var inputs = new NoisySine.Inputs(Points);
        var observations = new NoisySine.Observations(inputs);
        observations.Y.Add(0, values);
        var start = new NoisySine.Parameters(inputs);
        var jitter = new Random(1);
        start.C0.Set((_, _) => jitter.NextDouble());
        start.C1.Set((_, _) => jitter.NextDouble());
        start.C2.Set((_, _) => jitter.NextDouble());
        var before = values.Sum(static value => value * value);
        var fit = NoisySine.Fit(start, inputs, observations, new FitOptions { MaxIterations = 300 });
        Assert.True(fit.Status is FitStatus.Converged or FitStatus.IterationLimit, fit.Message);
        Assert.True(fit.Loss < 0.05 * before, $"{fit.Loss} of {before} after {fit.Evaluations}: {fit.Message}");
    }

    [Fact]
    public void Missing_values_are_left_out()
    {
        var inputs = new GlobalDecay.Inputs(points: 20);
        inputs.InitialX.Fill(1);
        var observations = new GlobalDecay.Observations(inputs);
        observations.X.Add(0, [double.NaN, double.NaN, 0.9, double.NaN]);
        Assert.Single(observations.All);
        Assert.Throws<ArgumentException>(() => GlobalDecay.Fit(new GlobalDecay.Parameters(), inputs, new GlobalDecay.Observations(inputs)));
    }

    [Fact]
    public void Cancelling_returns_the_best_so_far()
    {
        var inputs = AbsorptionInputs();
        var truth = new Absorption.Parameters(inputs);
        truth.Ka.CopyFrom(TrueKa);
        var observations = Observe(inputs, Absorption.Solve(truth, inputs));
        using var source = new CancellationTokenSource();
        var reports = new List<FitProgress>();
        var listener = new Listener(reports, () => source.Cancel());
        var fit = Absorption.Fit(
            new Absorption.Parameters(inputs), inputs, observations, new FitOptions { Progress = listener, Solve = new SolveOptions { CancellationToken = source.Token } });
        Assert.Equal(FitStatus.Cancelled, fit.Status);
        Assert.True(fit.Trajectories.IsComplete);
        Assert.True(double.IsFinite(fit.Loss));
    }

    [Fact]
    public void Time_and_iterations_are_limits()
    {
        var inputs = AbsorptionInputs();
        var truth = new Absorption.Parameters(inputs);
        truth.Ka.CopyFrom(TrueKa);
        var observations = Observe(inputs, Absorption.Solve(truth, inputs));
        Assert.Equal(FitStatus.TimeLimit, Absorption.Fit(new Absorption.Parameters(inputs), inputs, observations, new FitOptions { MaxTime = TimeSpan.Zero }).Status);
        Assert.Equal(FitStatus.IterationLimit, Absorption.Fit(new Absorption.Parameters(inputs), inputs, observations, new FitOptions { MaxIterations = 2 }).Status);
    }

    [Fact]
    public void A_start_without_a_solution_is_a_failure_of_its_trajectory_only()
    {
        var inputs = AbsorptionInputs();
        var truth = new Absorption.Parameters(inputs);
        truth.Ka.CopyFrom(TrueKa);
        var observations = Observe(inputs, Absorption.Solve(truth, inputs));
        inputs.InitialGut[2] = double.NaN;
        var fit = Absorption.Fit(new Absorption.Parameters(inputs), inputs, observations);
        Assert.Equal(FitStatus.Failed, fit.Status);
        Assert.Contains("1 of 6 trajectories did not converge", fit.Message, StringComparison.Ordinal);
        Assert.Contains("trajectory 2", fit.Message, StringComparison.Ordinal);
        Assert.Contains("InitialGut is NaN", fit.Message, StringComparison.Ordinal);
        Assert.Equal(1, fit.Parameters.Ka[3] / TrueKa[3], 4);
        Assert.Equal(1.5, fit.Parameters.Ka[2], 12);
    }

    private static Absorption.Inputs AbsorptionInputs()
    {
        var inputs = new Absorption.Inputs(points: 81, trajectories: Subjects);
        inputs.InitialGut.Fill(4);
        inputs.InitialConcentration.Fill(0);
        inputs.Steps.Set(static (trajectory, step) => 0.3 + (0.01 * trajectory));
        return inputs;
    }

    private static Absorption.Observations Observe(Absorption.Inputs inputs, Absorption.Trajectories u)
    {
        var observations = new Absorption.Observations(inputs);
        for (var subject = 0; subject < Subjects; subject++)
        {
            foreach (var step in new[] { 1, 2, 4, 7, 12, 20, 30, 45, 60, 80 })
            {
                observations.Concentration.Add(subject, step, u.Concentration[subject, step]);
            }
        }

        return observations;
    }

    private sealed class Listener(List<FitProgress> reports, Action? then = null) : IProgress<FitProgress>
    {
        public void Report(FitProgress value)
        {
            reports.Add(value);
            then?.Invoke();
        }
    }
}
