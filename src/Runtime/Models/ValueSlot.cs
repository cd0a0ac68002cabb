using ScalableMNN.Dsl;

namespace ScalableMNN.Runtime.Models;

/// <summary>What the numbers of a <see cref="ValueSlot"/> are.</summary>
public enum ValueKind
{
    /// <summary>Values of a coefficient.</summary>
    Coefficient,

    /// <summary>Initial values of a state; component o + p J holds derivative o at grid point p, of J given derivatives.</summary>
    Initial,

    /// <summary>Steps of the grid.</summary>
    Steps,

    /// <summary>Values of a state, or of a derivative of it, at any grid points; NaN where there is none. The kernels read two numbers, the value and whether it is there.</summary>
    Observed,

    /// <summary>The time at the first grid point, of a model whose equations use time.</summary>
    Start,
}

/// <summary>
/// A named group of numbers that a kernel reads: the values of a coefficient, the initial values of a state, the steps, or the start. The kernels hold those of
/// <see cref="Per.Step"/> in the step array and all others in the header, each group in the order of the slots, parameters before inputs.
/// </summary>
/// <param name="Name">The name of the property.</param>
/// <param name="Kind">What the numbers are.</param>
/// <param name="Per">One number for the model, each trajectory, or each grid point (steps: each interval) of each trajectory.</param>
/// <param name="Components">How many such numbers: 1, but for initial values.</param>
/// <param name="Orders">For initial values, how many derivatives are given at each point; otherwise 1.</param>
/// <param name="Initial">Where learning starts; for an input, what it holds until the caller sets it.</param>
/// <param name="Lower">Smallest value that learning may reach.</param>
/// <param name="Upper">Largest value that learning may reach.</param>
public sealed record ValueSlot(
    string Name,
    ValueKind Kind,
    Per Per,
    int Components = 1,
    int Orders = 1,
    double Initial = 0,
    double Lower = double.NegativeInfinity,
    double Upper = double.PositiveInfinity);
