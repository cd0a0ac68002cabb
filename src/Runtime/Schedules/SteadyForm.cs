namespace ScalableMNN.Runtime.Schedules;

/// <summary>Whether a dose has been repeated for ever.</summary>
internal enum SteadyForm
{
    /// <summary>It has not.</summary>
    None,

    /// <summary>It has, and nothing else was given before.</summary>
    Alone,

    /// <summary>It has, beside what else was given.</summary>
    Added,
}
