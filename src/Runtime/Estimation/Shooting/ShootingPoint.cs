using ScalableMNN.Runtime.Models;
using ScalableMNN.Runtime.Solving;

namespace ScalableMNN.Runtime.Estimation.Shooting;

/// <summary>Parameters and initial values on the way to the estimate; what follows from them is marched.</summary>
internal sealed class ShootingPoint(ModelValues parameters, ModelValues inputs)
{
    /// <summary>The parameters.</summary>
    public ModelValues Parameters { get; } = parameters;

    /// <summary>The inputs, with all initial values.</summary>
    public ModelValues Inputs { get; } = inputs;

    /// <summary>Both as a problem to be solved.</summary>
    public Problem Problem { get; } = new(parameters, inputs);

    public ShootingPoint Copy() => new(Parameters.Copy(), Inputs.Copy());

    /// <summary>Takes the numbers of another point.</summary>
    public void CopyFrom(ShootingPoint other)
    {
        Parameters.CopyFrom(other.Parameters);
        Inputs.CopyFrom(other.Inputs);
    }

    /// <summary>An initial value.</summary>
    public ref double InitialOf(in GivenValue given, int trajectory) => ref Inputs.NumberAt(given.Slot, given.Component, trajectory);
}
