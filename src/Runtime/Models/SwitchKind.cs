namespace ScalableMNN.Runtime.Models;

/// <summary>What the mode of a switch is of its guard.</summary>
public enum SwitchKind
{
    /// <summary>1 where the guard is zero or more, 0 where it is less.</summary>
    Step,

    /// <summary>The sign of the guard: -1, 0 or 1.</summary>
    Sign,

    /// <summary>The largest whole number that is not larger than the guard.</summary>
    Floor,
}
