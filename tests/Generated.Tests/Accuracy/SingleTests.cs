using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests.Accuracy;

/// <summary>Models whose factor is in single precision: accuracy, gradients, failures, and independence of batch mates.</summary>
public class SingleTests
{
    public static TheoryData<int, int, bool> Batches
    {
        get
        {
            var data = new TheoryData<int, int, bool>();
            foreach (var trajectories in new[] { 2, 5, 8, 9, 16, 17, 23, 33 })
            {
                // One core takes the widest lanes, many cores the narrower ones.
                data.Add(trajectories, 1, false);
                data.Add(trajectories, 1, true);
                data.Add(trajectories, 64, false);
            }

            return data;
        }
    }

    /// <summary>
    /// The errors that single precision is known to leave without refinement, measured on an independent sketch. With it the coarse grid is left with the error of the scheme; on the
    /// finest one, where the condition number is beyond what single precision can refine, the status says so.
    /// </summary>
    [Theory]
    [InlineData(0.1, 4.6e-8, SolveStatus.Ok)]
    [InlineData(0.01, 6.9e-7, SolveStatus.Ok)]
    [InlineData(0.001, 3.1e-6, SolveStatus.IllConditioned)]
    public void Errors_are_no_larger_than_those_of_single_precision(double step, double expected, SolveStatus status)
    {
        var points = (int)Math.Round(10 / step) + 1;
        var solution = SingleOscillator2.Solve(Given.Of(new SingleOscillator2.Inputs(points), step, 0.12, 0.043));
        Assert.Equal(status, solution.Reports[0].Status);
        Assert.InRange(ErrorOf(solution.U, step, HermiteTests.Oscillation(0.12, 0.043, 0, new Complex(-0.215, Math.Sqrt(4.5 - (0.215 * 0.215))))), 0, 3 * expected);
    }

    [Fact]
    public void Strogatz_systems_reach_eight_digits_on_a_thousand_points()
    {
        const int Points = 1001;
        const double Step = 0.01;
        AssertClose(SinglePopulationGrowth.Solve(Given.Of(new SinglePopulationGrowth.Inputs(Points), Step, 4.78)).EnsureSuccess().U, t => 4.78 * Math.Exp(0.23 * t));
        AssertClose(SingleCapacitorCharge.Solve(Given.Of(new SingleCapacitorCharge.Inputs(Points), Step, 10)).EnsureSuccess().U, t => 0.84 + (9.16 * Math.Exp(-t / (1.2 * 2.31))));
        AssertClose(SingleSpeakers.Solve(Given.Of(new SingleSpeakers.Inputs(Points), Step, 0.14)).EnsureSuccess().U, t => (0.32 / 0.6) + ((0.14 - (0.32 / 0.6)) * Math.Exp(-0.6 * t)));
        AssertClose(SingleHarmonicPair.Solve(Given.Of(new SingleHarmonicPair.Inputs(Points), Step, 0.4, -0.03)).EnsureSuccess().X, HermiteTests.Oscillation(0.4, -0.03, 0, new Complex(0, Math.Sqrt(2.1))));
        AssertClose(
            SingleDampedPair.Solve(Given.Of(new SingleDampedPair.Inputs(Points), Step, 0.12, 0.043)).EnsureSuccess().X,
            HermiteTests.Oscillation(0.12, 0.043, 0, new Complex(-0.215, Math.Sqrt(4.5 - (0.215 * 0.215)))));
        AssertClose(
            SingleThirdOrderTriple.Solve(Given.Of(new SingleThirdOrderTriple.Inputs(Points), Step, 0, -1, 1)).EnsureSuccess().X,
            HermiteTests.Oscillation(0, -1, 0, new Complex(-0.5, Math.Sqrt(3) / 2)));

        static void AssertClose(StateTrajectory state, Func<double, double> exact) =>
            Assert.InRange(ErrorOf(state, Step, exact) / Enumerable.Range(0, Points).Max(i => Math.Abs(exact(Step * i))), 0, 1e-8);
    }

    [Fact]
    public void Without_refinement_five_digits_are_left()
    {
        var solution = SingleOscillator2.Solve(Given.Of(new SingleOscillator2.Inputs(1001), 0.01, 0.12, 0.043), new SolveOptions { Refine = false }).EnsureSuccess();
        Assert.InRange(ErrorOf(solution.U, 0.01, HermiteTests.Oscillation(0.12, 0.043, 0, new Complex(-0.215, Math.Sqrt(4.5 - (0.215 * 0.215))))), 1e-12, 3 * 6.9e-7);
        Assert.True(double.IsNaN(solution.Reports[0].Residual));
    }

    [Fact]
    public void The_table_in_the_documentation_is_right()
    {
        var page = File.ReadAllLines(Path.Combine(HermiteTests.Folder(), "..", "..", "..", "docs", "schemes.md"));
        var rows = page.Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(static cells => cells.Length == 7 && cells[5].Contains("e-", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, rows.Count);
        foreach (var cells in rows)
        {
            var step = double.Parse(cells[1], CultureInfo.InvariantCulture);
            var points = int.Parse(cells[2], CultureInfo.InvariantCulture);
            var exact = HermiteTests.Oscillation(0.12, 0.043, 0, new Complex(-0.215, Math.Sqrt(4.5 - (0.215 * 0.215))));
            double[] errors =
            [
                ErrorOf(Oscillator2.Solve(Given.Of(new Oscillator2.Inputs(points), step, 0.12, 0.043)).U, step, exact),
                ErrorOf(SingleOscillator2.Solve(Given.Of(new SingleOscillator2.Inputs(points), step, 0.12, 0.043)).U, step, exact),
                ErrorOf(SingleOscillator2.Solve(Given.Of(new SingleOscillator2.Inputs(points), step, 0.12, 0.043), new SolveOptions { Refine = false }).U, step, exact),
            ];
            foreach (var (error, cell) in errors.Zip(cells[3..6]))
            {
                var said = double.Parse(cell, CultureInfo.InvariantCulture);
                Assert.InRange(error, said <= 1e-14 ? 0 : 0.9 * said, 1.1 * said);
            }
        }
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(9, true)]
    [InlineData(400, false)]
    public void Solutions_and_gradients_agree_with_double_precision(int points, bool keepFactor)
    {
        var options = new SolveOptions { KeepFactor = keepFactor };
        var inputs = Drive(new Driven.Inputs(points, 3));
        var u = Driven.Solve(new Driven.Parameters(), inputs, options).EnsureSuccess();
        var cotangent = new Driven.Cotangent(u);
        CentralDifference.Fill(cotangent, 3, 8, 0, 1, 5);
        var gradient = Driven.Gradient(u, cotangent);

        var singles = Drive(new SingleDriven.Inputs(points, 3));
        var v = SingleDriven.Solve(new SingleDriven.Parameters(), singles, options).EnsureSuccess();
        var singleCotangent = new SingleDriven.Cotangent(v);
        CentralDifference.Fill(singleCotangent, 3, 8, 0, 1, 5);
        var single = SingleDriven.Gradient(v, singleCotangent);

        AssertEqual(u.U.ToArray(), v.U.ToArray());
        AssertEqual(u.Energy.ToArray(), v.Energy.ToArray());
        AssertEqual(gradient.Parameters.Values, single.Parameters.Values);
        AssertEqual(gradient.Inputs.Values, single.Inputs.Values);
    }

    [Fact]
    public void Gradients_through_functions_of_time_and_steps_agree_with_double_precision()
    {
        var inputs = Modulate(new Modulated.Inputs(60));
        var u = Modulated.Solve(new Modulated.Parameters(), inputs).EnsureSuccess();
        var cotangent = new Modulated.Cotangent(u);
        CentralDifference.Fill(cotangent, 1, 4, 0, 1);
        var gradient = Modulated.Gradient(u, cotangent);

        var singles = Modulate(new SingleModulated.Inputs(60));
        var v = SingleModulated.Solve(new SingleModulated.Parameters(), singles).EnsureSuccess();
        var singleCotangent = new SingleModulated.Cotangent(v);
        CentralDifference.Fill(singleCotangent, 1, 4, 0, 1);
        var single = SingleModulated.Gradient(v, singleCotangent);
        AssertEqual(u.Values, v.Values);
        AssertEqual(gradient.Parameters.Values, single.Parameters.Values);
        AssertEqual(gradient.Inputs.Values, single.Inputs.Values);

        // Two digits are left without refinement.
        var rough = SingleModulated.Solve(new SingleModulated.Parameters(), singles, new SolveOptions { Refine = false }).EnsureSuccess();
        AssertEqual(gradient.Inputs.Values, SingleModulated.Gradient(rough, singleCotangent).Inputs.Values, 1e-2);
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Batch_mates_lanes_and_cores_do_not_change_a_bit(int trajectories, int cores, bool keepFactor)
    {
        const int Points = 20;
        var options = new SolveOptions { MaxDegreeOfParallelism = cores, KeepFactor = keepFactor };
        var u = SingleDriven.Solve(new SingleDriven.Parameters(), Drive(new SingleDriven.Inputs(Points, trajectories)), options).EnsureSuccess();
        var cotangent = new SingleDriven.Cotangent(u);
        cotangent.Values.Fill(0.5);
        var gradient = SingleDriven.Gradient(u, cotangent);
        var sum = 0.0;
        for (var trajectory = 0; trajectory < trajectories; trajectory++)
        {
            var own = SingleDriven.Solve(new SingleDriven.Parameters(), Drive(new SingleDriven.Inputs(Points), trajectory));
            var ownCotangent = new SingleDriven.Cotangent(own);
            ownCotangent.Values.Fill(0.5);
            var ownGradient = SingleDriven.Gradient(own, ownCotangent);
            AssertPart(own.Values, u.Values, trajectory);
            Assert.Equal(own.Reports[0], u.Reports[trajectory]);
            AssertPart(ownGradient.Inputs.Values, gradient.Inputs.Values, trajectory);
            sum += ownGradient.Parameters.Stiffness;
        }

        Assert.Equal(sum, gradient.Parameters.Stiffness);

        void AssertPart(ReadOnlySpan<double> own, ReadOnlySpan<double> all, int trajectory)
        {
            for (var i = 0; i < own.Length; i++)
            {
                Assert.Equal(own[i], all[(i * trajectories) + trajectory]);
            }
        }
    }

    [Fact]
    public void Trajectories_that_fail_do_not_touch_the_others()
    {
        const int Trajectories = 21;
        var inputs = Drive(new SingleDriven.Inputs(20, Trajectories));
        var sound = SingleDriven.Solve(new SingleDriven.Parameters(), inputs.Clone()).EnsureSuccess();
        inputs.Force[3, 4] = double.NaN;
        inputs.InitialU[9, 1] = double.PositiveInfinity;
        inputs.Steps[17, 5] = -0.1;

        // Finite, but not in single precision.
        inputs.Damping[12] = 1e60;
        var u = SingleDriven.Solve(new SingleDriven.Parameters(), inputs);
        var cotangent = new SingleDriven.Cotangent(u);
        cotangent.Values.Fill(0.5);
        var gradient = SingleDriven.Gradient(u, cotangent);
        var good = SingleDriven.Gradient(sound, cotangent);
        for (var trajectory = 0; trajectory < Trajectories; trajectory++)
        {
            var report = u.Reports[trajectory];
            switch (trajectory)
            {
                case 3:
                    Assert.Equal((SolveStatus.NotFinite, 4), (report.Status, report.Step));
                    break;
                case 9:
                    Assert.Equal(SolveStatus.NotFinite, report.Status);
                    break;
                case 12:
                    Assert.False(report.HasSolution);
                    break;
                case 17:
                    Assert.Equal((SolveStatus.StepNotPositive, 5), (report.Status, report.Step));
                    break;
                default:
                    Assert.Equal(sound.Reports[trajectory], report);
                    break;
            }

            Assert.Equal(report.HasSolution ? good.Inputs.Damping[trajectory] : 0, gradient.Inputs.Damping[trajectory]);
            Assert.Equal(report.HasSolution ? sound.U[trajectory, 19] : double.NaN, u.U[trajectory, 19]);
        }

        Assert.True(double.IsFinite(gradient.Parameters.Stiffness));
    }

    [Fact]
    public void Nothing_given_is_solved_by_zero()
    {
        var solution = SingleOscillator2.Solve(Given.Of(new SingleOscillator2.Inputs(50), 0.1, 0, 0)).EnsureSuccess();
        Assert.All(solution.Values.ToArray(), static value => Assert.Equal(0, value));
        Assert.Equal(new TrajectoryReport(SolveStatus.Ok, -1, 0, 0), solution.Reports[0]);
    }

    private static double ErrorOf(StateTrajectory state, double step, Func<double, double> exact) =>
        Enumerable.Range(0, (int)Math.Round(10 / step) + 1).Max(i => Math.Abs(state[0, i] - exact(step * i)));

    /// <summary>The corrections end at 1e-6 of the solution.</summary>
    private static void AssertEqual(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance = 1e-6)
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

    private static T Modulate<T>(T inputs)
        where T : ModelValues
    {
        Slot(inputs, "Steps", static (_, step) => 0.1 + (0.01 * (step % 5)), 1, 0);
        Slot(inputs, "U", static (_, _) => 1, 1, 0);
        return inputs;
    }

    /// <summary>The same inputs for the model in either precision; a single trajectory is that of a larger batch.</summary>
    private static T Drive<T>(T inputs, int first = 0)
        where T : ModelValues
    {
        var count = inputs.TrajectoryCount;
        Slot(inputs, "Steps", static (trajectory, step) => 0.05 + (0.01 * (trajectory % 7)) + (0.02 * (step % 3)), count, first);
        Slot(inputs, "Force", static (trajectory, step) => Math.Sin(1 + step + trajectory), count, first);
        Slot(inputs, "ForceD1", static (trajectory, step) => Math.Sin(2 + step + trajectory), count, first);
        Slot(inputs, "ForceD2", static (trajectory, step) => Math.Sin(3 + step + trajectory), count, first);
        Slot(inputs, "Damping", static (trajectory, _) => 0.3 + (0.1 * (trajectory % 5)), count, first);
        Slot(inputs, "U", static (trajectory, order) => order == 0 ? 1 - (0.05 * trajectory) : 0.1 * trajectory, count, first);
        return inputs;
    }

    private static void Slot(ModelValues inputs, string name, Func<int, int, double> value, int count, int first)
    {
        var slot = Enumerable.Range(0, inputs.Slots.Count).Single(i => inputs.Slots[i].Name == name);
        var numbers = inputs.Slot(slot);
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = value(first + (i % count), i / count);
        }
    }
}
