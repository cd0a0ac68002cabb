namespace ScalableMNN.Runtime.Fitting;

/// <summary>An observed value.</summary>
/// <param name="State">Index of the state.</param>
/// <param name="Order">Which derivative of it; 0 is the state itself.</param>
/// <param name="Trajectory">Index of the trajectory.</param>
/// <param name="Step">Index of the grid point.</param>
/// <param name="Value">What was observed.</param>
/// <param name="Weight">Factor of the square of its residual in the loss.</param>
public readonly record struct Observation(int State, int Order, int Trajectory, int Step, double Value, double Weight);
