using System;

namespace ScalableMNN.Dsl;

/// <summary>
/// Declares beside <see cref="StateAttribute"/> that doses reach a state of order 1: at once, or as an infusion at a constant rate. The generated <c>Schedule</c> of the model takes them by time, as
/// <c>DoseX</c> and <c>InfuseX</c> of a state X, and the state begins at 0 unless the schedule says otherwise.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class DosedAttribute : Attribute
{
    /// <summary>The name of the coefficient that says which part of each dose arrives; without it all of it does. A function may be named, but none of time or of values for each grid point.</summary>
    public string? Bioavailability { get; set; }

    /// <summary>The name of the coefficient that says how long after its time each dose arrives, in the unit of time; without it at once. As for <see cref="Bioavailability"/>.</summary>
    public string? Lag { get; set; }

    /// <summary>
    /// The name of the coefficient that is the rate of infusions whose rate the schedule does not say, <c>InfuseXAtRate</c> or a rate of -1 in a table: they take as long as the part of their amount that arrives.
    /// As for <see cref="Bioavailability"/>; it is greater than 0.
    /// </summary>
    public string? Rate { get; set; }

    /// <summary>
    /// The name of the coefficient that says how long infusions take whose duration the schedule does not say, <c>InfuseXForDuration</c> or a rate of -2 in a table, as absorption of order zero does. As for
    /// <see cref="Bioavailability"/>; it is greater than 0.
    /// </summary>
    public string? Duration { get; set; }

    /// <summary>
    /// The unit of doses; without it they are in the unit of the state. Where they are not, <see cref="Bioavailability"/> makes one of the other, such as a share by volume; the compiler warns where it does not.
    /// </summary>
    public string? Unit { get; set; }
}
