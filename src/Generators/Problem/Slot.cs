using ScalableMNN.Generators.Parsing;

namespace ScalableMNN.Generators.Problem;

/// <summary>Mirrors <c>ScalableMNN.Runtime.Models.ValueKind</c>, by name.</summary>
internal enum SlotKind
{
    Coefficient,
    Initial,
    Steps,
    Observed,
    Start,
}

/// <summary>A named group of numbers that the kernels read, as <c>ScalableMNN.Runtime.Models.ValueSlot</c> describes it at run time.</summary>
/// <param name="Name">The name of the coefficient or state, "Steps" or "Start".</param>
/// <param name="Learned">Whether it is a parameter; otherwise an input.</param>
/// <param name="Components">How many numbers: 1, but for initial values (orders times points).</param>
/// <param name="Orders">For initial values, how many derivatives are given at each point; otherwise 1.</param>
/// <param name="Index">Index of the first number in the header, or, for Per.Step, in the step array.</param>
internal sealed record Slot(
    string Name,
    SlotKind Kind,
    bool Learned,
    Variation Per,
    int Components,
    int Orders,
    double Initial,
    double Lower,
    double Upper,
    int Index);
