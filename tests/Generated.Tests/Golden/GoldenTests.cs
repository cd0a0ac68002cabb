using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;
using ScalableMNN.Tests.Golden;
using Xunit;

namespace ScalableMNN.Generated.Tests.Golden;

/// <summary>Generated kernels reproduce the golden files: solution and all four gradients, for every shape that a model can declare.</summary>
public class GoldenTests
{
    private static readonly Dictionary<string, Action<GoldenCase, SolveOptions>> Checks = new()
    {
        ["a_1d_no2"] = Check<Scalar1, Scalar1.Parameters, Scalar1.Inputs, Scalar1.Trajectories, Scalar1.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["b_1d_no3"] = Check<Scalar2, Scalar2.Parameters, Scalar2.Inputs, Scalar2.Trajectories, Scalar2.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["c_3d3e_no2"] = Check<Triple1, Triple1.Parameters, Triple1.Inputs, Triple1.Trajectories, Triple1.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["d_2d2e_no3_central"] = Check<Central2, Central2.Parameters, Central2.Inputs, Central2.Trajectories, Central2.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["e_1d_no5_kdv"] = Check<Scalar4, Scalar4.Parameters, Scalar4.Inputs, Scalar4.Trajectories, Scalar4.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["f4_lorenz_batch_bcast"] = Check<Shared2, Shared2.Parameters, Shared2.Inputs, Shared2.Trajectories, Shared2.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["f_const_coef_const_step_3d"] = Check<Steady1, Steady1.Parameters, Steady1.Inputs, Steady1.Trajectories, Steady1.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["g_sine_no_init"] = Check<Free2, Free2.Parameters, Free2.Inputs, Free2.Trajectories, Free2.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["h_weights"] = Check<Weighted2, Weighted2.Parameters, Weighted2.Inputs, Weighted2.Trajectories, Weighted2.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["i_2e_3d_underdetermined"] = Check<Fewer1, Fewer1.Parameters, Fewer1.Inputs, Fewer1.Trajectories, Fewer1.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["j_init3steps_2orders"] = Check<Threefold2, Threefold2.Parameters, Threefold2.Inputs, Threefold2.Trajectories, Threefold2.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["k_batch_2x3"] = Check<Pair1, Pair1.Parameters, Pair1.Inputs, Pair1.Trajectories, Pair1.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
        ["l_T2"] = Check<Pair2, Pair2.Parameters, Pair2.Inputs, Pair2.Trajectories, Pair2.Cotangent>(static (b, t) => new(t, b), static (p, i) => new(p, i), static u => new(u)),
    };

    public static TheoryData<string> Cases => [.. GoldenCase.Names.Where(Checks.ContainsKey)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reproduces(string name) => Checks[name](GoldenCase.Load(name), SolveOptions.Default);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reproduces_with_the_factor_kept(string name) => Checks[name](GoldenCase.Load(name), new SolveOptions { KeepFactor = true, MaxDegreeOfParallelism = 1 });

    private static Action<GoldenCase, SolveOptions> Check<TModel, TParameters, TInputs, TTrajectories, TCotangent>(
        Func<int, int, TInputs> makeInputs, Func<TParameters, TInputs, TTrajectories> makeSolution, Func<TTrajectories, TCotangent> makeCotangent)
        where TModel : IMechanisticModel<TModel>
        where TParameters : ModelValues, new()
        where TInputs : ModelValues
        where TTrajectories : ModelTrajectories
        where TCotangent : ModelCotangent => (golden, options) => GoldenComparison.Run(
            golden,
            makeInputs,
            inputs =>
            {
                var solution = makeSolution(new TParameters(), inputs);
                Solver.Solve<TModel>(solution, options);
                return solution;
            },
            makeCotangent,
            static (solution, cotangent) => Solver.Gradient<TModel, TParameters, TInputs>(solution, cotangent).Inputs);
}
