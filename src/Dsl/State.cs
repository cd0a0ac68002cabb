namespace ScalableMNN.Dsl;

/// <summary>A state of the model, in an equation. It describes, and is never evaluated.</summary>
public sealed class State : Term
{
    private State()
    {
    }

    /// <summary>Describes a time derivative of the state.</summary>
    /// <param name="order">Which derivative: 1 is du/dt. A constant, no larger than the declared order of the state.</param>
    /// <returns>The derivative as a term.</returns>
    public Term D(int order) => throw Marker.Evaluated("The derivative D(" + order + ")");
}
