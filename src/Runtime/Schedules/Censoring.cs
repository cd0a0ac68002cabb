namespace ScalableMNN.Runtime.Schedules;

/// <summary>What is known of a measured value.</summary>
public enum Censoring
{
    /// <summary>The value itself.</summary>
    None,

    /// <summary>That it is below a limit (left-censored): below quantification.</summary>
    Below,

    /// <summary>That it is above a limit (right-censored).</summary>
    Above,

    /// <summary>That it is between two limits (interval-censored).</summary>
    Between,
}
