using System;

namespace ScalableMNN.Runtime.Models;

/// <summary>The estimated error of every number of a solution.</summary>
internal sealed class EstimatedErrors(ModelTrajectories solution) : StateStorage(solution.Model, solution.TrajectoryCount, solution.PointCount, clear: false)
{
    /// <summary>The distance from one to the next number.</summary>
    private const double RoundingUnit = 1.0 / (1L << 52);

    private protected override ReadOnlySpan<double> TimesOf(int trajectory) => solution.Times(trajectory);

    /// <summary>The largest error of a state relative to the state's own largest value, and one rounding unit, without which no number is known.</summary>
    public double LargestOf(int trajectory)
    {
        var largest = 0.0;
        for (var state = 0; state < Model.States.Count; state++)
        {
            var error = Largest(this, state, trajectory);
            var size = Largest(solution, state, trajectory);
            for (var other = 0; size == 0 && other < Model.States.Count; other++)
            {
                // A state that is zero throughout has no size of its own.
                size = Largest(solution, other, trajectory);
            }

            largest = Math.Max(largest, error == 0 ? 0 : error / size);
        }

        return largest + RoundingUnit;
    }

    /// <summary>The largest absolute value of a state; NaN where there is one.</summary>
    private static double Largest(StateStorage storage, int state, int trajectory)
    {
        var largest = 0.0;
        var numbers = storage.Storage;
        for (var point = 0; point < storage.PointCount; point++)
        {
            largest = Math.Max(largest, Math.Abs(numbers[storage.Index(state, 0, trajectory, point)]));
        }

        return largest;
    }
}
