namespace ScalableMNN.Runtime.Models;

/// <summary>A switch of a piecewise function in the equations: a value, the mode, that is constant along each step of a march and changes where its guard says.</summary>
/// <param name="Text">The function, as it was written.</param>
/// <param name="Kind">What the mode is of the guard.</param>
/// <param name="Course">How the guard changes in time.</param>
/// <param name="Guard">Which of the expressions the guard is; the next one is the rate at which it changes.</param>
public sealed record MarchedSwitch(string Text, SwitchKind Kind, SwitchCourse Course, int Guard);
