namespace ScalableMNN.Runtime.Models;

/// <summary>Which of a model's values a <see cref="ModelValues"/> holds.</summary>
public enum ValueRole
{
    /// <summary>The learned ones.</summary>
    Parameters,

    /// <summary>The ones that the caller gives.</summary>
    Inputs,
}
