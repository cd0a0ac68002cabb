using System;
using ScalableMNN.Dsl;
using ScalableMNN.Generated.Tests.Accuracy;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Generated.Tests;

/// <summary>Values, solutions and gradients on memory of the caller's, in any layout, have the same bits as those in arrays of their own.</summary>
public class PlacedMemoryTests
{
    /// <summary>Layouts for so many rows of so many trajectories.</summary>
    private static readonly Func<int, int, BatchLayout>[] Layouts =
    [
        static (rows, trajectories) => BatchLayout.TrajectoriesInnermost(trajectories),
        static (rows, _) => BatchLayout.TrajectoriesOutermost(rows),
        static (_, trajectories) => new BatchLayout(trajectories + 3, 1),
        static (rows, _) => new BatchLayout(1, rows + 5),
        static (rows, _) => new BatchLayout(2, (2 * rows) + 1),
        static (_, trajectories) => new BatchLayout(3 * trajectories, 3),
    ];

    public static TheoryData<int, int, int, bool> Batches
    {
        get
        {
            var data = new TheoryData<int, int, int, bool>();
            foreach (var trajectories in new[] { 1, 2, 4, 5, 8, 9, 24, 33 })
            {
                for (var layout = 0; layout < Layouts.Length; layout++)
                {
                    data.Add(trajectories, layout, layout % 2 == 0 ? 1 : 64, layout % 3 == 0);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public void Changes_no_bit(int trajectories, int layout, int cores, bool keepFactor)
    {
        var options = new SolveOptions { MaxDegreeOfParallelism = cores, KeepFactor = keepFactor };
        var (parameters, inputs) = EverySourceBatch.Create(trajectories);
        var u = EverySource.Solve(parameters, inputs, options).EnsureSuccess();
        var cotangent = new EverySource.Cotangent(u);
        EverySourceBatch.Fill(cotangent);
        var gradient = EverySource.Gradient(u, cotangent);

        // Every slot in a layout of its own, beginning with that of the case.
        var (placedParameters, placedInputs) = (Placed(parameters, (EverySource.Parameters)Empty(parameters), layout), Placed(inputs, (EverySource.Inputs)Empty(inputs), layout + 1));
        var v = new EverySource.Trajectories(placedParameters, placedInputs);
        var rows = u.Values.Length / trajectories;
        var place = Layout(layout, rows, trajectories);
        var room = Room(rows, trajectories, place);
        v.Place(room, place);
        Solver.Solve<EverySource>(v, options);
        AssertEqual(u.Values, trajectories, room, place);
        Assert.Equal(u.Reports.ToArray(), v.Reports.ToArray());

        var placedCotangent = new EverySource.Cotangent(v);
        place = Layout(layout + 2, rows, trajectories);
        placedCotangent.Place(Spread(cotangent.Values, rows, trajectories, place), place);
        var into = new ModelGradient<EverySource.Parameters, EverySource.Inputs>(
            Placed(gradient.Parameters, (EverySource.Parameters)Empty(parameters), layout + 3), Placed(gradient.Inputs, (EverySource.Inputs)Empty(inputs), layout + 4));
        EverySource.Gradient(v, placedCotangent, null, into);
        AssertEqual(gradient.Parameters, into.Parameters);
        AssertEqual(gradient.Inputs, into.Inputs);
    }

    [Fact]
    public void A_stride_of_zero_reads_one_number_for_all()
    {
        var one = EverySourceBatch.Create(1);
        var (parameters, inputs) = EverySourceBatch.Create(20);
        var (same, sameInputs) = ((EverySource.Parameters)Empty(parameters), (EverySource.Inputs)Empty(inputs));
        foreach (var (from, to) in ((ModelValues, ModelValues)[])[(one.Parameters, same), (one.Inputs, sameInputs)])
        {
            for (var slot = 0; slot < from.Slots.Count; slot++)
            {
                to.Place(slot, from.Slot(slot).ToArray(), new BatchLayout(1, 0));
            }
        }

        var u = EverySource.Solve(one.Parameters, one.Inputs);
        var v = EverySource.Solve(same, sameInputs);
        for (var trajectory = 0; trajectory < 20; trajectory++)
        {
            for (var i = 0; i < u.Values.Length; i++)
            {
                Assert.Equal(u.Values[i], v.Values[(i * 20) + trajectory]);
            }
        }
    }

    [Fact]
    public void A_discarded_derivative_is_not_written_and_the_others_are_as_they_were()
    {
        var (parameters, inputs) = EverySourceBatch.Create(9);
        var u = EverySource.Solve(parameters, inputs);
        var cotangent = new EverySource.Cotangent(u);
        EverySourceBatch.Fill(cotangent);
        var gradient = EverySource.Gradient(u, cotangent);
        for (var slot = 0; slot < inputs.Slots.Count; slot++)
        {
            var into = new ModelGradient<EverySource.Parameters, EverySource.Inputs>(new EverySource.Parameters(inputs), new EverySource.Inputs(EverySourceBatch.Points, 9));
            into.Inputs.Discard(slot);
            EverySource.Gradient(u, cotangent, null, into);
            AssertEqual(gradient.Parameters, into.Parameters);
            for (var other = 0; other < inputs.Slots.Count; other++)
            {
                if (other != slot)
                {
                    Assert.Equal(gradient.Inputs.Slot(other).ToArray(), into.Inputs.Slot(other).ToArray());
                }
            }

            Assert.Throws<InvalidOperationException>(() => into.Inputs.Slot(slot).Length);
        }
    }

    [Fact]
    public void A_trajectory_that_fails_is_NaN_where_it_lies_and_alone()
    {
        var (parameters, inputs) = EverySourceBatch.Create(9);
        var u = EverySource.Solve(parameters, inputs);
        var steps = 0;
        while (parameters.Slots[steps].Kind != ValueKind.Steps)
        {
            steps++;
        }

        var numbers = Spread(parameters.Slot(steps), EverySourceBatch.Points - 1, 9, BatchLayout.TrajectoriesOutermost(EverySourceBatch.Points - 1));
        numbers[(4 * (EverySourceBatch.Points - 1)) + 3] = -1;
        parameters.Place(steps, numbers, BatchLayout.TrajectoriesOutermost(EverySourceBatch.Points - 1));
        var v = new EverySource.Trajectories(parameters, inputs);
        var rows = u.Values.Length / 9;
        var room = new double[u.Values.Length];
        v.Place(room, BatchLayout.TrajectoriesOutermost(rows));
        Solver.Solve<EverySource>(v);
        Assert.Equal(SolveStatus.StepNotPositive, v.Reports[4].Status);
        Assert.Equal(3, v.Reports[4].Step);
        for (var trajectory = 0; trajectory < 9; trajectory++)
        {
            for (var i = 0; i < rows; i++)
            {
                Assert.Equal(trajectory == 4 ? double.NaN : u.Values[(i * 9) + trajectory], room[(trajectory * rows) + i]);
            }
        }
    }

    [Fact]
    public void Nonlinear_models_and_their_starts_and_errors()
    {
        var inputs = new Pendulum.Inputs(41, 11) { Steps = 0.05 };
        inputs.ObservedAngle.Fill(double.NaN);
        for (var trajectory = 0; trajectory < 11; trajectory++)
        {
            inputs.ObservedAngle[trajectory, 0] = 0.1 * trajectory;
            inputs.ObservedAngle[trajectory, 40] = 0.05;
        }

        var options = new SolveOptions { EstimateError = true, FollowData = true };
        var u = Pendulum.Solve(new Pendulum.Parameters(), inputs, options).EnsureSuccess();
        var rows = u.Values.Length / 11;
        var v = new Pendulum.Trajectories(new Pendulum.Parameters(), inputs);
        var room = new double[u.Values.Length];
        v.Place(room, BatchLayout.TrajectoriesOutermost(rows));
        Solver.Solve<Pendulum>(v, options);
        AssertEqual(u.Values, 11, room, v.Layout);
        Assert.Equal(u.Reports.ToArray(), v.Reports.ToArray());
        Assert.Equal(u.Angle.ToArray(7), v.Angle.ToArray(7));
        Assert.Equal(u.Angle.Error.ToArray(7), v.Angle.Error.ToArray(7));

        var (a, b) = (Pendulum.Solve(new Pendulum.Parameters(), inputs, new SolveOptions { Start = u, FollowData = true }), Pendulum.Solve(new Pendulum.Parameters(), inputs, new SolveOptions { Start = v, FollowData = true }));
        Assert.Equal(a.Values.ToArray(), b.Values.ToArray());
    }

    [Fact]
    public void Memory_that_does_not_fit_is_told_at_once()
    {
        var (parameters, inputs) = EverySourceBatch.Create(5);
        var slot = 0;
        while (inputs.Slots[slot].Per != Per.Step)
        {
            slot++;
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => inputs.Place(inputs.Slots.Count, new double[10], default));
        Assert.Throws<ArgumentOutOfRangeException>(() => inputs.Place(slot, new double[1000], new BatchLayout(-1, 10)));
        Assert.Contains("EverySource.Inputs", Assert.Throws<ArgumentException>(() => inputs.Place(slot, new double[1], new BatchLayout(1, 10))).Message);
        var u = new EverySource.Trajectories(parameters, inputs);
        Assert.Contains("two of", Assert.Throws<ArgumentException>(() => u.Place(new double[10_000], new BatchLayout(1, 1))).Message);
        Assert.Contains("the memory has 7", Assert.Throws<ArgumentException>(() => u.Place(new double[7], BatchLayout.TrajectoriesInnermost(5))).Message);
        u.Place(new double[10_000], new BatchLayout(2, 1000));
        Solver.Solve<EverySource>(u);
        Assert.Contains("row stride 2", Assert.Throws<InvalidOperationException>(() => u.Values.Length).Message);
    }

    [Fact]
    public void Memory_that_the_collector_does_not_move_is_used_in_place_until_it_is_given_back()
    {
        var (parameters, inputs) = EverySourceBatch.Create(8);
        var u = EverySource.Solve(parameters, inputs);
        var v = new EverySource.Trajectories(parameters, inputs);
        var memory = GC.AllocateArray<double>(u.Values.Length, pinned: true);
        using (IDisposable lent = new NativeNumbers(memory, memory))
        {
            v.Place(((NativeNumbers)lent).Memory, BatchLayout.TrajectoriesInnermost(8));
            Solver.Solve<EverySource>(v);
            Assert.Equal(u.Values.ToArray(), memory);
        }

        Assert.Throws<ObjectDisposedException>(() => v.Values.Length);
    }

    private static BatchLayout Layout(int index, int rows, int trajectories) => Layouts[index % Layouts.Length](rows, trajectories);

    private static double[] Room(int rows, int trajectories, BatchLayout layout) => Numbers(((rows - 1) * layout.RowStride) + ((trajectories - 1) * layout.TrajectoryStride) + 1, double.NaN);

    private static double[] Numbers(int count, double value)
    {
        var numbers = new double[count];
        Array.Fill(numbers, value);
        return numbers;
    }

    /// <summary>Numbers with trajectories innermost, moved to another layout.</summary>
    private static double[] Spread(ReadOnlySpan<double> numbers, int rows, int trajectories, BatchLayout layout)
    {
        var room = Room(rows, trajectories, layout);
        for (var row = 0; row < rows; row++)
        {
            for (var trajectory = 0; trajectory < trajectories; trajectory++)
            {
                room[(row * layout.RowStride) + (trajectory * layout.TrajectoryStride)] = numbers[(row * trajectories) + trajectory];
            }
        }

        return room;
    }

    private static ModelValues Empty(ModelValues values) => values is EverySource.Inputs inputs
        ? new EverySource.Inputs(inputs.PointCount, inputs.TrajectoryCount)
        : new EverySource.Parameters(new EverySource.Inputs(EverySourceBatch.Points, values.TrajectoryCount));

    /// <summary>What lies in the memory of other trajectories before they are solved is nothing to judge a step by.</summary>
    [Fact]
    public void Steps_are_judged_by_the_memory_of_their_own_trajectory()
    {
        var (parameters, inputs) = NonlinearTests.Populations(20, 24);
        var u = new LotkaVolterra.Trajectories(parameters, inputs);
        var rows = u.Values.Length / 24;
        var room = new double[u.Values.Length];
        Array.Fill(room, 1e300);
        u.Place(room, BatchLayout.TrajectoriesOutermost(rows));
        Solver.Solve<LotkaVolterra>(u, new SolveOptions { MaxDegreeOfParallelism = 1 });
        u.EnsureSuccess();
    }

    /// <summary>Copies values to memory of the caller's, each slot in the next layout.</summary>
    private static T Placed<T>(T values, T target, int layout)
        where T : ModelValues
    {
        for (var slot = 0; slot < values.Slots.Count; slot++)
        {
            var trajectories = values.Slots[slot].Per == Per.Model ? 1 : values.TrajectoryCount;
            var rows = values.Slot(slot).Length / trajectories;
            var place = Layout(layout + slot, rows, trajectories);
            target.Place(slot, Spread(values.Slot(slot), rows, trajectories, place), place);
        }

        return target;
    }

    private static void AssertEqual(ModelValues expected, ModelValues actual)
    {
        var copy = Empty(actual);
        copy.CopyFrom(actual);
        Assert.Equal(expected.Values.ToArray(), copy.Values.ToArray());
    }

    private static void AssertEqual(ReadOnlySpan<double> expected, int trajectories, double[] room, BatchLayout layout)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], room[(i / trajectories * layout.RowStride) + (i % trajectories * layout.TrajectoryStride)]);
        }
    }
}
