namespace ScalableMNN.Runtime.Models;

/// <summary>What a condition is.</summary>
public enum ConditionKind
{
    /// <summary>An expression is above zero.</summary>
    Above,

    /// <summary>An expression is zero or above.</summary>
    AtLeast,

    /// <summary>All parts are true; so it is where there are none.</summary>
    All,

    /// <summary>One of the parts is true; it is false where there are none.</summary>
    Any,
}
