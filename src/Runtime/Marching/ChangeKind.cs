namespace ScalableMNN.Runtime.Marching;

/// <summary>The kinds of changes, in the order in which they come at one time.</summary>
internal enum ChangeKind
{
    /// <summary>All states become their initial values, and no infusion runs.</summary>
    Resets,

    /// <summary>The states come to a steady state.</summary>
    Settles,

    /// <summary>An infusion ends.</summary>
    Ends,

    /// <summary>An infusion begins.</summary>
    Begins,

    /// <summary>An infusion of which nothing arrives ends when it begins.</summary>
    EndsAtOnce,

    /// <summary>An amount is added.</summary>
    AtOnce,

    /// <summary>An event of the model.</summary>
    Event,
}
