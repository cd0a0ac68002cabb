using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Dsl;
using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Generators.Tests.Kernels;

/// <summary>A batch of trajectories of a compiled model with random values.</summary>
internal sealed class Batch
{
    /// <param name="points">Number of grid points, or null where the model fixes it.</param>
    public Batch(CompiledModel model, int? points, int trajectories)
    {
        Model = model;
        Inputs = model.Inputs(points, trajectories);
        Points = Inputs.PointCount;
        Parameters = model.Parameters(Inputs);
    }

    public CompiledModel Model { get; }

    public int Points { get; }

    public int Trajectories => Inputs.TrajectoryCount;

    public ModelValues Parameters { get; }

    public ModelValues Inputs { get; }

    public IEnumerable<ModelValues> Both => [Parameters, Inputs];

    /// <summary>Coefficients and initial values between a half and three halves, steps between three and nine tenths.</summary>
    public static Batch Random(CompiledModel model, int? points, int trajectories, int seed)
    {
        var batch = new Batch(model, points, trajectories);
        var random = new Random(seed);
        foreach (var values in batch.Both)
        {
            for (var slot = 0; slot < values.Slots.Count; slot++)
            {
                var steps = values.Slots[slot].Kind == ValueKind.Steps;
                foreach (ref var value in values.Slot(slot))
                {
                    value = steps ? 0.3 + (0.6 * random.NextDouble()) : 0.5 + random.NextDouble();
                }
            }
        }

        return batch;
    }

    /// <summary>Some of the trajectories as a batch of their own.</summary>
    public Batch Pick(params int[] trajectories)
    {
        var picked = new Batch(Model, Model.Description.Grid.Points > 0 ? null : Points, trajectories.Length);
        foreach (var (source, target) in Both.Zip(picked.Both))
        {
            for (var slot = 0; slot < source.Slots.Count; slot++)
            {
                var from = source.Slot(slot);
                var to = target.Slot(slot);
                for (var i = 0; i < to.Length; i++)
                {
                    to[i] = source.Slots[slot].Per == Per.Model ? from[i] : from[(i / trajectories.Length * Trajectories) + trajectories[i % trajectories.Length]];
                }
            }
        }

        return picked;
    }

    public ModelTrajectories Solve(SolveOptions? options = null) => Model.Solve(Parameters, Inputs, options);

    /// <summary>The values of one trajectory, by the names the oracle reads them by.</summary>
    public Dictionary<string, double[]> ValuesOf(int trajectory)
    {
        var result = new Dictionary<string, double[]>();
        foreach (var values in Both)
        {
            for (var slot = 0; slot < values.Slots.Count; slot++)
            {
                result.Add(NameOf(values.Slots[slot]), Of(values, slot, trajectory));
            }
        }

        return result;
    }

    public static string NameOf(ValueSlot slot) => slot.Kind == ValueKind.Initial ? "Initial" + slot.Name : slot.Name;

    /// <summary>The numbers of a slot that belong to a trajectory.</summary>
    public static double[] Of(ModelValues values, int slot, int trajectory)
    {
        var all = values.Slot(slot).ToArray();
        return values.Slots[slot].Per == Per.Model ? all : all.Where((_, i) => i % values.TrajectoryCount == trajectory).ToArray();
    }

    /// <summary>The solution of a trajectory, unknown n at grid point t at t N + n.</summary>
    public static double[] Of(ModelTrajectories solution, int trajectory) => Part(solution.Values.ToArray(), solution.TrajectoryCount, trajectory);

    /// <summary>What belongs to a trajectory in an array with trajectories innermost.</summary>
    public static double[] Part(double[] values, int trajectories, int trajectory) => values.Where((_, i) => i % trajectories == trajectory).ToArray();
}
