namespace ScalableMNN.Runtime.Models;

/// <summary>How the guard of a switch changes in time.</summary>
public enum SwitchCourse
{
    /// <summary>With the states.</summary>
    OfStates,

    /// <summary>With time alone, along a curve.</summary>
    OfTime,

    /// <summary>With time alone, along a straight line until another switch changes: the time at which it changes is known.</summary>
    Linear,
}
