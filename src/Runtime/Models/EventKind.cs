namespace ScalableMNN.Runtime.Models;

/// <summary>When an event happens.</summary>
public enum EventKind
{
    /// <summary>When a schedule says so.</summary>
    Scheduled,

    /// <summary>At a time that values of the trajectory say.</summary>
    Timed,

    /// <summary>When a condition becomes true.</summary>
    Conditional,

    /// <summary>At the start, before anything else: it gives states their initial values.</summary>
    Initial,

    /// <summary>When a condition becomes true, with delay, persistence and priority as <see cref="MarchedTrigger"/> says.</summary>
    Triggered,
}
