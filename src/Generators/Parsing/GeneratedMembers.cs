using System.Collections.Generic;

namespace ScalableMNN.Generators.Parsing;

/// <summary>The names that the generated part of a model uses, and that its declaration leaves free.</summary>
internal static class GeneratedMembers
{
    /// <summary>Nested types, properties and constants: no other member can have such a name.</summary>
    public static readonly HashSet<string> Names = ["Parameters", "Inputs", "Trajectories", "Gradients", "Equations", "Latex", "Description", "Layout"];

    /// <summary>Methods: another method can have such a name, with other parameters, but nothing else can.</summary>
    public static readonly HashSet<string> Methods = ["Solve", "Gradient", "Fit"];

    /// <summary>Members of the generated types, which have a property for each state or coefficient: neither can have such a name.</summary>
    public static readonly HashSet<string> PropertyNames =
    [
        "Steps", "Values", "Count", "Points", "Status", "Residual", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize",
    ];
}
