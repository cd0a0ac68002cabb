using System;
using System.Collections.Generic;
using System.Linq;
using ScalableMNN.Runtime.Models;

namespace ScalableMNN.Samples.Strogatz;

/// <summary>The largest absolute errors of a solution and its first two time derivatives, over all states and grid points.</summary>
public readonly record struct Errors(double U, double First, double Second)
{
    /// <summary>Compares states with a closed form, of which state s is the derivative s.</summary>
    public static Errors Of(StateTrajectory[] states, ClosedForm exact, IReadOnlyList<double> times)
    {
        return new Errors(Largest(0), Largest(1), Largest(2));

        double Largest(int order) => states
            .Select((state, s) => state.D(order).ToArray().Zip(times, (value, time) => Math.Abs(value - exact.At(time, s + order))).Max())
            .Max();
    }
}
