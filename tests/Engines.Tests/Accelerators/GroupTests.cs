using System.Linq;
using ILGPU.Runtime;
using ScalableMNN.Generated.Ilgpu;
using ScalableMNN.Generated.Tests.Accuracy;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Models;
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
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(33)]
    public void Batches_that_fill_no_warp(int trajectories) => CheckTenStates(4, points: 3, trajectories);

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
            solver.Solve(u, parameters, inputs, null);
            var derivative = cotangent(u);
            derivative.Values.Fill(0.25);
            var gradient = solver.Gradient<TParameters, TInputs>(u, derivative, null, null);
            return [.. gradient.Parameters.Values, .. gradient.Inputs.Values];
        }
    }
}
