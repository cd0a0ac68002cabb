namespace ScalableMNN.Runtime.Models;

/// <summary>The derivative of a loss with respect to every value of a model, in the shapes of the values themselves.</summary>
/// <param name="Parameters">With respect to the learned values.</param>
/// <param name="Inputs">With respect to the values that the caller gave, initial values and steps included.</param>
/// <typeparam name="TParameters">The parameters of the model.</typeparam>
/// <typeparam name="TInputs">The inputs of the model.</typeparam>
public sealed record ModelGradient<TParameters, TInputs>(TParameters Parameters, TInputs Inputs)
    where TParameters : ModelValues
    where TInputs : ModelValues
{
    /// <summary>
    /// Which derivatives are not finite and why, or null where all are. An input may well be where an equation has no derivative with respect to it, such as the root of an input at zero; where that is so with a learned value,
    /// there is an exception instead.
    /// </summary>
    public string? NotFinite { get; internal set; }
}
