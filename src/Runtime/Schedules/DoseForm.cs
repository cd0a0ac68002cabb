namespace ScalableMNN.Runtime.Schedules;

/// <summary>How a dose is given.</summary>
internal enum DoseForm
{
    /// <summary>At once.</summary>
    AtOnce,

    /// <summary>As an infusion of a duration; the rate follows from the part of the amount that arrives.</summary>
    ForDuration,

    /// <summary>As an infusion at a rate; how long it takes follows from the part of the amount that arrives.</summary>
    AtRate,

    /// <summary>As an infusion at a rate that the model says.</summary>
    AtModelRate,

    /// <summary>As an infusion of a duration that the model says.</summary>
    ForModelDuration,
}
