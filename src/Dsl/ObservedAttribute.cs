using System;

namespace ScalableMNN.Dsl;

/// <summary>
/// Declares that the caller may give values of a state, of a derivative of it, or of an expression, at any grid points: measured data, from which an estimation learns, or boundary values, which a solve follows where it is asked to. On a state
/// it stands beside <see cref="StateAttribute"/>; on an expression it stands on a property of type <see cref="Term"/> with an expression body. The input <c>ObservedX</c>
/// of a state or expression X is NaN, which stands for no value, until it is set.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false, AllowMultiple = true)]
public sealed class ObservedAttribute : Attribute
{
    /// <summary>Of a state, which derivative is given: 0 (the default) is the state itself, 1 its first derivative, as the input <c>ObservedXD1</c>.</summary>
    public int Order { get; set; }

    /// <summary>Weight of these rows in the least-squares problem of a solve, greater than 0; the default is 1.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>
    /// Standard deviation of the measurement, in the unit of what is measured and greater than 0, where it is known. It matters to estimation only, which otherwise finds it
    /// from the data.
    /// </summary>
    public double Noise { get; set; } = double.NaN;

    /// <summary>How values scatter about the prediction; the default is <see cref="ErrorModel.Additive"/>. The others are for estimates from a schedule, and for populations.</summary>
    public ErrorModel Error { get; set; }

    /// <summary>Where the estimation of the noise starts, in the place of <see cref="Noise"/> and greater than 0; by default what the data are in size, by the first fit.</summary>
    public double NoiseStart { get; set; } = double.NaN;

    /// <summary>The standard deviation in proportion to the prediction, greater than 0, where it is known: 0.1 for 10 %. For <see cref="ErrorModel.Proportional"/> and <see cref="ErrorModel.Combined"/>.</summary>
    public double Proportional { get; set; } = double.NaN;

    /// <summary>Where its estimation starts, in the place of <see cref="Proportional"/> and greater than 0; the default is 0.1.</summary>
    public double ProportionalStart { get; set; } = double.NaN;

    /// <summary>The degrees of freedom of <see cref="ErrorModel.StudentT"/>, greater than 0; the default is 4. The fewer, the less outliers count. They are not estimated.</summary>
    public double DegreesOfFreedom { get; set; } = 4;

    /// <summary>The unit of what is measured. Of a state it is the state's own unless it is declared; the compiler warns where the two differ. It changes no number.</summary>
    public string? Unit { get; set; }
}
