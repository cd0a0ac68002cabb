using System.Collections.Generic;

namespace ScalableMNN.Generators.Parsing;

/// <summary>The names that the generated part of a model uses, and that its declaration leaves free.</summary>
internal static class GeneratedMembers
{
    /// <summary>Nested types and properties: no other member can have such a name.</summary>
    public static readonly HashSet<string> Names =
        ["Parameters", "Inputs", "Trajectories", "Cotangent", "Observations", "Schedule", "Description", "Equations", "Latex", "AcceleratorBatch"];

    /// <summary>Methods: another method can have such a name, with other parameters, but nothing else can.</summary>
    public static readonly HashSet<string> Methods = ["Solve", "SolveInto", "Gradient", "Fit", "Estimate", "EstimateFromManyStarts", "EstimatePopulation", "Discover", "SolveOnAccelerator", "GradientOnAccelerator"];

    /// <summary>
    /// Members of the generated types and of their base classes in the runtime: a state or coefficient, which becomes a property of these types, cannot have such a name.
    /// </summary>
    public static readonly HashSet<string> PropertyNames =
    [
        // Of every object.
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals",

        // Of all of them.
        "AsMemory", "Place",

        // Of Parameters and Inputs.
        "Steps", "Start", "Set", "Model", "Role", "Slots", "Slot", "TrajectoryCount", "PointCount", "Values", "CopyFrom", "Clone", "Copy", "Discard",
        "ModelValueOf", "TrajectoryValuesOf", "StepValuesOf", "InitialValuesOf", "SetGrid",

        // Of Schedule.
        "GivenValues", "Table", "LastTime", "Read", "ReadTable", "StartAt", "Want", "WantOf", "WantEvenly", "ToInputs", "BuildInputs", "AddDose", "AddInfusion", "AddInfusionAtModelRate", "AddInfusionForModelDuration", "AddSteadyInfusion", "ResetAt", "AddEvent", "AddMeasurement", "AddMeasurementWithDeviation", "AddCensoredMeasurement", "ScheduledValuesOf",

        // Of Trajectories, Cotangent and Observations.
        "All", "Reports", "IsComplete", "Times", "StateOf", "ThrowIfIncomplete", "EnsureSuccess", "WriteCsv", "Clear", "Layout",
    ];
}
