using System.Linq;
using ILGPU.Runtime;
using ScalableMNN.Generated.Ilgpu;
using ScalableMNN.Generated.Tests.Accuracy;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using Xunit;

namespace ScalableMNN.Engines.Tests.Accelerators;

/// <summary>Large blocks, whose trajectories are given to groups of threads: what comes out does not depend on how many threads a group has, to the last bit.</summary>
public sealed class GroupTests
{
    /// <summary>Sizes that divide the rows of a block and sizes that do not, up to the most that the processor's accelerator has.</summary>
    public static TheoryData<int> Sizes => [2, 3, 7, 16];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Ten_states_of_second_order(int threads) => CheckTenStates(threads, points: 5, trajectories: 2);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void States_of_unequal_orders_on_given_steps(int threads) => Check<EightStates, DoubleDeviceEntries<EightStatesDevice>, EightStates.Parameters, EightStates.Inputs>(
        nameof(EightStates), threads, points: 6, trajectories: 2, static (parameters, inputs) => new EightStates.Trajectories(parameters, inputs), static u => new EightStates.Cotangent((EightStates.Trajectories)u));

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    public void A_model_that_is_not_linear(int threads) => Check<SixSprings, DoubleDeviceEntries<SixSpringsDevice>, SixSprings.Parameters, SixSprings.Inputs>(
        nameof(SixSprings), threads, points: 4, trajectories: 1, static (parameters, inputs) => new SixSprings.Trajectories(parameters, inputs), static u => new SixSprings.Cotangent((SixSprings.Trajectories)u));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Reflections(int threads) => Check<ThirdOrderTriple, DoubleDeviceEntries<ThirdOrderTripleDevice>, ThirdOrderTriple.Parameters, ThirdOrderTriple.Inputs>(
        nameof(ThirdOrderTriple), threads, points: 5, trajectories: 2, static (parameters, inputs) => new ThirdOrderTriple.Trajectories(parameters, inputs), static u => new ThirdOrderTriple.Cotangent((ThirdOrderTriple.Trajectories)u));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Reflections_in_single_precision(int threads) => Check<SingleThirdOrderTriple, SingleDeviceEntries<SingleThirdOrderTripleDevice>, SingleThirdOrderTriple.Parameters, SingleThirdOrderTriple.Inputs>(
        nameof(SingleThirdOrderTriple), threads, points: 5, trajectories: 2, static (parameters, inputs) => new SingleThirdOrderTriple.Trajectories(parameters, inputs), static u => new SingleThirdOrderTriple.Cotangent((SingleThirdOrderTriple.Trajectories)u));

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(33)]
    public void Batches_that_fill_no_warp(int trajectories) => CheckTenStates(4, points: 3, trajectories);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_trajectory_that_fails_touches_no_other(int threads)
    {
        using var test = new TestAccelerator();
        var model = AcceleratedModel.All[nameof(EightStates)];
        var (parameters, inputs) = model.Values(points: 4, trajectories: 3);
        var whole = model.Solve(parameters, inputs);
        var given = (EightStates.Inputs)inputs;
        given.Valve[1] = double.PositiveInfinity;
        var u = new EightStates.Trajectories((EightStates.Parameters)parameters, given);
        using var solver = new DeviceSolver<EightStates, DoubleDeviceEntries<EightStatesDevice>>(test.Accelerator) { GroupSize = threads };

        solver.Solve(u, parameters, inputs, new SolveOptions { FollowData = true });

        Agreement.Check(EightStates.Solve((EightStates.Parameters)parameters, given, new SolveOptions { FollowData = true }), u, Agreement.Tolerance(model));
        Assert.Equal([SolveStatus.Ok, SolveStatus.NotFinite, SolveStatus.Ok], Enumerable.Range(0, 3).Select(trajectory => u.Reports[trajectory].Status));
        for (var at = 0; at < u.Values.Length; at++)
        {
            Assert.True(at % 3 == 1 || System.Math.Abs(whole.Values[at] - u.Values[at]) < 1e-10);
        }
    }

    private static void CheckTenStates(int threads, int points, int trajectories) => Check<TenStates, DoubleDeviceEntries<TenStatesDevice>, TenStates.Parameters, TenStates.Inputs>(
        nameof(TenStates), threads, points, trajectories, static (parameters, inputs) => new TenStates.Trajectories(parameters, inputs), static u => new TenStates.Cotangent((TenStates.Trajectories)u));

    private static void Check<TModel, TEntries, TParameters, TInputs>(
        string name, int threads, int points, int trajectories, System.Func<TParameters, TInputs, ModelTrajectories> solution, System.Func<ModelTrajectories, ModelCotangent> cotangent)
        where TModel : IMechanisticModel<TModel>
        where TEntries : DeviceEntries, new()
        where TParameters : ModelValues
        where TInputs : ModelValues
    {
        using var test = new TestAccelerator();
        var model = AcceleratedModel.All[name];
        var (parameters, inputs) = model.Values(points, trajectories);
        var (alone, together) = (solution((TParameters)parameters, (TInputs)inputs), solution((TParameters)parameters, (TInputs)inputs));

        var expected = Run(1, alone);
        var computed = Run(threads, together);

        Assert.Equal(alone.Values.ToArray(), together.Values.ToArray());
        Assert.Equal(alone.Reports, together.Reports);
        Assert.Equal(expected, computed);
        Agreement.Check(model.Solve(parameters, inputs), together, Agreement.Tolerance(model));

        double[] Run(int size, ModelTrajectories u)
        {
            using var solver = new DeviceSolver<TModel, TEntries>(test.Accelerator) { GroupSize = size };
            solver.Solve(u, parameters, inputs, new SolveOptions { FollowData = true });
            var derivative = cotangent(u);
            derivative.Values.Fill(0.25);
            var gradient = solver.Gradient<TParameters, TInputs>(u, derivative, null, null);
            return [.. gradient.Parameters.Values, .. gradient.Inputs.Values];
        }
    }
}
